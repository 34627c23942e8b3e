import type { Name, Run } from './queries'
import { useRuns } from './queries'
import { useNamed } from './useNamed'

/** The personas of the run in use, by their word and in the reader’s language; none while none are. */
export function usePersonaNames(): { key: string; name: string }[] {
  const named = useNamed()
  const used = useRuns().data?.find((run) => run.in_use_since)
  return used ? namesOf(used).map(({ key, name }) => ({ key, name: named(name) })) : []
}

/** A run keeps the words of its personas with what it found, and their names with its measures. */
export function namesOf({ found, measures }: Pick<Run, 'found' | 'measures'>) {
  const { personas = [] } = (found ?? {}) as { personas?: { key: string }[] }
  const { names } = measures as { names?: Name[] | null }
  return personas.flatMap(({ key }, nth) => {
    const name = names?.[nth]
    return name ? [{ key, name }] : []
  })
}
