export const HEIGHT = 56
const WIDTH = 240

type Props = {
  /** What the line says, for those who do not see it. */
  label: string
  values: (number | null | undefined)[]
  /** Which of the values is pointed at by an upright line. */
  mark?: number
  height?: number
}

/** The course of a number in one small line above zero. */
export function Spark({ label, values, mark = -1, height = HEIGHT }: Props) {
  const known = values.flatMap((value, nth) => (typeof value === 'number' ? [{ nth, value }] : []))
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last || first === last) return <div style={{ height }} />
  const most = Math.max(...known.map(({ value }) => value)) || 1
  const x = (nth: number) => (nth / (values.length - 1)) * (WIDTH - 4) + 2
  const y = (value: number) => height - (value / most) * (height - 4)
  const points = known.map(({ nth, value }) => `${x(nth).toFixed(1)},${y(value).toFixed(1)}`)
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${height}`}
      width="100%"
      height={height}
      preserveAspectRatio="none"
      style={{ display: 'block' }}
    >
      {mark >= 0 && (
        <line
          x1={x(mark)}
          x2={x(mark)}
          y1={0}
          y2={height}
          stroke="var(--mantine-color-dimmed)"
          strokeDasharray="3 3"
          vectorEffect="non-scaling-stroke"
        />
      )}
      <polygon
        points={[`${x(first.nth)},${height}`, ...points, `${x(last.nth)},${height}`].join(' ')}
        fill="var(--mantine-color-anchor)"
        opacity="0.14"
      />
      <polyline
        points={points.join(' ')}
        fill="none"
        stroke="var(--mantine-color-anchor)"
        strokeWidth="2"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}
