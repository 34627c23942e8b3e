/** The question asked of the forecast, word by word as in its sentence; the usual word first. */
export const CHOICES = {
  of: ['revenue', 'orders'],
  by: ['month', 'week', 'day'],
  each: ['nothing', 'channel', 'category'],
  holidays: ['auto', 'none', 'ua', 'ru', 'us', 'eu'],
} as const

type Word = keyof typeof CHOICES

export type ForecastQuestion = { [W in Word]: (typeof CHOICES)[W][number] }

type Address = Record<string, string | undefined>

const WORDS = Object.keys(CHOICES) as Word[]

/** Reads the question from an address; a word it does not know becomes the usual one. */
export function readQuestion(address: Address): ForecastQuestion {
  const chosen = WORDS.map((word) => {
    const words: readonly string[] = CHOICES[word]
    return [word, words.find((known) => known === address[word]) ?? words[0]]
  })
  return Object.fromEntries(chosen)
}

/** Writes only what differs from the usual question, so that addresses stay short. */
export function writeQuestion(question: ForecastQuestion): Address {
  const told = WORDS.map((word) => {
    return [word, question[word] === CHOICES[word][0] ? undefined : question[word]]
  })
  return Object.fromEntries(told)
}

/** More newcomers a period than any shop plans; the field takes no more. */
export const PLANNED_MOST = 1_000_000

/** The planned newcomers of an address: a whole number, or as many as lately came. */
export function readPlanned(text: string | undefined): number | undefined {
  const planned = text && /^\d{1,7}$/.test(text) ? Number(text) : undefined
  return planned !== undefined && planned <= PLANNED_MOST ? planned : undefined
}
