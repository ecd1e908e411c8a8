// The library, in the order of the checklist.
import type { ScenarioFile } from '../server/scenario/scenario.ts'
import paysAtOnce from './pays-at-once.ts'
import passwordTypedInTime from './password-typed-in-time.ts'
import buyerNeverPays from './buyer-never-pays.ts'
import cancelUnknownThreeTimes from './cancel-unknown-three-times.ts'
import cancelUnknownForTwoMinutes from './cancel-unknown-for-two-minutes.ts'
import cancelSaysRetry from './cancel-says-retry.ts'
import systemBusyButPaid from './system-busy-but-paid.ts'
import systemBusyAndNotPaid from './system-busy-and-not-paid.ts'
import payHangsAndCommits from './pay-hangs-and-commits.ts'
import lateOriginalAfterNotExist from './late-original-after-not-exist.ts'
import lateOriginalWaitsForPassword from './late-original-waits-for-password.ts'
import paidButNobodyCanAsk from './paid-but-nobody-can-ask.ts'
import unpaidButNobodyCanAsk from './unpaid-but-nobody-can-ask.ts'
import queryLagsBehind from './query-lags-behind.ts'
import paidButShownWaiting from './paid-but-shown-waiting.ts'
import cashierChargesAgainTooSoon from './cashier-charges-again-too-soon.ts'
import rungUpAtTwoTills from './rung-up-at-two-tills.ts'
import qrScannedAndPaid from './qr-scanned-and-paid.ts'
import everyNotificationLost from './every-notification-lost.ts'
import forgedNotifications from './forged-notifications.ts'
import notifiedAmountDiffers from './notified-amount-differs.ts'
import notifiedAgainAndAgain from './notified-again-and-again.ts'
import twoPartialRefunds from './two-partial-refunds.ts'
import refundUnknown from './refund-unknown.ts'

export const STORIES: readonly ScenarioFile[] = [
  paysAtOnce,
  passwordTypedInTime,
  buyerNeverPays,
  cancelUnknownThreeTimes,
  cancelUnknownForTwoMinutes,
  cancelSaysRetry,
  systemBusyButPaid,
  systemBusyAndNotPaid,
  payHangsAndCommits,
  lateOriginalAfterNotExist,
  lateOriginalWaitsForPassword,
  paidButNobodyCanAsk,
  unpaidButNobodyCanAsk,
  queryLagsBehind,
  paidButShownWaiting,
  cashierChargesAgainTooSoon,
  rungUpAtTwoTills,
  qrScannedAndPaid,
  everyNotificationLost,
  forgedNotifications,
  notifiedAmountDiffers,
  notifiedAgainAndAgain,
  twoPartialRefunds,
  refundUnknown,
]
