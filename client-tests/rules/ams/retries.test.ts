// AMS-09 to AMS-13 and AMS-16: inquiries, cancels and refunds that got no answer, and what a cancel decides.
import { createJournal, every, type Journal, type Reply } from '../../trace/journal.fixture.ts'
import { describeRule } from '../cases.fixture.ts'
import { aCancelFromTheTerminalIsCompleted } from './a-cancel-from-the-terminal-is-completed.ts'
import { aPaymentEndsBeforeTheNext } from './a-payment-ends-before-the-next.ts'
import {
  FAILED,
  NUMBERS,
  OUT_OF_PERIOD,
  PAID,
  PROCESSING,
  RISK,
  sold,
  told,
  U,
  undecided,
} from './ams.fixture.ts'
import { theCancelDecidesOverANotification } from './the-cancel-decides-over-a-notification.ts'
import { unansweredCancelsAreRepeated } from './unanswered-cancels-are-repeated.ts'
import { unansweredInquiriesAreRepeated } from './unanswered-inquiries-are-repeated.ts'
import { unansweredRefundsAreRepeated } from './unanswered-refunds-are-repeated.ts'

const unanswered = () => undecided().call(3, 'QUERY', 'P1', U)
const hanging = (tookS: number) => undecided().call(3, 'QUERY', 'P1', 'GIVEN_UP', { tookS })

describeRule(
  unansweredInquiriesAreRepeated,
  [
    ['U, again after 5.5 s', 'pass', unanswered().call(8.5, 'QUERY', 'P1', PAID).until(60)],
    ['U, again after 9 s', 'warn', unanswered().call(12, 'QUERY', 'P1', PAID).until(60)],
    ['U, again after 11 s', 'fail', unanswered().call(14, 'QUERY', 'P1', PAID).until(60)],
    ['U, never again', 'fail', unanswered().until(60)],
    ['U, notified meanwhile', 'inconclusive', told(unanswered(), 6, 'P1').until(60)],
    ['U, the cashier ends it', 'inconclusive', unanswered().act(5, 'cancel').until(60)],
    ['U, and the cancel follows', 'pass', unanswered().call(6, 'CANCEL', 'P1', 'OK').until(60)],
    ['given up after 3 s', 'pass', hanging(3).call(6, 'QUERY', 'P1', PAID).until(60)],
    ['given up after 8 s', 'warn', hanging(8).call(12, 'QUERY', 'P1', PAID).until(60)],
    ['given up after 30 s', 'fail', hanging(30).call(34, 'QUERY', 'P1', PAID).until(60)],
    ['never given up', 'fail', undecided().call(3, 'QUERY', 'P1', 'HUNG').until(60)],
    ['answered', 'inconclusive', undecided().call(3, 'QUERY', 'P1', PAID).until(60)],
  ],
  NUMBERS,
)

const cancels = (stepS: number, count: number, reply: Reply = U, fingerprint = 'same') =>
  every(stepS, 30 + (count - 1) * stepS, 30).reduce(
    (so, atS) => so.call(atS, 'CANCEL', 'P1', reply, { fingerprint }),
    undecided(),
  )
/** As the official SDK does: after 2, 3, 3, 5 and 5 seconds, and no more. */
const likeTheSdk = () =>
  [30, 32, 35, 38, 43, 48].reduce((so, atS) => so.call(atS, 'CANCEL', 'P1', U), undecided())

describeRule(
  unansweredCancelsAreRepeated,
  [
    ['every 5 s for a minute', 'pass', cancels(5, 13).until(180)],
    ['every 10 s for a minute', 'pass', cancels(10, 7).until(180)],
    [
      'every 5 s until it is done',
      'pass',
      cancels(5, 3).call(45, 'CANCEL', 'P1', 'OK', { fingerprint: 'same' }).until(180),
    ],
    [
      'every 5 s, and then every 30 s from a queue',
      'pass',
      cancels(5, 13).call(120, 'CANCEL', 'P1', U, { fingerprint: 'same' }).until(240),
    ],
    ['every 4 s', 'warn', cancels(4, 16).until(180)],
    ['every 14 s', 'warn', cancels(14, 5).until(180)],
    ['every second', 'fail', cancels(1, 60).until(180)],
    ['every 20 s', 'fail', cancels(20, 4).until(180)],
    ['six times within 18 s, as the official SDK does', 'warn', likeTheSdk().until(180)],
    ['three times, 2 s apart', 'fail', cancels(2, 3).until(180)],
    ['for half a minute', 'warn', cancels(5, 7).until(180)],
    ['never again', 'fail', cancels(5, 1).until(180)],
    ['settled by an inquiry', 'pass', cancels(5, 1).call(35, 'QUERY', 'P1', FAILED).until(180)],
    ['a notification settles nothing', 'fail', told(cancels(5, 1), 33, 'P1').until(180)],
    [
      'given up after 3 s each',
      'pass',
      every(8, 94, 30)
        .reduce((so, atS) => so.call(atS, 'CANCEL', 'P1', 'GIVEN_UP', { tookS: 3 }), undecided())
        .until(240),
    ],
    [
      'given up after 20 s',
      'fail',
      undecided()
        .call(30, 'CANCEL', 'P1', 'GIVEN_UP', { tookS: 20 })
        .call(55, 'CANCEL', 'P1', 'OK')
        .until(240),
    ],
    [
      'with other parameters',
      'fail',
      cancels(5, 2).call(40, 'CANCEL', 'P1', 'OK', { fingerprint: 'other' }).until(180),
    ],
    ['answered at once', 'inconclusive', cancels(5, 1, 'OK').until(180)],
  ],
  NUMBERS,
)

const bought = () =>
  sold()
    .call(0, 'PAY', 'P1', 'OK')
    .books(0, 'P1', 'TRADE_SUCCESS')
    .act(10, 'refund', { refundId: 'r1', amountFen: 400 })
const refundAt = (
  journal: Journal,
  atS: number,
  reply: Reply,
  outRequestNo = 'R1',
  amountFen = 400,
) => journal.call(atS, 'REFUND', 'P1', reply, { outRequestNo, amountFen })
const refunds = (stepS: number, count: number) =>
  every(stepS, 10 + (count - 1) * stepS, 10).reduce((so, atS) => refundAt(so, atS, U), bought())

describeRule(
  unansweredRefundsAreRepeated,
  [
    ['every 5 s for a minute', 'pass', refunds(5, 13).until(180)],
    [
      'until S',
      'pass',
      refundAt(refunds(5, 3), 25, 'OK').refundBelief(26, 'r1', 'REFUNDED', 400).until(180),
    ],
    [
      'S, and not shown as done',
      'fail',
      refundAt(bought(), 10, 'OK').refundBelief(11, 'r1', 'PENDING', 400).until(180),
    ],
    [
      'S at once',
      'pass',
      refundAt(bought(), 10, 'OK').refundBelief(11, 'r1', 'REFUNDED', 400).until(180),
    ],
    ['every second', 'fail', refunds(1, 60).until(180)],
    ['never again', 'fail', refunds(5, 1).until(180)],
    ['for 20 s', 'fail', refunds(5, 5).until(180)],
    ['under a new id', 'fail', refundAt(refunds(5, 1), 15, 'OK', 'R2').until(180)],
    ['for another amount', 'fail', refundAt(refunds(5, 1), 15, 'OK', 'R1', 500).until(180)],
    [
      'settled by a refund inquiry',
      'warn',
      refunds(5, 1)
        .call(15, 'REFQUERY', 'P1', { meaning: 'ok', refundFen: 400 }, { outRequestNo: 'R1' })
        .until(180),
    ],
    [
      'a second wish has an id of its own',
      'pass',
      refundAt(
        refundAt(refundAt(bought(), 10, U), 15, 'OK').act(20, 'refund', {
          refundId: 'r2',
          amountFen: 400,
        }),
        20,
        'OK',
        'R2',
      ).until(180),
    ],
    ['nothing was refunded', 'inconclusive', bought().until(60)],
  ],
  NUMBERS,
)

const next = (journal: Journal, atS = 40) => journal.call(atS, 'PAY', 'P2', 'OK').until(90)

describeRule(
  aPaymentEndsBeforeTheNext,
  [
    ['after FAIL', 'pass', next(undecided().call(3, 'QUERY', 'P1', FAILED))],
    ['after a cancel answered S', 'pass', next(undecided().call(30, 'CANCEL', 'P1', 'OK'))],
    ['after a pay answered F', 'pass', next(sold().call(0, 'PAY', 'P1', RISK))],
    ['while it is undecided', 'fail', next(undecided())],
    ['while it is processing', 'fail', next(undecided().call(3, 'QUERY', 'P1', PROCESSING))],
    ['while the cancel is not answered', 'fail', next(undecided().call(30, 'CANCEL', 'P1', U))],
    ['although it was paid', 'fail', next(undecided().call(3, 'QUERY', 'P1', PAID))],
    ['once only', 'inconclusive', undecided().until(90)],
  ],
  NUMBERS,
)

const cancelling = () => undecided().call(30, 'CANCEL', 'P1', U)
const toldMeanwhile = () => told(cancelling(), 33, 'P1')

describeRule(
  theCancelDecidesOverANotification,
  [
    [
      'and the cancel succeeds',
      'pass',
      toldMeanwhile().call(35, 'CANCEL', 'P1', 'OK').belief(36, 'REVERSED').until(90),
    ],
    [
      'and the sale is handed out',
      'fail',
      toldMeanwhile()
        .belief(34, 'PAID')
        .call(35, 'CANCEL', 'P1', 'OK')
        .belief(36, 'REVERSED')
        .until(90),
    ],
    [
      'and it ends as paid',
      'fail',
      toldMeanwhile().call(35, 'CANCEL', 'P1', 'OK').belief(36, 'PAID').until(90),
    ],
    [
      'and the cancel is refused',
      'inconclusive',
      toldMeanwhile().call(35, 'CANCEL', 'P1', OUT_OF_PERIOD).belief(36, 'PAID').until(90),
    ],
    [
      'and the customer pays again',
      'pass',
      toldMeanwhile()
        .call(35, 'CANCEL', 'P1', 'OK')
        .belief(36, 'REVERSED')
        .call(50, 'PAY', 'P2', 'OK')
        .belief(51, 'PAID')
        .until(90),
    ],
    [
      'and an inquiry finds it paid',
      'inconclusive',
      toldMeanwhile().call(34, 'QUERY', 'P1', PAID).belief(35, 'PAID').until(90),
    ],
    [
      'told before the cancel',
      'inconclusive',
      told(undecided(), 20, 'P1').call(30, 'CANCEL', 'P1', 'OK').belief(31, 'REVERSED').until(90),
    ],
    ['nothing was told', 'inconclusive', cancelling().call(35, 'CANCEL', 'P1', 'OK').until(90)],
  ],
  NUMBERS,
)

const ended = (atS = 10) => undecided().act(atS, 'cancel')

describeRule(
  aCancelFromTheTerminalIsCompleted,
  [
    [
      'cancelled at once',
      'pass',
      ended().call(10.1, 'CANCEL', 'P1', 'OK').belief(11, 'REVERSED').until(90),
    ],
    ['after 3 s', 'pass', ended().call(13, 'CANCEL', 'P1', 'OK').until(90)],
    ['after 8 s', 'warn', ended().call(18, 'CANCEL', 'P1', 'OK').until(90)],
    ['after 11 s', 'fail', ended().call(21, 'CANCEL', 'P1', 'OK').until(90)],
    ['never', 'fail', ended().belief(11, 'UNPAID').until(90)],
    [
      'ended, and kept as paid',
      'fail',
      told(ended(), 10.5, 'P1').call(10.6, 'CANCEL', 'P1', 'OK').belief(12, 'PAID').until(90),
    ],
    [
      'found paid meanwhile and refunded',
      'pass',
      ended()
        .call(10.5, 'QUERY', 'P1', PAID)
        .call(11, 'REFUND', 'P1', 'OK', { outRequestNo: 'R1', amountFen: 2_000 })
        .until(90),
    ],
    [
      'once the pay under way had come back',
      'pass',
      createJournal()
        .sale()
        .call(0, 'PAY', 'P1', 'GIVEN_UP', { tookS: 15 })
        .act(5, 'cancel')
        .call(15.1, 'CANCEL', 'P1', 'OK')
        .until(90),
    ],
    [
      'it was paid before',
      'inconclusive',
      undecided().call(3, 'QUERY', 'P1', PAID).act(10, 'cancel').until(90),
    ],
    ['nobody ended it', 'inconclusive', undecided().until(90)],
  ],
  NUMBERS,
)
