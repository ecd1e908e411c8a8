// What the command line says while something takes longer than a second. Seconds are those of a fake
// timer: nothing here waits.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { runCli, type Ran } from './run.fixture.ts'
import { scratchFolder } from '../server/testing/scratch.fixture.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const env = { ALIPAY_SIM_URL: 'http://127.0.0.1:8600', ALIPAY_SIM_TOKEN: 't' }

/** A server that answers after so many seconds of the fake timer. */
async function slow(
  line: string,
  seconds: number,
  progress: 'rewritten' | 'lines',
  more: Record<string, string> = {},
): Promise<Ran> {
  const asked = Promise.withResolvers<void>()
  const answered = Promise.withResolvers<Response>()
  const fetch = () => {
    asked.resolve()
    return answered.promise
  }
  const running = runCli(line, { env: { ...env, ...more }, fetch, progress })
  await asked.promise
  vi.advanceTimersByTime(seconds * 1_000)
  answered.resolve(Response.json([]))
  return running
}

test('a call of three seconds rewrites one line of a terminal, and leaves none', async () => {
  const { code, out, err } = await slow('buyer triggers', 3, 'rewritten')
  expect(code).toBe(0)
  const shown = err.split('\r').map((line) => line.trim())
  expect(shown).toEqual([
    '',
    ...[1, 2, 3].map((second) => `waiting for GET /triggers, ${second} s`),
    '',
    '',
  ])
  expect(err).not.toContain('\n')
  expect(out).not.toContain('waiting')
})

test('in a log the same call is one line, however long it takes', async () => {
  const { err } = await slow('buyer triggers --json', 30, 'lines')
  expect(err).toBe('  waiting for GET /triggers\n')
})

test.each(['rewritten', 'lines'] as const)(
  'a call that is over within a second says nothing (%s)',
  async (progress) => {
    const { err } = await slow('fault list', 0.9, progress)
    expect(err).toBe('')
  },
)

test('in Chinese too', async () => {
  const zh = { LANG: 'zh_CN.UTF-8' }
  const log = await slow('buyer triggers --json', 2, 'lines', zh)
  expect(log.err).toBe('  正在等待 GET /triggers\n')
  const { err } = await slow('buyer triggers', 1, 'rewritten', zh)
  expect(err.split('\r').map((line) => line.trim())).toContain('正在等待 GET /triggers，1 秒')
})

test('a call that the server refuses after a while leaves the line empty, and one reason', async () => {
  const fetch = async () => {
    vi.advanceTimersByTime(1_000)
    return Promise.reject(new Error('gone'))
  }
  const { code, err } = await runCli('clock advance 25h', { env, fetch, progress: 'rewritten' })
  expect(code).toBe(2)
  expect(err).toMatch(/POST \/clock\/advance, 1 s +\r +\ralipay-sim: no server answers/)
})

test('a scenario says which of its steps is at work', async () => {
  const file = join(scratchFolder(onTestFinished), 'scenario.yaml')
  writeFileSync(
    file,
    [
      'id: three-steps',
      'name: three-steps',
      'teaches: what is at work',
      'calls:',
      '  - { do: wait, for: 1s }',
      '  - { do: pay, out_trade_no: o-1, total_amount: "1.00", subject: tea }',
      '  - { do: advance, by: 1h }',
      'expect: ["trade o-1 reaches TRADE_SUCCESS"]',
      '',
    ].join('\n'),
  )
  // Every turn of the event loop takes a second and a half, so each step takes longer than one.
  let turn = setImmediate(function tick() {
    vi.advanceTimersByTime(1_500)
    turn = setImmediate(tick)
  })
  onTestFinished(() => {
    clearImmediate(turn)
    process.exitCode = undefined
  })
  const { code, out, err } = await runCli(['scenario', 'run', file], { progress: 'lines' })
  expect([code, out]).toEqual([0, expect.stringContaining('1 of 1 expectations met')])
  expect(err.trimEnd().split('\n')).toEqual([
    '  waiting for step 1 of 3: wait',
    '  waiting for step 2 of 3: pay',
    '  waiting for step 3 of 3: advance',
  ])
})
