// The kill matrix needs a mutant for every rule, found by its file's name.
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checklist } from '../../rules/checklist.ts'
import { exemplaryDecisions } from '../exemplary/decisions.ts'
import { mutants } from './mutants.ts'

test('every mutant file is in the list under its own name', () => {
  const files = readdirSync(import.meta.dirname).filter((file) => !/^mutants?\./.test(file))
  expect(mutants.map(({ name }) => `${name}.ts`)).toEqual(files.toSorted())
})

test('every rule must be broken by some mutant', () => {
  const broken = new Set(mutants.flatMap(({ must }) => Object.keys(must)))
  expect([...broken].toSorted()).toEqual(checklist.rules.map(({ id }) => id).toSorted())
})

test.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
  '%s overrides exactly one decision',
  (_, { bend }) => {
    expect(Object.keys(bend)).toHaveLength(1)
    const [name] = Object.entries(exemplaryDecisions).filter(([key]) => key in bend)
    expect(Object.values(bend)[0]).not.toEqual(name?.[1])
  },
)
