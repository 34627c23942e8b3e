import { describe, expect, it } from 'vitest'
import { added, type Block, fresh, KINDS, moved, palette, replaced, summary, without } from './blocks'

const text = (words: string): Block => ({ kind: 'text', text: words })
const said = (blocks: Block[]) => blocks.map((block) => summary(block) || block.kind).join(' ')
const LETTER = [text('a'), text('b'), text('c'), { kind: 'footer' } as Block]

describe('blocks', () => {
  it('are put behind the chosen one, and above the footer where none is', () => {
    expect(said(added(LETTER, text('x'), 0)[0])).toBe('a x b c footer')
    expect(said(added(LETTER, text('x'), null)[0])).toBe('a b c x footer')
    expect(added(LETTER, text('x'), null)[1]).toBe(3)
    expect(said(added(LETTER, fresh('footer', ''), null)[0])).toBe('a b c footer footer')
    expect(said(added([], text('x'), null)[0])).toBe('x')
  })

  it('go to another place, and nowhere out of the list', () => {
    expect(said(moved(LETTER, 0, 2))).toBe('b c a footer')
    expect(said(moved(LETTER, 2, 0))).toBe('c a b footer')
    for (const [from, to] of [[0, -1], [3, 4], [9, 0], [1, 1]] as const) {
      expect(moved(LETTER, from, to)).toBe(LETTER)
    }
  })

  it('are taken out and changed one at a time', () => {
    expect(said(without(LETTER, 1))).toBe('a c footer')
    expect(said(replaced(LETTER, 1, text('x')))).toBe('a x c footer')
    expect(said(LETTER)).toBe('a b c footer')
  })

  it('begin as what they are, and each is in the palette of a letter', () => {
    expect(palette('letter', 'agreed')).toEqual(KINDS)
    for (const kind of KINDS) expect(fresh(kind, 'Look').kind).toBe(kind)
    expect(palette('letter', 'owed')).not.toContain('promo_code')
    expect(palette('column', 'agreed')).not.toContain('columns')
    expect(palette('column', 'agreed')).not.toContain('footer')
    expect(palette('snippet', 'agreed')).not.toContain('snippet')
  })

  it('are summed up in words that people read', () => {
    const greeting = 'Hello{% if customer.first_name %} {{ customer.first_name }}{% endif %},\n**you**'
    expect(summary(text(greeting))).toBe('Hello ‹customer.first_name›, you')
    expect(summary(text('{{ customer.last_order_on | date }}'))).toBe('‹customer.last_order_on›')
  })
})
