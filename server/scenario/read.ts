// Checks a scenario that a program gives, and says what is wrong by field and remedy.
import * as v from 'valibot'
import { scenarioSchema, type Scenario } from './scenario.ts'

export interface Mistake {
  /** From 1; absent when a program gave the scenario. */
  line?: number
  column?: number
  field: string
  remedy: string
  /** The line itself. */
  text?: string
}

export type Loaded = { scenario: Scenario } | { mistakes: Mistake[] }

/** Checks a scenario; `placeOf` says where in its file a field stands. */
export function readScenario(
  given: unknown,
  placeOf: (keys: readonly unknown[]) => Pick<Mistake, 'line' | 'column' | 'text'> = () => ({}),
): Loaded {
  const parsed = v.safeParse(scenarioSchema, given)
  if (parsed.success) return { scenario: parsed.output }
  const mistakes = parsed.issues.map((issue) => ({
    ...placeOf(issue.path?.map((step) => step.key) ?? []),
    field: v.getDotPath(issue) ?? 'scenario',
    remedy: remedyOf(issue),
  }))
  return { mistakes }
}

function remedyOf(issue: v.BaseIssue<unknown>): string {
  if (issue.expected === 'never') return 'there is no such field'
  if (issue.received === 'undefined') return `is missing: ${issue.message}`
  return issue.message
}
