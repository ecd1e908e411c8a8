// The library, in the order of the checklist.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'
import paysAtOnce from './pays-at-once.ts'
import passwordTypedInTime from './password-typed-in-time.ts'
import buyerNeverPays from './buyer-never-pays.ts'
import cancelUnknownThreeTimes from './cancel-unknown-three-times.ts'
import cancelUnknownForTwoMinutes from './cancel-unknown-for-two-minutes.ts'
import cancelSaysRetry from './cancel-says-retry.ts'
import tapsAfterTheCancel from './taps-after-the-cancel.ts'
import systemBusyButPaid from './system-busy-but-paid.ts'
import systemBusyAndNotPaid from './system-busy-and-not-paid.ts'
import unknownInOtherWords from './unknown-in-other-words.ts'
import payHangsAndCommits from './pay-hangs-and-commits.ts'
import replyBrokenOnTheWay from './reply-broken-on-the-way.ts'
import gatewayOutOfReach from './gateway-out-of-reach.ts'
import lateOriginalAfterNotExist from './late-original-after-not-exist.ts'
import lateOriginalWaitsForPassword from './late-original-waits-for-password.ts'
import paidButNobodyCanAsk from './paid-but-nobody-can-ask.ts'
import unpaidButNobodyCanAsk from './unpaid-but-nobody-can-ask.ts'
import queryFailsWhilePolling from './query-fails-while-polling.ts'
import queryLagsBehind from './query-lags-behind.ts'
import paidButShownWaiting from './paid-but-shown-waiting.ts'
import buyerClosesTheCashier from './buyer-closes-the-cashier.ts'
import anotherCodeAfterARefusal from './another-code-after-a-refusal.ts'
import paidAfterItsOwnCancel from './paid-after-its-own-cancel.ts'
import parametersRefused from './parameters-refused.ts'
import cashierChargesAgainTooSoon from './cashier-charges-again-too-soon.ts'
import chargedAgainAfterLostReply from './charged-again-after-lost-reply.ts'
import payAgainThoughItIsPaid from './pay-again-though-it-is-paid.ts'
import paymentCodesOfEveryShape from './payment-codes-of-every-shape.ts'
import itemsThatFloatsGetWrong from './items-that-floats-get-wrong.ts'
import ordersNameStoreAndTill from './orders-name-store-and-till.ts'
import rungUpAtTwoTills from './rung-up-at-two-tills.ts'
import qrScannedAndPaid from './qr-scanned-and-paid.ts'
import finishedWithThePayment from './finished-with-the-payment.ts'
import qrScannedAfterAWhile from './qr-scanned-after-a-while.ts'
import qrScannedAfterTheEnd from './qr-scanned-after-the-end.ts'
import precreateUnknown from './precreate-unknown.ts'
import everyNotificationLost from './every-notification-lost.ts'
import queriesLostButNotified from './queries-lost-but-notified.ts'
import forgedNotifications from './forged-notifications.ts'
import moneyForAnotherAccount from './money-for-another-account.ts'
import notifiedAmountDiffers from './notified-amount-differs.ts'
import toldOfOtherStates from './told-of-other-states.ts'
import notifiedAgainAndAgain from './notified-again-and-again.ts'
import toldBeforeTheReply from './told-before-the-reply.ts'
import toldTwentyTimesAtOnce from './told-twenty-times-at-once.ts'
import oldNews from './old-news.ts'
import hardToReadNotifications from './hard-to-read-notifications.ts'
import forgedWayBack from './forged-way-back.ts'
import twoPartialRefunds from './two-partial-refunds.ts'
import refundUnknown from './refund-unknown.ts'
import billWithDiscrepancies from './bill-with-discrepancies.ts'
import linkToTheBillDies from './link-to-the-bill-dies.ts'
import orderOfAnotherTill from './order-of-another-till.ts'
import aQuietHalfHour from './a-quiet-half-hour.ts'
import busyHour from './busy-hour.ts'
import toldWhileQueriesLag from './told-while-queries-lag.ts'
import qrShownThenCodeAskedFor from './qr-shown-then-code-asked-for.ts'
import buyerPaysAsTheCancelGoes from './buyer-pays-as-the-cancel-goes.ts'
import cancelledOverAndOver from './cancelled-over-and-over.ts'
import refundsAreNotified from './refunds-are-notified.ts'
import refundComesTooLate from './refund-comes-too-late.ts'
import refundUnknownForTwoMinutes from './refund-unknown-for-two-minutes.ts'
import moreBackThanWasPaid from './more-back-than-was-paid.ts'
import sellerHasNoBalance from './seller-has-no-balance.ts'
import refundOfWhatNobodyPaid from './refund-of-what-nobody-paid.ts'
import allOfItBackTheSameDay from './all-of-it-back-the-same-day.ts'
import cancelComesTooLate from './cancel-comes-too-late.ts'
import outageWhileCancelling from './outage-while-cancelling.ts'
import voidedWhileTheBuyerPays from './voided-while-the-buyer-pays.ts'
import refundDroppedWithoutAWord from './refund-dropped-without-a-word.ts'
import unusableRepliesToQueries from './unusable-replies-to-queries.ts'
import unusableRepliesToCancels from './unusable-replies-to-cancels.ts'
import unusableRepliesToRefunds from './unusable-replies-to-refunds.ts'
import repliesOfAnotherOrder from './replies-of-another-order.ts'
import toldWhileACallIsUnderWay from './told-while-a-call-is-under-way.ts'
import ordinaryThingsTogether from './ordinary-things-together.ts'
import toldInWholeYuan from './told-in-whole-yuan.ts'
import passwordAskedOrBusy from './password-asked-or-busy.ts'
import reverseSaysRecall from './reverse-says-recall.ts'
import tooOldForWechat from './too-old-for-wechat.ts'
import paysAgainOutOfTheOtherWallet from './pays-again-out-of-the-other-wallet.ts'
import paysAbroadAndNothingIsSure from './pays-abroad-and-nothing-is-sure.ts'
import paysAbroadAndHearsNothing from './pays-abroad-and-hears-nothing.ts'
import statesOfAPaymentAbroad from './states-of-a-payment-abroad.ts'
import inquiriesAbroadFail from './inquiries-abroad-fail.ts'
import cancelsAbroadFail from './cancels-abroad-fail.ts'
import refundsAbroadFail from './refunds-abroad-fail.ts'
import refusedAbroad from './refused-abroad.ts'
import toldAbroad from './told-abroad.ts'
import twelvePaymentsAbroad from './twelve-payments-abroad.ts'
import outageWhileCancellingAbroad from './outage-while-cancelling-abroad.ts'
import sellsForTwoMerchants from './sells-for-two-merchants.ts'
import voidedAbroad from './voided-abroad.ts'
import paidOnTheOldPage from './paid-on-the-old-page.ts'
import oldNewsOfAPage from './old-news-of-a-page.ts'
import sellerHasAnotherName from './seller-has-another-name.ts'
import orderBroughtAgain from './order-brought-again.ts'
import batchThatFailsInPart from './batch-that-fails-in-part.ts'
import batchRefusedWhole from './batch-refused-whole.ts'
import noWordOfABatch from './no-word-of-a-batch.ts'
import refundBeyondTheMost from './refund-beyond-the-most.ts'

export const SCENARIO_FILES: readonly ScenarioFile[] = [
  paysAtOnce,
  passwordTypedInTime,
  buyerNeverPays,
  cancelUnknownThreeTimes,
  cancelUnknownForTwoMinutes,
  cancelSaysRetry,
  tapsAfterTheCancel,
  systemBusyButPaid,
  systemBusyAndNotPaid,
  unknownInOtherWords,
  payHangsAndCommits,
  replyBrokenOnTheWay,
  gatewayOutOfReach,
  lateOriginalAfterNotExist,
  lateOriginalWaitsForPassword,
  paidButNobodyCanAsk,
  unpaidButNobodyCanAsk,
  queryFailsWhilePolling,
  queryLagsBehind,
  paidButShownWaiting,
  buyerClosesTheCashier,
  anotherCodeAfterARefusal,
  parametersRefused,
  cashierChargesAgainTooSoon,
  chargedAgainAfterLostReply,
  payAgainThoughItIsPaid,
  paymentCodesOfEveryShape,
  itemsThatFloatsGetWrong,
  ordersNameStoreAndTill,
  rungUpAtTwoTills,
  qrScannedAndPaid,
  finishedWithThePayment,
  qrScannedAfterAWhile,
  qrScannedAfterTheEnd,
  precreateUnknown,
  everyNotificationLost,
  queriesLostButNotified,
  forgedNotifications,
  notifiedAmountDiffers,
  moneyForAnotherAccount,
  toldOfOtherStates,
  notifiedAgainAndAgain,
  toldBeforeTheReply,
  toldTwentyTimesAtOnce,
  oldNews,
  hardToReadNotifications,
  forgedWayBack,
  twoPartialRefunds,
  refundUnknown,
  billWithDiscrepancies,
  linkToTheBillDies,
  orderOfAnotherTill,
  aQuietHalfHour,
  busyHour,
  toldWhileQueriesLag,
  qrShownThenCodeAskedFor,
  buyerPaysAsTheCancelGoes,
  cancelledOverAndOver,
  refundsAreNotified,
  refundComesTooLate,
  refundUnknownForTwoMinutes,
  moreBackThanWasPaid,
  sellerHasNoBalance,
  refundOfWhatNobodyPaid,
  allOfItBackTheSameDay,
  cancelComesTooLate,
  outageWhileCancelling,
  voidedWhileTheBuyerPays,
  refundDroppedWithoutAWord,
  paidAfterItsOwnCancel,
  unusableRepliesToQueries,
  unusableRepliesToCancels,
  unusableRepliesToRefunds,
  repliesOfAnotherOrder,
  toldWhileACallIsUnderWay,
  ordinaryThingsTogether,
  toldInWholeYuan,
  passwordAskedOrBusy,
  reverseSaysRecall,
  tooOldForWechat,
  paysAgainOutOfTheOtherWallet,
  paysAbroadAndNothingIsSure,
  paysAbroadAndHearsNothing,
  statesOfAPaymentAbroad,
  inquiriesAbroadFail,
  cancelsAbroadFail,
  refundsAbroadFail,
  refusedAbroad,
  toldAbroad,
  twelvePaymentsAbroad,
  outageWhileCancellingAbroad,
  sellsForTwoMerchants,
  voidedAbroad,
  paidOnTheOldPage,
  oldNewsOfAPage,
  sellerHasAnotherName,
  orderBroughtAgain,
  batchThatFailsInPart,
  batchRefusedWhole,
  noWordOfABatch,
  refundBeyondTheMost,
]
