import { expect, test } from 'vitest'
import { watchDelays } from './over-http-delays.ts'

test('what took long is told with its time on the gateway clock, once for each real second', () => {
  let elapsedMs = 0
  using watch = watchDelays(() => elapsedMs, 0.2)
  const at = (gatewayMs: number, tookMs: number) => {
    elapsedMs = gatewayMs
    watch.saw(tookMs)
  }
  at(6_000, 400)
  at(6_500, 900)
  at(7_000, 60)
  // The next real second; the last one harms nobody.
  at(10_500.4, 100.6)
  at(20_000, 49)
  expect(watch.measured()).toEqual({
    maxDelayMs: 900,
    delays: [
      { fromMs: 2_000, toMs: 7_000, lastedMs: 900 },
      { fromMs: 9_997, toMs: 10_501, lastedMs: 101 },
    ],
  })
})

test('a program that stands still is late by itself', async () => {
  using watch = watchDelays(() => performance.now(), 1)
  const from = performance.now()
  while (performance.now() - from < 120);
  await expect.poll(() => watch.measured().maxDelayMs).toBeGreaterThanOrEqual(90)
  expect(watch.measured().delays).not.toEqual([])
})
