// The NTF rules on late, old and unusual notifications.
import { describeRule } from '../cases.fixture.ts'
import { createJournal } from '../../trace/journal.fixture.ts'
import { allParametersAreRead } from './all-parameters-are-read.ts'
import { oldNewsChangesNothing } from './old-news-changes-nothing.ts'
import { oldNewsIsAcknowledged } from './old-news-is-acknowledged.ts'
import { textIsDecodedOnce } from './text-is-decoded-once.ts'

const effect = { type: 'PAID', amountFen: 2_000 }
const once = { effects: [effect] }
const qr = () =>
  createJournal().sale('s1', 2_000, 'qr').call(0, 'PRECREATE', 'A1', 'OK').belief(0.5, 'PENDING')
const paid = () => qr().books(4, 'A1', 'TRADE_SUCCESS').notice(5, 'A1').belief(6, 'PAID', once)
const cancelled = () =>
  qr()
    .call(8, 'CANCEL', 'A1', 'OK')
    .books(8, 'A1', 'TRADE_CLOSED', { cancelled: 'close' })
    .belief(9, 'UNPAID')
const reversed = () =>
  qr()
    .call(8, 'CANCEL', 'A1', 'OK')
    .books(8, 'A1', 'TRADE_CLOSED', { cancelled: 'refund', paidFen: 2_000, refundedFen: 2_000 })
    .belief(9, 'REVERSED', once)
const refunded = () =>
  paid()
    .books(8, 'A1', 'TRADE_CLOSED', { paidFen: 2_000, refundedFen: 2_000 })
    .belief(9, 'REFUNDED', { ...once, refundedFen: 2_000 })
const wait = { bend: 'state', body: 'trade_status=WAIT_BUYER_PAY' } as const
const closed = { bend: 'state', body: 'trade_status=TRADE_CLOSED' } as const

describeRule(oldNewsChangesNothing, [
  ['waiting, after the payment', 'pass', paid().notice(12, 'A1', wait).until(30)],
  [
    'waiting, and taken back',
    'fail',
    paid().notice(12, 'A1', wait).belief(13, 'PENDING').until(30),
  ],
  [
    'waiting, sent in earnest and late',
    'fail',
    paid().notice(12, 'A1', { status: 'WAIT_BUYER_PAY' }).belief(13, 'PENDING').until(30),
  ],
  ['closed, after the payment', 'pass', paid().notice(12, 'A1', closed).until(30)],
  ['closed, and believed', 'fail', paid().notice(12, 'A1', closed).belief(13, 'UNPAID').until(30)],
  ['success, after a cancel', 'pass', cancelled().notice(12, 'A1').until(30)],
  [
    'success, after a cancel, believed',
    'fail',
    cancelled().notice(12, 'A1').belief(13, 'PAID', once).until(30),
  ],
  [
    'success, after a cancel that gave the money back',
    'fail',
    reversed().notice(12, 'A1').belief(13, 'PAID', once).until(30),
  ],
  ['success, after a full refund', 'pass', refunded().notice(12, 'A1').until(30)],
  [
    'success, after a full refund, booked again',
    'fail',
    refunded()
      .notice(12, 'A1')
      .belief(13, 'REFUNDED', { effects: [effect, effect], refundedFen: 2_000 })
      .until(30),
  ],
  ['the refund is lost', 'fail', refunded().notice(12, 'A1').belief(13, 'PAID', once).until(30)],
  [
    'closed, as it is, after a full refund',
    'pass',
    refunded().notice(12, 'A1', { status: 'TRADE_CLOSED' }).until(30),
  ],
  [
    'closed after a full refund is called unpaid',
    'fail',
    refunded()
      .notice(12, 'A1', { status: 'TRADE_CLOSED' })
      .belief(13, 'UNPAID', { ...once, refundedFen: 2_000 })
      .until(30),
  ],
  [
    'long after, for reasons of its own',
    'pass',
    paid().notice(12, 'A1', wait).belief(28, 'PENDING').until(30),
  ],
  [
    'refunded meanwhile by somebody',
    'pass',
    paid()
      .notice(12, 'A1', wait)
      .books(13, 'A1', 'TRADE_SUCCESS', { refundedFen: 500 })
      .belief(14, 'REFUNDED', { ...once, refundedFen: 500 })
      .until(30),
  ],
  [
    'a query confirms it',
    'pass',
    paid()
      .notice(12, 'A1', closed)
      .call(12.5, 'QUERY', 'A1', 'CLOSED')
      .belief(13, 'UNPAID')
      .until(30),
  ],
  [
    'the cancel is still under way',
    'inconclusive',
    qr().books(4, 'A1', 'TRADE_CLOSED').notice(5, 'A1').until(30),
  ],
  [
    'late, and true',
    'inconclusive',
    cancelled()
      .books(11, 'A1', 'TRADE_SUCCESS')
      .notice(12, 'A1')
      .belief(13, 'PAID', once)
      .until(30),
  ],
  ['forged', 'inconclusive', cancelled().notice(12, 'A1', { bend: 'forged' }).until(30)],
])

const refused = { reply: 'failure' }
const refusals = (count: number) => {
  const journal = paid()
  for (let nth = 0; nth < count; nth += 1) journal.notice(7 + nth, 'A1', refused)
  return journal
}

describeRule(oldNewsIsAcknowledged, [
  ['acknowledged again', 'pass', paid().notice(7, 'A1').until(30)],
  ['once refused, then acknowledged', 'pass', refusals(1).notice(20, 'A1').until(30)],
  ['refused so far', 'inconclusive', refusals(2).until(30)],
  ['acknowledged at the third send', 'warn', refusals(2).notice(20, 'A1').until(30)],
  ['refused three times', 'warn', refusals(3).until(30)],
  ['refused six times', 'warn', refusals(6).until(30)],
  ['refused seven times', 'fail', refusals(7).until(30)],
  [
    'a query had told before',
    'pass',
    qr().call(4, 'QUERY', 'A1', 'SUCCESS').notice(5, 'A1').until(30),
  ],
  [
    'redirected seven times after a query had told',
    'fail',
    Array.from({ length: 7 })
      .reduce<ReturnType<typeof qr>>(
        (journal, _, nth) => journal.notice(5 + nth, 'A1', { httpStatus: 302 }),
        qr().call(4, 'QUERY', 'A1', 'SUCCESS'),
      )
      .until(30),
  ],
  ['news', 'inconclusive', paid().until(30)],
  [
    'refused before it was ever taken',
    'inconclusive',
    qr().notice(5, 'A1', refused).notice(6, 'A1').until(30),
  ],
  [
    'another state is other news',
    'inconclusive',
    paid()
      .notice(7, 'A1', { ...refused, status: 'TRADE_FINISHED' })
      .until(30),
  ],
  [
    'so is a refund',
    'inconclusive',
    paid()
      .notice(7, 'A1', { ...refused, body: 'refund_fee=5.00' })
      .until(30),
  ],
])

const paidQr = () => qr().books(4, 'A1', 'TRADE_SUCCESS')
const params = { bend: 'params', body: 'trade_status=TRADE_SUCCESS' } as const
const text = { bend: 'text', body: 'trade_status=TRADE_SUCCESS' } as const

describeRule(allParametersAreRead, [
  [
    'refused as known already is NTF-20',
    'inconclusive',
    paidQr()
      .call(4.5, 'QUERY', 'A1', 'SUCCESS')
      .notice(5, 'A1', { ...params, ...refused })
      .until(30),
  ],
  ['accepted', 'pass', paidQr().notice(5, 'A1', params).belief(6, 'PAID').until(30)],
  [
    'refused',
    'fail',
    paidQr()
      .notice(5, 'A1', { ...params, ...refused })
      .until(30),
  ],
  [
    'it fell over',
    'fail',
    paidQr()
      .notice(5, 'A1', { ...params, reply: 'oops', httpStatus: 500 })
      .until(30),
  ],
  [
    'a newline too much is NTF-09',
    'pass',
    paidQr()
      .notice(5, 'A1', { ...params, reply: 'success\n' })
      .belief(6, 'PAID')
      .until(30),
  ],
  [
    'a redirect is NTF-10',
    'inconclusive',
    paidQr()
      .notice(5, 'A1', { ...params, httpStatus: 302 })
      .until(30),
  ],
  [
    'nobody has paid: refused with reason',
    'inconclusive',
    qr()
      .notice(5, 'A1', { ...params, ...refused })
      .until(30),
  ],
  ['nothing unusual', 'inconclusive', paidQr().notice(5, 'A1').until(30)],
])

describeRule(textIsDecodedOnce, [
  [
    'acknowledged and dropped',
    'fail',
    paidQr().belief(4, 'PENDING').notice(5, 'A1', text).until(30),
  ],
  [
    'acknowledged and believed',
    'pass',
    paidQr().belief(4, 'PENDING').notice(5, 'A1', text).belief(7, 'PAID').until(30),
  ],
  [
    'a query tells of it soon, so nobody can say what the notification did',
    'pass',
    paidQr().belief(4, 'PENDING').notice(5, 'A1', text).call(8, 'QUERY', 'A1', 'SUCCESS').until(30),
  ],
  ['accepted', 'pass', paidQr().notice(5, 'A1', text).belief(6, 'PAID').until(30)],
  [
    'refused',
    'fail',
    paidQr()
      .notice(5, 'A1', { ...text, ...refused })
      .until(30),
  ],
  [
    'parameters are NTF-11',
    'inconclusive',
    paidQr()
      .notice(5, 'A1', { ...params, ...refused })
      .until(30),
  ],
  ['nothing unusual', 'inconclusive', paidQr().notice(5, 'A1').until(30)],
])
