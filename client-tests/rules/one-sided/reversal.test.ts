// ONE-02 and ONE-04 in their situations: reversals of known payments, and charging anew.
import { outageEntry } from '../../../server/journal/outage.ts'
import { describeRule } from '../cases.fixture.ts'
import { createJournal } from '../../trace/journal.fixture.ts'
import { earlierPaymentIsSettledBeforeChargingAgain } from './earlier-payment-is-settled-before-charging-again.ts'
import { knownPaymentIsNotReversed } from './known-payment-is-not-reversed.ts'

const SUCCESS = 'TRADE_SUCCESS'
type Run = Parameters<typeof createJournal>[0]

const paid = (run?: Run) =>
  createJournal(run).sale().books(0.9, 'A1', SUCCESS).call(1, 'PAY', 'A1', 'OK')
const waiting = () =>
  createJournal().sale().books(0.9, 'A1', 'WAIT_BUYER_PAY').call(1, 'PAY', 'A1', 'PEND')
const cutOff = (outageS: number) =>
  waiting().write(outageS, outageEntry(90_000, '')).notice(95, 'A1')
const passive = () => createJournal().call(1, 'PAY', 'A1', 'OK')

describeRule(knownPaymentIsNotReversed, [
  ['nobody was told of a payment', 'inconclusive', waiting().call(9, 'CANCEL', 'A1', 'OK')],
  ['the payment stands', 'pass', paid().until(30)],
  ['cancelled by itself', 'fail', paid().call(9, 'CANCEL', 'A1', 'OK')],
  ['refunded by itself', 'fail', paid().call(9, 'REFUND', 'A1', 'OK')],
  ['cancelled 0.299 s after the news', 'pass', paid().call(1.299, 'CANCEL', 'A1', 'OK')],
  ['cancelled 0.3 s after the news', 'fail', paid().call(1.3, 'CANCEL', 'A1', 'OK')],
  ['time scale 0.5 doubles that', 'pass', paid({ timeScale: 0.5 }).call(1.5, 'CANCEL', 'A1', 'OK')],
  [
    'told by a notification that was acknowledged',
    'fail',
    waiting().notice(5, 'A1').call(9, 'CANCEL', 'A1', 'OK'),
  ],
  [
    'a notification that was refused told nobody',
    'inconclusive',
    waiting().notice(5, 'A1', { reply: 'failure' }).call(9, 'CANCEL', 'A1', 'OK'),
  ],
  ['a cashier voided it', 'pass', paid().act(5, 'cancel').call(6, 'REFUND', 'A1', 'OK')],
  ['a refund was asked for', 'pass', paid().act(5, 'refund').call(6, 'REFUND', 'A1', 'OK')],
  ['the back office resolved it', 'pass', paid().act(5, 'resolve').call(6, 'REFUND', 'A1', 'OK')],
  ['a person acted only afterwards', 'fail', paid().call(6, 'CANCEL', 'A1', 'OK').act(7, 'cancel')],
  [
    'a cancel had begun before the news, and is repeated',
    'pass',
    waiting()
      .call(5, 'CANCEL', 'A1', 'UNK')
      .queries('A1', [6], 'SUCCESS')
      .call(9, 'CANCEL', 'A1', 'OK'),
  ],
  [
    'given up before the news',
    'pass',
    waiting().belief(5, 'UNPAID').queries('A1', [6], 'SUCCESS').call(9, 'CANCEL', 'A1', 'OK'),
  ],
  [
    'to be paid again before the news',
    'pass',
    waiting().act(5, 'pay-again').queries('A1', [6], 'SUCCESS').call(9, 'REFUND', 'A1', 'OK'),
  ],
  [
    'to be paid again only after the news',
    'fail',
    waiting().queries('A1', [6], 'SUCCESS').act(7, 'pay-again').call(9, 'REFUND', 'A1', 'OK'),
  ],
  [
    'superseded by another payment of the sale',
    'pass',
    paid().call(4, 'PAY', 'A2', 'OK').call(9, 'REFUND', 'A1', 'OK').until(30),
  ],
  [
    'told in an outage, in which a cancel may have been tried',
    'pass',
    cutOff(10).call(101, 'CANCEL', 'A1', 'OK'),
  ],
  [
    'told in an outage, and shown as paid before the cancel',
    'fail',
    cutOff(10).belief(96, 'PAID').call(101, 'CANCEL', 'A1', 'OK'),
  ],
  ['told in an outage, and refunded', 'fail', cutOff(10).call(101, 'REFUND', 'A1', 'OK')],
  ['told after an outage', 'fail', cutOff(2).call(101, 'CANCEL', 'A1', 'OK')],
  ['passive: cancelled after the success', 'warn', passive().call(9, 'CANCEL', 'A1', 'OK')],
  ['passive: refunded', 'pass', passive().call(9, 'REFUND', 'A1', 'OK')],
])

describeRule(earlierPaymentIsSettledBeforeChargingAgain, [
  ['nobody paid twice', 'inconclusive', paid().until(30)],
  ['asked to pay again, and kept', 'pass', paid().act(5, 'pay-again').until(30)],
  ['charged anew', 'fail', paid().act(5, 'pay-again').call(5, 'PAY', 'A2', 'OK')],
  ['a QR shown anew', 'fail', paid().act(5, 'pay-again').call(5, 'PRECREATE', 'A2', 'OK')],
  [
    'charged first, refunded afterwards',
    'fail',
    paid().call(5, 'PAY', 'A2', 'OK').call(6, 'REFUND', 'A1', 'OK'),
  ],
  [
    'refunded, then charged',
    'pass',
    paid().call(5, 'REFUND', 'A1', 'OK').call(6, 'PAY', 'A2', 'OK'),
  ],
  [
    'cancelled, then charged',
    'pass',
    paid().call(5, 'CANCEL', 'A1', 'OK').call(6, 'PAY', 'A2', 'OK'),
  ],
  [
    'the refund was still under way',
    'fail',
    paid().call(5, 'REFUND', 'A1', 'OK', { tookS: 2 }).call(6, 'PAY', 'A2', 'OK'),
  ],
  [
    'the refund failed',
    'fail',
    paid().call(5, 'REFUND', 'A1', 'REFUSED').call(6, 'PAY', 'A2', 'OK'),
  ],
  [
    'found paid only after the second charge',
    'inconclusive',
    waiting().call(5, 'PAY', 'A2', 'OK').queries('A1', [6], 'SUCCESS'),
  ],
  ['charged anew within the latency', 'inconclusive', paid().call(1.3, 'PAY', 'A2', 'OK')],
])
