import { useRef, useState } from 'react'

/** Changes that follow one another so fast are one: a word, not its letters. */
const ONE_CHANGE = 700

/** As far as anybody remembers. */
const STEPS = 100

/** Takes changes back and makes them again. */
export function useHistory<T>(value: T, onChange: (value: T) => void) {
  const [past, setPast] = useState<T[]>([])
  const [future, setFuture] = useState<T[]>([])
  const last = useRef(0)
  const change = (next: T) => {
    const now = Date.now()
    if (now - last.current > ONE_CHANGE) setPast([...past, value].slice(-STEPS))
    last.current = now
    setFuture([])
    onChange(next)
  }
  const go = (from: T[], take: (rest: T[]) => void, leave: () => void) => {
    const to = from.at(-1)
    if (to === undefined) return
    take(from.slice(0, -1))
    leave()
    last.current = 0
    onChange(to)
  }
  return {
    change,
    undo: past.length > 0 ? () => go(past, setPast, () => setFuture([...future, value])) : undefined,
    redo: future.length > 0 ? () => go(future, setFuture, () => setPast([...past, value])) : undefined,
  }
}
