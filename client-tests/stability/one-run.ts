// One graded run over HTTP in a process of its own, for the long test: says what came of it in one
// line of JSON, and keeps the journal of a run that shows a failure. Run as a program:
// node one-run.ts --merchant NAME [--scale 0.5] [--journal FILE]
// NAME is exemplary, python, a guard or a flawed merchant: the latter is played through the scenarios in
// which it is found out in virtual time, everybody else through all.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gradeEntries } from '../grade/grade.ts'
import { SCENARIOS } from '../scenario/library.ts'
import { guards } from '../merchants/guards/guards.ts'
import { redCells, type Mutant } from '../merchants/mutants/mutant.ts'
import { mutants } from '../merchants/mutants/mutants.ts'
import { gradeInMatrix, scenariosFor } from '../matrix/matrix.ts'
import { writeJournal } from '../grade/saved-journal.ts'
import { exercisedBy } from '../reports/exercised-by.ts'
import { runOverHttp } from '../drives/over-http/over-http.ts'
import type { Outcome } from './log.ts'

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const SHOP = [process.execPath, fileOf('../merchants/exemplary/process.ts')]
const PYTHON = ['python3', fileOf('../merchants/python/process.py')]

/**
 * With a till that beats, campaigns, a service provider and a second account, so that all rules apply; and
 * patient: when time runs twice as fast, half a second in which its machine does something else is a
 * whole one to a shop, which would hang up on answers that are there.
 */
const env = {
  DEVICE: '1',
  ITEM_CAMPAIGN: '1',
  PROVIDER_ID: '2088511833207846',
  OTHER_SELLERS: '2088721000000002',
  CLIENT_TIMEOUT_MS: '15000',
}

const { values } = parseArgs({
  options: {
    merchant: { type: 'string', default: 'exemplary' },
    scale: { type: 'string', default: '0.5' },
    journal: { type: 'string' },
  },
})
const { merchant: name } = values
const mutant = mutants.find((one) => one.name === name)
const must = Object.entries(mutant?.must ?? {})

const EVERYWHERE = SCENARIOS.filter(({ long }) => !long).map(({ id }) => id)
/** Without the half-hour ones, unless nothing else is left. */
const short = (ids: readonly string[]) => {
  const some = ids.filter((id) => EVERYWHERE.includes(id))
  return some.length > 0 ? some : ids
}

/**
 * Where the rules that must find a flawed merchant out do so in virtual time. Of a rule that finds it out
 * everywhere, the scenarios that are there for it are enough; one about no sale wants the traffic of all.
 */
async function scenariosAgainst(mutant: Mutant): Promise<ReadonlySet<string>> {
  const { card } = await gradeInMatrix(mutant, scenariosFor(mutant))
  const scenarioOf = new Map(card.money.map(({ saleId, scenario }) => [saleId, scenario]))
  const scenarios = card.rules
    .filter(({ id }) => id in mutant.must)
    .flatMap(({ id, verdict }) => {
      const red = verdict.occurrences.filter(({ status }) => status === 'fail' || status === 'warn')
      const found = new Set(red.flatMap(({ sale }) => scenarioOf.get(sale) ?? []))
      const meant = exercisedBy(id).filter((one) => found.has(one))
      if (meant.length > 0) return meant
      return found.size > 0 ? short([...found]) : EVERYWHERE
    })
  return new Set(scenarios)
}

function commandOf(): readonly string[] {
  if (name === 'exemplary') return SHOP
  if (name === 'python') return PYTHON
  if (mutant) return [...SHOP, '--mutant', name]
  if (guards.some((guard) => guard.name === name)) return [...SHOP, '--guard', name]
  throw new Error(`--merchant: there is no ${name}; say exemplary, python, a guard or a mutant`)
}

const chosen = mutant && (await scenariosAgainst(mutant))
const startedMs = performance.now()
const entries = await runOverHttp({
  merchant: { command: commandOf(), env },
  name,
  scenarios: SCENARIOS.filter(({ id, long }) => (chosen ? chosen.has(id) : !long)),
  timeScale: Number(values.scale),
})
const card = gradeEntries(entries)
const { rules, verdict, totals, tooLate, playedAgain = [] } = card
const idsOf = (status: string) =>
  rules.flatMap((rule) => (rule.verdict.status === status ? [rule.id] : []))
const red = redCells(card)
const ends = entries.flatMap((entry) => (entry.kind === 'run-end' ? [entry.maxDelayMs] : []))
const outcome: Outcome = {
  verdict,
  failed: idsOf('fail'),
  warned: idsOf('warn'),
  inconclusive: idsOf('inconclusive'),
  missed: must.flatMap(([id, status]) => (red[id] === status ? [] : [id])),
  differing: totals.differing,
  again: playedAgain.length,
  undecided: playedAgain.filter(({ decided }) => !decided).length,
  tooLate: tooLate !== undefined,
  delayMs: Math.max(0, ...ends),
  tookS: Math.round((performance.now() - startedMs) / 1_000),
}
const isFinding = mutant ? outcome.missed.length > 0 : outcome.failed.length > 0
if ((isFinding || outcome.tooLate) && values.journal !== undefined)
  writeFileSync(values.journal, writeJournal(entries))
console.log(JSON.stringify(outcome))
