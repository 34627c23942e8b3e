import { useComputedColorScheme } from '@mantine/core'

/** Neighbours in this list are far apart on the wheel, as groups of one kind stand side by side. */
const WHEEL = [172, 96, 210, 48, 268, 130, 28, 350, 232, 0, 310, 190]

export const HUES = WHEEL.length

/** Pale grounds under the text of the page: the name in a square tells the group, not the colour. */
export function useHue() {
  const dark = useComputedColorScheme('light') === 'dark'
  return (hue: number) => {
    const angle = WHEEL[hue % HUES]
    return { backgroundColor: dark ? `hsl(${angle} 34% 25%)` : `hsl(${angle} 58% 85%)` }
  }
}
