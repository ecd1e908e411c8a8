// Every EXC rule at and around the edges of its bands.
import { describeRule } from '../cases.fixture.ts'
import { createJournal, every, type Journal } from '../../trace/journal.fixture.ts'
import { missingTradeIsPaidAgainWithTheSameParameters } from './missing-trade-is-paid-again-with-the-same-parameters.ts'
import { persistingUnknownPayIsPursuedAndNeverCalledFailed } from './persisting-unknown-pay-is-pursued-and-never-called-failed.ts'
import { unknownCancelIsRetriedForAMinute } from './unknown-cancel-is-retried-for-a-minute.ts'
import { unknownPayIsQueriedAtOnce } from './unknown-pay-is-queried-at-once.ts'
import { unknownRefundKeepsItsParameters } from './unknown-refund-keeps-its-parameters.ts'

type Run = Parameters<typeof createJournal>[0]

const calls = (journal: Journal, op: 'CANCEL' | 'QUERY', timesS: readonly number[]) => {
  for (const atS of timesS) journal.call(atS, op, 'A1', 'UNK')
  return journal
}

/** CANCEL unknown at 0 s, then unknown at these times. */
const cancels = (timesS: readonly number[], run?: Run) =>
  calls(createJournal(run).sale().call(0, 'PAY', 'A1', 'PEND'), 'CANCEL', [0, ...timesS])
const retried = (atS: number, run?: Run) =>
  cancels([], run).call(atS, 'CANCEL', 'A1', 'OK').until(200)

describeRule(unknownCancelIsRetriedForAMinute, [
  [
    'CANCEL OK at once',
    'inconclusive',
    createJournal().sale().call(0, 'PAY', 'A1', 'PEND').call(1, 'CANCEL', 'A1', 'OK').until(90),
  ],
  ['first retry at 5.5 s', 'pass', retried(5.5)],
  ['first retry at 5.501 s', 'warn', retried(5.501)],
  ['first retry at 11 s', 'warn', retried(11)],
  ['first retry at 11.001 s', 'fail', retried(11.001)],
  ['never again', 'fail', cancels([]).until(200)],
  ['a minute without success', 'pass', cancels(every(5, 55)).until(200)],
  ['54.999 s', 'warn', cancels([...every(5, 50), 54.999]).until(200)],
  ['30 s', 'warn', cancels(every(5, 30)).until(200)],
  ['29.999 s', 'fail', cancels([...every(5, 25), 29.999]).until(200)],
  ['a minute with four quick tries', 'warn', cancels([5, 30, 55]).until(200)],
  [
    'three tries 2 s apart, then a person',
    'fail',
    cancels([2, 4]).act(130, 'manual-query').call(131, 'CANCEL', 'A1', 'OK').until(200),
  ],
  [
    'a person cuts in while it still tries',
    'inconclusive',
    cancels([5, 10]).act(14, 'cancel').until(200),
  ],
  ['the trace ends while it still tries', 'inconclusive', cancels([5, 10]).until(20)],
  ['a query finds it closed', 'pass', cancels([]).queries('A1', [1], 'CLOSED').until(200)],
  ['a query finds it paid', 'pass', cancels([]).queries('A1', [1], 'SUCCESS').until(200)],
  ['a definite refusal', 'pass', cancels([]).call(5, 'CANCEL', 'A1', 'BIZFAIL').until(200)],
  [
    'retry_flag=Y alone is CAN-01',
    'inconclusive',
    createJournal().sale().call(0, 'PAY', 'A1', 'PEND').call(1, 'CANCEL', 'A1', 'RETRY').until(90),
  ],
  [
    'an unreadable reply that nobody minded: EXC-13',
    'inconclusive',
    createJournal()
      .sale()
      .call(0, 'PAY', 'A1', 'PEND')
      .call(1, 'CANCEL', 'A1', 'GARBAGE')
      .until(90),
  ],
  [
    'a lost reply, retried for a minute',
    'pass',
    createJournal()
      .sale()
      .call(0, 'PAY', 'A1', 'PEND')
      .call(1, 'CANCEL', 'A1', 'LOST')
      .call(6, 'CANCEL', 'A1', 'OK')
      .until(90),
  ],
  ['time scale 0.1, first retry at 8.2 s', 'pass', retried(8.2, { timeScale: 0.1 })],
])

const refunded = (amountFen = 500) =>
  createJournal().sale().call(0, 'PAY', 'A1', 'OK').act(1, 'refund', { refundId: 'r1', amountFen })
const refund = (
  journal: Journal,
  atS: number,
  reply: 'UNK' | 'OK',
  outRequestNo = 'R1',
  amountFen = 500,
) => journal.call(atS, 'REFUND', 'A1', reply, { outRequestNo, amountFen })
const refundRetried = (atS: number) =>
  refund(refund(refunded(), 2, 'UNK'), 2 + atS, 'OK').until(200)

describeRule(unknownRefundKeepsItsParameters, [
  ['REFUND OK at once', 'inconclusive', refund(refunded(), 2, 'OK').until(90)],
  ['same request after 11 s', 'pass', refundRetried(11)],
  ['same request after 11.001 s', 'warn', refundRetried(11.001)],
  ['same request after 30 s', 'warn', refundRetried(30)],
  ['same request after 30.001 s', 'fail', refundRetried(30.001)],
  ['never again', 'fail', refund(refunded(), 2, 'UNK').until(200)],
  ['a new number', 'fail', refund(refund(refunded(), 2, 'UNK'), 5, 'OK', 'R2').until(200)],
  ['another amount', 'fail', refund(refund(refunded(), 2, 'UNK'), 5, 'OK', 'R1', 400).until(200)],
  [
    'another key',
    'fail',
    refund(refunded(), 2, 'UNK')
      .call(5, 'REFUND', 'A1', 'OK', { outRequestNo: 'R1', amountFen: 500, tradeNo: 't-A1' })
      .until(200),
  ],
  [
    'a second intent of the same amount has its own number',
    'pass',
    refund(
      refund(
        refund(refunded().act(1, 'refund', { refundId: 'r2', amountFen: 500 }), 2, 'UNK'),
        3,
        'OK',
        'R2',
      ),
      5,
      'OK',
    ).until(200),
  ],
  [
    'a refund query settles it',
    'warn',
    refund(refunded(), 2, 'UNK')
      .call(
        5,
        'REFQUERY',
        'A1',
        { meaning: 'ok', code: '10000', refundFen: 500 },
        { outRequestNo: 'R1' },
      )
      .until(200),
  ],
  ['given up after 20 s', 'fail', refund(refund(refunded(), 2, 'UNK'), 22, 'UNK').until(200)],
  [
    'a minute of retries',
    'pass',
    every(10, 62, 2)
      .reduce((j, atS) => refund(j, atS, 'UNK'), refunded())
      .until(200),
  ],
  [
    'passive: a new number may be a new intent',
    'warn',
    refund(refund(createJournal().call(0, 'PAY', 'A1', 'OK'), 2, 'UNK'), 5, 'OK', 'R2').until(200),
  ],
])

/** PAY unknown at 0 s. */
const unknownPay = (run?: Run) =>
  createJournal(run).sale().call(0, 'PAY', 'A1', 'UNK', { fingerprint: 'f' })
const queried = (atS: number, run?: Run) =>
  unknownPay(run).call(atS, 'QUERY', 'A1', 'SUCCESS').until(90)

describeRule(unknownPayIsQueriedAtOnce, [
  ['PAY answered', 'inconclusive', createJournal().sale().call(0, 'PAY', 'A1', 'OK').until(90)],
  ['query at 2 s', 'pass', queried(2)],
  ['query at 2.001 s', 'warn', queried(2.001)],
  ['query at 6 s', 'warn', queried(6)],
  ['query at 6.001 s', 'fail', queried(6.001)],
  ['never', 'fail', unknownPay().until(90)],
  [
    'given up by the merchant, never queried',
    'fail',
    createJournal().sale().call(0, 'PAY', 'A1', 'GIVEN_UP', { tookS: 10 }).until(90),
  ],
  [
    'given up by the merchant, queried 2 s after',
    'pass',
    createJournal()
      .sale()
      .call(0, 'PAY', 'A1', 'GIVEN_UP', { tookS: 10 })
      .call(12, 'QUERY', 'A1', 'SUCCESS')
      .until(90),
  ],
  [
    'calls of one millisecond keep their order',
    'fail',
    createJournal()
      .sale()
      .call(0, 'PAY', 'A1', 'UNK')
      .call(0, 'QUERY', 'A1', 'NOTEXIST')
      .call(0, 'PAY', 'A1', 'UNK')
      .until(90),
  ],
  ['the trace ends at once', 'inconclusive', unknownPay().until(3)],
  ['CANCEL without a query', 'warn', unknownPay().call(1, 'CANCEL', 'A1', 'OK').until(90)],
  ['CANCEL without a query, late', 'fail', unknownPay().call(7, 'CANCEL', 'A1', 'OK').until(90)],
  ['PAY again without a query', 'fail', unknownPay().call(1, 'PAY', 'A1', 'OK').until(90)],
  ['a notification first', 'pass', unknownPay().notice(1, 'A1').until(90)],
  [
    'the reply of another order is no answer',
    'warn',
    createJournal()
      .sale()
      .call(0, 'PAY', 'A1', 'OK', { faultKind: 'other-order' })
      .call(4, 'QUERY', 'A1', 'SUCCESS')
      .until(90),
  ],
  [
    '40004 ACQ.SYSTEM_ERROR is unknown too',
    'pass',
    createJournal()
      .sale()
      .call(0, 'PAY', 'A1', 'SYSTEM_ERROR')
      .call(1, 'QUERY', 'A1', 'SUCCESS')
      .until(90),
  ],
  [
    '40004 ACQ.SYSTEM_ERROR taken for failure: EXC-13',
    'inconclusive',
    createJournal().sale().call(0, 'PAY', 'A1', 'SYSTEM_ERROR').until(90),
  ],
  ['time scale 0.1, query at 4.7 s', 'pass', queried(4.7, { timeScale: 0.1 })],
])

const missing = () => unknownPay().call(1, 'QUERY', 'A1', 'NOTEXIST')
const repay = (journal: Journal, atS: number, fingerprint = 'f', number = 'A1') =>
  journal.call(atS, 'PAY', number, number === 'A1' ? 'UNK' : 'OK', { fingerprint })

describeRule(missingTradeIsPaidAgainWithTheSameParameters, [
  ['found', 'inconclusive', queried(1)],
  [
    'same number, same parameters',
    'pass',
    missing().call(2, 'PAY', 'A1', 'OK', { fingerprint: 'f' }).until(90),
  ],
  [
    'same number, other parameters',
    'fail',
    missing().call(2, 'PAY', 'A1', 'OK', { fingerprint: 'g' }).until(90),
  ],
  ['new number, old one open', 'fail', repay(missing(), 2, 'f', 'A2').until(90)],
  [
    'new number after CANCEL OK',
    'pass',
    repay(missing().call(2, 'CANCEL', 'A1', 'OK'), 3, 'f', 'A2').until(90),
  ],
  [
    'new number after an unknown CANCEL',
    'fail',
    repay(missing().call(2, 'CANCEL', 'A1', 'UNK'), 3, 'f', 'A2').until(90),
  ],
  ['CANCEL OK and no more', 'pass', missing().call(2, 'CANCEL', 'A1', 'OK').until(90)],
  ['a later query finds it', 'pass', missing().queries('A1', [5], 'WAIT').until(90)],
  ['abandoned', 'warn', missing().queries('A1', [2], 'NOTEXIST').until(90)],
  ['the trace ends at once', 'inconclusive', missing().until(5)],
  ['three re-pays in a minute', 'pass', repay(repay(repay(missing(), 2), 20), 40).until(90)],
  [
    'four re-pays in a minute',
    'warn',
    repay(repay(repay(repay(missing(), 2), 20), 40), 60).until(90),
  ],
])

const pursued = (untilS: number) => calls(unknownPay(), 'QUERY', [1, ...every(5, untilS)])

describeRule(persistingUnknownPayIsPursuedAndNeverCalledFailed, [
  ['the query answers', 'inconclusive', queried(1)],
  ['no query at all: EXC-07', 'inconclusive', unknownPay().until(90)],
  ['55 s', 'pass', pursued(55).until(200)],
  ['50 s', 'warn', pursued(50).until(200)],
  ['30 s', 'warn', pursued(30).until(200)],
  ['25 s', 'fail', pursued(25).until(200)],
  [
    'queries and cancels together',
    'pass',
    calls(pursued(30), 'CANCEL', every(5, 60, 35)).until(200),
  ],
  ['CANCEL OK after one query', 'pass', pursued(5).call(6, 'CANCEL', 'A1', 'OK').until(200)],
  [
    'healed after 20 s: EXC-01',
    'inconclusive',
    pursued(15).call(20, 'QUERY', 'A1', 'SUCCESS').until(200),
  ],
  [
    'a minute, then UNPAID',
    'fail',
    pursued(60).belief(1, 'PENDING').belief(61, 'UNPAID').until(200),
  ],
  [
    'a minute, then ESCALATED, then found missing',
    'pass',
    pursued(60)
      .belief(61, 'ESCALATED')
      .act(130, 'manual-query')
      .call(130, 'QUERY', 'A1', 'NOTEXIST')
      .belief(131, 'UNPAID')
      .until(200),
  ],
  [
    'CANCEL OK, then UNPAID',
    'pass',
    pursued(5).call(6, 'CANCEL', 'A1', 'OK').belief(7, 'UNPAID').until(200),
  ],
])
