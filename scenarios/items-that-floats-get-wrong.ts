// Goods of a campaign whose prices add up in fen, and not in floating point.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S27',
  name: 'items-that-floats-get-wrong',
  teaches: 'Money is whole fen.',
  exercises: ['ORD-02', 'ORD-03', 'ORD-10', 'ORD-11'],
  brokenBy: 'items-added-as-floats',
  sales: [
    {
      kind: 'barcode',
      buyer: 'at-once',
      amount: '40.35',
      items: [
        { id: 'tea', price: '0.10', quantity: 3 },
        { id: 'kettle', price: '19.99', quantity: 2 },
        { id: 'bag', price: '0.07', quantity: 1 },
      ],
      discountable: '39.98',
    },
  ],
  expect: ['the sale is paid once', 'the sale holds 40.35'],
  wall: '40s',
} satisfies ScenarioFile
