// The suite judged by merchants whose faults are known: the exemplary one and the guards must pass,
// and every mutant must fail by the rules it declares, and by no other.
import { describe, expect, test } from 'vitest'
import { signsInPlace } from '../server/hosts/memory.ts'
import { SCENARIOS } from './library.ts'
import { runInProcess } from './drives/in-process.ts'
import { gradeEntries, isExercised, type Scorecard } from './grade.ts'
import { inProcess, type Variant } from './merchants/exemplary/in-process.ts'
import { guards } from './merchants/guards/guards.ts'
import { redCells, undeclared } from './merchants/mutants/mutant.ts'
import { mutants } from './merchants/mutants/mutants.ts'
import { checklist } from './rules/checklist.ts'

const EXEMPLARY: Variant = { name: 'exemplary', bend: {} }
const sign = signsInPlace()
const signatures = new Map<string, string>()

async function gradeInProcess(variant: Variant): Promise<Scorecard> {
  const entries = await runInProcess(inProcess(variant, signatures), SCENARIOS, { sign })
  const restless = entries.filter(
    (entry) => entry.kind === 'scenario' && entry.phase === 'timed-out',
  )
  expect(restless).toEqual([])
  return gradeEntries(entries)
}

describe('a merchant that does it right', () => {
  test('the exemplary merchant passes every rule, and every rule was exercised', async () => {
    const card = await gradeInProcess(EXEMPLARY)
    const statuses = Object.fromEntries(card.rules.map(({ id, verdict }) => [id, verdict.status]))
    expect(statuses).toEqual(Object.fromEntries(card.rules.map(({ id }) => [id, 'pass'])))
    expect(card).toMatchObject({ verdict: 'ready', score: 100 })
    expect(card.totals.differing).toBe(0)
  })

  test.each(guards)('$name is another style, not a mistake', async (guard) => {
    const card = await gradeInProcess(guard)
    const red = redCells(card)
    expect(Object.values(red)).not.toContain('F')
    expect(guard.mayWarn).toEqual(expect.arrayContaining(Object.keys(red)))
    expect(card.verdict).toBe('ready')
    expect(card.rules.filter((rule) => !isExercised(rule)).map(({ id }) => id)).toEqual([])
  })
})

describe('a merchant with one flaw', () => {
  test.each(mutants)('$name: $flaw', async (mutant) => {
    expect(undeclared(mutant, await gradeInProcess(mutant))).toEqual([])
  })
})

test('every rule is the undoing of at least one mutant', () => {
  const killers = new Set(mutants.flatMap(({ must }) => Object.keys(must)))
  expect(checklist.rows.map(({ rule }) => rule.id).filter((id) => !killers.has(id))).toEqual([])
})
