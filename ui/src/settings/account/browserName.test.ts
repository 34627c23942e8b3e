import { expect, it } from 'vitest'
import { browserName } from './browserName'

it('a browser is named by what it is, not by what it claims besides', () => {
  const edge = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0'
  expect(browserName(edge)).toBe('Edge · Windows')
  const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1'
  expect(browserName(phone)).toBe('Safari · iPhone')
  expect(browserName('curl/8.0')).toBeUndefined()
})
