import { expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../values/instant.ts'
import { DEFAULT_OPTIONS } from '../options/options.ts'
import { expiryOf, refundDeadline } from './window.ts'

const TEN = Date.UTC(2026, 0, 5, 2)

test.each([
  ['1m', MINUTE],
  ['90m', 90 * MINUTE],
  ['2h', 2 * HOUR],
  ['15d', 15 * DAY],
  ['360h', 15 * DAY],
  // The end of the China-time day.
  ['1c', 14 * HOUR],
])('timeout_express %s lasts %d ms', (text, lasts) => {
  expect(expiryOf(text, TEN)).toBe(TEN + lasts)
})

test.each(['', '0m', '1.5h', '16d', '361h', '2c', '-1m', '5s', '1M', ' 5m', '99999m', '١m'])(
  'timeout_express %j is none',
  (text) => expect(expiryOf(text, TEN)).toBeUndefined(),
)

test('365 days are counted, a year is not', () => {
  const options = { ...DEFAULT_OPTIONS, refundWindow: '365d' } as const
  const before = Date.UTC(2027, 5, 1)
  expect(refundDeadline(options, before)).toBe(before + 365 * DAY)
})

test('twelve months from the leap day end on the last day of February', () => {
  const leapDay = Date.UTC(2028, 1, 29, 4)
  expect(refundDeadline(DEFAULT_OPTIONS, leapDay)).toBe(Date.UTC(2029, 1, 28, 4))
})
