import type { Fault } from '../queries'

/**
 * Where a fault lies in the text, in the units that `slice` counts. The program counts whole
 * characters, the browser halves of the rarer ones.
 */
export function placeOf(text: string, { line, column, length }: Fault) {
  const lines = text.split('\n')
  const before = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
  const characters = Array.from(text.slice(before))
  const from = before + characters.slice(0, column - 1).join('').length
  return { from, until: from + characters.slice(column - 1, column - 1 + length).join('').length }
}

/** The text with a word in place of what is at fault, kept apart from its neighbours. */
export function mended(text: string, fault: Fault, word: string): string {
  const { from, until } = placeOf(text, fault)
  const before = text.slice(0, from)
  const after = text.slice(until)
  const left = before === '' || /[\s(]$/.test(before) ? '' : ' '
  const right = /^[\s)]/.test(after) ? '' : ' '
  return before + left + withoutTail(word, after) + right + after
}

/** “last order” in place of “lst” is only “last” where “order” stands there already. */
function withoutTail(phrase: string, after: string): string {
  const [first = '', ...tail] = phrase.split(' ')
  const isThere = tail.length > 0 && after.trimStart().startsWith(tail.join(' '))
  return isThere ? first : phrase
}
