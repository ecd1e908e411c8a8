// After a part of a payment has gone back, and after all of another has, a notification tells of it:
// TRADE_SUCCESS with the fields of a refund, and TRADE_CLOSED.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const refunded = (percents: readonly number[]) => ({
  kind: 'barcode' as const,
  buyer: 'at-once',
  moves: [
    ...percents.map((percent, place) => ({
      do: 'refund' as const,
      percent,
      once: 'paid' as const,
      after: `${3 + 3 * place}s`,
    })),
    { do: 'inject' as const, fault: 'N15', once: 'paid' as const, after: '10s' },
    { do: 'manual-query' as const, once: 'paid' as const, after: '13s' },
  ],
})

export default {
  id: 'S42',
  name: 'refunds-are-notified',
  teaches: 'A success with refund fields tells of money that left, not of money that came.',
  exercises: ['REF-01', 'REF-05', 'NTF-16'],
  brokenBy: 'no-request-no',
  sales: [refunded([20, 40]), refunded([100])],
  expect: [
    'exactly three refunds',
    'exactly two payments',
    'the merchant believes every sale is REFUNDED',
  ],
  wall: '90s',
} satisfies ScenarioFile
