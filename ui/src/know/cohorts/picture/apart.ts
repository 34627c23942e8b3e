type Asked = { seriesIndex: number; labelRect: { y: number; height: number } }

/** The height of a name in pixels. */
const NAME = 14

/**
 * Moves the name at the end of a line to the nearest free place above or below the names before
 * it. (The chart's own `moveOverlap` has no effect on names that stand on a point.)
 */
export function apart() {
  const taken = new Map<number, number>()
  return ({ seriesIndex, labelRect: { y, height } }: Asked) => {
    const others = [...taken].filter(([series]) => series !== seriesIndex).map(([, at]) => at)
    const isFree = (at: number) => others.every((other) => Math.abs(other - at) >= NAME)
    const wanted = y + height / 2
    const places = [wanted, ...others.flatMap((other) => [other - NAME, other + NAME])]
    const near = places
      .filter(isFree)
      .toSorted((one, other) => Math.abs(one - wanted) - Math.abs(other - wanted))
    const at = near[0] ?? wanted
    taken.set(seriesIndex, at)
    return { y: at }
  }
}
