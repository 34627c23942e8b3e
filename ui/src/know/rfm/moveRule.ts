import { quoted } from '~/know/segments/rule/quoted'
import type { Move, RfmMoves } from './queries'

/**
 * The text of the rule that means exactly the customers of a move; null where the scores are not
 * cut by the breaks of the shop, because rules always ask for those.
 */
export function moveRule(move: Move, options: RfmMoves['options']): string | null {
  if (options.breaks !== 'shop' || !options.from) return null
  const was = move.from
    ? `rfm on ${options.from} is ${quoted(move.from)}`
    : `orders until ${options.from} = 0`
  const is = options.until
    ? `rfm on ${options.until} is ${quoted(move.until)}`
    : `rfm is ${quoted(move.until)}`
  const among = options.segment ? [`in segment ${quoted(options.segment)}`] : []
  return [was, is, ...among].join(' and ')
}
