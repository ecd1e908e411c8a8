// Which message a rule applies to. Every field that is given must fit; those left out fit anything.
// One table of conditions decides and explains, so that the two cannot drift apart.
import * as v from 'valibot'
import { OPS, TRADE_STATUSES, type Op } from '../journal/entry.ts'
import { formatChinaTime, formatDuration, parseChinaTime, type Instant } from '../values/instant.ts'
import { formatYuan, type Fen } from '../values/money.ts'
import type { Stage } from './effects.ts'

const whole = v.pipe(v.number(), v.integer('a whole number'), v.minValue(1, 'at least 1'))

const EPOCH_OR_TIME = 'a time such as "2026-01-05 10:00:00" (China time), or ms since 1970'

/** A moment of the gateway's clock. */
const moment = v.union(
  [
    v.pipe(v.number(), v.integer(), v.minValue(0)),
    v.pipe(
      v.string(),
      v.check((text) => parseChinaTime(text) !== undefined, EPOCH_OR_TIME),
      v.transform((text) => parseChinaTime(text) ?? 0),
    ),
  ],
  EPOCH_OR_TIME,
)

export const matchSchema = v.strictObject({
  /** `PAY`, `QUERY`, …; notifications match on the other fields. */
  op: v.optional(v.picklist(OPS, `one of ${OPS.join(', ')}`)),
  outTradeNo: v.optional(v.string()),
  authCode: v.optional(v.string()),
  /** The order's amount, known from its first PAY or PRECREATE on. */
  amountFen: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  appId: v.optional(v.string()),
  /** As the journal names it; which there are, the sandbox knows. */
  protocol: v.optional(v.string()),
  /** Fires from the n-th matching message on (1 is the first). */
  nth: v.optional(whole),
  /** Fires at most this often. */
  count: v.optional(whole),
  /** Lives this long from the moment it was added, by the gateway's clock. */
  durationMs: v.optional(whole),
  /** Only from this moment of the gateway's clock on, … */
  from: v.optional(moment),
  /** … and only before this one. */
  until: v.optional(moment),
  /** Fires with this probability, drawn from the sandbox's seed. */
  probability: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  /** Only once the trade has reached this state. */
  after: v.optional(v.picklist(TRADE_STATUSES, `one of ${TRADE_STATUSES.join(', ')}`)),
})

export type Match = v.InferOutput<typeof matchSchema>

export interface FaultRule {
  id: string
  match: Match
  fault: string
  options: Record<string, unknown>
  addedAt: Instant
  /** The profile it belongs to, and goes with. */
  profile?: string
  /** It is switched off for now: it keeps its counters, and fits nothing. */
  isPaused?: true
  /** Messages that fitted, whether or not the rule fired. */
  hits: number
  fired: number
}

/** What a message shows to a matcher. */
export interface MatchSubject {
  stage: Stage
  op?: Op
  outTradeNo?: string
  authCode?: string
  amountFen?: Fen
  appId: string
  protocol: string
  tradeStatus?: string
  /** Which call this is: the same for a repetition by the client's HTTP library. */
  call?: string
  isRepetition?: boolean
}

interface Condition {
  holds(rule: FaultRule, subject: MatchSubject, now: Instant): boolean
  /** Why it does not hold, for a person. */
  says(rule: FaultRule, subject: MatchSubject, now: Instant): string
}

const CONDITIONS: readonly Condition[] = [
  {
    holds: ({ isPaused }) => isPaused !== true,
    says: ({ id }) => `is paused; "alipay-sim fault resume ${id}" switches it on again`,
  },
  equal('op'),
  equal('outTradeNo'),
  equal('authCode'),
  {
    holds: ({ match }, subject) => same(match.amountFen, subject.amountFen),
    says: ({ match }, { amountFen }) =>
      `is for ${formatYuan(match.amountFen ?? 0)} yuan, and the order ` +
      (amountFen === undefined ? 'has no known amount yet' : `is of ${formatYuan(amountFen)} yuan`),
  },
  equal('appId'),
  equal('protocol'),
  {
    holds: ({ match }, { tradeStatus }) =>
      match.after === undefined || hasReached(tradeStatus, match.after),
    says: ({ match }, { tradeStatus }) =>
      `waits until the trade is ${match.after}; it ` +
      (tradeStatus === undefined ? 'does not exist yet' : `is ${tradeStatus}`),
  },
  {
    holds: ({ match, addedAt }, _sight, now) =>
      match.durationMs === undefined || now < addedAt + match.durationMs,
    says: ({ match: { durationMs = 0 }, addedAt }) =>
      `lived ${formatDuration(durationMs)} and ended at ${formatChinaTime(addedAt + durationMs)}`,
  },
  {
    holds: ({ match }, _sight, now) => match.from === undefined || now >= match.from,
    says: ({ match }, _sight, now) =>
      `begins at ${formatChinaTime(match.from ?? 0)}; the gateway's clock shows ${formatChinaTime(now)}`,
  },
  {
    holds: ({ match }, _sight, now) => match.until === undefined || now < match.until,
    says: ({ match }, _sight, now) =>
      `ended at ${formatChinaTime(match.until ?? 0)}; the gateway's clock shows ${formatChinaTime(now)}`,
  },
]

/** Whether a rule is about this message at all; counting and chance come after. */
export function fits(rule: FaultRule, subject: MatchSubject, now: Instant): boolean {
  return CONDITIONS.every(({ holds }) => holds(rule, subject, now))
}

/** Every reason why a rule is not about this message; none when it is. */
export function misfits(rule: FaultRule, subject: MatchSubject, now: Instant): string[] {
  return CONDITIONS.filter(({ holds }) => !holds(rule, subject, now)).map(({ says }) =>
    says(rule, subject, now),
  )
}

/** Whether a fitting rule fires for this, its `hits`-th message. */
export function fires(rule: FaultRule, fraction: () => number): boolean {
  const { nth = 1, count = Infinity, probability = 1 } = rule.match
  if (rule.hits < nth || rule.fired >= count) return false
  return probability === 1 || fraction() < probability
}

function equal(field: 'op' | 'outTradeNo' | 'authCode' | 'appId' | 'protocol'): Condition {
  return {
    holds: ({ match }, subject) => same<string>(match[field], subject[field]),
    says: ({ match }, subject) =>
      `is for ${field} ${match[field]}, and this has ${subject[field] ?? 'none'}`,
  }
}

function same<T>(wanted: T | undefined, found: T | undefined): boolean {
  return wanted === undefined || wanted === found
}

/** A finished trade has been paid, and every trade has waited. */
function hasReached(status: string | undefined, wanted: string): boolean {
  if (status === undefined || status === wanted) return status === wanted
  return wanted === 'WAIT_BUYER_PAY' || (wanted === 'TRADE_SUCCESS' && status === 'TRADE_FINISHED')
}
