import { Compartment } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import type { Schema, SqlFault } from '../queries'
import classes from './editor.module.css'
import { extensionsOf } from './extensions'
import { underlined } from './fault'

type Props = {
  label: string
  text: string
  tables: Schema['tables']
  fault: SqlFault | null
  onChange: (text: string) => void
  onAsk: (text: string) => void
}

/** A field for SQL: colours, names of tables and columns while typing, the fault underlined. */
export default function Editor({ label, text, tables, fault, onChange, onAsk }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const mark = useRef(new Compartment())
  // The field lives longer than one drawing of the screen and must call the newest of these.
  const told = useRef({ onChange, onAsk })
  told.current = { onChange, onAsk }
  const first = useRef(text)

  useEffect(() => {
    if (!place.current) return
    view.current = new EditorView({
      parent: place.current,
      doc: first.current,
      extensions: [
        ...extensionsOf(label, tables, (sql) => told.current.onAsk(sql)),
        mark.current.of([]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) told.current.onChange(update.state.doc.toString())
        }),
      ],
    })
    return () => view.current?.destroy()
  }, [label, tables])

  useEffect(() => {
    const shown = view.current
    if (!shown) return
    const marked = fault ? underlined(shown.state.doc, fault) : []
    shown.dispatch({ effects: mark.current.reconfigure(marked) })
  }, [fault])

  return <div ref={place} className={classes.field} />
}
