/** What customers do in a period, from the bottom of a bar to its top; the dormant lie below. */
export const COMING = ['returning', 'resurrecting', 'new'] as const
export const MOVES = [...COMING, 'dormant'] as const

export type Move = (typeof MOVES)[number]

/** How strongly the accent is laid on; the dormant have the colour of what is lost. */
export const STRENGTH: Record<Move, number> = {
  returning: 1,
  resurrecting: 0.65,
  new: 0.35,
  dormant: 1,
}
