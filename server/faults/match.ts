// Which message a rule applies to. Every field that is given must fit; those left out fit anything.
import * as v from 'valibot'
import type { Op } from '../journal/entry.ts'
import type { Instant } from '../values/instant.ts'
import type { Fen } from '../values/money.ts'
import type { Stage } from './fault.ts'

const OPS = [
  'PAY',
  'PRECREATE',
  'CREATE',
  'CASHIER',
  'QUERY',
  'CANCEL',
  'CLOSE',
  'REFUND',
  'REFQUERY',
  'BILLURL',
  'BILLGET',
  'SETTLE',
  'SYNC',
] as const
const STATUSES = ['WAIT_BUYER_PAY', 'TRADE_SUCCESS', 'TRADE_CLOSED', 'TRADE_FINISHED'] as const

const whole = v.pipe(v.number(), v.integer('a whole number'), v.minValue(1, 'at least 1'))

export const matchSchema = v.strictObject({
  /** `PAY`, `QUERY`, …; notifications match on the other fields. */
  op: v.optional(v.picklist(OPS, `one of ${OPS.join(', ')}`)),
  outTradeNo: v.optional(v.string()),
  authCode: v.optional(v.string()),
  /** The order's amount, known from its first PAY or PRECREATE on. */
  amountFen: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  appId: v.optional(v.string()),
  protocol: v.optional(v.string()),
  /** Fires from the n-th matching message on (1 is the first). */
  nth: v.optional(whole),
  /** Fires at most this often. */
  count: v.optional(whole),
  /** Lives this long from the moment it was added, by the gateway's clock. */
  durationMs: v.optional(whole),
  /** Fires with this probability, drawn from the sandbox's seed. */
  probability: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  /** Only once the trade has reached this state. */
  after: v.optional(v.picklist(STATUSES, `one of ${STATUSES.join(', ')}`)),
})

export type Match = v.InferOutput<typeof matchSchema>

export interface FaultRule {
  id: string
  match: Match
  fault: string
  options: Record<string, unknown>
  addedAt: Instant
  /** Messages that fitted, whether or not the rule fired. */
  hits: number
  fired: number
}

/** What a message shows to a matcher. */
export interface Sight {
  stage: Stage
  op?: Op
  outTradeNo?: string
  authCode?: string
  amountFen?: Fen
  appId: string
  protocol: string
  tradeStatus?: string
}

/** Whether a rule is about this message at all; counting and chance come after. */
export function fits(rule: FaultRule, sight: Sight, now: Instant): boolean {
  const { match } = rule
  return (
    same(match.op, sight.op) &&
    same(match.outTradeNo, sight.outTradeNo) &&
    same(match.authCode, sight.authCode) &&
    same(match.amountFen, sight.amountFen) &&
    same(match.appId, sight.appId) &&
    same(match.protocol, sight.protocol) &&
    same(match.after, sight.tradeStatus) &&
    (match.durationMs === undefined || now < rule.addedAt + match.durationMs)
  )
}

/** Whether a fitting rule fires for this, its `hits`-th message. */
export function fires(rule: FaultRule, fraction: () => number): boolean {
  const { nth = 1, count = Infinity, probability = 1 } = rule.match
  if (rule.hits < nth || rule.fired >= count) return false
  return probability === 1 || fraction() < probability
}

function same<T>(wanted: T | undefined, found: T | undefined): boolean {
  return wanted === undefined || wanted === found
}
