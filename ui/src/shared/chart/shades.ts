/** One hue, nine steps; text and ground of each step are readable together (see the test). */
export type Shade = { ground: string; text: string }

const INK = '#12262b'
const PAPER = '#ffffff'

const LIGHT = [
  '#eef7f8',
  '#daeef1',
  '#c2e2e7',
  '#a3d3db',
  '#82c2cd',
  '#5fafbd',
  '#2a7c8c',
  '#136877',
  '#074a56',
]
const DARK = [
  '#16282c',
  '#183339',
  '#1a4048',
  '#1c4f59',
  '#1f5f6b',
  '#23707e',
  '#6fbccb',
  '#92d0db',
  '#b9e4eb',
]

/** From this step on the ground is dark enough (or bright enough) to turn the text over. */
const TURN = 6

export const STEPS = LIGHT.length

export function shadeOf(step: number, dark: boolean): Shade {
  const at = Math.max(0, Math.min(STEPS - 1, step))
  const turned = at >= TURN
  const ground = (dark ? DARK : LIGHT)[at] ?? PAPER
  return { ground, text: turned === dark ? INK : PAPER }
}

/** Which of the nine steps a value belongs to, when `most` is the strongest one shown. */
export function stepOf(value: number, most: number): number {
  if (most <= 0) return 0
  return Math.min(STEPS - 1, Math.floor((value / most) * STEPS))
}
