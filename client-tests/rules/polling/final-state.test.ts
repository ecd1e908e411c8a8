// What follows a final state, and what may not follow an open one, at and around the edges of each band.
import { describeRule } from '../cases.fixture.ts'
import { createJournal, every, type Journal } from '../../trace/journal.fixture.ts'
import { openOutcomeIsNeitherSuccessNorFailure } from './open-outcome-is-neither-success-nor-failure.ts'
import { queriesNameThePaymentsOwnNumber } from './queries-name-the-payments-own-number.ts'
import { queriesStopAtTheFinalState } from './queries-stop-at-the-final-state.ts'

const pending = () => createJournal().sale().call(0, 'PAY', 'A1', 'PEND')

/** Found paid at 3 s, then asked again at these times. */
const asksOn = (timesS: readonly number[]) =>
  pending().queries('A1', [3], 'SUCCESS').queries('A1', timesS, 'SUCCESS').until(200)

describeRule(queriesStopAtTheFinalState, [
  ['never final', 'inconclusive', pending().queries('A1', [3, 6], 'WAIT').until(200)],
  ['no query more', 'pass', asksOn([])],
  ['one more', 'pass', asksOn([6])],
  ['two more', 'warn', asksOn([6, 9])],
  ['three more', 'warn', asksOn([6, 9, 12])],
  ['four more', 'fail', asksOn([6, 9, 12, 15])],
  ['the fourth after a minute', 'warn', asksOn([6, 9, 12, 63.001])],
  ['the fourth at a minute', 'fail', asksOn([6, 9, 12, 63])],
  [
    'paid at once, then polled',
    'fail',
    createJournal().sale().call(0, 'PAY', 'A1', 'OK').queries('A1', every(3, 30), 'SUCCESS'),
  ],
  ['found closed', 'fail', pending().queries('A1', every(3, 30), 'CLOSED').until(200)],
  [
    'a cancel answered OK is EXC-02',
    'inconclusive',
    pending().call(3, 'CANCEL', 'A1', 'OK').until(200),
  ],
  [
    'manual queries do not count',
    'pass',
    asksOn([]).act(20, 'manual-query').call(20, 'QUERY', 'A1', 'SUCCESS'),
  ],
  [
    'queries after a refund was asked for',
    'pass',
    asksOn([30, 31, 32, 33]).act(25, 'refund', { refundId: 'r1', amountFen: 500 }),
  ],
  ['an own cancel: ONE-02', 'pass', asksOn([30, 31, 32, 33]).call(25, 'CANCEL', 'A1', 'OK')],
  ['a refund at once leaves too little to see', 'inconclusive', asksOn([30, 31]).act(5, 'refund')],
  ['the bill is compared', 'pass', asksOn([30, 31, 32, 33]).act(25, 'reconcile')],
  ['the trace ends too early', 'inconclusive', pending().queries('A1', [3], 'SUCCESS').until(60)],
  [
    'too many, though the trace ends early',
    'fail',
    pending().queries('A1', every(3, 18), 'SUCCESS').until(20),
  ],
])

const strange = (count: number) =>
  pending()
    .queries('0A1', every(3, 3 * count), 'NOTEXIST')
    .queries('A1', [3], 'WAIT')
    .until(60)

describeRule(queriesNameThePaymentsOwnNumber, [
  ['no query', 'inconclusive', pending().until(60)],
  ['its own number', 'pass', pending().queries('A1', [3], 'WAIT').until(60)],
  ['one strange query', 'warn', strange(1)],
  ['two strange queries', 'warn', strange(2)],
  ['three strange queries', 'fail', strange(3)],
  [
    'by the trade number of a reply',
    'pass',
    pending()
      .books(0, 'A1', 'WAIT_BUYER_PAY')
      .call(3, 'QUERY', 'A1', 'WAIT', { tradeNo: 't-A1' })
      .until(60),
  ],
  [
    'a number that a notification named',
    'pass',
    pending().notice(2, 'B7').queries('B7', [3], 'NOTEXIST'),
  ],
  [
    'a number that somebody typed in',
    'inconclusive',
    pending().act(3, 'manual-query').queries('B7', [3], 'NOTEXIST'),
  ],
  [
    'numbers of the bill',
    'inconclusive',
    pending().act(3, 'reconcile').queries('B7', [3, 4, 5], 'NOTEXIST'),
  ],
  [
    'a payment that an outage kept away',
    'inconclusive',
    outage(pending()).queries('A2', [10, 11, 12], 'NOTEXIST'),
  ],
  [
    'a number the merchant calls its own',
    'pass',
    pending()
      .queries('A2', [10, 11, 12], 'NOTEXIST')
      .belief(13, 'PENDING', { attempts: [{ outTradeNo: 'A2', status: 'PENDING' }] }),
  ],
])

function outage(journal: Journal): Journal {
  const fault = {
    rule: 'r',
    fault: 'outage',
    catalogueId: 'I01',
    faultKind: 'outage',
    stage: 'call',
    note: '',
  } as const
  return journal.write(2, { kind: 'fault', ...fault })
}

const unknownPay = () => createJournal().sale().call(0, 'PAY', 'A1', 'UNK')
const paidEffect = { effects: [{ type: 'PAID', amountFen: 2_000 }] }

describeRule(openOutcomeIsNeitherSuccessNorFailure, [
  [
    '10003 is shown as reversed',
    'fail',
    createJournal().sale().call(0, 'PAY', 'A1', 'PEND').belief(1, 'REVERSED').until(60),
  ],
  [
    'paid at once',
    'inconclusive',
    createJournal().sale().call(0, 'PAY', 'A1', 'OK').belief(1, 'PAID'),
  ],
  [
    'waiting until the query says paid',
    'pass',
    pending().belief(1, 'PENDING').queries('A1', [3], 'SUCCESS').belief(4, 'PAID').until(30),
  ],
  ['PAID on 10003', 'fail', pending().belief(1, 'PAID').queries('A1', [3], 'SUCCESS').until(30)],
  [
    'UNPAID on 10003',
    'fail',
    pending().belief(1, 'UNPAID').queries('A1', [3], 'SUCCESS').until(30),
  ],
  ['PAID on 20000', 'fail', unknownPay().belief(1, 'PAID').queries('A1', [3], 'SUCCESS').until(30)],
  ['UNPAID on 20000', 'fail', unknownPay().belief(1, 'UNPAID').until(30)],
  [
    'UNPAID on a lost reply',
    'fail',
    createJournal().sale().call(0, 'PAY', 'A1', 'LOST').belief(1, 'UNPAID').until(30),
  ],
  [
    'booked as paid, though shown as waiting',
    'fail',
    pending().belief(1, 'PENDING', paidEffect).until(30),
  ],
  [
    'the flip belongs to the query before it: POLL-09',
    'pass',
    pending().belief(1, 'PENDING').queries('A1', [3], 'WAIT').belief(4, 'PAID').until(30),
  ],
  [
    'a notification told',
    'pass',
    pending().belief(1, 'PENDING').notice(2, 'A1').belief(2.5, 'PAID').until(30),
  ],
  [
    'a notification told within the allowance',
    'pass',
    pending().belief(1, 'PENDING').belief(1.8, 'PAID').notice(2, 'A1').until(30),
  ],
  [
    'a person decided',
    'pass',
    unknownPay().belief(1, 'UNKNOWN').act(9, 'resolve').belief(10, 'UNPAID').until(30),
  ],
  [
    '40004 ACQ.SYSTEM_ERROR taken for failure: EXC-13',
    'inconclusive',
    createJournal().sale().call(0, 'PAY', 'A1', 'SYSTEM_ERROR').belief(1, 'UNPAID').until(30),
  ],
  ['traffic only, followed up', 'pass', pending().queries('A1', [3], 'WAIT').until(30)],
  ['traffic only, silence', 'fail', pending().until(30)],
  ['traffic only, silence for 14.999 s', 'inconclusive', pending().until(14.999)],
  ['traffic only, silence for 15 s', 'fail', pending().until(15)],
  ['traffic only, a notification', 'pass', pending().notice(5, 'A1').until(30)],
  [
    'left hanging: EXC-12',
    'inconclusive',
    createJournal().sale().call(0, 'PAY', 'A1', 'HUNG').belief(1, 'PAID'),
  ],
])
