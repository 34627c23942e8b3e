/** The question asked of the value report, word by word as in its sentence; the usual word first. */
export const CHOICES = {
  horizon: ['365d', '90d', '30d', 'life'],
  model: ['bg-nbd', 'mbg-nbd', 'pareto-nbd', 'bg-bb', 'nbd'],
  held: ['free', 'usual'],
} as const

type Word = keyof typeof CHOICES

export type ValueQuestion = { [W in Word]: (typeof CHOICES)[W][number] }

type Address = Record<string, string | undefined>

const WORDS = Object.keys(CHOICES) as Word[]

/** Reads the question from an address; a word it does not know becomes the usual one. */
export function readQuestion(address: Address): ValueQuestion {
  const chosen = WORDS.map((word) => {
    const words: readonly string[] = CHOICES[word]
    return [word, words.find((known) => known === address[word]) ?? words[0]]
  })
  return Object.fromEntries(chosen)
}

/** Writes only what differs from the usual question, so that addresses stay short. */
export function writeQuestion(question: ValueQuestion): Address {
  const told = WORDS.map((word) => {
    return [word, question[word] === CHOICES[word][0] ? undefined : question[word]]
  })
  return Object.fromEntries(told)
}

/** Customers who are looked at on the page; all of them come with a download. */
const LISTED = 500

/** What the report is asked. */
export function reportQuery({ held, ...question }: ValueQuestion) {
  return { ...question, ...(held === 'usual' && { regularise: true }), limit: LISTED }
}
