// What polling ends on and what may follow it, at and around the edges of each band.
import { describeRule } from '../cases.fixture.ts'
import { createJournal, every, type Journal } from '../../trace/journal.fixture.ts'
import { cancelFollowsTheLastWaitAtOnce } from './cancel-follows-the-last-wait-at-once.ts'
import { stateIsConfirmedBeforeChargingAgain } from './state-is-confirmed-before-charging-again.ts'
import { tradeStatusDecidesNotCode } from './trade-status-decides-not-code.ts'

type Run = Parameters<typeof createJournal>[0]

/** 10003 at 0 s. */
const pending = (run?: Run) => createJournal(run).sale().call(0, 'PAY', 'A1', 'PEND')
/** Polls at these times, then cancels. */
const polled = (timesS: readonly number[], cancelS: number, run?: Run) =>
  pending(run).queries('A1', timesS, 'WAIT').call(cancelS, 'CANCEL', 'A1', 'OK').until(200)

const cancelled = (gapS: number, run?: Run) => polled(every(3, 30), 30 + gapS, run)

const unreachable = cancelled(14)
unreachable.write(31, {
  kind: 'fault',
  rule: 'r',
  fault: 'outage',
  catalogueId: 'I01',
  faultKind: 'outage',
  stage: 'call',
  note: '',
})

/** Shown as paid for a notification that should not have been believed, and left alone. */
const misled = () =>
  pending()
    .queries('A1', [3, 6], 'WAIT')
    .notice(7, 'A1', { bend: 'forged' })
    .belief(8, 'PAID')
    .until(90)

describeRule(cancelFollowsTheLastWaitAtOnce, [
  ['a forged notification ended it: booked elsewhere', 'inconclusive', misled()],
  ['never waited', 'inconclusive', pending().call(3, 'QUERY', 'A1', 'SUCCESS').until(60)],
  ['1.0 s', 'pass', cancelled(1)],
  ['1.001 s', 'warn', cancelled(1.001)],
  ['3.0 s', 'warn', cancelled(3)],
  ['3.001 s', 'fail', cancelled(3.001)],
  ['nothing follows', 'fail', pending().queries('A1', every(3, 30), 'WAIT').until(90)],
  [
    'the trace ends too early',
    'inconclusive',
    pending().queries('A1', every(3, 30), 'WAIT').until(40),
  ],
  [
    'CLOSE instead',
    'fail',
    pending().queries('A1', [3], 'WAIT').call(3.5, 'CLOSE', 'A1', 'OK').until(60),
  ],
  ['a success notification arrives in the gap', 'pass', cancelled(5).notice(31, 'A1')],
  ['the gateway cannot be reached', 'inconclusive', unreachable],
  ['a void counts from the adapter', 'pass', polled([3, 6], 8.5).act(8, 'cancel')],
  [
    'a void long after the end excuses nothing',
    'fail',
    polled(every(3, 30), 60.1).act(60, 'cancel'),
  ],
  [
    'a QR order',
    'inconclusive',
    createJournal()
      .sale('s1', 2_000, 'qr')
      .call(0, 'PRECREATE', 'A1', 'OK')
      .queries('A1', [3, 6], 'WAIT')
      .until(90),
  ],
  [
    'the last query was unknown',
    'inconclusive',
    pending()
      .queries('A1', [3, 6], 'WAIT')
      .call(9, 'QUERY', 'A1', 'UNK')
      .call(20, 'CANCEL', 'A1', 'OK')
      .until(90),
  ],
  [
    'waits between retries of CANCEL are not polling',
    'pass',
    createJournal()
      .sale()
      .call(0, 'PAY', 'A1', 'PEND')
      .queries('A1', [3], 'WAIT')
      .call(3.1, 'CANCEL', 'A1', 'UNK')
      .call(3.2, 'QUERY', 'A1', 'WAIT')
      .call(8, 'CANCEL', 'A1', 'OK')
      .until(60),
  ],
  ['time scale 0.1, 3.7 s', 'pass', cancelled(3.7, { timeScale: 0.1 })],
])

const again = (before: (journal: Journal) => Journal) =>
  before(createJournal().sale()).call(20, 'PAY', 'A2', 'OK').until(90)
const shownQr = (body: string) =>
  again((journal) =>
    journal.call(0, 'PRECREATE', 'A1', 'OK', { body }).queries('A1', [3], 'NOTEXIST'),
  )

describeRule(stateIsConfirmedBeforeChargingAgain, [
  ['one attempt', 'inconclusive', pending().until(60)],
  [
    'after BIZFAIL, in the same millisecond',
    'pass',
    again((j) => j.call(20, 'PAY', 'A1', 'BIZFAIL')),
  ],
  ['after BIZFAIL', 'pass', again((j) => j.call(0, 'PAY', 'A1', 'BIZFAIL'))],
  [
    'after BIZFAIL and a query that finds nothing',
    'pass',
    again((j) => j.call(0, 'PAY', 'A1', 'BIZFAIL').queries('A1', [1], 'NOTEXIST')),
  ],
  [
    'after a throttled PAY',
    'pass',
    again((j) => j.call(0, 'PAY', 'A1', { meaning: 'rejected', code: '40005' })),
  ],
  [
    'after QUERY CLOSED',
    'pass',
    again((j) => j.call(0, 'PAY', 'A1', 'PEND').queries('A1', [3], 'CLOSED')),
  ],
  [
    'after CANCEL OK',
    'pass',
    again((j) => j.call(0, 'PAY', 'A1', 'PEND').call(3, 'CANCEL', 'A1', 'OK')),
  ],
  [
    'after CANCEL with retry_flag=Y',
    'fail',
    again((j) => j.call(0, 'PAY', 'A1', 'PEND').call(3, 'CANCEL', 'A1', 'RETRY')),
  ],
  [
    'after CLOSE OK',
    'pass',
    again((j) => j.call(0, 'PRECREATE', 'A1', 'OK').call(3, 'CLOSE', 'A1', 'OK')),
  ],
  [
    'while pending',
    'fail',
    again((j) => j.call(0, 'PAY', 'A1', 'PEND').queries('A1', [3], 'WAIT')),
  ],
  ['after an unknown PAY', 'fail', again((j) => j.call(0, 'PAY', 'A1', 'UNK'))],
  [
    'unknown, then not found',
    'fail',
    again((j) => j.call(0, 'PAY', 'A1', 'UNK').queries('A1', [1], 'NOTEXIST')),
  ],
  ['TRADE_HAS_SUCCESS needs a query', 'fail', again((j) => j.call(0, 'PAY', 'A1', 'HAS_SUCCESS'))],
  [
    'the earlier one was seen paid: ONE-04',
    'inconclusive',
    again((j) => j.call(0, 'PAY', 'A1', 'PEND').queries('A1', [3], 'SUCCESS')),
  ],
  [
    'paid and refunded in full',
    'pass',
    again((j) => j.call(0, 'PAY', 'A1', 'OK').call(3, 'REFUND', 'A1', 'OK', { amountFen: 2_000 })),
  ],
  [
    'overlapping starts: ONE-03',
    'inconclusive',
    again((j) => j.call(0, 'PAY', 'A1', 'OK', { tookS: 25 })),
  ],
  ['PRECREATE unknown, no QR shown', 'pass', again((j) => j.call(0, 'PRECREATE', 'A1', 'UNK'))],
  ['a QR still on display', 'fail', shownQr('')],
  [
    'a QR that lives two minutes',
    'fail',
    shownQr('biz_content=%7B%22timeout_express%22%3A%222m%22%7D'),
  ],
  [
    'two sales do not concern each other',
    'inconclusive',
    createJournal()
      .sale('s1')
      .sale('s2', 3_000)
      .call(0, 'PAY', 'A1', 'PEND')
      .call(5, 'PAY', 'B1', 'OK', { amountFen: 3_000 })
      .until(60),
  ],
  [
    'passive: numbers do not belong together',
    'inconclusive',
    createJournal().call(0, 'PAY', 'A1', 'PEND').call(5, 'PAY', 'A2', 'OK').until(60),
  ],
])

const waited = () =>
  pending()
    .belief(0.5, 'PENDING')
    .queries('A1', every(3, 30), 'WAIT')
    .call(30, 'CANCEL', 'A1', 'OK')
    .until(90)

describeRule(tradeStatusDecidesNotCode, [
  ['a forged notification made it PAID: booked elsewhere', 'pass', misled()],
  [
    'no WAIT',
    'inconclusive',
    pending().belief(0.5, 'PENDING').queries('A1', [3], 'SUCCESS').until(60),
  ],
  ['goes on waiting', 'pass', waited()],
  ['shown as PAID after a wait', 'fail', waited().belief(4, 'PAID')],
  ['PAID after 10003, before any query: POLL-08', 'pass', waited().belief(1, 'PAID')],
  ['PAID after a success notification', 'pass', waited().notice(3.5, 'A1').belief(4, 'PAID')],
  [
    'PAID after a query that said so',
    'pass',
    pending()
      .belief(0.5, 'PENDING')
      .queries('A1', [3], 'WAIT')
      .queries('A1', [6], 'SUCCESS')
      .belief(6.5, 'PAID')
      .until(90),
  ],
  [
    'stops on the first wait',
    'fail',
    pending().belief(0.5, 'PENDING').queries('A1', [3], 'WAIT').until(90),
  ],
  [
    'passive: belief unknown',
    'inconclusive',
    createJournal()
      .call(0, 'PAY', 'A1', 'PEND')
      .queries('A1', every(3, 30), 'WAIT')
      .call(30, 'CANCEL', 'A1', 'OK')
      .until(90),
  ],
])
