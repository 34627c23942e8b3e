import { expect, it } from 'vitest'
import { keyOf } from './key'

it('a key is made of a name in any of the languages', () => {
  expect(keyOf('Shoe size')).toBe('shoe_size')
  expect(keyOf('Розмір взуття')).toBe('rozmir_vzuttia')
  expect(keyOf('Любимый вкус')).toBe('liubymyi_vkus')
  expect(keyOf('2nd phone!')).toBe('nd_phone')
  expect(keyOf('')).toBe('')
})
