// The single place of the checklist's numbers. A stricter reading is another value of this type.
// Bands already contain the 0.3 s of real latency; `band.ts` widens them for scaled merchants.
import {
  atLeast,
  atMost,
  fixed,
  crowded,
  inLess,
  longerGap,
  longest,
  meanWithin,
  several,
  shortest,
  within,
  type AtLeastShare,
  type Count,
  type CountWithin,
  type Parameter,
} from './parameter.ts'
import type { Reason } from '../../server/journal/reasons.ts'
import { SUCCESS_WORDS, type AcknowledgementWords } from './notifications/reply-words.ts'

const TABLE = {
  /** Real latency that the bands contain, before it is divided by the time scale. */
  allowanceMs: fixed(300),
  /** What the machine may have taken on top, in ms of the gateway's clock: 0, but for `widened`. */
  lateMs: longest(0),
  /** How long a merchant waits for a reply that declares no time-out, on its own clock. */
  // The official SDK for Node waits for 5 s unless told otherwise.
  clientTimeoutMs: fixed(5_000),
  firstQuery: several(
    {
      poll: { passMs: 6_000, warnMs: 10_000 },
      'notify+poll': { passMs: 10_000, warnMs: 15_000 },
    },
    (limits, lateMs) => ({
      poll: longerGap(limits.poll, lateMs),
      'notify+poll': longerGap(limits['notify+poll'], lateMs),
    }),
  ),
  pollSpacing: meanWithin([2_000, 6_000], [1_000, 10_000]),
  pollGapWarnMs: longest(15_000),
  pollsNeeded: fixed(3),
  pollLength: within([24_000, 45_000], [15_000, 90_000]),
  cancelAfterLastWait: atMost(1_000, 3_000),
  /** So long after the payment was sent a gateway advises to wait before a cancel. */
  restBeforeCancelMs: fixed(0),
  /** A call that has not come by now is not coming. */
  silenceMs: longest(15_000),
  queryAfterUnknownPay: atMost(2_000, 6_000),
  /** Why a reply leaves the outcome open where it says so plainly; other forms may be mistaken for an answer. */
  namedUnknowns: fixed<readonly Reason[]>(['ResultUnknown']),
  /** An unknown PAY is cancelled at once, with no query before: 003:L23-24 asks for it, 000:L20 does not. */
  cancelWithoutQuery: fixed<'pass' | 'warn'>('warn'),
  repaysPerMinute: fixed(3),
  cancelRetryGap: atMost(5_500, 11_000),
  refundRetryGap: atMost(11_000, 30_000),
  retrySpan: atLeast(55_000, 30_000),
  /** Tries that a minute of fast-failing retries must hold. */
  fastTries: fixed(5),
  /** A call that failed within this time failed fast. */
  fastCallMs: shortest(1_000),
  retryFlagGapMs: longest(11_000),
  /** What a cancel that is not done says it with. */
  retryFlagName: fixed('retry_flag'),
  /** Whether the reply to a cancel tells if it closed the trade or sent its money back. */
  cancelNamesAction: fixed(true),
  /** How long two attempts of one sale may both hold, or be able to take, the buyer's money. */
  doublePaymentMs: longest(120_000),
  /** No call for so long: the sale is quiet. */
  quietMs: fixed(20_000),
  /** What an order may cost. */
  orderFen: fixed<readonly [least: number, most: number]>([1, 10_000_000_000]),
  /** The longest payment codes there are today. */
  codeDigits: fixed(24),
  /** Of all orders. */
  shareWithStore: fixed<AtLeastShare>({ passShare: 1, warnShare: 0.95 }),
  /** QR codes shown beside one that could still be paid: to pass, and to be no worse than a warning. */
  qrRenewals: fixed<Count>({ pass: 0, warn: 1 }),
  /** How long money that came after the end may stay neither kept as paid nor refunded. */
  lateMoneyMs: longest(120_000),
  /** Queries after the final state was told, within this time. */
  queriesAfterFinal: several({ pass: 1, warn: 3, withinMs: 60_000 }, inLess),
  /** Queries for numbers that are no payment of this merchant. */
  strangeQueries: fixed<Count>({ pass: 0, warn: 2 }),
  /** "At once" of 000:L17, with some patience. */
  queryRetryGap: atMost(3_500, 6_500),
  /** Queries that go on for longer without a pause keep the cashier waiting. */
  foregroundWarnMs: longest(180_000),
  /** Retries begun so soon after the first unknown outcome belong to the minute of recovery. */
  retriesCountMs: fixed(65_000),
  /** From the last of them until people must have been told. */
  handOverMs: longest(30_000),
  /** Unchanged re-sends after INVALID_PARAMETER. */
  repeatsOfInvalid: fixed<Count>({ pass: 0, warn: 1 }),
  /** Calls of one attempt: so many within so long; in a burst up to `mostWarn` only warn. */
  callRate: several(
    {
      burst: { most: 10, mostWarn: 25, withinMs: 5_000 },
      minute: { most: 75, withinMs: 60_000 },
    },
    ({ burst, minute }, lateMs) => ({
      burst: crowded(burst, lateMs),
      minute: crowded(minute, lateMs),
    }),
  ),
  giveUpHung: atMost(30_000, 60_000),
  /** A reply that cannot be read or trusted was taken for an answer: no text names these forms. */
  unreadableTakenForAnswer: fixed<'fail' | 'warn'>('fail'),
  /** After this long a trade can be cancelled no more. */
  cancelWindowMs: fixed(86_400_000),
  /** How often a call refused for good may come again: to pass, and to be no worse than a warning. */
  repeatsAfterRefusal: fixed<Count>({ pass: 1, warn: 2 }),
  /** From a cancel refused for good until the trade is asked for, ended or handed over: as long as a queue may take. */
  nextStepMs: longest(120_000),
  /** How long a merchant may take to show what it has been told. */
  beliefSettlesMs: longest(5_000),
  /** An outage so long asks for a queue of cancels, and so soon after it they must have come. */
  outageMs: fixed(90_000),
  cancelAfterRecoveryMs: longest(120_000),
  /** Refunds in one batch: as many as are advised, and as many as there may be. */
  batchItems: fixed({ advised: 50, most: 1_000 }),
  /** From the refusal of a batch until its refunds are known as failed. */
  refusedBatchMs: longest(60_000),
  /** Finished, or past its window; or the contract is one without refunds. */
  refusedForGood: fixed<readonly Reason[]>(['TradeFinished', 'RefundNotAllowed']),
  requestNoChars: fixed(64),
  refundsPerTrade: fixed(99),
  /** How a notification is acknowledged. */
  acknowledgement: fixed<AcknowledgementWords>(SUCCESS_WORDS),
  /** From the sending of a notification until the whole reply is in. */
  notificationReply: atMost(5_000, 10_000),
  /** How long after a notification its news must show. */
  beliefAfterNoticeMs: longest(10_000),
  /** How long a shop that the suite restarts may be down. */
  restartMs: longest(30_000),
  /** A notification that was answered so long before the reply of a call came ahead of it. */
  aheadOfReplyMs: longest(1_000),
  /** From the expiry of an order until its payment must be known without any notification. */
  learnedAfterExpiryMs: longest(60_000),
  /** Refused sends of old news: up to which it passes, and from which it warns and fails. */
  // Of eight sends the first may have been the one whose answer was lost.
  refusedRepeats: fixed({ pass: 1, warn: 3, fail: 7 }),
  /** From a person's wish to look an order up until the gateway is asked. */
  manualQueryMs: longest(5_000),
  /** How long a cashier's screen may take to follow. */
  promptMs: longest(2_000),
  /** From the link to a bill until its download begins. */
  billDownload: atMost(10_000, 30_000),
  heartbeatGap: atMost(1_800_000, 1_860_000),
  /** A run so short says nothing about heartbeats that never came. */
  heartbeatRunMs: fixed(1_860_000),
  /** Of an acquirer: from the agreed time, or from a till that gives up, until its cancel is sent. */
  reversal: atMost(5_000, 15_000),
  /** The same for a cancel that nobody asked it for, and how much too early is no flaw. */
  ownCancelMs: longest(10_000),
  earlyMs: fixed(1_000),
  /** How long the answer to an advice may take. */
  adviceMs: longest(1_000),
  /** Questions to Alipay about one payment: those of a merchant that asks often (001:L41), with some patience. */
  inquiriesCarried: fixed(25),
  /** The share of undisturbed payments that should succeed, and how many it takes to say so. */
  successRate: fixed(0.95),
  successRatePays: fixed(100),
  /** What a total is written in: yuan, or the smallest units of its currency. */
  amountsIn: fixed<'yuan' | 'units'>('yuan'),
  /** A cancel that an outage has swallowed. */
  lostCancel: fixed<'fail' | 'warn'>('warn'),
  /** The same where people were given the matter instead. */
  handedOverCancel: fixed<'pass' | 'warn'>('pass'),
  /** How often a payment that is not decided is asked for before it is cancelled. */
  inquiries: fixed<CountWithin>({ pass: [10, 20], warn: [8, 25] }),
  /** From the sending of a payment that got no reply until it is asked for. */
  inquiryAfterSilence: atMost(26_000, 30_000),
  /** Between two tries of one cancel, and of one refund, each time. */
  cancelSpacing: within([4_500, 11_000], [3_000, 15_000]),
  refundSpacing: within([4_500, 11_000], [3_000, 15_000]),
  /** How long a cancel that is not answered is tried. */
  cancelSpan: atLeast(55_000, 30_000),
  /** From a cancel refused as too late until the money is given back or people have the matter. */
  refundInsteadMs: longest(60_000),
  /** From a cashier's wish to end a payment until the cancel is sent. */
  terminalCancel: atMost(3_000, 10_000),
  /** From the reply that says "paid" until the till shows it. */
  paidShownMs: longest(3_000),
  /** Whether a code that was only made is judged, where one text reads its S as paid (001:L39). */
  judgesInvitations: fixed(true),
  /** A payment that was refused for good, sent again as it was, or asked for. */
  repeatsOfRefused: fixed<Count>({ pass: 0, warn: 2 }),
  inquiriesOfRefused: fixed<Count>({ pass: 1, warn: 2 }),
  /** From so many numbers on their order can be read. */
  numbersToCompare: fixed(10),
}

export type Parameters = {
  [Name in keyof typeof TABLE]: (typeof TABLE)[Name] extends Parameter<infer Value> ? Value : never
}

const names = Object.keys(TABLE) as (keyof Parameters)[]

export const parameters: Parameters = withEach((name) => TABLE[name].value)

/** `lateMs` in ms of the gateway's clock: how far the ends of a measured gap may have moved. */
export function widened(values: Parameters, lateMs: number): Parameters {
  const table: Record<keyof Parameters, Pick<Parameter<unknown>, 'widen'>> = TABLE
  return withEach((name) => table[name].widen(values[name], lateMs))
}

/** Each name gets what the table makes of it, which is of the type that the name has there. */
function withEach(valueOf: (name: keyof Parameters) => unknown): Parameters {
  return Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Parameters
}
