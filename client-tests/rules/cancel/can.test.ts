// CAN-01 in its situations.
import { outageEntry } from '../../../server/journal/outage.ts'
import { describeRule } from '../cases.fixture.ts'
import { createJournal } from '../../trace/journal.fixture.ts'
import { retryFlagIsReadWithTheCode } from './retry-flag-is-read-with-the-code.ts'

type Run = Parameters<typeof createJournal>[0]

const pending = (run?: Run) =>
  createJournal(run).sale().call(0, 'PAY', 'A1', 'PEND').belief(0.5, 'PENDING')
const flagged = (run?: Run) => pending(run).call(10, 'CANCEL', 'A1', 'RETRY')
const again = (gapS: number, run?: Run) =>
  flagged(run)
    .call(10 + gapS, 'CANCEL', 'A1', 'OK')
    .until(90)

describeRule(retryFlagIsReadWithTheCode, [
  [
    'CANCEL done',
    'inconclusive',
    pending().call(10, 'CANCEL', 'A1', 'OK').belief(11, 'UNPAID').until(90),
  ],
  ['repeated after 11 s', 'pass', again(11)],
  ['repeated after 11.001 s', 'fail', again(11.001)],
  ['not repeated', 'fail', flagged().until(90)],
  ['the trace ends at once', 'inconclusive', flagged().until(15)],
  [
    'not repeated, and nobody reached the gateway meanwhile',
    'inconclusive',
    flagged().write(11, outageEntry(60_000, '')).until(90),
  ],
  [
    'not repeated; the gateway went away when all was over',
    'fail',
    flagged().write(30.001, outageEntry(60_000, '')).until(120),
  ],
  ['believed closed before the next reply', 'fail', again(5).belief(12, 'UNPAID')],
  ['believed closed after the next reply', 'pass', again(5).belief(16, 'UNPAID')],
  [
    'a query finds it closed',
    'pass',
    flagged().call(12, 'QUERY', 'A1', 'CLOSED').belief(13, 'UNPAID').until(90),
  ],
  [
    '20000 with retry_flag=Y',
    'pass',
    pending()
      .call(10, 'CANCEL', 'A1', {
        meaning: 'unknown',
        reason: 'ResultUnknown',
        code: '20000',
        retryFlag: 'Y',
      })
      .call(15, 'CANCEL', 'A1', 'OK')
      .until(90),
  ],
  [
    'refused for want of balance, not believed',
    'pass',
    pending().call(10, 'CANCEL', 'A1', 'REFUSED').until(90),
  ],
  [
    'refused for want of balance, believed closed',
    'fail',
    pending().call(10, 'CANCEL', 'A1', 'REFUSED').belief(11, 'REVERSED').until(90),
  ],
  ['time scale 0.1, repeated after 13.7 s', 'pass', again(13.7, { timeScale: 0.1 })],
])
