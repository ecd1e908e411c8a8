import type { Item } from '../exemplary/records.ts'
import { mutant } from './mutant.ts'

/** In fen; 4034.9999999999995 where 4035 are meant. */
function sumOf(items: readonly Item[]): number {
  return items.reduce((sum, { priceFen, quantity }) => sum + (priceFen / 100) * quantity, 0) * 100
}

export default mutant({
  name: 'items-added-as-floats',
  flaw: 'The total of a basket is added up in floating point and cut to two decimals.',
  bend: {
    orderTotal: (amountFen, items) =>
      items.length === 0
        ? (amountFen / 100).toFixed(2)
        : (Math.floor(sumOf(items)) / 100).toFixed(2),
  },
  must: { 'ORD-02': 'F' },
  may: ['ORD-10'],
})
