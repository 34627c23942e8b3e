import { useComputedColorScheme } from '@mantine/core'

/**
 * Hue and strength in per cent: the standard groups first, so that those that touch in the standard
 * picture are told apart, then some for the groups of a shop's own.
 */
const PAINTS: [hue: number, strength: number][] = [
  [168, 58],
  [105, 58],
  [208, 58],
  [318, 50],
  [275, 58],
  [52, 72],
  [26, 70],
  [352, 62],
  [240, 50],
  [220, 10],
  [82, 58],
  [140, 50],
]

export const HUES = PAINTS.length

/** Pale grounds under the text of the page: the name in a square tells its group. */
export function useHue() {
  const dark = useComputedColorScheme('light') === 'dark'
  return (hue: number) => {
    const [angle, strength] = PAINTS[hue % HUES] ?? [0, 0]
    return {
      backgroundColor: dark
        ? `hsl(${angle} ${strength * 0.6}% 25%)`
        : `hsl(${angle} ${strength}% 85%)`,
    }
  }
}
