// Every ONE rule in its situations.
import { describeRule } from '../cases.fixture.ts'
import { createJournal } from '../../trace/journal.fixture.ts'
import { beliefEqualsTruth } from './belief-equals-truth.ts'
import { buyerIsChargedOnce } from './buyer-is-charged-once.ts'
import { everyTradeIsClosedLoop } from './every-trade-is-closed-loop.ts'
import { paidBeliefHasAPayment } from './paid-belief-has-a-payment.ts'

const SUCCESS = 'TRADE_SUCCESS'
const CLOSED = 'TRADE_CLOSED'
const WAIT = 'WAIT_BUYER_PAY'
type Run = Parameters<typeof createJournal>[0]

const paid = (run?: Run) =>
  createJournal(run).sale().books(0.9, 'A1', SUCCESS).call(1, 'PAY', 'A1', 'OK')
const waiting = () => createJournal().sale().books(0.9, 'A1', WAIT).call(1, 'PAY', 'A1', 'PEND')
const unknown = () => createJournal().sale().call(1, 'PAY', 'A1', 'UNK')
const qr = (body = '') =>
  createJournal().sale('s1', 2_000, 'qr').call(1, 'PRECREATE', 'A1', 'OK', { body })
const TWO_MINUTES = 'biz_content=%7B%22timeout_express%22%3A%222m%22%7D'
const paidEffect = (amountFen: number) => ({ effects: [{ type: 'PAID', amountFen }] })
const reversed = { paidFen: 2_000, refundedFen: 2_000, cancelled: 'refund' } as const

describeRule(paidBeliefHasAPayment, [
  ['belief unknown', 'inconclusive', paid().until(30)],
  ['PAID after PAY OK', 'pass', paid().belief(2, 'PAID').until(30)],
  ['PAID before the reply', 'fail', paid().belief(0.5, 'PAID').until(30)],
  ['within the latency allowance of the reply', 'pass', paid().belief(0.7, 'PAID').until(30)],
  ['just beyond the allowance', 'fail', paid().belief(0.699, 'PAID').until(30)],
  [
    'time scale 0.5 doubles the allowance',
    'pass',
    paid({ timeScale: 0.5 }).belief(0.4, 'PAID').until(30),
  ],
  [
    'PAID on waiting, later really paid',
    'fail',
    waiting().belief(3, 'PAID').books(9, 'A1', SUCCESS).queries('A1', [10], 'SUCCESS').until(30),
  ],
  [
    'PAID on a genuine notification',
    'pass',
    waiting().books(5, 'A1', SUCCESS).notice(5, 'A1').belief(5.5, 'PAID').until(30),
  ],
  [
    'PAID on a forged notification',
    'fail',
    waiting().notice(5, 'A1', { bend: 'forged' }).belief(5.5, 'PAID').until(30),
  ],
  [
    'PAID at the end though it went back',
    'fail',
    paid().belief(2, 'PAID').books(5, 'A1', CLOSED, reversed).until(30),
  ],
  ['never PAID', 'pass', waiting().belief(2, 'PENDING').until(30)],
])

/** Two attempts paid, the second for so long. */
const both = (untilS: number, run?: Run) =>
  paid(run)
    .call(4, 'PAY', 'A2', 'OK')
    .books(4, 'A2', SUCCESS)
    .books(4 + untilS, 'A2', CLOSED, reversed)
    .until(300)

describeRule(buyerIsChargedOnce, [
  ['nothing was paid', 'inconclusive', waiting().until(30)],
  ['paid once', 'pass', paid().until(30)],
  ['paid twice', 'fail', paid().call(4, 'PAY', 'A2', 'OK').books(4, 'A2', SUCCESS).until(30)],
  ['the second went back within 120 s', 'pass', both(120)],
  ['the second went back after 120.001 s', 'fail', both(120.001)],
  ['time scale 0.1 gives 2.7 s more', 'pass', both(122.7, { timeScale: 0.1 })],
  [
    'one paid, another payable for too long',
    'fail',
    paid().call(4, 'PAY', 'A2', 'PEND').books(4, 'A2', WAIT).books(140, 'A2', CLOSED).until(300),
  ],
  [
    'the first was closed before the second',
    'pass',
    waiting().books(3, 'A1', CLOSED).call(4, 'PAY', 'A2', 'OK').books(4, 'A2', SUCCESS).until(300),
  ],
  [
    'passive',
    'inconclusive',
    createJournal().call(1, 'PAY', 'A1', 'OK').books(1, 'A1', SUCCESS).until(30),
  ],
])

describeRule(everyTradeIsClosedLoop, [
  ['no trade came to be', 'inconclusive', unknown().until(30)],
  ['paid', 'pass', paid().until(30)],
  ['closed', 'pass', waiting().books(9, 'A1', CLOSED).until(30)],
  ['left waiting', 'fail', waiting().until(30)],
  ['left waiting, escalated', 'warn', waiting().belief(9, 'ESCALATED').until(30)],
  ['not quiet yet', 'inconclusive', waiting().until(20.9)],
  ['quiet after 20 s', 'fail', waiting().until(21)],
  ['a QR still alive', 'fail', qr(TWO_MINUTES).until(100)],
  ['a QR that has expired', 'pass', qr(TWO_MINUTES).until(122)],
  ['a QR that was cancelled', 'pass', qr().call(9, 'CANCEL', 'A1', 'OK').until(100)],
  [
    'a QR nobody was shown',
    'inconclusive',
    createJournal().sale('s1', 2_000, 'qr').call(1, 'PRECREATE', 'A1', 'LOST').until(100),
  ],
  [
    'passive: left waiting',
    'fail',
    createJournal().call(1, 'PAY', 'A1', 'PEND').books(1, 'A1', WAIT).until(30),
  ],
  [
    'the late original of an attempt given up',
    'fail',
    unknown().queries('A1', [2], 'NOTEXIST').books(6, 'A1', WAIT).belief(8, 'UNPAID').until(60),
  ],
])

const refund = (books: number, believed: number, status = 'REFUNDED') =>
  paid()
    .act(3, 'refund', { refundId: 'r1', amountFen: 500 })
    .books(4, 'A1', SUCCESS, { refundedFen: books })
    .refundBelief(5, 'r1', status, believed)
const short = () =>
  createJournal()
    .sale()
    .books(0.9, 'A1', SUCCESS, { paidFen: 1_999, totalFen: 1_999 })
    .call(1, 'PAY', 'A1', 'OK')
const reversal = { type: 'REVERSED', amountFen: 2_000 }
const sentBack = () => paid().books(5, 'A1', CLOSED, reversed)
const sick = () =>
  unknown().books(1, 'A1', SUCCESS).queries('A1', [2, 30, 60], 'UNK').belief(61, 'ESCALATED')

describeRule(beliefEqualsTruth, [
  ['belief unknown', 'inconclusive', paid().until(30)],
  ['PAID and paid', 'pass', paid().belief(2, 'PAID', paidEffect(2_000)).until(30)],
  ['PAID, booked in whole yuan', 'fail', paid().belief(2, 'PAID', paidEffect(1_900)).until(30)],
  [
    'PAID, booked twice',
    'fail',
    paid()
      .belief(2, 'PAID', { effects: [...paidEffect(2_000).effects, ...paidEffect(2_000).effects] })
      .until(30),
  ],
  ['PAID and nothing there', 'fail', waiting().books(5, 'A1', CLOSED).belief(6, 'PAID').until(30)],
  ['PAID, and a superseded attempt went back', 'pass', both(9).belief(20, 'PAID')],
  [
    'PAID and paid twice',
    'fail',
    paid().call(4, 'PAY', 'A2', 'OK').books(4, 'A2', SUCCESS).belief(5, 'PAID').until(30),
  ],
  ['UNPAID and none', 'pass', unknown().belief(9, 'UNPAID').until(30)],
  [
    'UNPAID and none, and 31.35 given back all the same',
    'fail',
    unknown().belief(9, 'UNPAID', { refundedFen: 3_135 }).until(30),
  ],
  [
    'UNPAID and none, with a payment booked',
    'fail',
    unknown().belief(9, 'UNPAID', paidEffect(2_000)).until(30),
  ],
  ['charged a fen less than the sale costs', 'fail', short().belief(6, 'PAID').until(30)],
  ['UNPAID and closed', 'pass', waiting().books(5, 'A1', CLOSED).belief(6, 'UNPAID').until(30)],
  ['UNPAID and paid', 'fail', paid().belief(6, 'UNPAID').until(30)],
  ['UNPAID and still waiting', 'fail', waiting().belief(6, 'UNPAID').until(30)],
  [
    'UNPAID, paid and cancel-refunded',
    'warn',
    paid().books(5, 'A1', CLOSED, reversed).belief(6, 'UNPAID').until(30),
  ],
  [
    'REVERSED, paid and cancel-refunded',
    'pass',
    paid().books(5, 'A1', CLOSED, reversed).belief(6, 'REVERSED').until(30),
  ],
  [
    'REVERSED and closed unpaid',
    'pass',
    waiting().books(5, 'A1', CLOSED).belief(6, 'REVERSED').until(30),
  ],
  [
    'REVERSED, and the reversal booked twice',
    'fail',
    sentBack()
      .belief(6, 'REVERSED', { effects: [reversal, reversal], refundedFen: 4_000 })
      .until(30),
  ],
  [
    'REVERSED, the payment and its reversal booked',
    'pass',
    sentBack()
      .belief(6, 'REVERSED', {
        effects: [...paidEffect(2_000).effects, reversal],
        refundedFen: 2_000,
      })
      .until(30),
  ],
  [
    'REVERSED, only the reversal booked',
    'pass',
    sentBack()
      .belief(6, 'REVERSED', { effects: [reversal] })
      .until(30),
  ],
  ['REVERSED and still paid', 'fail', paid().belief(6, 'REVERSED').until(30)],
  ['REVERSED, and nothing ever was', 'fail', unknown().belief(6, 'REVERSED').until(30)],
  ['PENDING and waiting', 'pass', waiting().belief(2, 'PENDING').until(30)],
  ['PENDING with a live QR', 'pass', qr(TWO_MINUTES).belief(2, 'PENDING').until(30)],
  ['PENDING with an expired QR', 'fail', qr(TWO_MINUTES).belief(2, 'PENDING').until(200)],
  ['PENDING and closed', 'fail', waiting().books(5, 'A1', CLOSED).belief(2, 'PENDING').until(30)],
  [
    'REFUNDED(5.00) and 5.00 went back',
    'pass',
    refund(500, 500).belief(6, 'REFUNDED', { refundedFen: 500 }).until(30),
  ],
  [
    'REFUNDED(5.00) and 7.00 went back',
    'fail',
    refund(700, 500).belief(6, 'REFUNDED', { refundedFen: 500 }).until(30),
  ],
  [
    'refund FAILED though it went back',
    'fail',
    refund(500, 500, 'FAILED').belief(6, 'REFUNDED', { refundedFen: 500 }).until(30),
  ],
  [
    'refund_fee booked as this refund',
    'fail',
    refund(500, 700).belief(6, 'REFUNDED', { refundedFen: 500 }).until(30),
  ],
  [
    'REFUNDED that became UNPAID',
    'fail',
    refund(500, 500).belief(6, 'REFUNDED', { refundedFen: 500 }).belief(9, 'UNPAID').until(30),
  ],
  ['ESCALATED, ill gateway, nobody asked', 'inconclusive', sick().until(90)],
  ['ESCALATED, asked while still ill', 'inconclusive', sick().act(10, 'manual-query').until(90)],
  [
    'ESCALATED, asked after recovery',
    'fail',
    sick().act(130, 'manual-query').call(130, 'QUERY', 'A1', 'SUCCESS').until(200),
  ],
  [
    'asked after recovery and converged',
    'pass',
    sick()
      .act(130, 'manual-query')
      .call(130, 'QUERY', 'A1', 'SUCCESS')
      .belief(131, 'PAID')
      .until(200),
  ],
  [
    'ESCALATED, and the trade does wait',
    'pass',
    unknown().books(1, 'A1', WAIT).belief(61, 'ESCALATED').act(130, 'manual-query').until(200),
  ],
  ['ESCALATED at a healthy gateway', 'fail', paid().belief(9, 'ESCALATED').until(90)],
])
