// The replies to queries cannot be read or trusted, in every form there is: empty, cut, no JSON, under a
// strange key, HTML, a false signature or none, a broken line. Between them nothing is known.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const asked = (fault: string, options?: Record<string, unknown>) => ({
  fault,
  op: 'QUERY' as const,
  count: 1,
  options,
})

export default {
  id: 'S65',
  name: 'unusable-replies-to-queries',
  teaches: 'A reply to a query that cannot be read or verified says nothing: not paid, not unpaid.',
  exercises: ['EXC-01', 'EXC-13', 'NTF-14'],
  brokenBy: 'unreadable-query-means-closed',
  sales: [
    {
      kind: 'barcode',
      buyer: 'after-password=23s',
      faults: [
        asked('F11', { executed: 'yes', kind: 'empty' }),
        asked('F09'),
        asked('F12'),
        asked('F11', { executed: 'yes' }),
        asked('F10', { executed: 'yes' }),
      ],
    },
    {
      kind: 'barcode',
      buyer: 'after-password=23s',
      faults: [
        asked('F11', { executed: 'yes', kind: 'wrong-envelope' }),
        asked('F12', { how: 'missing' }),
        asked('F03', { how: 'fin' }),
        asked('F09', { length: 'fitted' }),
      ],
    },
    // After a payment whose own reply was lost, they are all there is to go by.
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [
        { fault: 'N04' },
        { fault: 'F03', op: 'PAY', count: 1 },
        asked('F11', { executed: 'yes', kind: 'empty' }),
        asked('F12', { how: 'stranger' }),
      ],
    },
    // And while a QR code is on display.
    {
      kind: 'qr',
      expires: '60s',
      faults: [
        { fault: 'N04' },
        asked('F11', { executed: 'yes', kind: 'empty' }),
        asked('F12', { how: 'missing' }),
        asked('F10', { executed: 'yes', status: 503 }),
      ],
      moves: [{ do: 'scan', buyer: 'at-once', once: 'qr', after: '14s' }],
    },
  ],
  expect: [
    'every sale is paid once',
    'the merchant believes every sale is PAID',
    'no cancel was sent',
  ],
  wall: '100s',
} satisfies ScenarioFile
