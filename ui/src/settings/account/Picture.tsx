import type { Picture as Squares } from '~/client'

/** Modules of white that a camera needs around the picture. */
const RIM = 4

/** What a telephone reads: dark on white in dark colours too, or a camera cannot. */
export function Picture({ of: squares, name }: { of: Squares; name: string }) {
  const side = squares.side + 2 * RIM
  return (
    <svg
      role="img"
      aria-label={name}
      viewBox={`${-RIM} ${-RIM} ${side} ${side}`}
      width="100%"
      style={{ maxWidth: 260, background: '#fff' }}
      shapeRendering="crispEdges"
    >
      <path d={squares.path} fill="#000" />
    </svg>
  )
}
