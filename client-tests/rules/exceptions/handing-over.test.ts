// Unknown queries and what is handed to people, at and around the edges of each band.
import { describeRule } from '../cases.fixture.ts'
import { createJournal, every, type Journal } from '../../trace/journal.fixture.ts'
import { exhaustedRecoveryIsHandedToPeople } from './exhausted-recovery-is-handed-to-people.ts'
import { unknownQueryIsRetriedForAMinute } from './unknown-query-is-retried-for-a-minute.ts'

type Run = Parameters<typeof createJournal>[0]

const unknown = (journal: Journal, op: 'CANCEL' | 'QUERY', timesS: readonly number[]) => {
  for (const atS of timesS) journal.call(atS, op, 'A1', 'UNK')
  return journal
}

/** 10003 at 0 s, an unknown query at 3 s, and more at these times after that. */
const queries = (timesS: readonly number[], run?: Run) =>
  unknown(createJournal(run).sale().call(0, 'PAY', 'A1', 'PEND'), 'QUERY', [
    3,
    ...timesS.map((s) => s + 3),
  ])
const healed = (gapS: number, run?: Run) =>
  queries([], run)
    .call(3 + gapS, 'QUERY', 'A1', 'SUCCESS')
    .until(300)

const qr = () =>
  unknown(createJournal().sale('s1', 2_000, 'qr').call(0, 'PRECREATE', 'A1', 'OK'), 'QUERY', [3])

describeRule(unknownQueryIsRetriedForAMinute, [
  [
    'every query answered',
    'inconclusive',
    createJournal().sale().call(0, 'PAY', 'A1', 'PEND').queries('A1', [3], 'WAIT').until(60),
  ],
  ['again after 3.5 s', 'pass', healed(3.5)],
  ['again after 3.501 s', 'warn', healed(3.501)],
  ['again after 6.5 s', 'warn', healed(6.5)],
  ['again after 6.501 s', 'fail', healed(6.501)],
  ['time scale 0.1, after 6.2 s', 'pass', healed(6.2, { timeScale: 0.1 })],
  ['never again', 'fail', queries([]).until(300)],
  ['never again, and the trace ends at once', 'inconclusive', queries([]).until(10)],
  ['waiting is a definite answer', 'pass', queries([]).call(6, 'QUERY', 'A1', 'WAIT').until(300)],
  ['a notification had told before', 'inconclusive', queries([]).notice(2, 'A1').until(300)],
  ['a notification tells', 'pass', queries([]).notice(5, 'A1').until(300)],
  ['straight to CANCEL OK', 'warn', queries([]).call(4, 'CANCEL', 'A1', 'OK').until(300)],
  ['straight to CANCEL, late', 'fail', queries([]).call(10, 'CANCEL', 'A1', 'OK').until(300)],
  ['one retry, then CANCEL OK', 'pass', queries([3]).call(9, 'CANCEL', 'A1', 'OK').until(300)],
  ['a minute', 'pass', queries(every(3, 57)).until(300)],
  ['55 s', 'pass', queries([...every(3, 54), 55]).until(300)],
  ['54.999 s', 'warn', queries([...every(3, 54), 54.999]).until(300)],
  ['30 s', 'warn', queries(every(3, 30)).until(300)],
  ['29.999 s', 'fail', queries([...every(3, 27), 29.999]).until(300)],
  [
    'queries, then cancels, together a minute',
    'pass',
    unknown(queries(every(3, 30)), 'CANCEL', every(5, 65, 35)).until(300),
  ],
  ['three queries, then nothing', 'fail', queries([3, 6]).until(300)],
  [
    'a person cuts in while it still tries',
    'inconclusive',
    queries([3, 6]).act(15, 'cancel').until(300),
  ],
  ['the trace ends while it still tries', 'inconclusive', queries([3, 6]).until(20)],
  ['180 s without a pause', 'pass', queries(every(3, 180)).until(300)],
  ['183 s without a pause', 'warn', queries(every(3, 183)).until(300)],
  [
    'a queue that asks on in long steps',
    'pass',
    queries([...every(3, 60), 120, 180, 240]).until(300),
  ],
  [
    'a second stretch is judged by itself',
    'fail',
    queries([])
      .call(6, 'QUERY', 'A1', 'WAIT')
      .call(9, 'QUERY', 'A1', 'UNK')
      .call(20, 'QUERY', 'A1', 'WAIT')
      .until(300),
  ],
  [
    'after the first CANCEL it is EXC-02',
    'inconclusive',
    createJournal()
      .sale()
      .call(0, 'PAY', 'A1', 'PEND')
      .call(1, 'CANCEL', 'A1', 'UNK')
      .call(2, 'QUERY', 'A1', 'UNK')
      .until(300),
  ],
  [
    'an unreadable reply that nobody minded: EXC-13',
    'inconclusive',
    createJournal()
      .sale()
      .call(0, 'PAY', 'A1', 'PEND')
      .call(3, 'QUERY', 'A1', 'GARBAGE')
      .until(300),
  ],
  [
    'given up by the merchant, asked again',
    'pass',
    createJournal()
      .sale()
      .call(0, 'PAY', 'A1', 'PEND')
      .call(3, 'QUERY', 'A1', 'GIVEN_UP', { tookS: 10 })
      .call(15, 'QUERY', 'A1', 'SUCCESS')
      .until(300),
  ],
  ['a QR order is given up on', 'fail', qr().until(300)],
  ['a QR order is asked for again', 'pass', qr().call(6, 'QUERY', 'A1', 'SUCCESS').until(300)],
])

/** Cancels in vain from 3 s to 63 s; people had the list from the start. */
const exhausted = () =>
  unknown(createJournal().sale().people(0).call(0, 'PAY', 'A1', 'PEND'), 'CANCEL', every(5, 63, 3))

const refused = (refundS = 2) =>
  every(5, refundS + 60, refundS).reduce(
    (journal, atS) =>
      journal.call(atS, 'REFUND', 'A1', 'UNK', { outRequestNo: 'R1', amountFen: 500 }),
    createJournal()
      .sale()
      .people(0)
      .call(0, 'PAY', 'A1', 'OK')
      .act(1, 'refund', { refundId: 'r1', amountFen: 500 }),
  )

/** A minute of queries in vain, then a minute of cancels in vain: one recovery. */
const queriedThenCancelled = () =>
  unknown(
    unknown(createJournal().sale().people(0).call(0, 'PAY', 'A1', 'PEND'), 'QUERY', every(3, 63)),
    'CANCEL',
    every(5, 126, 66),
  )

describeRule(exhaustedRecoveryIsHandedToPeople, [
  [
    'after the queries a minute of cancels, then listed once',
    'pass',
    queriedThenCancelled().people(150, { op: 'CANCEL' }).until(300),
  ],
  [
    'after the queries a minute of cancels, listed too late',
    'fail',
    queriedThenCancelled().people(160, { op: 'CANCEL' }).until(300),
  ],
  [
    'no list is offered: ATT-02',
    'inconclusive',
    unknown(createJournal().sale().call(0, 'PAY', 'A1', 'PEND'), 'CANCEL', every(5, 63, 3)).until(
      300,
    ),
  ],
  [
    'nothing was unknown',
    'inconclusive',
    createJournal().sale().people(0).call(0, 'PAY', 'A1', 'OK').until(300),
  ],
  ['listed 30 s after the last retry', 'pass', exhausted().people(93, { op: 'CANCEL' }).until(300)],
  ['listed 30.001 s after it', 'fail', exhausted().people(93.001, { op: 'CANCEL' }).until(300)],
  [
    'a list that holds a plain payment too',
    'warn',
    createJournal()
      .sale()
      .call(0, 'PAY', 'A1', 'OK')
      .people(1, { op: 'PAY' })
      .belief(2, 'PAID')
      .until(300),
  ],
  ['listed early', 'pass', exhausted().people(20, {}).until(300)],
  [
    'listed by the name of the sale',
    'pass',
    exhausted().people(90, { attempt: 'own-7', saleId: 's1' }).until(300),
  ],
  ['another order is listed', 'fail', exhausted().people(90, { attempt: 'B7' }).until(300)],
  ['never listed', 'fail', exhausted().until(300)],
  ['the trace ends before', 'inconclusive', exhausted().until(90)],
  [
    'settled before anybody had to be told',
    'inconclusive',
    exhausted().call(92, 'CANCEL', 'A1', 'OK').until(300),
  ],
  ['settled too late', 'fail', exhausted().call(94, 'CANCEL', 'A1', 'OK').until(300)],
  ['somebody looks before that', 'inconclusive', exhausted().act(90, 'manual-query').until(300)],
  [
    'a queue that retries for ever tells people all the same',
    'fail',
    unknown(exhausted(), 'CANCEL', every(30, 290, 80))
      .people(250, { op: 'CANCEL' })
      .until(300),
  ],
  ['queries in vain, listed', 'pass', queries(every(3, 60)).people(0).people(90, {}).until(300)],
  ['queries in vain, not listed', 'fail', queries(every(3, 60)).people(0).until(300)],
  [
    'a refund in vain, listed',
    'pass',
    refused().people(90, { op: 'REFUND', refundId: 'r1' }).until(300),
  ],
  ['a refund in vain, not listed', 'fail', refused().until(300)],
  [
    'a refund settled in time',
    'inconclusive',
    refused().call(70, 'REFUND', 'A1', 'OK', { outRequestNo: 'R1', amountFen: 500 }).until(300),
  ],
  [
    'time scale 0.1, 32.7 s after the last retry',
    'pass',
    unknown(
      createJournal({ timeScale: 0.1 }).sale().people(0).call(0, 'PAY', 'A1', 'PEND'),
      'CANCEL',
      every(5, 63, 3),
    )
      .people(95.7, {})
      .until(300),
  ],
])
