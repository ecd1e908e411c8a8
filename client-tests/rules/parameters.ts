// The single place of the checklist's numbers. A stricter profile is another value of this type.
// Bands already contain the 0.3 s of real latency; `band.ts` widens them for scaled merchants.

/** A gap that may last so long, in ms: to pass, and to be no worse than a warning. */
export interface AtMost {
  passMs: number
  warnMs: number
}

/** A span that must last so long, in ms. */
export interface AtLeast {
  passMs: number
  warnMs: number
}

/** A duration between two bounds, in ms. */
export interface Within {
  passMs: readonly [number, number]
  warnMs: readonly [number, number]
}

/** How many are right, and how many no worse than a warning. */
interface Count {
  pass: number
  warn: number
}

/** A share of all, to pass and to be no worse than a warning. */
export interface AtLeastShare {
  passShare: number
  warnShare: number
}

export interface Parameters {
  /** Real latency that the bands contain, before it is divided by the time scale. */
  allowanceMs: number
  /** What the machine may have taken on top, in ms of the gateway's clock: 0, but for `widened.ts`. */
  lateMs: number
  /** How long a merchant waits for a reply that declares no time-out, on its own clock. */
  clientTimeoutMs: number
  firstQuery: Record<'poll' | 'notify+poll', AtMost>
  pollSpacing: Within
  pollGapWarnMs: number
  pollsNeeded: number
  pollLength: Within
  cancelAfterLastWait: AtMost
  /** A call that has not come by now is not coming. */
  silenceMs: number
  queryAfterUnknownPay: AtMost
  /** An unknown PAY is cancelled at once, with no query before: 003:L23-24 asks for it, 000:L20 does not. */
  cancelWithoutQuery: 'pass' | 'warn'
  repaysPerMinute: number
  cancelRetryGap: AtMost
  refundRetryGap: AtMost
  retrySpan: AtLeast
  /** Tries that a minute of fast-failing retries must hold. */
  fastTries: number
  /** A call that failed within this time failed fast. */
  fastCallMs: number
  retryFlagGapMs: number
  /** How long two attempts of one sale may both hold, or be able to take, the buyer's money. */
  doublePaymentMs: number
  /** No call for so long: the sale is quiet. */
  quietMs: number
  /** What an order may cost. */
  orderFen: readonly [least: number, most: number]
  /** The longest payment codes there are today. */
  codeDigits: number
  /** Of all orders. */
  shareWithStore: AtLeastShare
  /** QR codes shown beside one that could still be paid: to pass, and to be no worse than a warning. */
  qrRenewals: { pass: number; warn: number }
  /** How long money that came after the end may stay neither kept as paid nor refunded. */
  lateMoneyMs: number
  /** Queries after the final state was told, within this time. */
  queriesAfterFinal: Count & { withinMs: number }
  /** Queries for numbers that are no payment of this merchant. */
  strangeQueries: Count
  /** "At once" of 000:L17, with some patience. */
  queryRetryGap: AtMost
  /** Queries that go on for longer without a pause keep the cashier waiting. */
  foregroundWarnMs: number
  /** Retries begun so soon after the first unknown outcome belong to the minute of recovery. */
  retriesCountMs: number
  /** From the last of them until people must have been told. */
  handOverMs: number
  /** Unchanged re-sends after INVALID_PARAMETER. */
  repeatsOfInvalid: Count
  /** Calls of one attempt: so many within so long; in a burst up to `burstWarn` only warn. */
  callRate: {
    burst: { most: number; withinMs: number }
    minute: { most: number; withinMs: number }
    burstWarn: number
  }
  giveUpHung: AtMost
  /** A reply that cannot be read or trusted was taken for an answer: no text names these forms. */
  unreadableTakenForAnswer: 'fail' | 'warn'
  /** After this long a trade can be cancelled no more. */
  cancelWindowMs: number
  /** How often a call refused for good may come again: to pass, and to be no worse than a warning. */
  repeatsAfterRefusal: { pass: number; warn: number }
  /** From a cancel refused for good until the trade is asked for, ended or handed over: as long as a queue may take. */
  nextStepMs: number
  /** How long a merchant may take to show what it has been told. */
  beliefSettlesMs: number
  /** An outage so long asks for a queue of cancels, and so soon after it they must have come. */
  outageMs: number
  cancelAfterRecoveryMs: number
  requestNoChars: number
  refundsPerTrade: number
  /** From the sending of a notification until the whole reply is in. */
  notificationReply: AtMost
  /** How long after a notification its news must show. */
  beliefAfterNoticeMs: number
  /** How long a shop that the suite restarts may be down. */
  restartMs: number
  /** A notification that was answered so long before the reply of a call came ahead of it. */
  aheadOfReplyMs: number
  /** From the expiry of an order until its payment must be known without any notification. */
  learnedAfterExpiryMs: number
  /** Refused sends of old news: up to which it passes, and from which it warns and fails. */
  refusedRepeats: { pass: number; warn: number; fail: number }
  /** From a person's wish to look an order up until the gateway is asked. */
  manualQueryMs: number
  /** How long a cashier's screen may take to follow. */
  promptMs: number
  /** From the link to a bill until its download begins. */
  billDownload: AtMost
  heartbeatGap: AtMost
  /** A run so short says nothing about heartbeats that never came. */
  heartbeatRunMs: number
  /** The share of undisturbed payments that should succeed, and how many it takes to say so. */
  successRate: number
  successRatePays: number
}

export const parameters: Parameters = {
  allowanceMs: 300,
  lateMs: 0,
  // The official SDK for Node waits for 5 s unless told otherwise.
  clientTimeoutMs: 5_000,
  firstQuery: {
    poll: { passMs: 6_000, warnMs: 10_000 },
    'notify+poll': { passMs: 10_000, warnMs: 15_000 },
  },
  pollSpacing: { passMs: [2_000, 6_000], warnMs: [1_000, 10_000] },
  pollGapWarnMs: 15_000,
  pollsNeeded: 3,
  pollLength: { passMs: [24_000, 45_000], warnMs: [15_000, 90_000] },
  cancelAfterLastWait: { passMs: 1_000, warnMs: 3_000 },
  silenceMs: 15_000,
  queryAfterUnknownPay: { passMs: 2_000, warnMs: 6_000 },
  cancelWithoutQuery: 'warn',
  repaysPerMinute: 3,
  cancelRetryGap: { passMs: 5_500, warnMs: 11_000 },
  refundRetryGap: { passMs: 11_000, warnMs: 30_000 },
  retrySpan: { passMs: 55_000, warnMs: 30_000 },
  fastTries: 5,
  fastCallMs: 1_000,
  retryFlagGapMs: 11_000,
  doublePaymentMs: 120_000,
  quietMs: 20_000,
  orderFen: [1, 10_000_000_000],
  codeDigits: 24,
  shareWithStore: { passShare: 1, warnShare: 0.95 },
  qrRenewals: { pass: 0, warn: 1 },
  lateMoneyMs: 120_000,
  queriesAfterFinal: { pass: 1, warn: 3, withinMs: 60_000 },
  strangeQueries: { pass: 0, warn: 2 },
  queryRetryGap: { passMs: 3_500, warnMs: 6_500 },
  foregroundWarnMs: 180_000,
  retriesCountMs: 65_000,
  handOverMs: 30_000,
  repeatsOfInvalid: { pass: 0, warn: 1 },
  callRate: {
    burst: { most: 10, withinMs: 5_000 },
    minute: { most: 75, withinMs: 60_000 },
    burstWarn: 25,
  },
  giveUpHung: { passMs: 30_000, warnMs: 60_000 },
  unreadableTakenForAnswer: 'fail',
  notificationReply: { passMs: 5_000, warnMs: 10_000 },
  beliefAfterNoticeMs: 10_000,
  restartMs: 30_000,
  aheadOfReplyMs: 1_000,
  learnedAfterExpiryMs: 60_000,
  // Of eight sends the first may have been the one whose answer was lost.
  refusedRepeats: { pass: 1, warn: 3, fail: 7 },
  cancelWindowMs: 86_400_000,
  repeatsAfterRefusal: { pass: 1, warn: 2 },
  nextStepMs: 120_000,
  beliefSettlesMs: 5_000,
  outageMs: 90_000,
  cancelAfterRecoveryMs: 120_000,
  requestNoChars: 64,
  refundsPerTrade: 99,
  manualQueryMs: 5_000,
  promptMs: 2_000,
  billDownload: { passMs: 10_000, warnMs: 30_000 },
  heartbeatGap: { passMs: 1_800_000, warnMs: 1_860_000 },
  heartbeatRunMs: 1_860_000,
  successRate: 0.95,
  successRatePays: 100,
}
