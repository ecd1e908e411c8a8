// QR orders before the first scan, and after the merchant has given them up.
import { describeRule } from '../cases.fixture.ts'
import { createJournal, every, type Journal } from '../../trace/journal.fixture.ts'
import { lateScanTakesNoMoneyForNothing } from './late-scan-takes-no-money-for-nothing.ts'
import { notExistingBeforeTheScanIsPending } from './not-existing-before-the-scan-is-pending.ts'

const body = 'biz_content=%7B%22timeout_express%22%3A%221m%22%7D'
/** A QR that lives a minute from 0 s. */
const shown = () =>
  createJournal().sale('s1', 2_000, 'qr').call(0, 'PRECREATE', 'A1', 'OK', { body })
const unscanned = () => shown().belief(1, 'PENDING').queries('A1', every(3, 30), 'NOTEXIST')
const another = (journal: Journal, atS: number, number: string) =>
  journal.call(atS, 'PRECREATE', number, 'OK', { body }).queries(number, [atS + 3], 'NOTEXIST')

describeRule(notExistingBeforeTheScanIsPending, [
  ['never asked', 'inconclusive', shown().belief(1, 'PENDING').until(90)],
  ['scanned at once', 'inconclusive', shown().queries('A1', [3], 'WAIT').until(90)],
  ['goes on waiting', 'pass', unscanned().until(90)],
  ['unpaid at 59.9 s', 'fail', unscanned().belief(59.9, 'UNPAID').until(90)],
  ['unpaid when it has expired', 'pass', unscanned().belief(60, 'UNPAID').until(90)],
  [
    'unpaid after a cancel',
    'pass',
    unscanned().call(31, 'CANCEL', 'A1', 'OK').belief(32, 'UNPAID'),
  ],
  ['unpaid after the cashier voids it', 'pass', unscanned().act(31, 'cancel').belief(32, 'UNPAID')],
  [
    'a void that the merchant refused excuses nothing',
    'fail',
    unscanned().act(31, 'cancel', { status: 409 }).belief(32, 'UNPAID').until(90),
  ],
  ['one more code beside it', 'warn', another(unscanned(), 31, 'A2').until(90)],
  ['two more', 'fail', another(another(unscanned(), 31, 'A2'), 35, 'A3').until(90)],
  ['one more after its expiry', 'pass', another(unscanned(), 60, 'A2').until(90)],
  [
    'one more after a cancel',
    'pass',
    another(unscanned().call(31, 'CANCEL', 'A1', 'OK'), 32, 'A2'),
  ],
  [
    'one more because the cashier asked',
    'pass',
    another(unscanned().act(31, 'pay-again'), 32, 'A2'),
  ],
  ['one more in place of one never shown', 'pass', unscanned().call(31, 'PRECREATE', 'A2', 'UNK')],
  ['passive: belief unknown', 'inconclusive', shown().queries('A1', [3], 'NOTEXIST').until(90)],
])

const buyer = (journal: Journal, atS: number, act: 'scanned' | 'paid' | 'refused') =>
  journal.write(atS, { kind: 'buyer', act, buyerId: '2088', outTradeNo: 'A1' })
/** Given up at 20 s. */
const left = () => shown().belief(1, 'PENDING').act(20, 'cancel').belief(20, 'UNPAID')
/** And paid at 25 s. */
const paidLate = () => buyer(left(), 25, 'paid').books(25, 'A1', 'TRADE_SUCCESS')
const back = (journal: Journal, atS: number, refundedFen = 2_000) =>
  journal.books(atS, 'A1', 'TRADE_CLOSED', { paidFen: 2_000, refundedFen })

describeRule(lateScanTakesNoMoneyForNothing, [
  ['never given up', 'inconclusive', buyer(shown(), 25, 'paid').books(25, 'A1', 'TRADE_SUCCESS')],
  ['never scanned', 'inconclusive', left().until(90)],
  ['scanned before', 'inconclusive', buyer(buyer(left(), 19, 'scanned'), 25, 'paid').until(90)],
  ['refused', 'pass', buyer(left(), 25, 'refused').until(90)],
  ['scanned and never paid', 'pass', buyer(left(), 25, 'scanned').until(90)],
  ['kept and believed unpaid', 'fail', paidLate().until(200)],
  ['kept as the payment', 'pass', paidLate().belief(40, 'PAID').until(200)],
  ['kept as the payment after 120 s', 'pass', paidLate().belief(145, 'PAID').until(200)],
  ['kept as the payment after 120.1 s', 'fail', paidLate().belief(145.1, 'PAID').until(200)],
  ['refunded in full', 'pass', back(paidLate(), 40).until(200)],
  ['refunded after 120.1 s', 'fail', back(paidLate(), 145.1).until(200)],
  ['refunded in part', 'fail', back(paidLate(), 40, 1_999).until(200)],
  ['the trace ends too early', 'inconclusive', paidLate().until(144)],
  [
    'one payment too many',
    'fail',
    paidLate()
      .call(21, 'PAY', 'A2', 'OK')
      .books(21, 'A2', 'TRADE_SUCCESS')
      .belief(30, 'PAID')
      .until(200),
  ],
  [
    'given up by a cancel that came to nothing',
    'fail',
    buyer(
      shown().belief(1, 'PENDING').call(20, 'CANCEL', 'A1', 'UNK').belief(20, 'UNPAID'),
      25,
      'paid',
    )
      .books(25, 'A1', 'TRADE_SUCCESS')
      .until(200),
  ],
  [
    'passive: belief unknown',
    'inconclusive',
    buyer(shown().call(20, 'CANCEL', 'A1', 'UNK'), 25, 'paid')
      .books(25, 'A1', 'TRADE_SUCCESS')
      .until(200),
  ],
])
