// The replies to refunds, and to the question whether one was made, cannot be read or trusted: of refunds
// that were not executed, of some that were, and of one that was dropped without a word.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const met = (op: 'REFUND' | 'REFQUERY') => (fault: string, options?: Record<string, unknown>) => ({
  fault,
  op,
  count: 1,
  options,
})

const refunded = met('REFUND')
const asked = met('REFQUERY')
const moves = [{ do: 'refund' as const, percent: 20, once: 'paid' as const, after: '3s' }]
const sale = { kind: 'barcode', buyer: 'at-once' } as const
// Nothing but the replies tells.
const untold = { fault: 'N04' }

export default {
  id: 'S67',
  name: 'unusable-replies-to-refunds',
  teaches: 'A reply that cannot be verified moves no money in the books, and none back.',
  exercises: ['EXC-05', 'EXC-13', 'REF-06', 'REF-10'],
  brokenBy: 'unreadable-refund-is-done',
  sales: [
    {
      ...sale,
      faults: [
        untold,
        refunded('F11', { executed: 'no', kind: 'empty' }),
        refunded('F10', { executed: 'no' }),
        refunded('F04', { how: 'fin' }),
      ],
      moves,
    },
    {
      ...sale,
      faults: [
        untold,
        refunded('F11', { executed: 'yes', kind: 'wrong-envelope' }),
        refunded('F09'),
        refunded('F12', { how: 'stranger' }),
      ],
      moves,
    },
    // The reply says that nothing has moved, though it has: it takes a question.
    {
      ...sale,
      faults: [
        untold,
        refunded('F23'),
        asked('F11', { executed: 'yes', kind: 'empty' }),
        asked('F12'),
        asked('F09'),
      ],
      moves,
    },
    {
      ...sale,
      faults: [
        refunded('F27', { why: '99-silent' }),
        asked('F10', { executed: 'yes' }),
        asked('F11', { executed: 'yes' }),
      ],
      moves: [...moves, { do: 'manual-query', once: 'paid', after: '40s' }],
    },
  ],
  expect: [
    'exactly three refunds',
    'the merchant believes sale 1 is REFUNDED',
    'the merchant believes sale 2 is REFUNDED',
    'the merchant believes sale 3 is REFUNDED',
    'the merchant believes sale 4 is PAID',
  ],
  wall: '120s',
} satisfies ScenarioFile
