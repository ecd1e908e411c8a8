// The kill matrix needs a mutant for every rule, and each by a name of its own.
import { expect, test } from 'vitest'
import { checklist } from '../../rules/checklist.ts'
import { usualDecisions } from '../acquirers/decisions/decisions.ts'
import { flawedAcquirers } from '../acquirers/flawed.ts'
import { exemplaryDecisions } from '../exemplary/decisions.ts'
import { mutantCalled, mutants } from './mutants.ts'

test('no two mutants share a name, and a name is small letters, digits and hyphens', () => {
  const names = mutants.map(({ name }) => name)
  expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([])
  expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([])
  expect(() => mutantCalled('no-such-flaw')).toThrow('no mutant is called no-such-flaw')
})

test('what a mutant must and may turn red are rules', () => {
  const ids = new Set(checklist.rules.map(({ id }) => id))
  const named = [...mutants, ...flawedAcquirers].flatMap(({ must, may }) => [
    ...Object.keys(must),
    ...may,
  ])
  expect(named.filter((id) => !ids.has(id))).toEqual([])
})

test('every rule must be broken by some mutant, or by a flawed acquirer', () => {
  const broken = new Set([...mutants, ...flawedAcquirers].flatMap(({ must }) => Object.keys(must)))
  expect([...broken].toSorted()).toEqual(checklist.rules.map(({ id }) => id).toSorted())
})

test.each(flawedAcquirers.map((one) => [one.name, one] as const))(
  '%s overrides exactly one decision of an acquirer',
  (_, { bend, model }) => {
    const usual = Object.entries(usualDecisions(model))
    const bent = usual.filter(([name]) => name in bend)
    expect(Object.keys(bend)).toHaveLength(1)
    expect(bent).toHaveLength(1)
    expect(Object.values(bend)[0]).not.toEqual(bent[0]?.[1])
  },
)

test.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
  '%s overrides exactly one decision',
  (_, { bend }) => {
    expect(Object.keys(bend)).toHaveLength(1)
    const [name] = Object.entries(exemplaryDecisions).filter(([key]) => key in bend)
    expect(Object.values(bend)[0]).not.toEqual(name?.[1])
  },
)
