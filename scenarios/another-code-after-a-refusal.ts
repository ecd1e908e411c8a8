// Codes that are refused: expired, of an empty wallet, by the gateway's word; and a number that the
// gateway says it knows. The customer shows another code.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const again = { do: 'pay-again', buyer: 'at-once', once: 'given-up', after: '2s' } as const

export default {
  id: 'S22',
  name: 'another-code-after-a-refusal',
  teaches: 'A new try is a new order with a number of its own.',
  exercises: ['POLL-06', 'ORD-01'],
  brokenBy: 'abandons-after-not-exist',
  wallet: ['alipay', 'wechat'],
  sales: [
    { kind: 'barcode', buyer: 'expired', moves: [again] },
    { kind: 'barcode', buyer: 'no-money', moves: [again] },
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [{ fault: 'F19', op: 'PAY', count: 1 }],
      moves: [again],
    },
    { kind: 'barcode', buyer: 'at-once', faults: [{ fault: 'F26', op: 'PAY', count: 1 }] },
  ],
  expect: ['every sale is paid once', 'exactly four payments'],
  wall: '80s',
} satisfies ScenarioFile
