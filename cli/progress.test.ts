// What a run says while it lasts: one line on a terminal, a line every 15 s in a log. Seconds are those
// of a fake timer: nothing here waits.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { RunProgress } from '../client-tests/drives/drive.ts'
import type { Io } from './io.ts'
import { withProgress, type ProgressOptions } from './progress.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const pass = (seconds: number) => vi.advanceTimersByTime(seconds * 1_000)

type Tell = (done: number, what: string, leftS: number, more?: Partial<RunProgress>) => void

async function printed(
  how: Io['progress'],
  run: (tell: Tell) => void,
  options: ProgressOptions = {},
): Promise<string> {
  let err = ''
  await withProgress(
    { progress: how, err: (text) => void (err += text) },
    options,
    async ({ say, onProgress }) => {
      say('  gateway http://g')
      run((done, what, leftS, more) =>
        onProgress?.({
          done,
          total: 8,
          what,
          leftMs: leftS * 1_000,
          round: 1,
          scenarios: [],
          ...more,
        }),
      )
    },
  )
  return err
}

const linesOf = (text: string) => text.split('\n').slice(0, -1)

test('on a terminal one line says what is at rest, the time left, and what happened last', async () => {
  const text = await printed('rewritten', (tell) => {
    pass(1)
    tell(0, 'S11: unknown', 200)
    tell(2, `S54 ${'an-outage-in-the-middle-of-the-cancel-'.repeat(3)}`, 58)
    tell(8, 'S03 buyer-never-pays', 0)
  })
  expect(linesOf(text)).toHaveLength(2)
  const shown = text.split(/[\r\n]+/).map((line) => line.trimEnd())
  expect(shown).toEqual([
    '  gateway http://g',
    '  waiting for the merchant, 1 s',
    '  0/8 sales at rest · about 3 min left · S11: unknown',
    expect.stringMatching(/^ {2}2\/8 sales at rest · about 60 s left · S54 an-outage/),
    '  8/8 sales at rest · S03 buyer-never-pays',
    '  8/8 sales at rest · S03 buyer-never-pays',
    '',
  ])
  for (const line of text.split(/[\r\n]+/)) expect(line.length).toBeLessThanOrEqual(79)
})

test('the time left goes on while nothing happens', async () => {
  const text = await printed('rewritten', (tell) => {
    tell(2, 'S11 busy', 60)
    pass(31)
  })
  expect(text).toContain('  2/8 sales at rest · about 60 s left · S11 busy')
  expect(text).toContain('  2/8 sales at rest · about 30 s left · S11 busy')
})

test('a log gets the first line at once and then one every 15 s, whatever happens', async () => {
  const text = await printed('lines', (tell) => {
    pass(30)
    tell(0, 'S11: unknown', 400)
    for (let second = 0; second < 40; second += 1) {
      pass(1)
      tell(1, `S01 second ${second + 1}`, 300)
    }
    pass(20)
    tell(8, 'S03 buyer-never-pays', 0)
  })
  expect(linesOf(text)).toEqual([
    '  gateway http://g',
    '  waiting for the merchant, 15 s',
    '  waiting for the merchant, 30 s',
    '  0/8 sales at rest · about 7 min left · S11: unknown',
    '  1/8 sales at rest · about 5 min left · S01 second 14',
    '  1/8 sales at rest · about 5 min left · S01 second 29',
    '  1/8 sales at rest · about 5 min left · S01 second 40',
    '  1/8 sales at rest · about 5 min left · S01 second 40',
    '  8/8 sales at rest · S03 buyer-never-pays',
  ])
})

test('sales that are played again are named as soon as that begins', async () => {
  const again = (tell: Tell) => {
    tell(8, 'S03 buyer-never-pays', 0)
    tell(0, '', 45, { total: 3, round: 2 })
    tell(1, 'S16 cancel', 30, { total: 3, round: 2 })
  }
  expect(linesOf(await printed('lines', again)).slice(2)).toEqual([
    '  playing again, 3 sales · 0/3 sales at rest · about 50 s left',
    '  playing again, 3 sales · 1/3 sales at rest · about 30 s left · S16 cancel',
  ])
  expect(await printed('lines', again, { language: 'zh' })).toContain(
    '  重跑 3 笔 · 0/3 笔已结束 · 约剩 50 秒\n',
  )
})

test('where nothing is to be said, nothing is but where the gateway is', async () => {
  expect(await printed('none', (tell) => tell(1, 'S01', 1))).toBe('  gateway http://g\n')
})
