// The list of guards.
import asksAfterUnknownRefund from './asks-after-unknown-refund.ts'
import cancelsAfterOneAnswer from './cancels-after-one-answer.ts'
import cancelsFromAQueue from './cancels-from-a-queue.ts'
import cancelsRatherThanRepays from './cancels-rather-than-repays.ts'
import clockAheadAndPausing from './clock-ahead-and-pausing.ts'
import clockBehindAndPausing from './clock-behind-and-pausing.ts'
import fiveSecondPoller from './five-second-poller.ts'
import type { Guard } from './guard.ts'
import keepsLateMoney from './keeps-late-money.ts'
import notificationDriven from './notification-driven.ts'
import overRestV3 from './over-rest-v3.ts'
import qrEndsByItsTimeout from './qr-ends-by-its-timeout.ts'
import quickThenSlowByTradeNo from './quick-then-slow-by-trade-no.ts'
import speaksInItsOwnWords from './speaks-in-its-own-words.ts'
import tellsPeopleAtTheEnd from './tells-people-at-the-end.ts'
import unknownLikePending from './unknown-like-pending.ts'

export const guards: readonly Guard[] = [
  notificationDriven,
  fiveSecondPoller,
  cancelsFromAQueue,
  overRestV3,
  cancelsRatherThanRepays,
  qrEndsByItsTimeout,
  quickThenSlowByTradeNo,
  asksAfterUnknownRefund,
  unknownLikePending,
  cancelsAfterOneAnswer,
  keepsLateMoney,
  clockAheadAndPausing,
  clockBehindAndPausing,
  tellsPeopleAtTheEnd,
  speaksInItsOwnWords,
]
