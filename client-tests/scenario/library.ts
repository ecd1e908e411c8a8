// The library as it is played: every scenario of scenarios/, read by the schema.
import { SCENARIO_FILES } from '../../scenarios/scenarios.ts'
import { readScenario } from './read.ts'
import type { Scenario } from './scenario.ts'

export const SCENARIOS: readonly Scenario[] = SCENARIO_FILES.map((scenario) => {
  const loaded = readScenario(scenario)
  if ('scenario' in loaded) return loaded.scenario
  const [{ field, remedy } = { field: '', remedy: '' }] = loaded.mistakes
  throw new Error(`scenario ${scenario.name}: ${field}: ${remedy}`)
})
