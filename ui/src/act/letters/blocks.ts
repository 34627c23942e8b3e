import type {
  LetterBlock as Block,
  LetterBrand as Brand,
  LetterColumn as Column,
  LetterDesign as Design,
  LetterFooting as Footing,
  LetterProduct as Product,
  LetterSnippet as Snippet,
  TextProblem,
} from '~/client'

export type { Block, Brand, Column, Design, Footing, Product, Snippet, TextProblem }

export type Kind = Block['kind']
export type Of<K extends Kind> = Extract<Block, { kind: K }>

/** The palette, in the order in which letters are mostly read. */
export const KINDS: Kind[] = [
  'heading',
  'text',
  'button',
  'image',
  'columns',
  'products',
  'recommendations',
  'arrivals',
  'best_sellers',
  'promo_code',
  'divider',
  'space',
  'logo',
  'snippet',
  'footer',
]

const NARROW: Kind[] = ['heading', 'text', 'button', 'image', 'promo_code', 'divider', 'space', 'logo']
const ADVERTISING: Kind[] = [
  'products',
  'recommendations',
  'arrivals',
  'best_sellers',
  'promo_code',
]

/** Where blocks are put together: the whole letter, a column of it, or a snippet. */
export type Place = 'letter' | 'column' | 'snippet'

/** What may be put there; what is owed must not advertise. */
export function palette(place: Place, footing: Footing): Kind[] {
  return KINDS.filter(
    (kind) =>
      (place !== 'column' || NARROW.includes(kind)) &&
      (place !== 'snippet' || kind !== 'snippet') &&
      (footing === 'agreed' || !ADVERTISING.includes(kind)),
  )
}

/** A block as it begins; `words` are those of a button. */
export function fresh(kind: Kind, words: string): Block {
  switch (kind) {
    case 'heading':
    case 'text':
      return { kind, text: '' }
    case 'button':
      return { kind, text: words, link: '{{ shop.url }}' }
    case 'image':
      return { kind, src: '', alt: '', width: 100 }
    case 'products':
      return { kind, products: [{ name: '' }] }
    case 'recommendations':
    case 'arrivals':
    case 'best_sellers':
      return { kind, n: 3 }
    case 'promo_code':
      return { kind, text: '', code: '' }
    case 'columns':
      return { kind, columns: [{ blocks: [] }, { blocks: [] }] }
    case 'space':
      return { kind, height: 24 }
    case 'snippet':
      return { kind, name: '' }
    case 'footer':
      return { kind, text: '' }
    default:
      return { kind }
  }
}

/** Puts a block behind the chosen one; where none is chosen, at the end but above the footer. */
export function added(blocks: Block[], block: Block, after: number | null): [Block[], number] {
  const footer = blocks.at(-1)?.kind === 'footer' && block.kind !== 'footer'
  const at = after === null ? blocks.length - (footer ? 1 : 0) : after + 1
  return [[...blocks.slice(0, at), block, ...blocks.slice(at)], at]
}

export function without(blocks: Block[], at: number): Block[] {
  return blocks.filter((_, place) => place !== at)
}

export function replaced(blocks: Block[], at: number, block: Block): Block[] {
  return blocks.map((one, place) => (place === at ? block : one))
}

/** Takes a block to another place; out of the list it stays where it is. */
export function moved(blocks: Block[], from: number, to: number): Block[] {
  const block = blocks[from]
  if (!block || to < 0 || to >= blocks.length || from === to) return blocks
  const rest = without(blocks, from)
  return [...rest.slice(0, to), block, ...rest.slice(to)]
}

/** The words that tell one block from another in the list. */
export function summary(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'text':
    case 'button':
      return plain(block.text)
    case 'footer':
      return plain(block.text ?? '')
    case 'promo_code':
      return block.code || block.field || ''
    case 'image':
      return block.alt
    case 'products':
      return block.products.map(({ name }) => name).join(', ')
    case 'arrivals':
      return String(block.n)
    case 'recommendations':
    case 'best_sellers':
      return [block.n, block.category].filter(Boolean).join(' · ')
    case 'snippet':
      return block.name
    case 'columns':
      return block.columns.map(({ blocks }) => blocks.map(summary).find(Boolean) ?? '…').join(' | ')
    default:
      return ''
  }
}

/** Words without the signs of the template language. */
function plain(text: string): string {
  return text
    .replace(/\{%.*?%\}/gs, '')
    .replace(/\{\{\s*(.*?)\s*\}\}/gs, (_, name: string) => `‹${name.split(/[ |]/)[0]}›`)
    .replace(/\*\*/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
