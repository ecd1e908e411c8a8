// The replies to cancels cannot be read or trusted: of one that was not executed, of one that was, and of
// one that sent money back.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const cancelled = (fault: string, options?: Record<string, unknown>) => ({
  fault,
  op: 'CANCEL' as const,
  count: 1,
  options,
})

const voided = { do: 'cashier-cancel', after: '3s' } as const

export default {
  id: 'S66',
  name: 'unusable-replies-to-cancels',
  teaches: 'Nothing has been cancelled until a reply that can be verified says so.',
  exercises: ['EXC-02', 'EXC-13'],
  brokenBy: 'unreadable-cancel-is-done',
  sales: [
    {
      kind: 'barcode',
      buyer: 'never',
      faults: [
        cancelled('F11', { executed: 'no', kind: 'empty' }),
        cancelled('F10', { executed: 'no' }),
        cancelled('F04', { how: 'fin' }),
      ],
      moves: [voided],
    },
    {
      kind: 'barcode',
      buyer: 'never',
      faults: [
        cancelled('F11', { executed: 'no' }),
        cancelled('F11', { executed: 'no', kind: 'wrong-envelope' }),
        cancelled('F01', { code: 'failure', subCode: 'SystemError' }),
      ],
      moves: [voided],
    },
    {
      kind: 'barcode',
      buyer: 'never',
      faults: [cancelled('F09'), cancelled('F12'), cancelled('F11', { executed: 'yes' })],
      moves: [voided],
    },
    {
      kind: 'barcode',
      buyer: 'never',
      faults: [
        cancelled('F22'),
        cancelled('F11', { executed: 'yes', kind: 'empty' }),
        cancelled('F12', { how: 'missing' }),
        cancelled('F03', { how: 'fin' }),
      ],
      moves: [voided],
    },
  ],
  expect: [
    'sale 1 is not paid',
    'sale 2 is not paid',
    'sale 3 is not paid',
    'sale 4 is refunded in full',
    'every trade ends as TRADE_CLOSED',
    'at least 12 cancels were sent',
    'the merchant believes sale 4 is REVERSED',
  ],
  wall: '120s',
} satisfies ScenarioFile
