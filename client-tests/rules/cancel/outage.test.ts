// CAN-06 in its situations: the gateway goes away while a cancel is due.
import { describeRule } from '../cases.fixture.ts'
import { createJournal, type Journal } from '../../trace/journal.fixture.ts'
import { aCancelOutlivesAnOutage } from './a-cancel-outlives-an-outage.ts'

const pending = () => createJournal().sale().call(0, 'PAY', 'A1', 'PEND').belief(0.5, 'PENDING')
const cut = (journal: Journal, atS = 31, forMs = 90_000) =>
  journal.write(atS, {
    kind: 'fault',
    rule: 'host',
    fault: 'outage',
    catalogueId: 'I01',
    faultKind: 'outage',
    stage: 'call',
    forMs,
    note: '',
  })
/** Looks at its queue of cancels every so often. */
const queueing = (cancelQueuePeriodMs: number) =>
  createJournal({
    capabilities: {
      families: ['O'],
      roles: ['merchant'],
      device: false,
      itemCampaign: false,
      cancelQueuePeriodMs,
      supports: {},
    },
  })
const outQueueing = (cancelQueuePeriodMs: number) => {
  const journal = queueing(cancelQueuePeriodMs).sale()
  return cut(journal.call(0, 'PAY', 'A1', 'PEND').call(30, 'CANCEL', 'A1', 'LOST'))
}
const out = () => cut(pending().call(30, 'CANCEL', 'A1', 'LOST'))

describeRule(aCancelOutlivesAnOutage, [
  ['no outage', 'inconclusive', pending().call(30, 'CANCEL', 'A1', 'OK').until(300)],
  [
    'an outage of 89.999 s',
    'inconclusive',
    cut(pending().call(30, 'CANCEL', 'A1', 'LOST'), 31, 89_999).until(300),
  ],
  ['cancelled before it', 'inconclusive', cut(pending().call(30, 'CANCEL', 'A1', 'OK')).until(300)],
  ['cancelled 120 s after it', 'pass', out().call(241, 'CANCEL', 'A1', 'OK').until(300)],
  ['cancelled 120.001 s after it', 'warn', out().call(241.001, 'CANCEL', 'A1', 'OK').until(300)],
  [
    'its queue of 200 s came to it 200 s after it',
    'pass',
    outQueueing(200_000).call(321, 'CANCEL', 'A1', 'OK').until(400),
  ],
  [
    'its queue of 200 s came to it 200.001 s after it',
    'warn',
    outQueueing(200_000).call(321.001, 'CANCEL', 'A1', 'OK').until(400),
  ],
  ['its queue of 200 s is not yet due', 'inconclusive', outQueueing(200_000).until(320)],
  [
    'its queue of 30 s came to it 120 s after it',
    'pass',
    outQueueing(30_000).call(241, 'CANCEL', 'A1', 'OK').until(300),
  ],
  ['found paid after it', 'pass', out().call(130, 'QUERY', 'A1', 'SUCCESS').until(300)],
  [
    'it only polled when the line went',
    'warn',
    cut(pending().call(3, 'QUERY', 'A1', 'WAIT'), 5).until(300),
  ],
  ['people were told', 'pass', out().belief(92, 'ESCALATED').until(300)],
  ['lost', 'warn', out().until(300)],
  ['lost, and only a person asks', 'inconclusive', out().act(130, 'manual-query').until(300)],
  ['the trace ends too early', 'inconclusive', out().until(240)],
  ['over a restart', 'pass', out().act(61, 'restart').call(130, 'CANCEL', 'A1', 'OK').until(300)],
])
