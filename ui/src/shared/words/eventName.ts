/** What an event is called: by its own name, or by what it was about. */
export function eventName(told: Record<string, unknown>): string {
  const { name, properties } = told
  if (typeof name === 'string') return name
  const about = typeof properties === 'object' && properties ? properties : {}
  const { title, path, url } = about as Record<string, unknown>
  const isText = (word: unknown): word is string => typeof word === 'string'
  return [title, path, url].find(isText) ?? ''
}
