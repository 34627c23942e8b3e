import { autocompletion, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { PostgreSQL, sql } from '@codemirror/lang-sql'
import { bracketMatching, syntaxHighlighting } from '@codemirror/language'
import { type Extension, Prec } from '@codemirror/state'
import { EditorView, keymap, lineNumbers } from '@codemirror/view'
import { classHighlighter } from '@lezer/highlight'
import type { Schema } from '../queries'

/** How the field behaves; the Tab key is left to those who walk the page by it. */
export function extensionsOf(
  label: string,
  tables: Schema['tables'],
  onAsk: (sql: string) => void,
): Extension[] {
  const ask = (view: EditorView) => {
    onAsk(view.state.doc.toString())
    return true
  }
  const columns = Object.fromEntries(
    tables.map((table) => [table.name, table.columns.map((column) => column.name)]),
  )
  return [
    // Before the usual keys, where Ctrl and Enter open a line.
    Prec.highest(keymap.of([{ key: 'Mod-Enter', run: ask }])),
    lineNumbers(),
    history(),
    bracketMatching(),
    autocompletion(),
    keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
    sql({ dialect: PostgreSQL, schema: columns }),
    syntaxHighlighting(classHighlighter),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
  ]
}
