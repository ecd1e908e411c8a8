// The library as it is played: every story of scenarios/, read by the schema.
import { STORIES } from '../scenarios/scenarios.ts'
import { readScenario } from './scenario/read.ts'
import type { Scenario } from './scenario/scenario.ts'

export const SCENARIOS: readonly Scenario[] = STORIES.map((story) => {
  const loaded = readScenario(story)
  if ('scenario' in loaded) return loaded.scenario
  const [{ field, remedy } = { field: '', remedy: '' }] = loaded.mistakes
  throw new Error(`scenario ${story.name}: ${field}: ${remedy}`)
})
