import { expect, test } from 'vitest'
import { barsOf } from './bars.ts'

/** Code 128, set C: two digits in eleven modules, between a start and a check with a stop of thirteen. */
test('eighteen digits take nine pairs, a start, a check and a stop', () => {
  const bars = barsOf('281234567890123456')
  expect(bars).toMatch(/^11010011100[01]+1100011101011$/)
  expect(bars).toHaveLength(11 * (1 + 9 + 1) + 13)
})
