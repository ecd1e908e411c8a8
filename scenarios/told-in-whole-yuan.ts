// The notification of 20.00 yuan says 20, as in the table of 004:L330; the one of 20.40 is as ever.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

/** Queries lag behind, so that the notification is news. */
const lag = { fault: 'F17', op: 'QUERY', options: { delta: '20s' } } as const
const scan = { do: 'scan', buyer: 'at-once', once: 'qr', after: '2s' } as const

export default {
  id: 'S37d',
  name: 'told-in-whole-yuan',
  teaches: '20 is 20.00: compare amounts, not their spelling.',
  exercises: ['NTF-05'],
  brokenBy: 'compares-amounts-as-text',
  sandbox: { options: { notifyAmounts: 'short' } },
  sales: [
    { kind: 'qr', amount: '20.00', expires: '60s', faults: [lag], moves: [scan] },
    { kind: 'qr', amount: '20.40', expires: '60s', moves: [scan] },
  ],
  expect: ['every sale is paid once', 'the merchant answered success within 5s'],
  wall: '80s',
} satisfies ScenarioFile
