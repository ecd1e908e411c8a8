// The merchant that does it right passes everything, and the matrix is whole.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ACQUIRER_SCENARIOS } from '../scenario/acquirer/library.ts'
import { SCENARIOS } from '../scenario/library.ts'
import { flawedAcquirers } from '../merchants/acquirers/flawed.ts'
import { mutants } from '../merchants/mutants/mutants.ts'
import { exercisedBy } from '../reports/exercised-by.ts'
import { readTrace } from '../../server/journal/trace.ts'
import { declaredIn } from '../rules/applicability.ts'
import { checklist } from '../rules/checklist.ts'
import { EXEMPLARY, gradeBy, playInMatrix } from './matrix.ts'
import { redCells } from '../merchants/mutants/mutant.ts'
import { wronglyNamed } from './named.fixture.ts'
import { PAGE } from './page.ts'

const PATIENCE_MS = 180_000

describe('a merchant that does it right', { timeout: PATIENCE_MS }, () => {
  test('the exemplary merchant passes every rule, and every rule was exercised', async () => {
    const entries = await playInMatrix(EXEMPLARY)
    const { card, restless } = gradeBy('default', entries)
    expect(restless).toEqual([])
    const concerned = card.rules.filter(({ verdict }) => verdict.status !== 'not-applicable')
    const statuses = Object.fromEntries(concerned.map(({ id, verdict }) => [id, verdict.status]))
    expect(statuses).toEqual(Object.fromEntries(concerned.map(({ id }) => [id, 'pass'])))
    expect(card).toMatchObject({ verdict: 'ready', score: 100 })
    expect(card.totals.differing).toBe(0)
    const declared = declaredIn(readTrace(entries))
    expect(wronglyNamed(card, declared)).toEqual([])
  })

  test('by the letter of the seeds, in the gateway and in the rules, too', async () => {
    const { card, restless } = gradeBy('seeds', await playInMatrix(EXEMPLARY, undefined, 'seeds'))
    expect(restless).toEqual([])
    expect(redCells(card)).toEqual({})
    expect(card).toMatchObject({ verdict: 'ready', score: 100, reading: { id: 'seeds' } })
    expect(card.rules.filter(({ verdict }) => verdict.status === 'inconclusive')).toEqual([])
    expect(card.totals.differing).toBe(0)
  })
})

test('a report names only scenarios that there are', () => {
  const ids = new Set([...SCENARIOS, ...ACQUIRER_SCENARIOS].map(({ id }) => id))
  const named = checklist.rules.flatMap(({ id }) => exercisedBy(id))
  expect(named.filter((id) => !ids.has(id))).toEqual([])
})

test('every rule is the undoing of at least one mutant or flawed acquirer', () => {
  const flawed = [...mutants, ...flawedAcquirers]
  const killers = new Set(flawed.flatMap(({ must }) => Object.keys(must)))
  expect(checklist.rules.map(({ id }) => id).filter((id) => !killers.has(id))).toEqual([])
})

test('the page of the matrix has a line for every mutant and flawed acquirer, and no other', () => {
  const lines = readFileSync(PAGE, 'utf8').match(/^\| `([\w-]+)`/gm) ?? []
  expect(lines).toEqual([...mutants, ...flawedAcquirers].map(({ name }) => `| \`${name}\``))
})
