// When polling begins, how dense and how long it is: at and around the edges of each band.
import { describeRule } from '../cases.fixture.ts'
import { createJournal, every } from '../../trace/journal.fixture.ts'
import { firstQueryComesInTime } from './first-query-comes-in-time.ts'
import { meanIntervalIsAboutThreeSeconds } from './mean-interval-is-about-three-seconds.ts'
import { pollingLastsAboutThirtySeconds } from './polling-lasts-about-thirty-seconds.ts'

type Run = Parameters<typeof createJournal>[0]

/** 10003 at 0 s. */
const pending = (run?: Run) => createJournal(run).sale().call(0, 'PAY', 'A1', 'PEND')
const firstQuery = (atS: number, run?: Run) =>
  pending(run).call(atS, 'QUERY', 'A1', 'WAIT').until(200)
/** Polls at these times, then cancels. */
const polled = (timesS: readonly number[], cancelS: number, run?: Run) =>
  pending(run).queries('A1', timesS, 'WAIT').call(cancelS, 'CANCEL', 'A1', 'OK').until(200)

describeRule(firstQueryComesInTime, [
  ['no 10003', 'inconclusive', createJournal().sale().call(0, 'PAY', 'A1', 'OK').until(60)],
  ['query at 6.0 s', 'pass', firstQuery(6)],
  ['query at 6.001 s', 'warn', firstQuery(6.001)],
  ['query at 10.0 s', 'warn', firstQuery(10)],
  ['query at 10.001 s', 'fail', firstQuery(10.001)],
  ['no query at all', 'fail', pending().until(60)],
  ['no query, and the trace ends at once', 'inconclusive', pending().until(9)],
  ['CANCEL instead, in time', 'pass', pending().call(5, 'CANCEL', 'A1', 'OK').until(60)],
  ['a final notification in time', 'pass', pending().notice(5, 'A1').until(60)],
  [
    'a final notification that was refused',
    'fail',
    pending().notice(5, 'A1', { reply: 'fail' }).until(60),
  ],
  ['a forged notification', 'fail', pending().notice(5, 'A1', { bend: 'forged' }).until(60)],
  ['notify+poll, query at 10 s', 'pass', firstQuery(10, { resultChannel: 'notify+poll' })],
  ['notify+poll, query at 15.001 s', 'fail', firstQuery(15.001, { resultChannel: 'notify+poll' })],
  ['time scale 0.1, 2.7 s more', 'pass', firstQuery(8.7, { timeScale: 0.1 })],
  ['time scale 0.1, just beyond', 'warn', firstQuery(8.701, { timeScale: 0.1 })],
  [
    'a call left hanging excuses what follows',
    'inconclusive',
    pending().call(20, 'QUERY', 'A1', 'HUNG').until(60),
  ],
])

describeRule(meanIntervalIsAboutThreeSeconds, [
  [
    'three at once, then a pause of nine seconds: the mean is right, the rhythm is not',
    'warn',
    createJournal()
      .sale()
      .call(0, 'PAY', 'A1', 'PEND')
      .queries('A1', [3, 3.1, 3.2, 12, 12.1, 12.2, 21, 21.1, 21.2], 'WAIT')
      .until(60),
  ],
  ['two waits only', 'inconclusive', polled([3, 6], 7)],
  ['every 2 s', 'pass', polled(every(2, 30), 30)],
  ['every 1.999 s', 'warn', polled(every(1.999, 30), 30)],
  ['every 0.999 s', 'fail', polled(every(0.999, 30), 30)],
  ['every 6 s', 'pass', polled(every(6, 30), 30)],
  ['every 6.001 s', 'warn', polled(every(6.001, 30), 30)],
  ['every 12 s', 'fail', polled([3, 15, 27, 39], 39)],
  ['mean in band, one gap of 16 s', 'warn', polled([3, 5, 7, 9, 11, 27, 29], 29)],
  [
    'an unknown query in between is left out',
    'pass',
    pending()
      .queries('A1', [3, 6, 9], 'WAIT')
      .call(25, 'QUERY', 'A1', 'UNK')
      .queries('A1', [40, 43], 'WAIT')
      .until(90),
  ],
  [
    'the end of waiting counts, what follows it does not',
    'pass',
    pending()
      .queries('A1', [3, 6, 9], 'WAIT')
      .call(12, 'QUERY', 'A1', 'SUCCESS')
      .call(80, 'QUERY', 'A1', 'SUCCESS')
      .until(90),
  ],
  [
    'retries after CANCEL do not count',
    'pass',
    polled([3, 6, 9, 12], 12).queries('A1', [60, 90], 'WAIT'),
  ],
  [
    'PAY was unknown, not 10003',
    'inconclusive',
    createJournal()
      .sale()
      .call(0, 'PAY', 'A1', 'UNK')
      .queries('A1', every(12, 60), 'WAIT')
      .until(90),
  ],
  [
    'time scale 0.5 widens both ends by 0.3 s',
    'pass',
    polled(every(1.7, 30), 30, { timeScale: 0.5 }),
  ],
])

describeRule(pollingLastsAboutThirtySeconds, [
  ['last query at 24 s', 'pass', polled(every(3, 24), 24)],
  ['last query at 23.999 s', 'warn', polled([...every(3, 21), 23.999], 24)],
  ['last query at 15 s', 'warn', polled(every(3, 15), 15)],
  ['last query at 14.999 s', 'fail', polled([3, 6, 9, 12, 14.999], 15)],
  ['last query at 45 s', 'pass', polled(every(3, 45), 45)],
  ['last query at 90 s', 'warn', polled(every(3, 90), 90)],
  ['last query at 90.001 s', 'fail', polled([...every(3, 90), 90.001], 91)],
  [
    'the buyer pays earlier',
    'inconclusive',
    pending()
      .books(8, 'A1', 'TRADE_SUCCESS')
      .queries('A1', [3, 6], 'WAIT')
      .call(9, 'QUERY', 'A1', 'SUCCESS')
      .until(90),
  ],
  [
    'the buyer pays inside CANCEL',
    'pass',
    polled(every(3, 30), 30.2).books(30.1, 'A1', 'TRADE_SUCCESS'),
  ],
  [
    'a query was unknown',
    'inconclusive',
    pending()
      .queries('A1', [3, 6], 'WAIT')
      .call(9, 'QUERY', 'A1', 'UNK')
      .call(10, 'CANCEL', 'A1', 'OK')
      .until(90),
  ],
  ['the cashier cancels', 'inconclusive', polled([3, 6], 7.1).act(7, 'cancel')],
  ['the cashier tries again', 'inconclusive', polled([3, 6], 7.1).act(7, 'pay-again')],
  [
    'a manual query late does not lengthen it',
    'pass',
    polled(every(3, 30), 30).act(100, 'manual-query').call(100, 'QUERY', 'A1', 'CLOSED'),
  ],
  ['cancelled at once without a query', 'fail', pending().call(2, 'CANCEL', 'A1', 'OK').until(90)],
  ['never asked and never cancelled: POLL-01', 'inconclusive', pending().until(90)],
  ['never cancelled', 'fail', pending().queries('A1', every(3, 12), 'WAIT').until(90)],
  [
    'time scale 0.1 widens the lower end',
    'pass',
    polled([...every(3, 18), 21.3], 22, { timeScale: 0.1 }),
  ],
])
