/** Names in the order in which they are believed: Edge and Opera call themselves Chrome too. */
const BROWSERS = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const

const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
] as const

/** “Firefox · Linux” out of what a browser calls itself; nothing when it is not known. */
export function browserName(agent: string): string | undefined {
  const known = (names: readonly (readonly [string, string])[]) =>
    names.find(([sign]) => agent.includes(sign))?.[1]
  const words = [known(BROWSERS), known(SYSTEMS)].filter(Boolean)
  return words.length > 0 ? words.join(' · ') : undefined
}
