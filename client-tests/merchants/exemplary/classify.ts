// What a reply means, as a word. Must not act on it.
import type { Reply } from './ports.ts'

export type PayOutcome = 'paid' | 'pending' | 'unknown' | 'ask-query' | 'throttled' | 'failed'
export type TradeEvidence =
  | 'paid'
  | 'waiting'
  | 'closed-unpaid'
  | 'closed-refunded'
  | 'not-exist'
  | 'unknown'
  | 'refused'
export type RefundOutcome = 'done' | 'replayed' | 'unknown' | 'later' | 'failed'

/** These say that the number is already in use, not what became of it: query before anything else. */
const ASK_QUERY = new Set([
  'ACQ.TRADE_HAS_SUCCESS',
  'ACQ.CONTEXT_INCONSISTENT',
  'ACQ.TRADE_HAS_CLOSE',
])

export function classifyPay(reply: Reply): PayOutcome {
  if (reply.kind === 'unknown') return 'unknown'
  if (reply.code === '10000') return 'paid'
  if (reply.code === '10003') return 'pending'
  if (reply.code === '40005') return 'throttled'
  return ASK_QUERY.has(reply.subCode) ? 'ask-query' : 'failed'
}

/** trade_status decides, never the code: 10000 only says that the query worked (000:L5). */
export function classifyQuery(reply: Reply): TradeEvidence {
  if (reply.kind === 'unknown') return 'unknown'
  if (reply.subCode === 'ACQ.TRADE_NOT_EXIST') return 'not-exist'
  if (reply.code !== '10000') return 'refused'
  switch (reply.fields['trade_status']) {
    case 'TRADE_SUCCESS':
    case 'TRADE_FINISHED':
      return 'paid'
    case 'WAIT_BUYER_PAY':
      return 'waiting'
    case 'TRADE_CLOSED':
      // 004:L349 gives TRADE_CLOSED two meanings; only a paid trade has a payment date.
      return reply.fields['send_pay_date'] === undefined ? 'closed-unpaid' : 'closed-refunded'
    default:
      return 'unknown'
  }
}

/** Both the code and retry_flag must agree (003:L41-42). */
export function cancelSucceeded(reply: Reply): boolean {
  return reply.kind === 'answered' && reply.code === '10000' && reply.fields['retry_flag'] !== 'Y'
}

/** A cancel refused for good; repeating it would not help. */
export function cancelRefused(reply: Reply): boolean {
  if (reply.kind === 'unknown' || reply.fields['retry_flag'] === 'Y') return false
  return reply.code !== '10000' && reply.code !== '40005'
}

export function classifyRefund(reply: Reply): RefundOutcome {
  if (reply.kind === 'unknown') return 'unknown'
  if (reply.code === '10000') return reply.fields['fund_change'] === 'Y' ? 'done' : 'replayed'
  const curedByTime = reply.code === '40005' || reply.subCode === 'ACQ.SELLER_BALANCE_NOT_ENOUGH'
  return curedByTime ? 'later' : 'failed'
}

/** For the manual item: what the last reply said. */
export function describe(reply: Reply): string {
  return reply.kind === 'unknown' ? reply.why : `${reply.code} ${reply.subCode}`.trim()
}
