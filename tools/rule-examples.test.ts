// The examples of `alipay-sim explain EXC-05` are the code of today.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { RULE_IDS, ruleView } from '../client-tests/reports/rule-view.ts'
import { ruleExamples } from './rule-examples.ts'

const root = join(import.meta.dirname, '..')

test('the file is what its tool writes (node tools/rule-examples.ts mends it)', () => {
  const file = readFileSync(join(root, 'client-tests/reports/rule-examples.json'), 'utf8')
  expect(file).toBe(ruleExamples(root))
})

test('every rule has code that breaks it and other code that keeps it', () => {
  const views = RULE_IDS.map((id) => ruleView(id))
  const without = views.filter((view) => (view?.examples ?? []).length === 0)
  expect(without.map((view) => view?.id)).toEqual([])
  const alike = views
    .flatMap((view) => view?.examples ?? [])
    .filter(({ bad, good }) => bad === good)
  expect(alike).toEqual([])
})
