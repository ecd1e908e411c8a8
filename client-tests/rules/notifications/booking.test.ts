// The NTF rules on what a true notification books, and how often.
import { describeRule } from '../cases.fixture.ts'
import { createJournal, type Journal } from '../../trace/journal.fixture.ts'
import { copiesInParallelCountOnce } from './copies-in-parallel-count-once.ts'
import { finishedEndsRefundsAndPaysNothing } from './finished-ends-refunds-and-pays-nothing.ts'
import { notificationAheadOfTheReplyIsTheSameOrder } from './notification-ahead-of-the-reply-is-the-same-order.ts'
import { notificationAloneIsEnough } from './notification-alone-is-enough.ts'
import { paymentIsLearnedWithoutNotifications } from './payment-is-learned-without-notifications.ts'
import { refundNotificationIsNoPayment } from './refund-notification-is-no-payment.ts'

const effect = { type: 'PAID', amountFen: 2_000 }
const once = { effects: [effect] }
const twice = { effects: [effect, effect] }
const qr = () =>
  createJournal().sale('s1', 2_000, 'qr').call(0, 'PRECREATE', 'A1', 'OK').belief(0.5, 'PENDING')
const paidQr = () => qr().books(4, 'A1', 'TRADE_SUCCESS')
const barcode = () => createJournal().sale('s1', 2_000).belief(0.5, 'PENDING')
const deaf = (journal: Journal) => journal.queries('A1', [3, 6, 9, 12, 15], 'LOST')

describeRule(notificationAloneIsEnough, [
  [
    'believed, while no query is answered',
    'pass',
    deaf(paidQr()).notice(5, 'A1').belief(6, 'PAID', once).until(30),
  ],
  [
    'believed at the limit',
    'pass',
    deaf(paidQr()).notice(5, 'A1').belief(15, 'PAID', once).until(30),
  ],
  [
    'believed too late',
    'fail',
    deaf(paidQr()).notice(5, 'A1').belief(15.5, 'PAID', once).until(30),
  ],
  ['acknowledged and forgotten', 'fail', deaf(paidQr()).notice(5, 'A1').until(30)],
  [
    'a query told as well',
    'inconclusive',
    paidQr().call(6, 'QUERY', 'A1', 'SUCCESS').notice(5, 'A1').until(30),
  ],
  ['known before', 'inconclusive', paidQr().belief(4, 'PAID', once).notice(5, 'A1').until(30)],
  ['not answered', 'inconclusive', deaf(paidQr()).until(30)],
  [
    'being cancelled',
    'inconclusive',
    paidQr().call(4.5, 'CANCEL', 'A1', 'LOST').notice(5, 'A1').until(30),
  ],
  [
    'given up by the cashier',
    'inconclusive',
    paidQr().act(4.5, 'cancel').notice(5, 'A1').until(30),
  ],
  ['forged', 'inconclusive', qr().notice(5, 'A1', { bend: 'forged' }).until(30)],
  ['the run ends too soon', 'inconclusive', deaf(paidQr()).notice(14, 'A1').until(16)],
])

const minute = { body: 'timeout_express=1m' }
const minuteQr = () =>
  createJournal()
    .sale('s1', 2_000, 'qr')
    .call(0, 'PRECREATE', 'A1', 'OK', minute)
    .belief(0.5, 'PENDING')
    .books(4, 'A1', 'TRADE_SUCCESS')

describeRule(paymentIsLearnedWithoutNotifications, [
  [
    'a query found it',
    'pass',
    minuteQr().call(6, 'QUERY', 'A1', 'SUCCESS').belief(6, 'PAID', once).until(200),
  ],
  [
    'found a minute after the expiry',
    'pass',
    minuteQr().call(120, 'QUERY', 'A1', 'SUCCESS').belief(120, 'PAID', once).until(200),
  ],
  [
    'found later',
    'warn',
    minuteQr().call(130, 'QUERY', 'A1', 'SUCCESS').belief(130, 'PAID', once).until(200),
  ],
  [
    'a person found it',
    'warn',
    minuteQr()
      .act(30, 'manual-query')
      .call(30, 'QUERY', 'A1', 'SUCCESS')
      .belief(31, 'PAID', once)
      .until(200),
  ],
  ['nobody asked', 'fail', minuteQr().until(200)],
  ['called unpaid before its time', 'fail', minuteQr().belief(30, 'UNPAID').until(60)],
  [
    'told by a query, and not believed',
    'fail',
    minuteQr().call(6, 'QUERY', 'A1', 'SUCCESS').until(200),
  ],
  ['still time to ask', 'inconclusive', minuteQr().until(90)],
  ['a notification arrived', 'inconclusive', minuteQr().notice(6, 'A1').until(200)],
  ['a cashier gave it up', 'inconclusive', minuteQr().act(5, 'cancel').until(200)],
  ['nobody paid', 'inconclusive', qr().until(200)],
  [
    'a barcode sale',
    'inconclusive',
    barcode().call(0, 'PAY', 'A1', 'PEND').books(4, 'A1', 'TRADE_SUCCESS').until(200),
  ],
])

const parallel = () => paidQr().notice(5, 'A1', { tookS: 1 }).notice(5.5, 'A1', { tookS: 1 })
const beside = () => paidQr().call(5.2, 'QUERY', 'A1', 'SUCCESS').notice(5, 'A1')

describeRule(copiesInParallelCountOnce, [
  ['two copies at once, one payment', 'pass', parallel().belief(7, 'PAID', once).until(30)],
  ['two copies at once, two payments', 'fail', parallel().belief(7, 'PAID', twice).until(30)],
  ['one payment, and not believed', 'fail', parallel().belief(7, 'PENDING', once).until(30)],
  [
    'paid, and given back later',
    'pass',
    parallel().belief(7, 'PAID', once).belief(20, 'REFUNDED', once).until(30),
  ],
  ['given back before anybody looked', 'pass', parallel().belief(7, 'REFUNDED', once).until(30)],
  [
    'together with the buyer who comes back, one payment',
    'pass',
    paidQr().notice(5, 'A1').act(5, 'return').belief(7, 'PAID', once).until(30),
  ],
  [
    'together with the buyer who comes back, two payments',
    'fail',
    paidQr().notice(5, 'A1').act(5, 'return').belief(7, 'PAID', twice).until(30),
  ],
  [
    'long before the buyer comes back',
    'inconclusive',
    paidQr().notice(5, 'A1').act(12, 'return').belief(13, 'PAID', once).until(30),
  ],
  ['together with a reply, one payment', 'pass', beside().belief(7, 'PAID', once).until(30)],
  ['together with a reply, two payments', 'fail', beside().belief(7, 'PAID', twice).until(30)],
  [
    'at the very same moment',
    'fail',
    paidQr().notice(5, 'A1').notice(5, 'A1').belief(7, 'PAID', twice).until(30),
  ],
  [
    'one after the other is NTF-07',
    'inconclusive',
    paidQr().notice(5, 'A1').notice(6, 'A1').belief(7, 'PAID', twice).until(30),
  ],
  ['effects are not shown', 'inconclusive', parallel().belief(7, 'PAID').until(30)],
  [
    'of a refund',
    'inconclusive',
    paidQr().notice(5, 'A1', { tookS: 1 }).notice(5.5, 'A1', { body: 'refund_fee=5.00' }).until(30),
  ],
])

const refundNotified = { body: 'refund_fee=5.00', notifyId: 'n2' }
const refunded = () =>
  paidQr()
    .notice(5, 'A1')
    .belief(6, 'PAID', once)
    .books(9, 'A1', 'TRADE_SUCCESS', { refundedFen: 500 })
    .belief(9, 'REFUNDED', { ...once, refundedFen: 500 })
    .notice(12, 'A1', refundNotified)

describeRule(refundNotificationIsNoPayment, [
  ['booked nothing', 'pass', refunded().until(30)],
  [
    'booked as a payment',
    'fail',
    refunded()
      .belief(13, 'REFUNDED', { ...twice, refundedFen: 500 })
      .until(30),
  ],
  ['the sale is shown as paid again', 'fail', refunded().belief(13, 'PAID', once).until(30)],
  [
    'as paid again, because a query said so',
    'pass',
    refunded().call(12.5, 'QUERY', 'A1', 'SUCCESS').belief(13, 'PAID', once).until(30),
  ],
  [
    'booked as one more refund',
    'fail',
    refunded()
      .belief(13, 'REFUNDED', { ...once, refundedFen: 1_000 })
      .until(30),
  ],
  [
    'the second payment was there before',
    'pass',
    paidQr()
      .notice(5, 'A1')
      .belief(6, 'PAID', twice)
      .books(9, 'A1', 'TRADE_SUCCESS', { refundedFen: 500 })
      .notice(12, 'A1', refundNotified)
      .until(30),
  ],
  [
    'effects are not shown',
    'inconclusive',
    paidQr().notice(5, 'A1', refundNotified).belief(6, 'PAID').until(30),
  ],
  [
    'no refund was notified',
    'inconclusive',
    paidQr().notice(5, 'A1').belief(6, 'PAID', once).until(30),
  ],
  [
    'a refund that never was, told by a fault',
    'inconclusive',
    paidQr()
      .notice(5, 'A1', { ...refundNotified, bend: 'refund' })
      .belief(6, 'PAID', once)
      .until(30),
  ],
])

const finished = { status: 'TRADE_FINISHED', notifyId: 'n2' } as const
const ended = () => paidQr().notice(5, 'A1').belief(6, 'PAID', once).notice(12, 'A1', finished)

describeRule(finishedEndsRefundsAndPaysNothing, [
  [
    'no refunds from now on',
    'pass',
    ended()
      .belief(13, 'PAID', { ...once, refundable: false })
      .until(30),
  ],
  ['whether it can be refunded is not shown', 'pass', ended().until(30)],
  [
    'still refundable',
    'warn',
    ended()
      .belief(13, 'PAID', { ...once, refundable: true })
      .until(30),
  ],
  [
    'fulfilled again',
    'fail',
    ended()
      .belief(13, 'PAID', { ...twice, refundable: false })
      .until(30),
  ],
  [
    'effects are not shown',
    'inconclusive',
    paidQr().notice(5, 'A1').belief(6, 'PAID').notice(12, 'A1', finished).until(30),
  ],
  [
    'it is the first news',
    'inconclusive',
    paidQr().notice(12, 'A1', finished).belief(13, 'PAID', once).until(30),
  ],
  ['never finished', 'inconclusive', paidQr().notice(5, 'A1').belief(6, 'PAID', once).until(30)],
  [
    'told by a fault of a trade that is paid',
    'pass',
    paidQr()
      .notice(5, 'A1')
      .belief(6, 'PAID', once)
      .notice(12, 'A1', { ...finished, bend: 'state' })
      .until(30),
  ],
])

const ahead = (tookS = 4) =>
  barcode().call(1, 'PAY', 'A1', 'OK', { tookS }).books(1, 'A1', 'TRADE_SUCCESS').notice(2, 'A1')

describeRule(notificationAheadOfTheReplyIsTheSameOrder, [
  ['one payment', 'pass', ahead().belief(3, 'PAID', once).until(30)],
  ['two payments', 'fail', ahead().belief(3, 'PENDING', once).belief(6, 'PAID', twice).until(30)],
  [
    'shown as unpaid meanwhile',
    'fail',
    ahead().belief(3, 'UNPAID').belief(6, 'PAID', once).until(30),
  ],
  ['never shown as paid', 'fail', ahead().until(30)],
  ['a second ahead is enough', 'fail', ahead(2).belief(6, 'PAID', twice).until(30)],
  ['less than a second ahead', 'inconclusive', ahead(1.9).belief(6, 'PAID', twice).until(30)],
  ['effects are not shown', 'inconclusive', ahead().belief(3, 'PAID').until(30)],
  ['after the reply', 'inconclusive', ahead(0.5).belief(6, 'PAID', once).until(30)],
  [
    'refused',
    'inconclusive',
    barcode()
      .call(1, 'PAY', 'A1', 'OK', { tookS: 4 })
      .notice(2, 'A1', { reply: 'failure' })
      .until(30),
  ],
])
