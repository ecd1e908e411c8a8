// AMS-01 to AMS-04: what is integrated, and what a pay that was answered means.
import { expect, test } from 'vitest'
import { createJournal, every, type Journal } from '../../trace/journal.fixture.ts'
import { describeRule } from '../cases.fixture.ts'
import { parameters } from '../parameters.ts'
import { f, NO_ORDER, NUMBERS, PROCESSING, RISK, sold, told, undecided } from './ams.fixture.ts'
import { fiveInterfacesAreIntegrated } from './five-interfaces-are-integrated.ts'
import { fIsReadByItsCode } from './f-is-read-by-its-code.ts'
import { paymentsNameTheirNotifyUrl } from './payments-name-their-notify-url.ts'
import { sMeansWhatTheCodeIsFor } from './s-means-what-the-code-is-for.ts'

const order = { notifyUrl: 'http://shop/notify' }
const all = () =>
  told(
    undecided()
      .call(3, 'QUERY', 'P1', PROCESSING)
      .call(6, 'CANCEL', 'P1', 'OK')
      .call(20, 'PAY', 'P2', 'OK', { order, amountFen: 3_000 })
      .call(40, 'REFUND', 'P2', 'OK', { outRequestNo: 'R1', amountFen: 3_000 }),
    21,
    'P2',
  )

describeRule(
  fiveInterfacesAreIntegrated,
  [
    ['all five', 'pass', all().until(60)],
    [
      'nothing but a payment',
      'inconclusive',
      sold().call(0, 'PAY', 'P1', 'OK', { order }).until(60),
    ],
    ['nothing that says where to notify', 'warn', sold().call(0, 'PAY', 'P1', 'OK').until(60)],
    [
      'a notification that nobody takes',
      'warn',
      told(sold().call(0, 'PAY', 'P1', 'OK', { order }), 1, 'P1', { answer: 'other' }).until(60),
    ],
    ['U, and no inquiry', 'warn', undecided().until(60)],
    [
      'a refund was wanted, and none called',
      'warn',
      sold()
        .call(0, 'PAY', 'P1', 'OK', { order })
        .act(5, 'refund', { refundId: 'r1', amountFen: 100 })
        .until(60),
    ],
  ],
  NUMBERS,
)

const paying = (notifyUrl?: string) =>
  sold()
    .call(0, 'PAY', 'P1', 'OK', {
      order: { total: '2000', ...(notifyUrl !== undefined && { notifyUrl }) },
    })
    .until(9)

describeRule(
  paymentsNameTheirNotifyUrl,
  [
    ['an address', 'pass', paying('https://shop.example/ams?till=1')],
    ['none', 'fail', paying()],
    ['a path', 'fail', paying('/notify')],
    ['another scheme', 'fail', paying('ftp://shop.example/notify')],
  ],
  NUMBERS,
)

const paid = () => sold().call(0, 'PAY', 'P1', 'OK').books(0, 'P1', 'TRADE_SUCCESS')
const made = () =>
  createJournal().sale('s1', 2_000, 'qr').call(0, 'PRECREATE', 'P1', 'OK').belief(0.2, 'PENDING')

describeRule(
  sMeansWhatTheCodeIsFor,
  [
    ['a payment code, paid at once', 'pass', paid().belief(1, 'PAID').until(60)],
    ['shown after 3 s', 'pass', paid().belief(0.1, 'PENDING').belief(3, 'PAID').until(60)],
    ['shown after 4 s', 'fail', paid().belief(0.1, 'PENDING').belief(4, 'PAID').until(60)],
    ['waits for the notification', 'fail', paid().belief(0.1, 'PENDING').until(60)],
    [
      'and cancels what is paid',
      'fail',
      paid().belief(1, 'PENDING').call(2, 'CANCEL', 'P1', 'OK').until(60),
    ],
    [
      'a cashier cancels it',
      'inconclusive',
      paid().belief(0.1, 'PENDING').act(1, 'cancel').until(60),
    ],
    ['an order code, still waiting', 'pass', made().until(60)],
    ['an order code, shown as paid', 'fail', made().belief(1, 'PAID').until(60)],
    ['an order code, notified and paid', 'pass', told(made(), 5, 'P1').belief(6, 'PAID').until(60)],
    ['U', 'inconclusive', undecided().until(60)],
  ],
  NUMBERS,
)

test('by the letter of 001:L39 a code that was only made is not judged', () => {
  const trace = made().belief(1, 'PAID').until(60).trace()
  const verdict = sMeansWhatTheCodeIsFor.check(trace, {
    ...parameters,
    ...NUMBERS,
    judgesInvitations: false,
  })
  expect(verdict.status).toBe('inconclusive')
})

const refused = (belief: 'UNPAID' | 'PAID' | 'PENDING' = 'UNPAID') =>
  sold().call(0, 'PAY', 'P1', RISK).belief(1, belief)
const again = (journal: Journal, times: number) =>
  every(1, 1 + times, 2).reduce((so, atS) => so.call(atS, 'PAY', 'P1', RISK), journal)
const refunded = () =>
  paid()
    .belief(1, 'PAID')
    .act(5, 'refund', { refundId: 'r1', amountFen: 400 })
    .call(5, 'REFUND', 'P1', f('RefundExceedsPaid', 'REFUND_AMOUNT_EXCEED'), {
      amountFen: 400,
      outRequestNo: 'R1',
    })

describeRule(
  fIsReadByItsCode,
  [
    ['refused and unpaid', 'pass', refused().until(60)],
    ['refused and paid', 'fail', refused('PAID').until(60)],
    ['refused and left waiting', 'warn', refused('PENDING').until(60)],
    ['sent once more', 'warn', again(refused(), 1).until(60)],
    ['sent twice more', 'warn', again(refused(), 2).until(60)],
    ['sent three times more', 'fail', again(refused(), 3).until(60)],
    ['asked for once', 'pass', refused().call(2, 'QUERY', 'P1', NO_ORDER).until(60)],
    ['asked for twice', 'warn', refused().queries('P1', [2, 5], NO_ORDER).until(60)],
    [
      'charged again under a new id',
      'inconclusive',
      refused().act(3, 'pay-again').call(3.1, 'PAY', 'P2', 'OK').belief(4, 'PAID').until(60),
    ],
    [
      'an inquiry found no order',
      'pass',
      sold()
        .call(0, 'PAY', 'P1', 'LOST')
        .belief(1, 'PENDING')
        .call(3, 'QUERY', 'P1', NO_ORDER)
        .until(60),
    ],
    [
      'no order, and shown as paid',
      'fail',
      sold()
        .call(0, 'PAY', 'P1', 'LOST')
        .call(3, 'QUERY', 'P1', NO_ORDER)
        .belief(4, 'PAID')
        .until(60),
    ],
    [
      'a refund refused and failed',
      'pass',
      refunded().refundBelief(6, 'r1', 'FAILED', 400).until(60),
    ],
    [
      'a refund refused and done',
      'fail',
      refunded().refundBelief(6, 'r1', 'REFUNDED', 400).until(60),
    ],
    [
      'a cancel of no order, four times',
      'fail',
      every(5, 30, 10)
        .reduce(
          (so, atS) => so.call(atS, 'CANCEL', 'P1', NO_ORDER),
          sold().call(0, 'PAY', 'P1', 'LOST'),
        )
        .until(90),
    ],
    ['nothing was refused', 'inconclusive', paid().belief(1, 'PAID').until(60)],
  ],
  NUMBERS,
)
