// `grade --console` and `grade post`: a grade is shown where somebody watches it.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { lateCancelRun } from '../../client-tests/grade/run.fixture.ts'
import { writeJournal } from '../../client-tests/grade/saved-journal.ts'
import type { Grade } from '../../server/sandbox/api/grades.ts'
import { scratchFolder } from '../../server/testing/scratch.fixture.ts'
import { openServer, runCli, TOKEN } from '../run.fixture.ts'

const SHOP = fileURLToPath(
  new URL('../../client-tests/merchants/exemplary/process.ts', import.meta.url),
)
const RUN = ['--scenario', 'S01', '--scale', '0.1', '--no-reports']
const shop = ['--', process.execPath, SHOP]

afterEach(() => {
  process.exitCode = undefined
})

const journalFile = (): string => {
  const file = join(scratchFolder(onTestFinished), 'late.jsonl')
  writeFileSync(file, writeJournal(lateCancelRun().entries()))
  return file
}

describe('a grade that is posted to a simulator', () => {
  test('is seen there from its begin to its report', async () => {
    const { sandbox, url } = await openServer(onTestFinished)
    const { grades } = sandbox
    const states: Grade[] = []
    const put = grades.put
    grades.put = (...args) => {
      const grade = put(...args)
      states.push(grade)
      return grade
    }
    const ran = await runCli(['grade', '--console', `${url}/_sim/#token=${TOKEN}`, ...RUN, ...shop])
    expect(ran.err).toContain(`console ${url}/_sim/#token=${TOKEN}&/default/grades/`)
    expect(states[0]).toMatchObject({ state: 'running', progress: { total: 0 } })
    const told = states.flatMap(({ progress }) => progress?.scenarios ?? [])
    expect(told).toContainEqual(expect.objectContaining({ id: 'S01', isBegun: true }))
    expect(new Set(states.map(({ id }) => id)).size).toBe(1)
    expect(grades.list()).toMatchObject([{ state: 'ended', outcome: { verdict: 'incomplete' } }])
    const { report = '' } = grades.get(states[0]?.id ?? '')
    expect(JSON.parse(report)).toMatchObject({ summary: { word: { zh: '无法判定' } } })
  }, 60_000)
  test('says there why it could not run', async () => {
    const { sandbox, sim, url } = await openServer(onTestFinished)
    const ran = await sim(['grade', '--console', url, '--no-reports', '--', 'no-such-program'])
    expect(ran.code).toBe(2)
    expect(sandbox.grades.list()).toMatchObject([
      { state: 'failed', failed: expect.stringContaining('did not start') },
    ])
  })
  test('costs no run where nobody answers, or the token is another', async () => {
    const { url } = await openServer(onTestFinished)
    const wrong = await runCli([
      'grade',
      '--console',
      `${url}/#token=another-token`,
      ...RUN,
      ...shop,
    ])
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('this token') })
    const nobody = await runCli(['grade', '--console', 'http://127.0.0.1:9', ...RUN, ...shop])
    expect(nobody.code).toBe(2)
  })
  test('may be the traffic of tests of one’s own', async () => {
    const { sandbox, url } = await openServer(onTestFinished)
    const env = { ALIPAY_SIM_TOKEN: TOKEN }
    const own = ['--', process.execPath, '-e', '']
    await runCli(['grade', '--passive', '--console', url, '--no-reports', ...own], { env })
    expect(sandbox.grades.list()).toMatchObject([{ outcome: { verdict: 'incomplete' } }])
  }, 60_000)
  test('may be of a saved journal, and named by the environment', async () => {
    const { sandbox, url } = await openServer(onTestFinished)
    const env = { ALIPAY_SIM_CONSOLE: url, ALIPAY_SIM_TOKEN: TOKEN }
    await runCli(['grade', '--journal', journalFile()], { env })
    expect(sandbox.grades.list()).toMatchObject([{ outcome: { verdict: 'not-ready', failed: 1 } }])
  })
})

describe('the console of the grade itself', () => {
  test('needs a run', async () => {
    const ran = await runCli(['grade', '--console', '--journal', journalFile()])
    expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('--console http://') })
  })
})

test('the report of an earlier run is posted to a simulator', async () => {
  const { sandbox, sim, url } = await openServer(onTestFinished)
  const file = join(scratchFolder(onTestFinished), 'late.json')
  writeFileSync(file, (await runCli(['grade', '--journal', journalFile(), '--json'])).out)
  const posted = await sim(['grade', 'post', file])
  expect(posted).toMatchObject({
    code: 0,
    out: `${url}/_sim/#token=${TOKEN}&/default/grades/posted-1\n`,
  })
  expect(sandbox.grades.list()).toMatchObject([{ id: 'posted-1', state: 'ended' }])
  writeFileSync(file, '{}')
  expect(await sim(['grade', 'post', file])).toMatchObject({
    code: 2,
    err: expect.stringContaining('schemaVersion'),
  })
})
