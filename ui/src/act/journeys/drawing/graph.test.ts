import { describe, expect, it } from 'vitest'
import type { JourneyPlan } from '../queries'
import { kindOf, roadsOf, shared, spotsOf } from './graph'

const plan: JourneyPlan = {
  name: 'Test',
  language: 'en',
  hold_out: 0.1,
  enter: { when: 'order_placed' },
  step: [
    { name: 'rest', wait: '1 day' },
    { name: 'asked', ask: 'orders >= 3', no: 'dice' },
    { name: 'thanks', subject: 's', letter: 'l', next: 'end' },
    { name: 'dice', split: [{ to: 'end', share: 3 }, { to: 'visit', share: 1 }] },
    { name: 'visit', hear: 'page_viewed', at_most: '2 days' },
    { name: 'day', until_date: 'birthday', days: -3, until: '10:00', no: 'end' },
    { name: 'mark', set: 'vip', from: 'vip' },
    { name: 'note', text: 'Hello', by: 'sms' },
  ],
}

describe('the drawing of a journey', () => {
  it('has the ways of tasks and calls where they are waited for, and one way where not', () => {
    const step = [
      { name: 'ring', task: 'Call them', at_most: '2 days', late: 'tell' },
      { name: 'look', task: 'Look at it' },
      { name: 'tell', call: 'https://crm.test/', failed: 'look again' },
      { name: 'look again', call: 'https://crm.test/' },
    ]
    const told = roadsOf({ ...plan, step }).map(({ from, to, word }) => `${from}>${to} ${word ?? ''}`)
    expect(told).toEqual([
      '>ring ',
      'ring>look done',
      'ring>tell late',
      'look>tell ',
      'tell>look again taken',
      'tell>look again failed',
      'look again>end ',
    ])
  })

  it('has every way with its word', () => {
    const told = roadsOf(plan).map(({ from, to, word, share }) => `${from}>${to} ${word ?? share ?? ''}`)
    expect(told).toEqual([
      '>rest ',
      'rest>asked ',
      'asked>thanks yes',
      'asked>dice no',
      'thanks>end ',
      'dice>end 0.75',
      'dice>visit 0.25',
      'visit>day heard',
      'visit>end late',
      'day>mark ',
      'day>end noDay',
      'mark>note ',
      'note>end ',
    ])
  })

  it('puts everything below whatever leads to it', () => {
    const rows = spotsOf(plan).map(({ id, row, lane }) => `${id} ${row}.${lane}`)
    expect(rows).toEqual([' 0.0', 'rest 1.0', 'asked 2.0', 'thanks 3.0', 'dice 3.1', 'visit 4.0', 'day 5.0', 'mark 6.0', 'note 7.0', 'end 8.0'])
  })

  it('knows what each step does', () => {
    expect(plan.step?.map(kindOf)).toEqual([
      ...['wait', 'ask', 'letter', 'split', 'hear', 'date', 'set', 'text'],
    ])
  })

  it('shows no share of nothing', () => {
    expect(shared({ name: 'x', split: [{ to: 'end', share: 0 }] })).toEqual([{ to: 'end', share: 0 }])
  })
})
