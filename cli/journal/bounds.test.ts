// Bounds of a journal by command and at the start, and what a grade says of a journal that was pruned.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { writeJournal } from '../../client-tests/grade/saved-journal.ts'
import { keepCli, openServer, runCli } from '../run.fixture.ts'

const { folder } = keepCli()

/** Keeps 100,000 entries, of which there are 250 and those of its start. */
async function openBounded() {
  const server = await openServer(onTestFinished, { journalBounds: { entries: 100_000 } })
  const entry = { kind: 'adapter', act: 'sale', startedMs: 0, status: 200, reply: 'ok' } as const
  for (let nth = 0; nth < 250; nth++) server.sandbox.journal.note(entry)
  return server
}

test('bounds are shown, changed and switched off, and a journal is pruned by hand', async () => {
  const { sim } = await openBounded()
  const lines = async (line: string) => (await sim(line)).out
  expect(await lines('journal bounds')).toBe('kept are at most: 100000 entries\n')
  expect(await lines('journal bounds --age 7d --bytes 500M')).toBe(
    'kept are at most: of the last 7d, 524288000 bytes\n',
  )
  expect(await lines('journal bounds --off')).toBe('everything is kept\n')
  expect(await lines('journal prune --entries 150')).toBe(
    '100 entries are gone; the journal begins at entry 101\n',
  )
  expect(await lines('journal bounds')).toBe(
    'everything is kept\nthe journal begins at entry 101: what was before has been pruned\n',
  )
  const { code, err } = await sim('journal show x1')
  expect([code, err]).toEqual([1, expect.stringContaining('what was before entry 101 has been')])
})

test.each([
  ['journal bounds --off --age 7d', '--off: give it alone'],
  ['journal prune', 'age: give an age, entries or bytes to keep'],
  ['journal prune --bytes 3X', 'Give a size such as 500M, 2G or a number of bytes.'],
  ['journal bounds --entries 7', 'entries: at least 100, or leave it out'],
])('%s is refused: %s', async (line, message) => {
  const { sim } = await openBounded()
  const { code, err } = await sim(line)
  expect(code).toBeGreaterThan(0)
  expect(err).toContain(message)
})

test.each([
  ['--journal-entries 7', '--journal-entries: at least 100, or leave it out'],
  ['--journal-age soon', 'Give a duration such as 12h or 7d.'],
])('serve %s is refused, and nothing is started', async (options, message) => {
  const { code, err } = await runCli(`serve --ephemeral --port 0 ${options}`)
  expect([code, err]).toEqual([2, expect.stringContaining(message)])
})

test('serve keeps what it is told to keep', async () => {
  let kept = ''
  const { code } = await runCli('serve --ephemeral --port 0 --json --journal-age 36h', {
    out: (text) => void (kept ||= text),
    stopped: async () => {
      const { url, token } = JSON.parse(kept) as { url: string; token: string }
      const env = { ALIPAY_SIM_URL: url, ALIPAY_SIM_TOKEN: token }
      kept = (await runCli('journal bounds', { env })).out
    },
  })
  expect([code, kept]).toEqual([0, 'kept are at most: of the last 1d 12h\n'])
})

test('a grade refuses a journal whose beginning has been pruned, in one sentence', async () => {
  const file = join(folder(), 'pruned.jsonl')
  const stamp = { schemaVersion: 2, seq: 5_001, at: 0, elapsedMs: 0 } as const
  writeFileSync(file, writeJournal([{ ...stamp, kind: 'clock', act: 'next', from: 0, to: 1 }]))
  const { code, err } = await runCli(`grade --journal ${file}`)
  expect([code, err]).toEqual([
    2,
    `alipay-sim: --journal ${file}: this journal begins at entry 5001: what was before has been ` +
      'pruned; a verdict needs the whole, so grade a run whose journal has no bounds\n',
  ])
})
