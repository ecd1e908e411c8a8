// A trade is a day old when the cashier voids it: cancels are refused, of an unpaid one and of one
// that was paid a moment before.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S53',
  name: 'cancel-comes-too-late',
  teaches: 'Too late to cancel: ask what it is, then close or refund it.',
  exercises: ['EXC-11', 'CAN-03'],
  brokenBy: 'ten-cancels-after-refusal',
  sales: [
    {
      kind: 'barcode',
      buyer: 'never',
      moves: [
        { do: 'age', by: '25h', keepsOpen: true, after: '2s' },
        { do: 'cashier-cancel', after: '3s' },
      ],
    },
    {
      kind: 'barcode',
      buyer: 'after-password=2500ms',
      moves: [
        { do: 'age', by: '25h', keepsOpen: true, after: '2s' },
        { do: 'cashier-cancel', after: '3s' },
      ],
    },
  ],
  expect: [
    'every sale is not paid',
    'every trade ends as TRADE_CLOSED',
    'at most two cancels were sent',
    'the merchant believes sale 1 is UNPAID',
  ],
  wall: '90s',
} satisfies ScenarioFile
