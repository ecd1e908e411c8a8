// What a run says of the time that is left, held against the time that it then took.
import { describe, expect, test } from 'vitest'
import { SCENARIOS } from '../scenario/library.ts'
import { inProcess } from '../merchants/exemplary/in-process.ts'
import type { RunProgress } from './drive.ts'
import { runInProcess, type InProcessMerchant } from './in-process/in-process.ts'
import { lanesOf } from './lanes.ts'
import { followProgress } from './progress.ts'
import { salesOf } from './sales.ts'

interface Report extends RunProgress {
  atMs: number
}

/** Plays in virtual time, where minutes take a moment, and keeps what was told when. */
async function reportsOf(
  scenarios: typeof SCENARIOS,
): Promise<{ reports: Report[]; endMs: number }> {
  const reports: Report[] = []
  const shop = inProcess({ name: 'exemplary', bend: {} })
  let now = () => 0
  const merchant: InProcessMerchant = {
    ...shop,
    open: (around) => {
      now = around.now
      return shop.open(around)
    },
  }
  await runInProcess(merchant, scenarios, {
    onProgress: (progress) => void reports.push({ ...progress, atMs: now() }),
  })
  return { reports, endMs: now() }
}

describe('the time that is left', () => {
  const scenarios = SCENARIOS.filter(
    ({ long, sandbox }, place) => !long && sandbox.options === undefined && place % 3 === 0,
  )

  test('is near what it then takes, from the first fault to the last sale', async () => {
    const { reports, endMs } = await reportsOf(scenarios)
    const sales = scenarios.flatMap((scenario) => scenario.sales)
    expect(reports.length).toBeGreaterThan(sales.length)
    for (const { atMs, leftMs } of reports) {
      const reallyMs = endMs - atMs
      expect(leftMs).toBeGreaterThan(0.5 * reallyMs - 20_000)
      expect(leftMs).toBeLessThan(1.6 * reallyMs + 30_000)
    }
    expect(reports.at(-1)).toMatchObject({ leftMs: 0, round: 1, what: expect.stringMatching(/^S/) })
    expect(reports.at(-1)?.done).toBe(reports.at(-1)?.total)
  })
})

test('sales that are played again are a round of their own, in real time', () => {
  const scenarios = SCENARIOS.filter(({ id }) => id === 'S17')
  const lanes = lanesOf(scenarios, salesOf(scenarios), new Set())
  const reports: RunProgress[] = []
  let elapsedMs = 0
  const progress = followProgress({
    world: { elapsed: () => elapsedMs, listen: () => () => {} },
    lanes,
    staggerMs: 300,
    timeScale: 0.5,
    round: 2,
    onProgress: (now) => void reports.push(now),
  })
  const [lane] = lanes
  if (!lane) throw new Error('a scenario is a lane')
  const total = lane.sales.length
  progress.begin(lane)
  expect(reports.at(-1)).toMatchObject({ round: 2, done: 0, total, what: '' })
  // Gateway time passes twice as fast as the time that people wait for.
  const longestMs = Math.max(...lane.sales.map(({ wallMs }) => wallMs))
  expect(reports.at(-1)?.leftMs).toBeGreaterThan(longestMs * 0.5 * 0.3)
  expect(reports.at(-1)?.leftMs).toBeLessThan(longestMs * 0.5 * 0.6)
  elapsedMs += 60_000
  for (const sale of lane.sales) progress.end(sale, 'name')
  expect(reports.at(-1)).toEqual({
    round: 2,
    done: total,
    total,
    what: 'S17 name',
    leftMs: 0,
    scenarios: [{ id: 'S17', sales: total, done: total, isBegun: true }],
  })
})
