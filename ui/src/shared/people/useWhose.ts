import { useAddress } from '~/shared/sentence/useAddress'

/** The saved segment whose figures a report shows, as its question takes it; nobody else’s. */
export function useWhose(): { segment?: string } {
  const [{ segment }] = useAddress()
  return segment ? { segment } : {}
}
