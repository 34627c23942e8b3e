import { describe, expect, it } from 'vitest'
import { STEPS, shadeOf, stepOf } from './shades'

describe('the shades of the heat table', () => {
  for (const dark of [false, true]) {
    it(`can be read on every step ${dark ? 'at night' : 'by day'}`, () => {
      for (let step = 0; step < STEPS; step++) {
        const { ground, text } = shadeOf(step, dark)
        expect(contrast(ground, text), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
      }
    })
  }

  it('give the strongest value the strongest shade and nothing the weakest', () => {
    expect(stepOf(0.5, 0.5)).toBe(STEPS - 1)
    expect(stepOf(0, 0.5)).toBe(0)
    expect(stepOf(0, 0)).toBe(0)
  })
})

/** WCAG 2: relative luminance of the lighter over the darker. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
  const [r = 0, g = 0, b = 0] = parts.map((c) =>
    c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
