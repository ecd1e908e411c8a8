// A report sends a merchant to scenarios that bring what it lacks: each gateway's rules have one that its merchants play.
import { expect, test } from 'vitest'
import { FAMILY_RULES } from '../rules/families.ts'
import { RULES } from '../rules/rules.ts'
import { exercisedBy } from './exercised-by.ts'

test.each(
  FAMILY_RULES.flatMap(({ family, letter, asks }) =>
    letter ? [[family, letter, asks] as const] : [],
  ),
)('each rule of %s', (_family, letter, asks) => {
  const asked = RULES.filter((rule) => asks(rule)).map(({ id }) => id)
  expect(asked.length).toBeGreaterThan(0)
  expect(asked.filter((id) => exercisedBy(id, { families: [letter] }).length === 0)).toEqual([])
})
