import { expect, it } from 'vitest'
import { apart } from './apart'

it('keeps names apart by the least move, and lets them stay when they are asked again', () => {
  const layout = apart()
  const ask = (seriesIndex: number, y: number) =>
    layout({ seriesIndex, labelRect: { y, height: 10 } }).y
  expect([ask(0, 100), ask(1, 103), ask(2, 98), ask(3, 200)]).toEqual([105, 119, 91, 205])
  expect(ask(1, 103)).toBe(119)
})
