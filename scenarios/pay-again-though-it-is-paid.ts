// The sale is paid and known to be; a cashier who has not seen it asks the customer for another code.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S25b',
  name: 'pay-again-though-it-is-paid',
  teaches: 'A sale that is paid is not paid again, whatever somebody presses.',
  brokenBy: 'charges-then-refunds',
  sales: [
    {
      kind: 'barcode',
      buyer: 'at-once',
      moves: [{ do: 'pay-again', buyer: 'at-once', once: 'paid', after: '2s' }],
    },
  ],
  expect: ['the sale is paid once', 'exactly one payment'],
  wall: '90s',
} satisfies ScenarioFile
