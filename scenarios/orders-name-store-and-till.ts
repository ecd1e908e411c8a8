// A payment by code and a QR order of one till: who sold, where, and whom to tell.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S28',
  name: 'orders-name-store-and-till',
  teaches: 'Every order names its store, its till, its service provider, and where to notify.',
  exercises: ['ORD-06', 'ORD-07', 'ORD-08', 'ORD-09', 'ORD-12'],
  brokenBy: 'never-names-a-notify-url',
  sales: [
    { kind: 'barcode', buyer: 'at-once', storeId: 'HZ001', terminalId: 'T28' },
    { kind: 'qr', moves: [{ do: 'scan', buyer: 'at-once', once: 'qr', after: '2s' }] },
  ],
  expect: ['every sale is paid once', 'at least one notification was sent'],
  wall: '80s',
} satisfies ScenarioFile
