// What is said of a store_id: which of its characters are neither letters nor digits.
import { expect, test } from 'vitest'
import { parameters } from '../parameters.ts'
import { orders } from './orders.fixture.ts'
import { storeIdIsLettersAndDigits } from './store-id-is-letters-and-digits.ts'

test.each([
  ['SH01', 'pass', 'store_id is "SH01".'],
  ['SH-1', 'warn', 'store_id "SH-1" holds "-" beside letters and digits.'],
  ['上海 1-1', 'fail', 'store_id "上海 1-1" holds "上", "海", " ", "-" beside letters and digits.'],
])('store_id %s: %s', (storeId, status, en) => {
  const verdict = storeIdIsLettersAndDigits.check(orders([{ storeId }]).trace(), parameters)
  expect(verdict.status).toBe(status)
  expect(verdict.occurrences.map(({ said }) => said.en)).toEqual([en])
})
