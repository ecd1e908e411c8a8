// Runs a table of situations against one rule.
import { describe, expect, test } from 'vitest'
import type { Journal } from '../trace/journal.fixture.ts'
import { parameters as usual, type Parameters } from './parameters.ts'
import type { Rule, Status } from './rule.ts'

export type Case = [situation: string, status: Status, journal: Journal]

/** `narrower`: the numbers of a family whose gateway has others. */
export function describeRule(
  rule: Rule,
  cases: readonly Case[],
  narrower: Partial<Parameters> = {},
): void {
  const parameters = { ...usual, ...narrower }
  describe(`${rule.id}`, () => {
    test.each(cases)('%s: %s', (_situation, status, journal) => {
      const verdict = rule.check(journal.trace(), parameters)
      expect(verdict).toMatchObject({ status })
      for (const { evidence, said } of verdict.occurrences) {
        expect(evidence).toEqual([...evidence].toSorted((a, b) => a - b))
        expect(said.en).not.toMatch(/undefined|NaN|Infinity/)
        expect(said.zh).not.toMatch(/undefined|NaN|Infinity/)
      }
    })
  })
}
