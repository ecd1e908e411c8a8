import { expect, test } from 'vitest'
import { formatSum } from './money.ts'

test.each([
  [8_888, undefined, '88.88 yuan'],
  [599, 'USD', 'USD 5.99'],
  [599, 'JPY', 'JPY 599'],
])('%d of %s is %s', (amount, currency, words) => {
  expect(formatSum(amount, currency)).toBe(words)
})
