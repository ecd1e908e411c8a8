// Each scenario for acquirers teaches something: the reference of its model masters it, and its flawed acquirer
// does not. What is played is the same every time.
import { describe, expect, test } from 'vitest'
import { runInProcess } from '../drives/in-process/in-process.ts'
import { gradeEntries } from '../grade/grade.ts'
import { writeJournal } from '../grade/saved-journal.ts'
import { flawedAcquirerCalled } from '../merchants/acquirers/flawed.ts'
import {
  acquirerInProcess,
  referenceOf,
  type AcquirerVariant,
} from '../merchants/acquirers/in-process.ts'
import { checklist } from '../rules/checklist.ts'
import { SCENARIOS } from '../scenario/library.ts'
import { ACQUIRER_SCENARIOS } from '../scenario/acquirer/library.ts'
import { MODELS, type AcquirerScenario } from '../scenario/acquirer/scenario.ts'

const signatures = new Map<string, string>()
const play = (one: AcquirerVariant, scenario: AcquirerScenario) =>
  runInProcess(acquirerInProcess(one, signatures), [], { acquirerScenarios: [scenario] })

const redOf = async (one: AcquirerVariant, scenario: AcquirerScenario) => {
  const { rules } = gradeEntries(await play(one, scenario))
  return rules
    .filter(({ verdict }) => ['fail', 'warn'].includes(verdict.status))
    .map(({ id }) => id)
}

describe.each(ACQUIRER_SCENARIOS.map((one) => [one.name, one] as const))(
  '%s',
  (_name, scenario) => {
    test('is mastered by the reference, and brings what it names to a verdict', async () => {
      const decided = new Set<string>()
      for (const model of scenario.models) {
        const { rules } = gradeEntries(await play(referenceOf(model), scenario))
        const red = rules.filter(({ verdict }) => ['fail', 'warn'].includes(verdict.status))
        expect(red.map(({ id, verdict }) => [model, id, verdict.occurrences])).toEqual([])
        for (const { id, verdict } of rules) if (verdict.status === 'pass') decided.add(id)
      }
      expect(scenario.exercises.filter((id) => !decided.has(id))).toEqual([])
    })

    test('is not mastered by its flawed acquirer', async () => {
      const flawed = flawedAcquirerCalled(scenario.brokenBy)
      expect(scenario.models).toContain(flawed.model)
      expect(await redOf(flawed, scenario)).not.toEqual([])
    })
  },
)

test('ids are there once, also beside those of merchants, and what is exercised are rules', () => {
  const ids = [...SCENARIOS, ...ACQUIRER_SCENARIOS].map(({ id }) => id)
  expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([])
  const rules = new Set(checklist.rules.map(({ id }) => id))
  const named = ACQUIRER_SCENARIOS.flatMap(({ exercises }) => exercises)
  expect(named.filter((id) => !rules.has(id))).toEqual([])
})

test('every rule for acquirers is exercised by some scenario', () => {
  const named = new Set(ACQUIRER_SCENARIOS.flatMap(({ exercises }) => exercises))
  const rules = checklist.rules.filter(({ needs }) => needs === 'acquirer')
  expect(rules.filter(({ id }) => !named.has(id))).toEqual([])
})

test.each(MODELS)('%s: the same scenarios give the same bytes', async (model) => {
  const acquirerScenarios = ACQUIRER_SCENARIOS.filter(({ models }) => models.includes(model))
  const playAll = () =>
    runInProcess(acquirerInProcess(referenceOf(model), signatures), [], { acquirerScenarios })
  const first = await playAll()
  expect(first.length).toBeGreaterThan(500)
  expect(writeJournal(await playAll())).toBe(writeJournal(first))
})
