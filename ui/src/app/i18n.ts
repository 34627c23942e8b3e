import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

export const LANGUAGES = ['en', 'uk', 'ru'] as const
export type Language = (typeof LANGUAGES)[number]

/** The languages in their own words, as the switch shows them. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  en: 'English',
  uk: 'Українська',
  ru: 'Русский',
}

/** Their short names on the switch; “UK” would be read as a country. */
export const SHORT_NAMES: Record<Language, string> = { en: 'Eng', uk: 'Укр', ru: 'Рус' }

const KEPT = 'regulars.language'

/** Each language is one file that is fetched when somebody reads in it. */
const texts: Record<Language, () => Promise<{ default: Record<string, object> }>> = {
  en: () => import('~/texts/en'),
  uk: () => import('~/texts/uk'),
  ru: () => import('~/texts/ru'),
}

/** What only the screens of a slice say; it comes with them, so that the first load stays small. */
const later = import.meta.glob<{ default: object }>(
  '../texts/*/{abc,check,duplicates,forecast,journeys,leaving,lifecycle,messages,privacy,recommend,shops,signing,subscriptions,system}.json',
)
const heard = new Set<string>()

/** Fetches the words of slices before their screen is shown. */
export async function hear(...slices: string[]) {
  for (const slice of slices) heard.add(slice)
  await fetchWords(i18next.language, slices)
}

async function fetchWords(language: string, slices: Iterable<string>) {
  const missing = [...slices].filter((slice) => !i18next.hasResourceBundle(language, slice))
  await Promise.all(
    missing.map(async (slice) => {
      const words = await later[`../texts/${language}/${slice}.json`]?.()
      if (words) i18next.addResourceBundle(language, slice, words.default, true, true)
    }),
  )
}

/** Speaks the language chosen before, else the browser's, else English. */
export async function startSpeaking() {
  const language = isLanguage(kept()) ? (kept() as Language) : preferred()
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'words',
    ns: [],
    resources: { [language]: (await texts[language]()).default as never },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  document.documentElement.lang = language
}

/** Changes the language at once, without losing the screen or its state. */
export async function speak(language: Language) {
  const loaded = (await texts[language]()).default
  for (const [slice, words] of Object.entries(loaded)) {
    i18next.addResourceBundle(language, slice, words, true, true)
  }
  await fetchWords(language, heard)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  localStorage.setItem(KEPT, language)
}

function kept(): string | null {
  return localStorage.getItem(KEPT)
}

function preferred(): Language {
  const wanted = navigator.languages.map((name) => name.slice(0, 2))
  return wanted.find(isLanguage) ?? 'en'
}

function isLanguage(name: string | null): name is Language {
  return LANGUAGES.includes(name as Language)
}
