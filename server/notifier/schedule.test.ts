import { expect, test } from 'vitest'
import { createDraw } from '../values/random.ts'
import { firstDelayMs, gapAfter, replyTimeoutMs } from './schedule.ts'

const usual = { resends: 0, firstGap: '4m' } as const

test('eight sends, 4m 10m 10m 1h 2h 6h 15h apart; after the eighth there is no other', () => {
  const minutes = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((attempt) => gapAfter(attempt, usual))
  expect(minutes.map((gapMs) => gapMs && gapMs / 60_000)).toEqual([
    4,
    10,
    10,
    60,
    120,
    360,
    900,
    undefined,
    undefined,
  ])
})

test('three immediate resends come before the table, not instead of it', () => {
  const gaps = [1, 2, 3, 4, 10, 11].map((attempt) => gapAfter(attempt, { ...usual, resends: 3 }))
  expect(gaps).toEqual([0, 0, 0, 240_000, 54_000_000, undefined])
})

test('the first gap may be two minutes; the others stay', () => {
  const gaps = [1, 2].map((attempt) => gapAfter(attempt, { resends: 0, firstGap: '2m' }))
  expect(gaps).toEqual([120_000, 600_000])
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
