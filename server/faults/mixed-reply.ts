// The reply of another order, genuine and signed: replies got mixed up on the way (implied by
// 000:L15). A client that does not compare the number believes it.
import * as v from 'valibot'
import { TRADE_STATUSES } from '../journal/entry.ts'
import type { Outcome } from '../trade/decision.ts'
import { fault } from './fault.ts'
import { PASS } from './effects.ts'
import type { Found, OutcomeMessage } from './messages.ts'

export const mixedReply = fault({
  name: 'mixed-reply',
  ids: ['F13'],
  kind: 'other-order',
  about: 'Answers, validly signed, what another order would be answered (of: its out_trade_no).',
  ledger: 'Everything happened to this order; the reply tells of another.',
  options: v.strictObject({
    /** The latest other trade of the same merchant when not given. */
    of: v.optional(v.pipe(v.string(), v.minLength(1, 'an out_trade_no'))),
    /** The latest one in this state, so that the reply says what is not so. */
    status: v.optional(v.picklist(TRADE_STATUSES, TRADE_STATUSES.join(', '))),
  }),
  stage: 'outcome',
  bend: (message, { of, status }) => {
    const other = message.books.other({ outTradeNo: of, status })
    const outcome = other ? asOther(message, other) : renumbered(message.outcome)
    return outcome ? { do: 'answer', outcome } : PASS
  },
})

function asOther({ op, outcome }: OutcomeMessage, { trade, buyer }: Found): Outcome | undefined {
  const { outTradeNo, tradeNo } = trade
  switch (op) {
    case 'PAY':
      return { kind: trade.paidAt === undefined ? 'waiting' : 'paid', trade, buyer }
    case 'QUERY':
      return { kind: 'state', trade, buyer, shown: trade.status }
    case 'CANCEL': {
      const action = trade.paidAt === undefined ? 'close' : 'refund'
      return { kind: 'cancelled', outTradeNo, tradeNo, action, retryFlag: 'N' }
    }
    default:
      return renumbered(outcome, { outTradeNo, tradeNo })
  }
}

/** The same answer about another order: of a real one, or of one that is made up. */
function renumbered(
  outcome: Outcome,
  real?: { outTradeNo: string; tradeNo: string },
): Outcome | undefined {
  if ('trade' in outcome) {
    const { outTradeNo, tradeNo } = outcome.trade
    const other = real ?? { outTradeNo: strange(outTradeNo), tradeNo: strange(tradeNo) }
    return { ...outcome, trade: { ...outcome.trade, ...other } }
  }
  if (outcome.kind === 'qr') {
    const outTradeNo = real?.outTradeNo ?? strange(outcome.order.outTradeNo)
    return { ...outcome, order: { ...outcome.order, outTradeNo } }
  }
  if ('outTradeNo' in outcome && outcome.outTradeNo !== undefined) {
    return { ...outcome, outTradeNo: real?.outTradeNo ?? strange(outcome.outTradeNo) }
  }
  return undefined
}

const strange = (number: string) => `${number.slice(0, -1)}${number.endsWith('0') ? '1' : '0'}`
