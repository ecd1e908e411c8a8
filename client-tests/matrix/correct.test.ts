// The merchant that does it right passes everything, and the matrix is whole.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { mutants } from '../merchants/mutants/mutants.ts'
import { checklist } from '../rules/checklist.ts'
import { EXEMPLARY, gradeInMatrix } from './matrix.ts'
import { PAGE } from './page.ts'

const PATIENCE_MS = 60_000

describe('a merchant that does it right', { timeout: PATIENCE_MS }, () => {
  test('the exemplary merchant passes every rule, and every rule was exercised', async () => {
    const { card, restless } = await gradeInMatrix(EXEMPLARY)
    expect(restless).toEqual([])
    const concerned = card.rules.filter(({ verdict }) => verdict.status !== 'not-applicable')
    const statuses = Object.fromEntries(concerned.map(({ id, verdict }) => [id, verdict.status]))
    expect(statuses).toEqual(Object.fromEntries(concerned.map(({ id }) => [id, 'pass'])))
    expect(card).toMatchObject({ verdict: 'ready', score: 100 })
    expect(card.totals.differing).toBe(0)
  })
})

test('every rule is the undoing of at least one mutant', () => {
  const killers = new Set(mutants.flatMap(({ must }) => Object.keys(must)))
  expect(checklist.rows.map(({ rule }) => rule.id).filter((id) => !killers.has(id))).toEqual([])
})

test('the page of the matrix has a line for every mutant and no other', () => {
  const lines = readFileSync(PAGE, 'utf8').match(/^\| `([\w-]+)`/gm) ?? []
  expect(lines).toEqual(mutants.map(({ name }) => `| \`${name}\``))
})
