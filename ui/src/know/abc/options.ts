import { windowOf } from '~/know/revenue/period'

/** The question asked of the ABC report, word by word as in its sentence; the usual word first. */
export const CHOICES = {
  of: ['customers', 'products'],
  value: ['revenue', 'profit'],
  by: ['month', 'week', 'quarter'],
  seasonal: ['off', 'on'],
} as const

export const CLASSES = ['A', 'B', 'C'] as const
export const STEADINESS = ['X', 'Y', 'Z', 'N'] as const

type Word = keyof typeof CHOICES
type Class = (typeof CLASSES)[number]
type Steadiness = (typeof STEADINESS)[number]

export type AbcQuestion = { [W in Word]: (typeof CHOICES)[W][number] } & {
  /** A year such as `2025`; the last twelve whole months when it is not named. */
  period?: string
  class?: Class
  xyz?: Steadiness
}

type Address = Record<string, string | undefined>

/** Reads the question from an address; a word it does not know becomes the usual one. */
export function readQuestion(address: Address): AbcQuestion {
  const words = Object.keys(CHOICES) as Word[]
  const chosen = words.map((word) => [word, known(CHOICES[word], address[word]) ?? CHOICES[word][0]])
  const period = address.period && windowOf(address.period) ? address.period : undefined
  return {
    ...(Object.fromEntries(chosen) as Pick<AbcQuestion, Word>),
    period,
    class: known(CLASSES, address.class),
    xyz: known(STEADINESS, address.xyz),
  }
}

function known<T extends string>(words: readonly T[], asked: string | undefined): T | undefined {
  return words.find((word) => word === asked)
}

/** Writes only what differs from the usual question, so that addresses stay short. */
export function writeQuestion(question: AbcQuestion): Address {
  const words = Object.keys(CHOICES) as Word[]
  const told = words.map((word) => {
    return [word, question[word] === CHOICES[word][0] ? undefined : question[word]]
  })
  const { period, class: asked, xyz } = question
  return { ...Object.fromEntries(told), period, class: asked, xyz }
}

/** What the report is asked. */
export function reportQuery({ period, ...question }: AbcQuestion) {
  return { ...question, ...(period ? windowOf(period) : null) }
}
