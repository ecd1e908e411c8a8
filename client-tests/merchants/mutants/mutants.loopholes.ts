// Mutants that keep to the letter of a rule and not to what its text asks: each was a loophole once.
import addsAReasonOnRetry from './adds-a-reason-on-retry.ts'
import answers202 from './answers-202.ts'
import answers204 from './answers-204.ts'
import answersInCapitals from './answers-in-capitals.ts'
import answersInQuotes from './answers-in-quotes.ts'
import answersTwice from './answers-twice.ts'
import answersWithAByteOrderMark from './answers-with-a-byte-order-mark.ts'
import badOrdersUnderNewNumbers from './bad-orders-under-new-numbers.ts'
import billLinkStorm from './bill-link-storm.ts'
import booksAndAnswersFailure from './books-and-answers-failure.ts'
import booksTheWayBackToo from './books-the-way-back-too.ts'
import chargesAFenLess from './charges-a-fen-less.ts'
import chargesAgainWhenTooLate from './charges-again-when-too-late.ts'
import comparesAmountsAsText from './compares-amounts-as-text.ts'
import dropsSpecialText from './drops-special-text.ts'
import dropsUnknownParameters from './drops-unknown-parameters.ts'
import dropsWhatLacksAParameter from './drops-what-lacks-a-parameter.ts'
import everyRefundIsACancels from './every-refund-is-a-cancels.ts'
import listsEverySale from './lists-every-sale.ts'
import pendingMeansReversed from './pending-means-reversed.ts'
import qrQueryIsNeverRepeated from './qr-query-is-never-repeated.ts'
import refundNotificationSetsTheState from './refund-notification-sets-the-state.ts'
import saysPleaseWait from './says-please-wait.ts'
import stormOfBadOrders from './storm-of-bad-orders.ts'
import type { Mutant } from './mutant.ts'

export const loopholes: readonly Mutant[] = [
  addsAReasonOnRetry,
  answers202,
  answers204,
  answersInCapitals,
  answersInQuotes,
  answersTwice,
  answersWithAByteOrderMark,
  badOrdersUnderNewNumbers,
  billLinkStorm,
  booksAndAnswersFailure,
  booksTheWayBackToo,
  chargesAFenLess,
  chargesAgainWhenTooLate,
  comparesAmountsAsText,
  dropsSpecialText,
  dropsUnknownParameters,
  dropsWhatLacksAParameter,
  everyRefundIsACancels,
  listsEverySale,
  pendingMeansReversed,
  qrQueryIsNeverRepeated,
  refundNotificationSetsTheState,
  saysPleaseWait,
  stormOfBadOrders,
]
