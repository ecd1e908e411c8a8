// The checklist's numbers where a measured gap is a range: what the machine's own lateness may have
// added or taken away is given back. A failure by these numbers is one by every value of the range.
import type { AtLeast, AtMost, Parameters, Within } from './parameters.ts'

type Widen = (value: never, lateMs: number) => unknown

const longer = (ms: number, lateMs: number) => ms + lateMs
const shorter = (ms: number, lateMs: number) => Math.max(0, ms - lateMs)
const atMost = ({ passMs, warnMs }: AtMost, lateMs: number): AtMost => ({
  passMs: passMs + lateMs,
  warnMs: warnMs + lateMs,
})
const atLeast = ({ passMs, warnMs }: AtLeast, lateMs: number): AtLeast => ({
  passMs: shorter(passMs, lateMs),
  warnMs: shorter(warnMs, lateMs),
})
const within = ({ passMs, warnMs }: Within, lateMs: number): Within => ({
  passMs: [shorter(passMs[0], lateMs), passMs[1] + lateMs],
  warnMs: [shorter(warnMs[0], lateMs), warnMs[1] + lateMs],
})
/** So many within so long: late calls come closer together, so the time in which they count shrinks. */
const inLess = <T extends { withinMs: number }>(count: T, lateMs: number): T => ({
  ...count,
  withinMs: shorter(count.withinMs, lateMs),
})
/** Not a measured time: a count, a share, a form, or a time of the gateway's own clock. */
const asItIs = <T>(value: T): T => value

const WIDEN = {
  allowanceMs: asItIs,
  lateMs: longer,
  clientTimeoutMs: asItIs,
  firstQuery: (limits: Parameters['firstQuery'], lateMs: number): Parameters['firstQuery'] => ({
    poll: atMost(limits.poll, lateMs),
    'notify+poll': atMost(limits['notify+poll'], lateMs),
  }),
  // A mean over two gaps and more: the lateness of its ends is shared between them.
  pollSpacing: (band: Within, lateMs: number) => within(band, lateMs / 2),
  pollGapWarnMs: longer,
  pollsNeeded: asItIs,
  pollLength: within,
  cancelAfterLastWait: atMost,
  silenceMs: longer,
  queryAfterUnknownPay: atMost,
  cancelWithoutQuery: asItIs,
  repaysPerMinute: asItIs,
  cancelRetryGap: atMost,
  refundRetryGap: atMost,
  retrySpan: atLeast,
  fastTries: asItIs,
  fastCallMs: shorter,
  retryFlagGapMs: longer,
  doublePaymentMs: longer,
  quietMs: asItIs,
  orderFen: asItIs,
  codeDigits: asItIs,
  shareWithStore: asItIs,
  qrRenewals: asItIs,
  lateMoneyMs: longer,
  queriesAfterFinal: inLess,
  strangeQueries: asItIs,
  queryRetryGap: atMost,
  foregroundWarnMs: longer,
  retriesCountMs: asItIs,
  handOverMs: longer,
  repeatsOfInvalid: asItIs,
  callRate: (rate: Parameters['callRate'], lateMs: number): Parameters['callRate'] => ({
    ...rate,
    burst: inLess(rate.burst, lateMs),
    minute: inLess(rate.minute, lateMs),
  }),
  giveUpHung: atMost,
  unreadableTakenForAnswer: asItIs,
  cancelWindowMs: asItIs,
  repeatsAfterRefusal: asItIs,
  nextStepMs: longer,
  beliefSettlesMs: longer,
  outageMs: asItIs,
  cancelAfterRecoveryMs: longer,
  requestNoChars: asItIs,
  refundsPerTrade: asItIs,
  notificationReply: atMost,
  beliefAfterNoticeMs: longer,
  restartMs: longer,
  aheadOfReplyMs: longer,
  learnedAfterExpiryMs: longer,
  refusedRepeats: asItIs,
  manualQueryMs: longer,
  promptMs: longer,
  billDownload: atMost,
  heartbeatGap: atMost,
  heartbeatRunMs: asItIs,
  successRate: asItIs,
  successRatePays: asItIs,
} satisfies Record<keyof Parameters, Widen>

/** `lateMs` in ms of the gateway's clock: how far the ends of a gap may have moved. */
export function widened(parameters: Parameters, lateMs: number): Parameters {
  const widen: Record<string, Widen> = WIDEN
  const entries = Object.entries(parameters).map(([name, value]) => [
    name,
    // The table has a row for each name, and each row takes what its name holds.
    widen[name]?.(value as never, lateMs) ?? value,
  ])
  return { ...parameters, ...Object.fromEntries(entries) }
}
