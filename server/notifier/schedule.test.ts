import { expect, test } from 'vitest'
import { createDraw } from '../values/random.ts'
import { firstDelayMs, gapAfter, replyTimeoutMs } from './schedule.ts'

test('after the eighth send there is no other', () => {
  expect([1, 7, 8, 9].map(gapAfter)).toEqual([240_000, 54_000_000, undefined, undefined])
})

test('the first send comes 3.0 to 3.5 s after the event, not always at the same moment', () => {
  let draws = 0
  const draw = createDraw('seed', () => ++draws)
  const delays = Array.from({ length: 200 }, () => firstDelayMs(draw))
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(3_000)
  expect(Math.max(...delays)).toBeLessThan(3_500)
  expect(new Set(delays).size).toBeGreaterThan(50)
})

test.each([
  [1, 15_000],
  [10, 1_500],
  // Under a fast clock a merchant still needs its real milliseconds.
  [60, 1_000],
  [0, 15_000],
])('at rate %d the host waits %d ms', (rate, timeoutMs) => {
  expect(replyTimeoutMs(rate)).toBe(timeoutMs)
})
