import type { Campaign } from './queries'

/** A colour for each state of a campaign, always shown beside its word. */
export const STATE_COLOURS: Record<Campaign['state'], string> = {
  draft: 'var(--mantine-color-gray-5)',
  scheduled: 'var(--mantine-color-blue-5)',
  sending: 'var(--mantine-color-sea-5)',
  paused: 'var(--mantine-color-yellow-6)',
  done: 'var(--mantine-color-green-7)',
  cancelled: 'var(--mantine-color-gray-7)',
}
