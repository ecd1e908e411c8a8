// AMS-05 to AMS-08: how the outcome of a payment is learnt that its reply did not tell.
import { createJournal, every, type Journal, type Reply } from '../../trace/journal.fixture.ts'
import { describeRule } from '../cases.fixture.ts'
import {
  FAILED,
  NUMBERS,
  OUT_OF_PERIOD,
  PAID,
  PROCESSING,
  sold,
  told,
  U,
  undecided,
} from './ams.fixture.ts'
import { paymentStatusSpeaksOfThePayment } from './payment-status-speaks-of-the-payment.ts'
import { silenceIsInquiredAfter } from './silence-is-inquired-after.ts'
import { theLastInquiryLeadsToACancel } from './the-last-inquiry-leads-to-a-cancel.ts'
import { undecidedPaymentsAreInquiredAfter } from './undecided-payments-are-inquired-after.ts'

const made = () =>
  createJournal().sale('s1', 2_000, 'qr').call(0, 'PRECREATE', 'P1', 'OK').belief(0.2, 'PENDING')
const paid = () => sold().call(0, 'PAY', 'P1', 'OK').books(0, 'P1', 'TRADE_SUCCESS')

const inquiries = (
  journal: Journal,
  count: number,
  stepS = 3,
  fromS = 3,
  reply: Reply = PROCESSING,
) => journal.queries('P1', every(stepS, fromS + (count - 1) * stepS, fromS), reply)
const counted = (count: number, stepS = 3) =>
  inquiries(undecided(), count, stepS)
    .call(3 + count * stepS, 'CANCEL', 'P1', 'OK')
    .until(600)

describeRule(
  undecidedPaymentsAreInquiredAfter,
  [
    ['10 times, 3 s apart', 'pass', counted(10)],
    ['20 times, 3 s apart', 'pass', counted(20)],
    ['9 times, as the official SDK does', 'warn', counted(9)],
    ['25 times', 'warn', counted(25)],
    ['5 times', 'fail', counted(5)],
    ['26 times', 'fail', counted(26)],
    ['cancelled without asking', 'fail', undecided().call(3, 'CANCEL', 'P1', 'OK').until(90)],
    ['6 s apart', 'pass', counted(10, 6)],
    ['8 s apart', 'warn', counted(10, 8)],
    ['1 s apart', 'fail', counted(10, 1)],
    ['first after 5.5 s', 'pass', inquiries(undecided(), 1, 3, 5.5, PAID).until(60)],
    ['first after 8 s', 'warn', inquiries(undecided(), 1, 3, 8, PAID).until(60)],
    ['first after 11 s', 'fail', inquiries(undecided(), 1, 3, 11, PAID).until(60)],
    ['never', 'fail', undecided().until(60)],
    ['notified before', 'inconclusive', told(undecided(), 4, 'P1').until(60)],
    ['paid after three', 'pass', inquiries(undecided(), 3).call(12, 'QUERY', 'P1', PAID).until(60)],
    [
      'the cashier ends it after three',
      'pass',
      inquiries(undecided(), 3).act(10, 'cancel').call(10.1, 'CANCEL', 'P1', 'OK').until(60),
    ],
    ['paid at once', 'inconclusive', paid().until(60)],
    [
      'an entry code is waited for',
      'inconclusive',
      made().queries('P1', every(5, 60), PROCESSING).until(90),
    ],
  ],
  NUMBERS,
)

const silent = (giveUpS = 15) =>
  sold().call(0, 'PAY', 'P1', 'GIVEN_UP', { tookS: giveUpS }).belief(0.5, 'PENDING')

describeRule(
  silenceIsInquiredAfter,
  [
    ['given up and asked after 15 s', 'pass', silent().call(15, 'QUERY', 'P1', PAID).until(60)],
    ['after 25 s', 'pass', silent(25).call(25.2, 'QUERY', 'P1', PAID).until(60)],
    ['after 30 s', 'warn', silent(25).call(30, 'QUERY', 'P1', PAID).until(60)],
    ['after 31 s', 'fail', silent(25).call(31, 'QUERY', 'P1', PAID).until(60)],
    ['never', 'fail', silent().until(60)],
    [
      'still waiting for the reply after a minute',
      'fail',
      sold().call(0, 'PAY', 'P1', 'HUNG').until(60),
    ],
    [
      'asked while it hangs',
      'pass',
      sold().call(0, 'PAY', 'P1', 'HUNG').call(20, 'QUERY', 'P1', PAID).until(60),
    ],
    ['notified meanwhile', 'pass', told(silent(25), 10, 'P1').until(60)],
    [
      'the line broke, asked after 20 s',
      'pass',
      sold().call(0, 'PAY', 'P1', 'LOST').call(20, 'QUERY', 'P1', PAID).until(60),
    ],
    ['the cashier ends it', 'inconclusive', silent().act(10, 'cancel').until(60)],
    ['answered U', 'inconclusive', undecided().until(60)],
  ],
  NUMBERS,
)

const usedUp = () => inquiries(undecided(), 10)
const late = () => usedUp().call(33, 'CANCEL', 'P1', OUT_OF_PERIOD)

describeRule(
  theLastInquiryLeadsToACancel,
  [
    ['cancelled 6 s after the last', 'pass', usedUp().call(36, 'CANCEL', 'P1', 'OK').until(90)],
    ['12 s after it', 'warn', usedUp().call(42, 'CANCEL', 'P1', 'OK').until(90)],
    ['15 s after it', 'fail', usedUp().call(45.5, 'CANCEL', 'P1', 'OK').until(90)],
    ['never', 'fail', usedUp().until(90)],
    [
      'taken for paid: AMS-08 books it',
      'inconclusive',
      inquiries(undecided(), 2).belief(7, 'PAID').until(90),
    ],
    ['paid at the last', 'inconclusive', usedUp().call(33, 'QUERY', 'P1', PAID).until(90)],
    ['notified after the last', 'inconclusive', told(usedUp(), 33, 'P1').until(90)],
    [
      'out of its period, refunded',
      'pass',
      late().call(40, 'REFUND', 'P1', 'OK', { outRequestNo: 'R1', amountFen: 2_000 }).until(180),
    ],
    [
      'out of its period, found paid and kept',
      'pass',
      late().call(40, 'QUERY', 'P1', PAID).until(180),
    ],
    ['out of its period, unpaid, people told', 'pass', late().belief(40, 'ESCALATED').until(180)],
    [
      'out of its period, paid, only people told',
      'warn',
      late().books(30, 'P1', 'TRADE_SUCCESS').belief(40, 'ESCALATED').until(180),
    ],
    ['out of its period, and left', 'fail', late().until(180)],
    [
      'out of its period, cancelled on and on',
      'fail',
      every(5, 60, 38)
        .reduce((so, atS) => so.call(atS, 'CANCEL', 'P1', OUT_OF_PERIOD), late())
        .until(180),
    ],
  ],
  NUMBERS,
)

const asked = (reply: Reply) => undecided().call(3, 'QUERY', 'P1', reply)

describeRule(
  paymentStatusSpeaksOfThePayment,
  [
    ['SUCCESS is paid', 'pass', asked(PAID).belief(4, 'PAID').until(60)],
    ['SUCCESS, still waiting', 'fail', asked(PAID).until(60)],
    ['FAIL is unpaid', 'pass', asked(FAILED).belief(4, 'UNPAID').until(60)],
    ['FAIL, shown as paid', 'fail', asked(FAILED).belief(4, 'PAID').until(60)],
    ['FAIL, still waiting', 'fail', asked(FAILED).until(60)],
    ['PROCESSING, still waiting', 'pass', asked(PROCESSING).until(60)],
    ['PROCESSING, shown as paid', 'fail', asked(PROCESSING).belief(4, 'PAID').until(60)],
    ['U', 'inconclusive', undecided().call(3, 'QUERY', 'P1', U).until(60)],
    [
      'cancelled by itself, and found so',
      'inconclusive',
      undecided()
        .call(3, 'CANCEL', 'P1', 'OK')
        .call(4, 'QUERY', 'P1', FAILED)
        .belief(5, 'REVERSED')
        .until(60),
    ],
  ],
  NUMBERS,
)
