// What a run says of the time that is left, held against the time that it then took.
import { describe, expect, test } from 'vitest'
import { SCENARIOS } from '../library.ts'
import { inProcess } from '../merchants/exemplary/in-process.ts'
import type { RunProgress } from './drive.ts'
import { runInProcess, type InProcessMerchant } from './in-process.ts'
import { lanesOf } from './lanes.ts'
import { followProgress } from './progress.ts'
import { salesOf } from './sales.ts'

interface Told extends RunProgress {
  atMs: number
}

/** Plays in virtual time, where minutes take a moment, and keeps what was told when. */
async function tell(stories: typeof SCENARIOS): Promise<{ told: Told[]; endMs: number }> {
  const told: Told[] = []
  const shop = inProcess({ name: 'exemplary', bend: {} })
  let now = () => 0
  const merchant: InProcessMerchant = {
    ...shop,
    open: (around) => {
      now = around.now
      return shop.open(around)
    },
  }
  await runInProcess(merchant, stories, {
    onProgress: (progress) => void told.push({ ...progress, atMs: now() }),
  })
  return { told, endMs: now() }
}

describe('the time that is left', () => {
  const stories = SCENARIOS.filter(
    ({ long, sandbox }, place) => !long && sandbox.options === undefined && place % 3 === 0,
  )

  test('is near what it then takes, from the first fault to the last sale', async () => {
    const { told, endMs } = await tell(stories)
    const sales = stories.flatMap((story) => story.sales)
    expect(told.length).toBeGreaterThan(sales.length)
    for (const { atMs, leftMs } of told) {
      const reallyMs = endMs - atMs
      expect(leftMs).toBeGreaterThan(0.5 * reallyMs - 20_000)
      expect(leftMs).toBeLessThan(1.6 * reallyMs + 30_000)
    }
    expect(told.at(-1)).toMatchObject({ leftMs: 0, again: 0, what: expect.stringMatching(/^S/) })
    expect(told.at(-1)?.done).toBe(told.at(-1)?.total)
  })
})

test('sales that are played again are counted and waited for', () => {
  const stories = SCENARIOS.filter(({ id }) => ['S01', 'S11', 'S17'].includes(id))
  const lanes = lanesOf(stories, salesOf(stories), new Set())
  const told: RunProgress[] = []
  let elapsedMs = 0
  const progress = followProgress({
    world: { elapsed: () => elapsedMs, listen: () => () => {} },
    lanes,
    staggerMs: 300,
    timeScale: 0.5,
    onProgress: (now) => void told.push(now),
  })
  const play = (some: typeof lanes) => {
    for (const lane of some) {
      progress.begin(lane)
      elapsedMs += 60_000
      for (const sale of lane.sales) progress.end(sale, sale.scenario)
    }
  }
  play(lanes)
  const total = told.at(-1)?.total ?? 0
  expect(told.at(-1)).toEqual({ done: total, total, what: 'S01 S01', leftMs: 0, again: 0 })
  const again = lanesOf(stories.slice(1, 2), salesOf(stories).slice(1, 3), new Set())
  const [first] = again
  progress.again(again)
  expect(told.at(-1)).toMatchObject({ done: total, total: total + 2, again: 2 })
  // Gateway time passes twice as fast as the time that people wait for.
  const usualMs = Math.max(...(first?.sales ?? []).map(({ wallMs }) => wallMs)) * 0.4
  expect(told.at(-1)?.leftMs).toBeGreaterThan(usualMs * 0.4)
  expect(told.at(-1)?.leftMs).toBeLessThan(usualMs)
  play(again)
  expect(told.at(-1)).toMatchObject({ done: total + 2, total: total + 2, leftMs: 0, again: 2 })
})
