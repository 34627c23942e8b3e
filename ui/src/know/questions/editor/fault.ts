import type { Extension, Text } from '@codemirror/state'
import { Decoration, EditorView } from '@codemirror/view'
import type { SqlFault } from '../queries'

/** Where in a text the fault stands: from its first character to the end of that word. */
export function placeOf(text: Text, fault: SqlFault): { from: number; until: number } | null {
  if (!fault.line || !fault.column || fault.line > text.lines) return null
  const line = text.line(fault.line)
  const from = Math.min(line.from + fault.column - 1, line.to)
  const word = /^[\p{L}\p{N}_.]+/u.exec(text.sliceString(from, line.to))?.[0] ?? ' '
  const until = Math.min(from + word.length, line.to)
  // Behind the last character there is nothing to underline, so the word before it is.
  return until > from ? { from, until } : { from: Math.max(line.from, from - 1), until: from }
}

/** The line below what is at fault. */
export function underlined(text: Text, fault: SqlFault): Extension {
  const place = placeOf(text, fault)
  if (!place || place.from === place.until) return []
  const mark = Decoration.mark({ class: 'cm-fault' })
  return EditorView.decorations.of(Decoration.set([mark.range(place.from, place.until)]))
}
