// The list of mutants, in the order of their names.
import abandonsAfterNotExist from './abandons-after-not-exist.ts'
import acceptsUnsignedNotification from './accepts-unsigned-notification.ts'
import amountWithThreeDecimals from './amount-with-three-decimals.ts'
import amountsWithCommas from './amounts-with-commas.ts'
import asksForPaddedNumber from './asks-for-padded-number.ts'
import backOfficeChangesNothing from './back-office-changes-nothing.ts'
import believesAfterAMinute from './believes-after-a-minute.ts'
import believesNoticesOfPaymentCodes from './believes-notices-of-payment-codes.ts'
import believesRepliesOfOtherOrders from './believes-replies-of-other-orders.ts'
import booksEveryRefundReply from './books-every-refund-reply.ts'
import booksRefundFee from './books-refund-fee.ts'
import booksRefundNoticesAsWell from './books-refund-notices-as-well.ts'
import booksRefundsBeyondThePayment from './books-refunds-beyond-the-payment.ts'
import booksRefundsRefusedForGood from './books-refunds-refused-for-good.ts'
import booksWithoutALock from './books-without-a-lock.ts'
import cancelRefundUnexplained from './cancel-refund-unexplained.ts'
import cancelsDieWithTheProcess from './cancels-die-with-the-process.ts'
import cancelsWithoutLooking from './cancels-without-looking.ts'
import chargesThenRefunds from './charges-then-refunds.ts'
import code10000MeansPaid from './code-10000-means-paid.ts'
import code10000MeansRefunded from './code-10000-means-refunded.ts'
import comparesTotalsOnly from './compares-totals-only.ts'
import decodesTwice from './decodes-twice.ts'
import discardsNotifications from './discards-notifications.ts'
import dropsNoticesDuringCalls from './drops-notices-during-calls.ts'
import finishedIsFulfilledAgain from './finished-is-fulfilled-again.ts'
import firstQueryAfter15s from './first-query-after-15s.ts'
import forgetsWhatItBooked from './forgets-what-it-booked.ts'
import freshNumberAfterNotExist from './fresh-number-after-not-exist.ts'
import heartbeatEveryHour from './heartbeat-every-hour.ts'
import heartbeatSaysNothing from './heartbeat-says-nothing.ts'
import ignoresAmount from './ignores-amount.ts'
import ignoresAppId from './ignores-app-id.ts'
import ignoresRetryFlag from './ignores-retry-flag.ts'
import ignoresSeller from './ignores-seller.ts'
import itemsAddedAsFloats from './items-added-as-floats.ts'
import keepsWhatACancelSentBack from './keeps-what-a-cancel-sent-back.ts'
import knowsOneAccountOnly from './knows-one-account-only.ts'
import lastMessageWins from './last-message-wins.ts'
import lateQueryAfterUnknownPay from './late-query-after-unknown-pay.ts'
import laysQueryAndFormTogether from './lays-query-and-form-together.ts'
import manualQueryReadsTheBooks from './manual-query-reads-the-books.ts'
import missesWhatNobodyPaid from './misses-what-nobody-paid.ts'
import neverFetchesTheBill from './never-fetches-the-bill.ts'
import newRefundAfterRestart from './new-refund-after-restart.ts'
import newRequestNoAfterLowBalance from './new-request-no-after-low-balance.ts'
import newRequestNoPerTry from './new-request-no-per-try.ts'
import noRequestNo from './no-request-no.ts'
import noSaleLock from './no-sale-lock.ts'
import noStrongPrompt from './no-strong-prompt.ts'
import noTerminalId from './no-terminal-id.ts'
import notExistMeansFailedQr from './not-exist-means-failed-qr.ts'
import nothingLeftToDiscount from './nothing-left-to-discount.ts'
import noticesWaitInMemory from './notices-wait-in-memory.ts'
import oldLinkAgain from './old-link-again.ts'
import oneRequestNoPerTrade from './one-request-no-per-trade.ts'
import oneReversalPerCancel from './one-reversal-per-cancel.ts'
import onlyTodaysPaymentCodes from './only-todays-payment-codes.ts'
import opensUnknownOrders from './opens-unknown-orders.ts'
import orderIsWrittenAfterTheReply from './order-is-written-after-the-reply.ts'
import ownNumbersForGoods from './own-numbers-for-goods.ts'
import pauseBeforeCancel from './pause-before-cancel.ts'
import payAgainWhilePending from './pay-again-while-pending.ts'
import pendingMeansPaid from './pending-means-paid.ts'
import pollFor9s from './poll-for-9s.ts'
import pollsAnewAfterTrouble from './polls-anew-after-trouble.ts'
import pollsOnAfterSuccess from './polls-on-after-success.ts'
import qrWithoutNotifyUrl from './qr-without-notify-url.ts'
import qrWithoutStoreId from './qr-without-store-id.ts'
import qrWithoutTimeLimit from './qr-without-time-limit.ts'
import queryEvery12s from './query-every-12s.ts'
import queryStorm from './query-storm.ts'
import redirectsNotifications from './redirects-notifications.ts'
import refundNotificationIsAPayment from './refund-notification-is-a-payment.ts'
import refundsByCancel from './refunds-by-cancel.ts'
import refundsToldApartByAmount from './refunds-told-apart-by-amount.ts'
import refundsUnpaidSales from './refunds-unpaid-sales.ts'
import refundsWithThreeDecimals from './refunds-with-three-decimals.ts'
import refusesDuplicates from './refuses-duplicates.ts'
import repeatsRefusedParameters from './repeats-refused-parameters.ts'
import repliesAfter12s from './replies-after-12s.ts'
import returnMeansPaid from './return-means-paid.ts'
import roundsToWholeYuan from './rounds-to-whole-yuan.ts'
import sameNumberAfterUnknownPrecreate from './same-number-after-unknown-precreate.ts'
import saysCancelledTooEarly from './says-cancelled-too-early.ts'
import scansStaleCodes from './scans-stale-codes.ts'
import signsWithRsa from './signs-with-rsa.ts'
import slowRetryOfUnknownQuery from './slow-retry-of-unknown-query.ts'
import storeIdIsItsName from './store-id-is-its-name.ts'
import successOnBadSignature from './success-on-bad-signature.ts'
import successWithNewline from './success-with-newline.ts'
import systemErrorIsFailure from './system-error-is-failure.ts'
import takesAnyAccountOfItsOwn from './takes-any-account-of-its-own.ts'
import tellsNobody from './tells-nobody.ts'
import tenCancelsAfterRefusal from './ten-cancels-after-refusal.ts'
import threeCancels from './three-cancels.ts'
import trustsUnsignedReplies from './trusts-unsigned-replies.ts'
import twoSalesUnderOneNumber from './two-sales-under-one-number.ts'
import unreadableCancelIsDone from './unreadable-cancel-is-done.ts'
import unreadableQueryMeansClosed from './unreadable-query-means-closed.ts'
import unreadableRefundIsDone from './unreadable-refund-is-done.ts'
import unresolvedMeansUnpaid from './unresolved-means-unpaid.ts'
import unresolvedRefundIsFailed from './unresolved-refund-is-failed.ts'
import verifiesKnownParametersOnly from './verifies-known-parameters-only.ts'
import voidsSlowPayments from './voids-slow-payments.ts'
import waitingMeansPaid from './waiting-means-paid.ts'
import waits65sForAnAnswer from './waits-65s-for-an-answer.ts'
import waitsForTheNotification from './waits-for-the-notification.ts'
import walksAwayFromQr from './walks-away-from-qr.ts'
import wrongProviderId from './wrong-provider-id.ts'
import type { Mutant } from './mutant.ts'
import { loopholes } from './mutants.loopholes.ts'

const plain: readonly Mutant[] = [
  abandonsAfterNotExist,
  acceptsUnsignedNotification,
  amountWithThreeDecimals,
  amountsWithCommas,
  asksForPaddedNumber,
  backOfficeChangesNothing,
  believesAfterAMinute,
  believesNoticesOfPaymentCodes,
  believesRepliesOfOtherOrders,
  booksEveryRefundReply,
  booksRefundFee,
  booksRefundNoticesAsWell,
  booksRefundsBeyondThePayment,
  booksRefundsRefusedForGood,
  booksWithoutALock,
  cancelRefundUnexplained,
  cancelsDieWithTheProcess,
  cancelsWithoutLooking,
  chargesThenRefunds,
  code10000MeansPaid,
  code10000MeansRefunded,
  comparesTotalsOnly,
  decodesTwice,
  discardsNotifications,
  dropsNoticesDuringCalls,
  finishedIsFulfilledAgain,
  firstQueryAfter15s,
  forgetsWhatItBooked,
  freshNumberAfterNotExist,
  heartbeatEveryHour,
  heartbeatSaysNothing,
  ignoresAmount,
  ignoresAppId,
  ignoresRetryFlag,
  ignoresSeller,
  itemsAddedAsFloats,
  keepsWhatACancelSentBack,
  knowsOneAccountOnly,
  lastMessageWins,
  lateQueryAfterUnknownPay,
  laysQueryAndFormTogether,
  manualQueryReadsTheBooks,
  missesWhatNobodyPaid,
  neverFetchesTheBill,
  newRefundAfterRestart,
  newRequestNoAfterLowBalance,
  newRequestNoPerTry,
  noRequestNo,
  noSaleLock,
  noStrongPrompt,
  noTerminalId,
  notExistMeansFailedQr,
  nothingLeftToDiscount,
  noticesWaitInMemory,
  oldLinkAgain,
  oneRequestNoPerTrade,
  oneReversalPerCancel,
  onlyTodaysPaymentCodes,
  opensUnknownOrders,
  orderIsWrittenAfterTheReply,
  ownNumbersForGoods,
  pauseBeforeCancel,
  payAgainWhilePending,
  pendingMeansPaid,
  pollFor9s,
  pollsAnewAfterTrouble,
  pollsOnAfterSuccess,
  qrWithoutNotifyUrl,
  qrWithoutStoreId,
  qrWithoutTimeLimit,
  queryEvery12s,
  queryStorm,
  redirectsNotifications,
  refundNotificationIsAPayment,
  refundsByCancel,
  refundsToldApartByAmount,
  refundsUnpaidSales,
  refundsWithThreeDecimals,
  refusesDuplicates,
  repeatsRefusedParameters,
  repliesAfter12s,
  returnMeansPaid,
  roundsToWholeYuan,
  sameNumberAfterUnknownPrecreate,
  saysCancelledTooEarly,
  scansStaleCodes,
  signsWithRsa,
  slowRetryOfUnknownQuery,
  storeIdIsItsName,
  successOnBadSignature,
  successWithNewline,
  systemErrorIsFailure,
  takesAnyAccountOfItsOwn,
  tellsNobody,
  tenCancelsAfterRefusal,
  threeCancels,
  trustsUnsignedReplies,
  twoSalesUnderOneNumber,
  unreadableCancelIsDone,
  unreadableQueryMeansClosed,
  unreadableRefundIsDone,
  unresolvedMeansUnpaid,
  unresolvedRefundIsFailed,
  verifiesKnownParametersOnly,
  voidsSlowPayments,
  waitingMeansPaid,
  waits65sForAnAnswer,
  waitsForTheNotification,
  walksAwayFromQr,
  wrongProviderId,
]

export const mutants: readonly Mutant[] = [...plain, ...loopholes].toSorted((a, b) =>
  a.name < b.name ? -1 : 1,
)
