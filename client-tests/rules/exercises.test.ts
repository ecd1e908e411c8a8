import { expect, test } from 'vitest'
import { SCENARIOS } from '../scenario/library.ts'
import { checklist } from './checklist.ts'

test('what a scenario exercises are rules', () => {
  const ids = new Set(checklist.rules.map(({ id }) => id))
  const named = SCENARIOS.flatMap(({ exercises }) => exercises)
  expect(named.filter((id) => !ids.has(id))).toEqual([])
})
