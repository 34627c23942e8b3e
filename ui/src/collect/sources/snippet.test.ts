import { expect, it } from 'vitest'
import { LANGUAGES_OF_PROGRAMS, snippet } from './snippet'

it('every snippet carries the key and the address it is for', () => {
  for (const { id } of LANGUAGES_OF_PROGRAMS) {
    const text = snippet(id, 'http://127.0.0.1:7700', 'rk_1')
    expect(text).toContain('rk_1')
    expect(text).toContain('http://127.0.0.1:7700')
  }
})
