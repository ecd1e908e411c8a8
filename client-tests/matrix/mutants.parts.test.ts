// Every mutant shows exactly its declared cells, and the page says so. Each part of them runs in a process
// of its own (vitest.config.ts).
import { readFileSync } from 'node:fs'
import { describe, expect, inject, test } from 'vitest'
import { undeclared } from '../merchants/mutants/mutant.ts'
import { mutants } from '../merchants/mutants/mutants.ts'
import { gradeInMatrix, lineOf, partOf, scenariosFor } from './matrix.ts'
import { PAGE } from './page.ts'

const PATIENCE_MS = 180_000

describe('a merchant with one flaw', () => {
  test.each(partOf(mutants, inject('part')))(
    '$name: $flaw',
    { timeout: PATIENCE_MS },
    async (mutant) => {
      const { card, restless } = await gradeInMatrix(mutant, scenariosFor(mutant))
      expect(restless).toEqual([])
      expect(undeclared(mutant, card)).toEqual([])
      const lines = readFileSync(PAGE, 'utf8').split('\n')
      expect(lines, 'docs/kill-matrix.md is old: npm run matrix').toContain(lineOf(mutant, card))
    },
  )
})
