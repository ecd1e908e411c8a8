import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { expect, test } from 'vitest'
import { watchDelays } from './delays.ts'
import { countsWaiting, meterOfTree } from './scheduler.ts'

test('a suite that stands still is late by itself, at that time of the gateway clock', async () => {
  using watch = watchDelays(() => performance.now() * 5, 0.2)
  const from = performance.now()
  while (performance.now() - from < 120);
  const found = () =>
    watch.measured().delays?.find(({ lastedMs, who }) => who === 'suite' && lastedMs >= 90)
  await expect.poll(found, { timeout: 60_000 }).toBeDefined()
  const long = found()
  expect(long?.toMs).toBeGreaterThanOrEqual(from * 5)
  expect(long?.fromMs).toBeLessThanOrEqual((from + 120) * 5)
})

test('of a merchant that was not started here only the timers of the suite tell, and it is said so', () => {
  using watch = watchDelays(() => performance.now(), 1)
  expect(watch.measured().delaysBy).toBe('timers')
})

test.runIf(countsWaiting())(
  'what a program waited for a processor is the machine’s, and its children count',
  async () => {
    const burn = `for (const end = Date.now() + 120_000; Date.now() < end;);`
    const shell = `for n in $(seq ${2 * availableParallelism() + 2}); do "$0" -e "$1" & done; wait`
    const child = spawn('sh', ['-c', shell, process.execPath, burn], {
      detached: true,
      stdio: 'ignore',
    })
    try {
      const groupId = child.pid ?? 0
      const meter = meterOfTree(groupId)
      let waitedMs = 0
      let busyMs = 0
      const sample = () => {
        const turn = meter.read()
        waitedMs += turn?.waitedMs ?? 0
        busyMs = Math.max(busyMs, turn?.busyMs ?? 0)
        return waitedMs
      }
      await expect.poll(sample, { timeout: 60_000, interval: 50 }).toBeGreaterThan(500)
      expect(busyMs).toBeGreaterThan(0)
      using watch = watchDelays(() => performance.now(), 1, groupId)
      await expect.poll(() => watch.isOverloaded(), { timeout: 60_000 }).toBe(true)
      expect(watch.measured().delaysBy).toBe('scheduler')
    } finally {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    }
  },
)

test('a program that is gone is read as nothing', () => {
  expect(meterOfTree(2 ** 22 + 1).read()).toBeUndefined()
})
