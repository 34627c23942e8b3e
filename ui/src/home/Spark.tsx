import { useTranslation } from 'react-i18next'

export const HEIGHT = 56
const WIDTH = 240

type Props = {
  name: string
  values: (number | null | undefined)[]
  /** Which of the values is pointed at by an upright line. */
  mark?: number
}

/** The course of a report in one small line above zero; the report itself is one press away. */
export function Spark({ name, values, mark = -1 }: Props) {
  const { t } = useTranslation('home')
  const known = values.filter((value) => typeof value === 'number')
  if (known.length < 2) return <div style={{ height: HEIGHT }} />
  const most = Math.max(...known) || 1
  const x = (index: number) => (index / (known.length - 1)) * (WIDTH - 4) + 2
  const y = (value: number) => HEIGHT - (value / most) * (HEIGHT - 4)
  const points = known.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`)
  return (
    <svg
      role="img"
      aria-label={t(`sparks.${name}`)}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width="100%"
      height={HEIGHT}
      preserveAspectRatio="none"
      style={{ display: 'block' }}
    >
      {mark >= 0 && (
        <line
          x1={x(mark)}
          x2={x(mark)}
          y1={0}
          y2={HEIGHT}
          stroke="var(--mantine-color-dimmed)"
          strokeDasharray="3 3"
          vectorEffect="non-scaling-stroke"
        />
      )}
      <polygon
        points={[`2,${HEIGHT}`, ...points, `${WIDTH - 2},${HEIGHT}`].join(' ')}
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
