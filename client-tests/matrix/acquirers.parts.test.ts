// Acquirers: the references and those of other styles are clean, and each flaw shows exactly its declared cells.
// Each part of them runs in a process of its own (vitest.config.ts).
import { readFileSync } from 'node:fs'
import { describe, expect, inject, test } from 'vitest'
import { flawedAcquirers } from '../merchants/acquirers/flawed.ts'
import { referenceOf } from '../merchants/acquirers/in-process.ts'
import { styledAcquirers } from '../merchants/acquirers/styles.ts'
import { redCells, undeclared } from '../merchants/mutants/mutant.ts'
import { MODELS } from '../scenario/acquirer/scenario.ts'
import { gradeAcquirerInMatrix, lineOfAcquirer } from './acquirers.ts'
import { partOf } from './matrix.ts'
import { PAGE } from './page.ts'

const PATIENCE_MS = 180_000
const sound = [...MODELS.map((model) => referenceOf(model)), ...styledAcquirers]

describe('an acquirer that does it right', { timeout: PATIENCE_MS }, () => {
  test.each(partOf(sound, inject('part')))(
    '$name is ready, with nothing left open',
    async (one) => {
      const { card, restless } = await gradeAcquirerInMatrix(one)
      expect(restless).toEqual([])
      expect(redCells(card)).toEqual({})
      const silent = card.rules.filter(({ verdict }) => verdict.status === 'inconclusive')
      expect(silent.map(({ id }) => id)).toEqual([])
      expect(card.money.filter(({ match }) => match !== 'equal')).toEqual([])
      expect(card.verdict).toBe('ready')
    },
  )
})

describe('an acquirer with one flaw', { timeout: PATIENCE_MS }, () => {
  test.each(partOf(flawedAcquirers, inject('part')))('$name: $flaw', async (one) => {
    const { card, restless } = await gradeAcquirerInMatrix(one)
    expect(restless).toEqual([])
    expect(undeclared(one, card)).toEqual([])
    const lines = readFileSync(PAGE, 'utf8').split('\n')
    expect(lines, 'docs/kill-matrix.md is old: npm run matrix').toContain(lineOfAcquirer(one, card))
  })
})
