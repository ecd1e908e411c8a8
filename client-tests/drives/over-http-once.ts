// One graded run over HTTP in a process of its own, for the long test: says what came of it in one
// line of JSON, and keeps the journal of a run that shows a failure. Run as a program:
// node over-http-once.ts --scale 0.1 [--guard NAME] [--load] [--journal FILE]
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gradeEntries } from '../grade.ts'
import { SCENARIOS } from '../library.ts'
import { UNDER_LOAD } from '../matrix/under-load.ts'
import { writeJournal } from '../saved-journal.ts'
import { runOverHttp } from './over-http.ts'

const SHOP = fileURLToPath(new URL('../merchants/exemplary/process.ts', import.meta.url))

/**
 * With a till that beats, campaigns and a service provider, so that all rules apply; and patient: when
 * time runs ten times as fast, half a second in which its machine does something else is five to a shop,
 * which would hang up on answers that are there.
 */
const env = {
  DEVICE: '1',
  ITEM_CAMPAIGN: '1',
  PROVIDER_ID: '2088511833207846',
  CLIENT_TIMEOUT_MS: '15000',
}

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '0.1' },
    guard: { type: 'string' },
    load: { type: 'boolean', default: false },
    journal: { type: 'string' },
  },
})
const style = values.guard === undefined ? [] : ['--guard', values.guard]
const startedMs = performance.now()
const entries = await runOverHttp({
  merchant: { command: [process.execPath, SHOP, ...style], env },
  name: values.guard ?? 'exemplary',
  scenarios: values.load ? [UNDER_LOAD] : SCENARIOS.filter(({ long }) => !long),
  timeScale: Number(values.scale),
})
const { rules, verdict, totals, tooLate } = gradeEntries(entries)
const idsOf = (status: string) =>
  rules.flatMap((rule) => (rule.verdict.status === status ? [rule.id] : []))
const end = entries.findLast((entry) => entry.kind === 'run-end')
const said = {
  verdict,
  failed: idsOf('fail'),
  warned: idsOf('warn'),
  inconclusive: idsOf('inconclusive'),
  differing: totals.differing,
  sales: totals.sales,
  tooLate: tooLate !== undefined,
  delayMs: end?.kind === 'run-end' ? end.maxDelayMs : undefined,
  tookS: Math.round((performance.now() - startedMs) / 1_000),
}
if (said.failed.length > 0 && !said.tooLate && values.journal !== undefined)
  writeFileSync(values.journal, writeJournal(entries))
console.log(JSON.stringify(said))
