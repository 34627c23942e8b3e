import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { type Fault, type Rule, usePreview, useReading } from './queries'
import { finished } from './rule/finished'

/** Long enough to finish a word, short enough to feel live. */
const PAUSE = 250

/**
 * A rule while it is written. The tree is what is true; a typed text becomes the tree as soon as
 * it can be read, and stays as it was typed until the tree is changed elsewhere.
 */
export function useDraft(first: Rule, firstTyped: string | null = null) {
  const [rule, setRule] = useState(first)
  const [typed, setTyped] = useState(firstTyped)
  const [settledText] = useDebouncedValue(typed, PAUSE)
  const reading = useReading(settledText)
  const read = reading.data?.rule

  useEffect(() => {
    if (read) setRule(read)
  }, [read])

  const whole = finished(rule)
  const [asked] = useDebouncedValue(whole, PAUSE)
  const preview = usePreview(asked)
  const isCurrent = !preview.isPlaceholderData && same(asked, whole)
  const waits = typed !== null && (typed !== settledText || reading.isPending)
  const fault: Fault | null = (typed !== null && !waits && reading.data?.fault) || null

  return {
    rule,
    change: (next: Rule) => {
      setRule(next)
      setTyped(null)
    },
    /** The text as it was typed; null while the tree leads. */
    typed,
    type: setTyped,
    fault,
    preview,
    /** The tree as text; null while it is awaited. */
    printed: isCurrent ? (preview.data?.text ?? null) : null,
    unreadable: reading.error,
    isUnfinished: !same(whole, rule),
    canBeSaved: whole !== null && same(whole, rule) && !fault && !waits,
  }
}

export type Draft = ReturnType<typeof useDraft>

/** Two rules are the same when they are written the same. */
export function same(one: Rule | null, other: Rule | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
