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

export interface Parameters {
  /** Real latency that the bands contain, before it is divided by the time scale. */
  allowanceMs: number
  firstQuery: Record<'poll' | 'notify+poll', AtMost>
  pollSpacing: Within
  pollGapWarnMs: number
  pollsNeeded: number
  pollLength: Within
  cancelAfterLastWait: AtMost
  /** A call that has not come by now is not coming. */
  silenceMs: number
  queryAfterUnknownPay: AtMost
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
}

export const parameters: Parameters = {
  allowanceMs: 300,
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
  repaysPerMinute: 3,
  cancelRetryGap: { passMs: 5_500, warnMs: 11_000 },
  refundRetryGap: { passMs: 11_000, warnMs: 30_000 },
  retrySpan: { passMs: 55_000, warnMs: 30_000 },
  fastTries: 5,
  fastCallMs: 1_000,
  retryFlagGapMs: 11_000,
  doublePaymentMs: 120_000,
  quietMs: 20_000,
}
