// What a reply means, as a word. Must not act on it.
import type { Reply } from './ports.ts'
import type { RefundOutcome } from './records.ts'

export type PayOutcome =
  | 'paid'
  | 'pending'
  | 'unknown'
  | 'ask-query'
  | 'rejected'
  | 'invalid'
  | 'failed'
export type TradeEvidence =
  | 'paid'
  | 'waiting'
  | 'closed-unpaid'
  | 'closed-refunded'
  | 'revoked'
  | 'not-exist'
  | 'unknown'
  | 'refused'
  | 'invalid'

/** Refused at the door, for lack of rights or for haste: definite, not executed. */
const REJECTED = new Set(['40001', '40002', '40005', '40006'])

/** Wrong parameters: the same call again is of no use (000:L10-12). */
export function isInvalidParameter(reply: Reply): boolean {
  return reply.kind === 'answered' && /invalid[-_]parameter/i.test(reply.subCode)
}

/** The same call may be sent again, and will be heard. */
export function isRejected(reply: Reply): boolean {
  return reply.kind === 'answered' && REJECTED.has(reply.code) && !isInvalidParameter(reply)
}

/** The number is in use, which says nothing of what became of it. */
export function asksForQuery(reply: Reply): boolean {
  return reply.kind === 'answered' && ASK_QUERY.has(reply.subCode)
}

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
  if (isInvalidParameter(reply)) return 'invalid'
  if (isRejected(reply)) return 'rejected'
  return asksForQuery(reply) ? 'ask-query' : 'failed'
}

/** trade_status decides, never the code: 10000 only says that the query worked (000:L5). */
export function classifyQuery(reply: Reply): TradeEvidence {
  if (reply.kind === 'unknown') return 'unknown'
  if (reply.subCode === 'ACQ.TRADE_NOT_EXIST') return 'not-exist'
  if (isInvalidParameter(reply)) return 'invalid'
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
    // WeChat's word for what a reverse ended; whether money came and went it does not say (003:L43-46).
    case 'REVOKED':
      return 'revoked'
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
  return reply.code !== '10000' && !isRejected(reply)
}

export function classifyRefund(reply: Reply): RefundOutcome {
  if (reply.kind === 'unknown') return 'unknown'
  if (reply.code === '10000') return reply.fields['fund_change'] === 'Y' ? 'done' : 'replayed'
  const curedByTime = isRejected(reply) || reply.subCode === 'ACQ.SELLER_BALANCE_NOT_ENOUGH'
  return curedByTime ? 'later' : 'failed'
}

/** For the manual item: what the last reply said. */
export function describe(reply: Reply): string {
  return reply.kind === 'unknown' ? reply.why : `${reply.code} ${reply.subCode}`.trim()
}
