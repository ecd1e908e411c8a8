// A journal and a report that 0.1.0 saved: what today's program reads in them.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, afterEach, expect, test } from 'vitest'
import { readReport } from '../../client-tests/reports/report-schema.ts'
import { runCli } from '../run.fixture.ts'
import { scratchFolder } from '../../server/testing/scratch.fixture.ts'

const scratch = scratchFolder(afterAll)
afterEach(() => (process.exitCode = undefined))

/** The flawed shop of 0.1.0 (a new out_request_no for every try), played through four scenarios. */
function saved(name: 'flawed.journal.jsonl' | 'flawed.report.json') {
  const from = new URL(`../../server/testing/of-0.1.0/${name}.gz`, import.meta.url)
  const file = join(scratch, name)
  const text = gunzipSync(readFileSync(from)).toString()
  writeFileSync(file, text)
  return { file, text }
}

const failures = (json: string) =>
  readReport(json)
    .rules.filter(({ status }) => status === 'fail')
    .map(({ id }) => id)
    .sort()

test('a journal that 0.1.0 saved is graded as 0.1.0 graded it', async () => {
  const journal = saved('flawed.journal.jsonl')
  const before = saved('flawed.report.json')
  const { out } = await runCli(`grade --journal ${journal.file} --json --no-reports`)
  const { verdict, totals } = readReport(out)
  expect(verdict).toBe('not-ready')
  expect(totals.differing).toBe(3)
  expect(failures(out)).toEqual(failures(before.text))
  expect(failures(out)).toContain('EXC-05')
  const after = join(scratch, 'after.json')
  writeFileSync(after, out)
  const compared = await runCli(`grade compare ${before.file} ${after}`)
  expect(compared.out).toContain('verdict  not-ready\n')
})

test.each([
  ['flawed.journal.jsonl', 'grade --no-reports --journal', 'record the run again'],
  ['flawed.report.json', 'grade replay', 'grade its journal again with grade --journal'],
] as const)('%s of a newer version is refused in one line', async (name, command, remedy) => {
  const { file, text } = saved(name)
  writeFileSync(
    file,
    text
      .replaceAll('"schemaVersion":1', '"schemaVersion":99')
      .replace('"schemaVersion": 1', '"schemaVersion": 99'),
  )
  const { code, err } = await runCli(`${command} ${file}`)
  expect(code).toBe(2)
  expect(err).toMatch(/^alipay-sim: [^\n]+\n$/)
  expect(err).toContain('99 is not 1')
  expect(err).toContain('use the alipay-sim that')
  expect(err).toContain(remedy)
})
