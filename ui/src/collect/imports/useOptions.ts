import { useSessionStorage } from '@mantine/hooks'
import type { ImportOptions } from './queries'

/** The answers given so far for one file; a reload does not lose them. */
export function useOptions(file: string) {
  const [options, setOptions] = useSessionStorage<ImportOptions>({
    key: `regulars.import.${file}`,
    defaultValue: {},
    getInitialValueInEffect: false,
  })
  const answer = (part: ImportOptions) => setOptions((before) => ({ ...before, ...part }))
  return [options, answer] as const
}
