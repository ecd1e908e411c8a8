// The rules, in the order of the checklist. A new rule is its file, a line here and a mutant.
import { firstQueryComesInTime } from './polling/first-query-comes-in-time.ts'
import { meanIntervalIsAboutThreeSeconds } from './polling/mean-interval-is-about-three-seconds.ts'
import { pollingLastsAboutThirtySeconds } from './polling/polling-lasts-about-thirty-seconds.ts'
import { queriesStopAtTheFinalState } from './polling/queries-stop-at-the-final-state.ts'
import { cancelFollowsTheLastWaitAtOnce } from './polling/cancel-follows-the-last-wait-at-once.ts'
import { stateIsConfirmedBeforeChargingAgain } from './polling/state-is-confirmed-before-charging-again.ts'
import { queriesNameThePaymentsOwnNumber } from './polling/queries-name-the-payments-own-number.ts'
import { openOutcomeIsNeitherSuccessNorFailure } from './polling/open-outcome-is-neither-success-nor-failure.ts'
import { tradeStatusDecidesNotCode } from './polling/trade-status-decides-not-code.ts'
import { unknownQueryIsRetriedForAMinute } from './exceptions/unknown-query-is-retried-for-a-minute.ts'
import { unknownCancelIsRetriedForAMinute } from './exceptions/unknown-cancel-is-retried-for-a-minute.ts'
import { exhaustedRecoveryIsHandedToPeople } from './exceptions/exhausted-recovery-is-handed-to-people.ts'
import { unknownPrecreateTakesANewNumber } from './exceptions/unknown-precreate-takes-a-new-number.ts'
import { unknownRefundKeepsItsParameters } from './exceptions/unknown-refund-keeps-its-parameters.ts'
import { unknownRefundIsNeverCalledDoneOrFailed } from './exceptions/unknown-refund-is-never-called-done-or-failed.ts'
import { unknownPayIsQueriedAtOnce } from './exceptions/unknown-pay-is-queried-at-once.ts'
import { missingTradeIsPaidAgainWithTheSameParameters } from './exceptions/missing-trade-is-paid-again-with-the-same-parameters.ts'
import { persistingUnknownPayIsPursuedAndNeverCalledFailed } from './exceptions/persisting-unknown-pay-is-pursued-and-never-called-failed.ts'
import { invalidParametersAreNotSentAgain } from './exceptions/invalid-parameters-are-not-sent-again.ts'
import { callsKeepABearableRate } from './exceptions/calls-keep-a-bearable-rate.ts'
import { hungCallsAreGivenUp } from './exceptions/hung-calls-are-given-up.ts'
import { everyFormOfUnknownIsRecognised } from './exceptions/every-form-of-unknown-is-recognised.ts'
import { retryFlagIsReadWithTheCode } from './cancel/retry-flag-is-read-with-the-code.ts'
import { aRefundIsNeverACancel } from './cancel/a-refund-is-never-a-cancel.ts'
import { aLateCancelIsNotRepeated } from './cancel/a-late-cancel-is-not-repeated.ts'
import { theActionOfACancelIsBooked } from './cancel/the-action-of-a-cancel-is-booked.ts'
import { repeatedCancelsReverseOnce } from './cancel/repeated-cancels-reverse-once.ts'
import { aCancelOutlivesAnOutage } from './cancel/a-cancel-outlives-an-outage.ts'
import { eachRefundIntentHasItsOwnNumber } from './refunds/each-refund-intent-has-its-own-number.ts'
import { partialRefundsCarryANumber } from './refunds/partial-refunds-carry-a-number.ts'
import { refundsNeverExceedThePayment } from './refunds/refunds-never-exceed-the-payment.ts'
import { aRefundNamesItsOrderAndAmount } from './refunds/a-refund-names-its-order-and-amount.ts'
import { refundFeeIsATotal } from './refunds/refund-fee-is-a-total.ts'
import { aRepeatedRefundReplyIsNoNewMoney } from './refunds/a-repeated-refund-reply-is-no-new-money.ts'
import { onlyKnownPaymentsAreRefunded } from './refunds/only-known-payments-are-refunded.ts'
import { aRefundRefusedForGoodStaysRefused } from './refunds/a-refund-refused-for-good-stays-refused.ts'
import { aRefundWithoutBalanceKeepsItsNumber } from './refunds/a-refund-without-balance-keeps-its-number.ts'
import { aDroppedRefundIsNotBelieved } from './refunds/a-dropped-refund-is-not-believed.ts'
import { eachOrderHasItsOwnNumber } from './orders/each-order-has-its-own-number.ts'
import { itemsAddUpToTheTotal } from './orders/items-add-up-to-the-total.ts'
import { amountsHaveTwoDecimals } from './orders/amounts-have-two-decimals.ts'
import { qrOrdersEndByThemselves } from './orders/qr-orders-end-by-themselves.ts'
import { everyPaymentCodeIsForwarded } from './orders/every-payment-code-is-forwarded.ts'
import { storeIdIsLettersAndDigits } from './orders/store-id-is-letters-and-digits.ts'
import { everyPaymentNamesItsStore } from './orders/every-payment-names-its-store.ts'
import { devicesNameTheirTerminal } from './orders/devices-name-their-terminal.ts'
import { serviceProvidersAreNamed } from './orders/service-providers-are-named.ts'
import { discountsCanBeUsed } from './orders/discounts-can-be-used.ts'
import { campaignGoodsKeepTheirIds } from './orders/campaign-goods-keep-their-ids.ts'
import { qrOrdersSayWhereToNotify } from './orders/qr-orders-say-where-to-notify.ts'
import { requestsAreSignedWithRsa2 } from './orders/requests-are-signed-with-rsa2.ts'
import { notExistingBeforeTheScanIsPending } from './qr/not-existing-before-the-scan-is-pending.ts'
import { lateScanTakesNoMoneyForNothing } from './qr/late-scan-takes-no-money-for-nothing.ts'
import { forgedNotificationChangesNothing } from './notifications/forged-notification-changes-nothing.ts'
import { badSignatureIsAnsweredFailure } from './notifications/bad-signature-is-answered-failure.ts'
import { appIdIsOurOwn } from './notifications/app-id-is-our-own.ts'
import { unknownOrderIsNotAdopted } from './notifications/unknown-order-is-not-adopted.ts'
import { amountIsComparedWithTheOrder } from './notifications/amount-is-compared-with-the-order.ts'
import { sellerIsOurOwn } from './notifications/seller-is-our-own.ts'
import { repeatedNotificationCountsOnce } from './notifications/repeated-notification-counts-once.ts'
import { onlyPaidStatesMeanPaid } from './notifications/only-paid-states-mean-paid.ts'
import { replyIsExactlySuccess } from './notifications/reply-is-exactly-success.ts'
import { endpointAsksForNoSession } from './notifications/endpoint-asks-for-no-session.ts'
import { allParametersAreRead } from './notifications/all-parameters-are-read.ts'
import { replyComesPromptly } from './notifications/reply-comes-promptly.ts'
import { notificationAloneIsEnough } from './notifications/notification-alone-is-enough.ts'
import { paymentIsLearnedWithoutNotifications } from './notifications/payment-is-learned-without-notifications.ts'
import { copiesInParallelCountOnce } from './notifications/copies-in-parallel-count-once.ts'
import { refundNotificationIsNoPayment } from './notifications/refund-notification-is-no-payment.ts'
import { finishedEndsRefundsAndPaysNothing } from './notifications/finished-ends-refunds-and-pays-nothing.ts'
import { notificationAheadOfTheReplyIsTheSameOrder } from './notifications/notification-ahead-of-the-reply-is-the-same-order.ts'
import { oldNewsChangesNothing } from './notifications/old-news-changes-nothing.ts'
import { oldNewsIsAcknowledged } from './notifications/old-news-is-acknowledged.ts'
import { textIsDecodedOnce } from './notifications/text-is-decoded-once.ts'
import { paidBeliefHasAPayment } from './one-sided/paid-belief-has-a-payment.ts'
import { knownPaymentIsNotReversed } from './one-sided/known-payment-is-not-reversed.ts'
import { buyerIsChargedOnce } from './one-sided/buyer-is-charged-once.ts'
import { earlierPaymentIsSettledBeforeChargingAgain } from './one-sided/earlier-payment-is-settled-before-charging-again.ts'
import { everyTradeIsClosedLoop } from './one-sided/every-trade-is-closed-loop.ts'
import { beliefEqualsTruth } from './one-sided/belief-equals-truth.ts'
import { aManualQueryAsksTheGateway } from './counter/a-manual-query-asks-the-gateway.ts'
import { aCancelIsPromptedStrongly } from './counter/a-cancel-is-prompted-strongly.ts'
import { anOpenCancelIsShownAsOpen } from './counter/an-open-cancel-is-shown-as-open.ts'
import { aResolvedPaymentIsRefunded } from './counter/a-resolved-payment-is-refunded.ts'
import { theBillOfEachDayIsFetched } from './reconciliation/the-bill-of-each-day-is-fetched.ts'
import { aLinkIsFollowedWhileItLives } from './reconciliation/a-link-is-followed-while-it-lives.ts'
import { everyDiscrepancyIsFound } from './reconciliation/every-discrepancy-is-found.ts'
import { aCancelRefundIsRecognised } from './reconciliation/a-cancel-refund-is-recognised.ts'
import { whatNobodyPaidIsNotMissed } from './reconciliation/what-nobody-paid-is-not-missed.ts'
import { aTerminalBeatsEveryHalfHour } from './heartbeat/a-terminal-beats-every-half-hour.ts'
import { aHeartbeatTellsOfEachPayment } from './heartbeat/a-heartbeat-tells-of-each-payment.ts'
import { paymentsSucceed } from './heartbeat/payments-succeed.ts'
import { anOpenPaymentIsAskedFor } from './wechat/an-open-payment-is-asked-for.ts'
import { aReverseIsDoneWhenRecallSaysN } from './wechat/a-reverse-is-done-when-recall-says-n.ts'
import { aPaymentCodeIsNeverClosed } from './wechat/a-payment-code-is-never-closed.ts'
import { windowsAreRespected } from './wechat/windows-are-respected.ts'
import { revokedMeansReversed } from './wechat/revoked-means-reversed.ts'
import { fiveInterfacesAreIntegrated } from './ams/five-interfaces-are-integrated.ts'
import { paymentsNameTheirNotifyUrl } from './ams/payments-name-their-notify-url.ts'
import { sMeansWhatTheCodeIsFor } from './ams/s-means-what-the-code-is-for.ts'
import { fIsReadByItsCode } from './ams/f-is-read-by-its-code.ts'
import { undecidedPaymentsAreInquiredAfter } from './ams/undecided-payments-are-inquired-after.ts'
import { silenceIsInquiredAfter } from './ams/silence-is-inquired-after.ts'
import { theLastInquiryLeadsToACancel } from './ams/the-last-inquiry-leads-to-a-cancel.ts'
import { paymentStatusSpeaksOfThePayment } from './ams/payment-status-speaks-of-the-payment.ts'
import { unansweredInquiriesAreRepeated } from './ams/unanswered-inquiries-are-repeated.ts'
import { unansweredCancelsAreRepeated } from './ams/unanswered-cancels-are-repeated.ts'
import { unansweredRefundsAreRepeated } from './ams/unanswered-refunds-are-repeated.ts'
import { aPaymentEndsBeforeTheNext } from './ams/a-payment-ends-before-the-next.ts'
import { theCancelDecidesOverANotification } from './ams/the-cancel-decides-over-a-notification.ts'
import { eachPaymentHasAnIdOfItsOwn } from './ams/each-payment-has-an-id-of-its-own.ts'
import { idsAreNeitherCountedNorGuessed } from './ams/ids-are-neither-counted-nor-guessed.ts'
import { aCancelFromTheTerminalIsCompleted } from './ams/a-cancel-from-the-terminal-is-completed.ts'
import { callsCarryTheMerchantsToken } from './ams/calls-carry-the-merchants-token.ts'
import { newsOfATokenIsTakenIn } from './ams/news-of-a-token-is-taken-in.ts'
import { sameStateAtAllParticipants } from './acquirer/same-state-at-all-participants.ts'
import { uncertainIsReversed } from './acquirer/uncertain-is-reversed.ts'
import { aReversalIsDelivered } from './acquirer/a-reversal-is-delivered.ts'
import { aSilentTillIsCancelledFor } from './acquirer/a-silent-till-is-cancelled-for.ts'
import { timeoutsAreInOrder } from './acquirer/timeouts-are-in-order.ts'
import { theAskingGatewayEndsThePayment } from './acquirer/the-asking-gateway-ends-the-payment.ts'
import { anApprovalThatNobodyFetchedGoesBack } from './acquirer/an-approval-that-nobody-fetched-goes-back.ts'
import { aTillThatGivesUpIsACancel } from './acquirer/a-till-that-gives-up-is-a-cancel.ts'
import { whatIsForwardedIsTheSame } from './acquirer/what-is-forwarded-is-the-same.ts'
import { anEarlyCancelIsKept } from './acquirer/an-early-cancel-is-kept.ts'
import { anAdviceIsAnsweredAtOnce } from './acquirer/an-advice-is-answered-at-once.ts'
import { MAPI_RULES } from './mapi/rules.ts'
import type { Rule } from './rule.ts'

/** By topic; a family of gateways asks for whole sets or for some rules of them. */
export const RULE_SETS = {
  polling: [
    firstQueryComesInTime,
    meanIntervalIsAboutThreeSeconds,
    pollingLastsAboutThirtySeconds,
    queriesStopAtTheFinalState,
    cancelFollowsTheLastWaitAtOnce,
    stateIsConfirmedBeforeChargingAgain,
    queriesNameThePaymentsOwnNumber,
    openOutcomeIsNeitherSuccessNorFailure,
    tradeStatusDecidesNotCode,
  ],
  exceptions: [
    unknownQueryIsRetriedForAMinute,
    unknownCancelIsRetriedForAMinute,
    exhaustedRecoveryIsHandedToPeople,
    unknownPrecreateTakesANewNumber,
    unknownRefundKeepsItsParameters,
    unknownRefundIsNeverCalledDoneOrFailed,
    unknownPayIsQueriedAtOnce,
    missingTradeIsPaidAgainWithTheSameParameters,
    persistingUnknownPayIsPursuedAndNeverCalledFailed,
    invalidParametersAreNotSentAgain,
    callsKeepABearableRate,
    hungCallsAreGivenUp,
    everyFormOfUnknownIsRecognised,
  ],
  cancel: [
    retryFlagIsReadWithTheCode,
    aRefundIsNeverACancel,
    aLateCancelIsNotRepeated,
    theActionOfACancelIsBooked,
    repeatedCancelsReverseOnce,
    aCancelOutlivesAnOutage,
  ],
  refunds: [
    eachRefundIntentHasItsOwnNumber,
    partialRefundsCarryANumber,
    refundsNeverExceedThePayment,
    aRefundNamesItsOrderAndAmount,
    refundFeeIsATotal,
    aRepeatedRefundReplyIsNoNewMoney,
    onlyKnownPaymentsAreRefunded,
    aRefundRefusedForGoodStaysRefused,
    aRefundWithoutBalanceKeepsItsNumber,
    aDroppedRefundIsNotBelieved,
  ],
  orders: [
    eachOrderHasItsOwnNumber,
    itemsAddUpToTheTotal,
    amountsHaveTwoDecimals,
    qrOrdersEndByThemselves,
    everyPaymentCodeIsForwarded,
    storeIdIsLettersAndDigits,
    everyPaymentNamesItsStore,
    devicesNameTheirTerminal,
    serviceProvidersAreNamed,
    discountsCanBeUsed,
    campaignGoodsKeepTheirIds,
    qrOrdersSayWhereToNotify,
    requestsAreSignedWithRsa2,
  ],
  qr: [notExistingBeforeTheScanIsPending, lateScanTakesNoMoneyForNothing],
  notifications: [
    forgedNotificationChangesNothing,
    badSignatureIsAnsweredFailure,
    appIdIsOurOwn,
    unknownOrderIsNotAdopted,
    amountIsComparedWithTheOrder,
    sellerIsOurOwn,
    repeatedNotificationCountsOnce,
    onlyPaidStatesMeanPaid,
    replyIsExactlySuccess,
    endpointAsksForNoSession,
    allParametersAreRead,
    replyComesPromptly,
    notificationAloneIsEnough,
    paymentIsLearnedWithoutNotifications,
    copiesInParallelCountOnce,
    refundNotificationIsNoPayment,
    finishedEndsRefundsAndPaysNothing,
    notificationAheadOfTheReplyIsTheSameOrder,
    oldNewsChangesNothing,
    oldNewsIsAcknowledged,
    textIsDecodedOnce,
  ],
  'one-sided': [
    paidBeliefHasAPayment,
    knownPaymentIsNotReversed,
    buyerIsChargedOnce,
    earlierPaymentIsSettledBeforeChargingAgain,
    everyTradeIsClosedLoop,
    beliefEqualsTruth,
  ],
  counter: [
    aManualQueryAsksTheGateway,
    aCancelIsPromptedStrongly,
    anOpenCancelIsShownAsOpen,
    aResolvedPaymentIsRefunded,
  ],
  reconciliation: [
    theBillOfEachDayIsFetched,
    aLinkIsFollowedWhileItLives,
    everyDiscrepancyIsFound,
    aCancelRefundIsRecognised,
    whatNobodyPaidIsNotMissed,
  ],
  heartbeat: [aTerminalBeatsEveryHalfHour, aHeartbeatTellsOfEachPayment, paymentsSucceed],
  wechat: [
    anOpenPaymentIsAskedFor,
    aReverseIsDoneWhenRecallSaysN,
    aPaymentCodeIsNeverClosed,
    windowsAreRespected,
    revokedMeansReversed,
  ],
  ams: [
    fiveInterfacesAreIntegrated,
    paymentsNameTheirNotifyUrl,
    sMeansWhatTheCodeIsFor,
    fIsReadByItsCode,
    undecidedPaymentsAreInquiredAfter,
    silenceIsInquiredAfter,
    theLastInquiryLeadsToACancel,
    paymentStatusSpeaksOfThePayment,
    unansweredInquiriesAreRepeated,
    unansweredCancelsAreRepeated,
    unansweredRefundsAreRepeated,
    aPaymentEndsBeforeTheNext,
    theCancelDecidesOverANotification,
    eachPaymentHasAnIdOfItsOwn,
    idsAreNeitherCountedNorGuessed,
    aCancelFromTheTerminalIsCompleted,
    callsCarryTheMerchantsToken,
    newsOfATokenIsTakenIn,
  ],
  acquirer: [
    sameStateAtAllParticipants,
    uncertainIsReversed,
    aReversalIsDelivered,
    aSilentTillIsCancelledFor,
    timeoutsAreInOrder,
    theAskingGatewayEndsThePayment,
    anApprovalThatNobodyFetchedGoesBack,
    aTillThatGivesUpIsACancel,
    whatIsForwardedIsTheSame,
    anEarlyCancelIsKept,
    anAdviceIsAnsweredAtOnce,
  ],
  mapi: MAPI_RULES,
} as const satisfies Record<string, readonly Rule[]>

export const RULES: readonly Rule[] = Object.values(RULE_SETS).flat()
