/** How many personas: as the run in use has them, as many as fit, or so many. */
export const NUMBERS = ['', 'fitting', '2', '3', '4', '5', '6', '7', '8'] as const

export type PersonaQuestion = { k: (typeof NUMBERS)[number]; run: string | undefined }

type Address = Record<string, string | undefined>

/** Reads the question from an address; a number it does not know is the usual one. */
export function readQuestion(address: Address): PersonaQuestion {
  return { k: NUMBERS.find((known) => known === address.k) ?? '', run: address.run || undefined }
}

/** A kept run is looked at by its name; a number of personas is found anew, as many as fit too. */
export function reportQuery({ k, run }: PersonaQuestion) {
  if (k === 'fitting') return { seed: 0 }
  if (k) return { k: Number(k) }
  return run ? { run } : {}
}

/** The same question as a run that is to be kept. */
export function runQuery({ k }: PersonaQuestion) {
  return k && k !== 'fitting' ? { k: Number(k) } : {}
}
