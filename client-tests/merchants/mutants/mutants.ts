// The list of mutants, in the order of their names.
import abandonsAfterNotExist from './abandons-after-not-exist.ts'
import acceptsUnsignedNotification from './accepts-unsigned-notification.ts'
import believesAfterAMinute from './believes-after-a-minute.ts'
import code10000MeansPaid from './code-10000-means-paid.ts'
import firstQueryAfter15s from './first-query-after-15s.ts'
import forgetsWhatItBooked from './forgets-what-it-booked.ts'
import freshNumberAfterNotExist from './fresh-number-after-not-exist.ts'
import ignoresAmount from './ignores-amount.ts'
import ignoresRetryFlag from './ignores-retry-flag.ts'
import lateQueryAfterUnknownPay from './late-query-after-unknown-pay.ts'
import newRequestNoPerTry from './new-request-no-per-try.ts'
import noSaleLock from './no-sale-lock.ts'
import oneRequestNoPerTrade from './one-request-no-per-trade.ts'
import pauseBeforeCancel from './pause-before-cancel.ts'
import payAgainWhilePending from './pay-again-while-pending.ts'
import pollFor9s from './poll-for-9s.ts'
import queryEvery12s from './query-every-12s.ts'
import roundsToWholeYuan from './rounds-to-whole-yuan.ts'
import successWithNewline from './success-with-newline.ts'
import threeCancels from './three-cancels.ts'
import unresolvedMeansUnpaid from './unresolved-means-unpaid.ts'
import type { Mutant } from './mutant.ts'

export const mutants: readonly Mutant[] = [
  abandonsAfterNotExist,
  acceptsUnsignedNotification,
  believesAfterAMinute,
  code10000MeansPaid,
  firstQueryAfter15s,
  forgetsWhatItBooked,
  freshNumberAfterNotExist,
  ignoresAmount,
  ignoresRetryFlag,
  lateQueryAfterUnknownPay,
  newRequestNoPerTry,
  noSaleLock,
  oneRequestNoPerTrade,
  pauseBeforeCancel,
  payAgainWhilePending,
  pollFor9s,
  queryEvery12s,
  roundsToWholeYuan,
  successWithNewline,
  threeCancels,
  unresolvedMeansUnpaid,
]
