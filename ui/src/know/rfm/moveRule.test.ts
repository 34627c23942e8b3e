import { describe, expect, it } from 'vitest'
import { moveRule } from './moveRule'
import type { Move, RfmMoves } from './queries'

const move = (from: string | null, until: string) =>
  ({ from, until, customers: 3, points: 0 }) as Move
const options = (part: Partial<RfmMoves['options']>) =>
  ({ from: '2025-03-01', breaks: 'shop', ...part }) as RfmMoves['options']

describe('the rule of a move', () => {
  it('asks for the group of the earlier day and that of today', () => {
    expect(moveRule(move('loyal', 'at-risk'), options({}))).toBe(
      'rfm on 2025-03-01 is "loyal" and rfm is "at-risk"',
    )
  })

  it('asks for the later day where one was chosen, and for the segment', () => {
    const asked = options({ until: '2025-06-01', segment: 'My "best"' })
    expect(moveRule(move('loyal', 'lost'), asked)).toBe(
      'rfm on 2025-03-01 is "loyal" and rfm on 2025-06-01 is "lost" and in segment "My \\"best\\""',
    )
  })

  it('takes who had not bought yet', () => {
    expect(moveRule(move(null, 'new'), options({}))).toBe(
      'orders until 2025-03-01 = 0 and rfm is "new"',
    )
  })

  it('is silent where scores are cut otherwise than by the breaks of the shop', () => {
    expect(moveRule(move('loyal', 'lost'), options({ breaks: 'quintiles' }))).toBeNull()
    expect(moveRule(move('loyal', 'lost'), options({ breaks: 'fixed' }))).toBeNull()
  })
})
