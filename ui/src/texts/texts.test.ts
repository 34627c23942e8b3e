import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const LANGUAGES = Object.fromEntries(['en', 'uk', 'ru'].map((name) => [name, textsOf(name)]))
const PLURAL = /_(zero|one|two|few|many|other)$/
const flat = Object.fromEntries(
  Object.entries(LANGUAGES).map(([name, texts]) => [name, flatten(texts)]),
)

describe('the three languages', () => {
  for (const language of ['uk', 'ru']) {
    it(`${language} says everything English says, and nothing else`, () => {
      expect(stems(flat[language] ?? {})).toEqual(stems(flat.en ?? {}))
    })

    it(`${language} fills in the same words as English`, () => {
      const english = blanks(flat.en ?? {})
      expect(blanks(flat[language] ?? {})).toEqual(english)
    })
  }

  for (const [language, texts] of Object.entries(flat)) {
    it(`${language} has every plural form its grammar asks for`, () => {
      const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted()
      for (const stem of pluralStems(texts)) {
        const forms = Object.keys(texts)
          .filter((key) => PLURAL.test(key) && key.replace(PLURAL, '') === stem)
          .map((key) => PLURAL.exec(key)?.[1])
        expect(forms.toSorted(), stem).toEqual(needed)
      }
    })

    it(`${language} leaves no text empty`, () => {
      for (const [key, text] of Object.entries(texts)) expect(text.trim(), key).not.toBe('')
    })
  }

  it('keep their letters apart', () => {
    for (const [key, text] of Object.entries(flat.ru ?? {}))
      expect(text, key).not.toMatch(/[іїєґ]/i)
    for (const [key, text] of Object.entries(flat.uk ?? {}))
      expect(text, key).not.toMatch(/[ыэъё]/i)
  })
})

describe('the reasons', () => {
  it('why a file or a row is not taken all have words', () => {
    const named = /(?:Fault::new|Rejection::new|all_of|conflict)\(\s*(?:[\w. ]+,\s*)?"([a-z_]+)"/g
    const given = sources('../loop/collect/src/imports', /\.rs$/).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(named)].map((match) => `imports.reasons.${match[1]}`),
    )
    expect(given.length).toBeGreaterThan(20)
    expect(given.filter((key) => !(key in (flat.en ?? {})))).toEqual([])
  })

  it('why a shop is not understood, not let in and not asked all have words', () => {
    const rust = sources('../loop/collect/src/storefronts', /\.rs$/)
      .filter((file) => !file.includes('/tests/'))
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n')
    const named = (pattern: RegExp, place: string) =>
      [...rust.matchAll(pattern)].map((match) => `shops.${place}.${match[1]}`)
    const given = [
      ...named(/(?:Misread::of|Told::Nothing|Verdict::Passed)\("([a-z_]+)"/g, 'reasons'),
      ...named(/Trouble::(?:for_good|later)\("([a-z_]+)"|code: "([a-z_]+)"/g, 'errands.problems'),
      ...named(/Some\("([a-z_]+)"\),\n|Err\(\("([a-z_]+)", Problem/g, 'refused'),
    ].filter((key) => !key.endsWith('undefined'))
    expect(given.length).toBeGreaterThan(25)
    expect(given.filter((key) => !(key in (flat.en ?? {})))).toEqual([])
  })
})

describe('the screens', () => {
  it('ask only for texts that exist', () => {
    const known = new Set(Object.keys(flat.en ?? {}).map((key) => key.replace(PLURAL, '')))
    expect(askedFor().filter((key) => !known.has(key))).toEqual([])
  })
})

/**
 * Every whole key in `t('…')`, with the slice its component speaks in; a component that is told its
 * slice must find them in each of those that it is told.
 */
function askedFor(): string[] {
  const codes = sources('src').map((file) => readFileSync(file, 'utf8'))
  return codes.flatMap((code) => {
    let slices = ['words']
    const told = /useTranslation\((?:'(\w+)'|slice)\)|\bt\(\s*'([\w:.-]+)'/g
    return [...code.matchAll(told)].flatMap(([, own, key]) => {
      if (!key) {
        slices = own ? [own] : toldTo(code, codes)
        return []
      }
      return key.includes(':') ? key.replace(':', '.') : slices.map((slice) => `${slice}.${key}`)
    })
  })
}

/** The slices that the components of a file are told. */
function toldTo(code: string, codes: string[]): string[] {
  const names = [...code.matchAll(/export function (\w+)/g)].map(([, name]) => name)
  const told = new RegExp(`<(?:${names.join('|')})\\b[^>]*?slice="(\\w+)"`, 'g')
  return codes.flatMap((other) => [...other.matchAll(told)].map(([, slice]) => slice ?? ''))
}

function sources(folder: string, kind = /\.tsx?$/): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => kind.test(name) && !name.includes('.test.') && !name.startsWith('client'))
    .map((name) => join(folder, name))
}

function flatten(texts: Record<string, unknown>, under = ''): Record<string, string> {
  const pairs = Object.entries(texts).flatMap(([key, value]) => {
    const path = under ? `${under}.${key}` : key
    if (typeof value === 'string') return [[path, value] as const]
    return Object.entries(flatten(value as Record<string, unknown>, path))
  })
  return Object.fromEntries(pairs)
}

function stems(texts: Record<string, string>): string[] {
  return [...new Set(Object.keys(texts).map((key) => key.replace(PLURAL, '')))].toSorted()
}

function pluralStems(texts: Record<string, string>): string[] {
  const keys = Object.keys(texts).filter((key) => PLURAL.test(key))
  return [...new Set(keys.map((key) => key.replace(PLURAL, '')))]
}

/** The blanks and the menus of each text: `{{n}}`, `<by/>`. */
function blanks(texts: Record<string, string>): Record<string, string[]> {
  const found: Record<string, Set<string>> = {}
  for (const [key, text] of Object.entries(texts)) {
    const stem = key.replace(PLURAL, '')
    found[stem] ??= new Set()
    for (const blank of text.match(/\{\{\w+\}\}|<\w+\/>/g) ?? []) found[stem]?.add(blank)
  }
  return Object.fromEntries(
    Object.entries(found).map(([stem, words]) => [stem, [...words].toSorted()]),
  )
}

/** What a language says, slice by slice; some of it comes with its screen only. */
function textsOf(language: string): Record<string, unknown> {
  const folder = join('src/texts', language)
  const slices = readdirSync(folder).filter((file) => file.endsWith('.json'))
  const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'))
  return Object.fromEntries(slices.map((file) => [file.slice(0, -'.json'.length), read(file)]))
}
