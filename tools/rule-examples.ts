// Writes client-tests/reports/rule-examples.json: for every rule, code that breaks it (the decision of a
// mutant, as its file has it) and code that keeps it (the same decision of the exemplary merchant), and
// what the cited texts say. That the bad code fails and the good code passes is shown by the kill matrix.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { flawedAcquirers } from '../client-tests/merchants/acquirers/flawed.ts'
import { mutants } from '../client-tests/merchants/mutants/mutants.ts'
import { readSources, type Sources } from './code-of.ts'

const FILE = 'client-tests/reports/rule-examples.json'
const MUTANTS = 'client-tests/merchants/mutants'
const DECISIONS = 'client-tests/merchants/exemplary/decisions'
/** Where a till abroad decides otherwise. */
const ABROAD = `${DECISIONS}/abroad`

const ACQUIRERS = 'client-tests/merchants/acquirers'

interface Flawed {
  name: string
  flaw: string
  bend: object
  must: Readonly<Record<string, unknown>>
}

interface Example {
  mutant: string
  flaw: string
  bad: string
  good: string
}

export function ruleExamples(root: string): string {
  const bad = readSources(join(root, MUTANTS))
  const good = readSources(join(root, DECISIONS))
  const abroad = readSources(join(root, ABROAD))
  const rules: Record<string, Example[]> = {}
  const add = (flawed: Flawed, wrong: Sources, goodOf: (decision: string) => string) => {
    const { name, flaw, bend, must } = flawed
    const decided = Object.keys(bend)
    const example = {
      mutant: name,
      flaw,
      bad: wrong.entriesOf(name),
      good: decided.map(goodOf).join('\n'),
    }
    for (const id of Object.keys(must)) (rules[id] ??= []).push(example)
  }
  for (const mutant of mutants) {
    const isAbroad = mutant.capabilities?.wallets?.includes('ams') === true
    add(mutant, bad, (decision) =>
      (isAbroad && abroad.has(decision) ? abroad : good).entry(decision),
    )
  }
  const acquirers = readSources(join(root, ACQUIRERS))
  const usual = readSources(join(root, ACQUIRERS, 'decisions'))
  for (const one of flawedAcquirers) add(one, acquirers, usual.entry)
  const sorted = Object.fromEntries(Object.entries(rules).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  const texts = citedTexts(readFileSync(join(root, 'docs/sources.md'), 'utf8'))
  return `${JSON.stringify({ rules: sorted, texts }, null, 2)}\n`
}

interface Cited {
  title: string
  lines: { from: number; to: number; says: string }[]
}

/** The five texts, as docs/sources.md tells them. */
function citedTexts(page: string): Record<string, Cited> {
  const titles = new Map(
    [...page.matchAll(/^\| (\d{3}) \| ([^|]+) \|/gm)].map(([, id, title]) => [id, title?.trim()]),
  )
  const parts = page.split(/^## (?=\d{3}$)/m).slice(1)
  return Object.fromEntries(
    parts.map((part) => {
      const id = part.slice(0, 3)
      const rows = [...part.matchAll(/^\| (L[^|]+)\| ([^|]+) \|$/gm)]
      const lines = rows.flatMap(([, where = '', says = '']) =>
        [...where.matchAll(/L(\d+)(?:-L?(\d+))?/g)].map(([, from, to = from]) => ({
          from: Number(from),
          to: Number(to),
          says: says.trim(),
        })),
      )
      return [id, { title: titles.get(id) ?? '', lines }]
    }),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = join(import.meta.dirname, '..')
  writeFileSync(join(root, FILE), ruleExamples(root))
}
