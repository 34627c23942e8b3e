/** The question asked of the leaving report, word by word as in its sentence; the usual first. */
export const CHOICES = {
  within: ['rhythm', '30d', '60d', '90d', '180d'],
  model: ['simplest', 'logistic', 'tree', 'boosting'],
} as const

type Word = keyof typeof CHOICES

export type LeavingQuestion = { [W in Word]: (typeof CHOICES)[W][number] }

type Address = Record<string, string | undefined>

const WORDS = Object.keys(CHOICES) as Word[]

/** Reads the question from an address; a word it does not know becomes the usual one. */
export function readQuestion(address: Address): LeavingQuestion {
  const chosen = WORDS.map((word) => {
    const words: readonly string[] = CHOICES[word]
    return [word, words.find((known) => known === address[word]) ?? words[0]]
  })
  return Object.fromEntries(chosen)
}

/** Writes only what differs from the usual question, so that addresses stay short. */
export function writeQuestion(question: LeavingQuestion): Address {
  const told = WORDS.map((word) => {
    return [word, question[word] === CHOICES[word][0] ? undefined : question[word]]
  })
  return Object.fromEntries(told)
}

/** Customers who are looked at on the page; all of them come with a download. */
const LISTED = 500

/** What the report is asked; the days of the shop's own rhythm are found by the program. */
export function reportQuery({ within, model }: LeavingQuestion) {
  return { model, ...(within !== 'rhythm' && { within }), limit: LISTED }
}

/**
 * The rule of the regulars who are more likely to leave than to order, as a segment says it. The
 * report counts days up to the end of today, a segment up to its beginning.
 */
export function slippingRule(days: number): string {
  return `leaving > 50% and order days > 1 and days since last order <= ${2 * days - 1}`
}
