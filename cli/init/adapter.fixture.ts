// A skeleton as `init --adapter` writes it, checked and graded as its user would.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { checkOverHttp } from '../../client-tests/drives/over-http/check.ts'
import { runOverHttp } from '../../client-tests/drives/over-http/over-http.ts'
import { gradeEntries, isExercised } from '../../client-tests/grade/grade.ts'
import { SCENARIOS } from '../../client-tests/scenario/library.ts'
import { runCli } from '../run.fixture.ts'

/** What a shop must master to be worth starting from: unknown outcomes, forged and repeated notifications. */
const SCENARIO_IDS = ['S01', 'S11', 'S47']

/** `program` is what starts it: the words before its file. */
export async function tryAdapter(language: string, program: readonly string[]) {
  const dir = mkdtempSync(join(tmpdir(), 'alipay-sim-adapter-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  const { code, out } = await runCli(['init', '--adapter', language, dir])
  const [file = ''] = out.split('\n')
  const command = [...program, file]
  const found = await checkOverHttp({ merchant: { command }, timeScale: 0.1 })
  return {
    code,
    command,
    /** What the check has to complain of. */
    complaints: found.filter(({ level }) => level !== 'ok'),
    endpoints: found.map(({ endpoint }) => endpoint),
  }
}

/** The rules that fail on it, and those that were exercised. */
export async function gradeAdapter(command: readonly string[]) {
  const entries = await runOverHttp({
    merchant: { command },
    name: 'skeleton',
    timeScale: 0.1,
    scenarios: SCENARIOS.filter(({ id }) => SCENARIO_IDS.includes(id)),
  })
  const { rules } = gradeEntries(entries)
  return {
    failed: rules.filter(({ verdict }) => verdict.status === 'fail').map(({ id }) => id),
    exercised: rules.filter(isExercised).map(({ id }) => id),
  }
}
