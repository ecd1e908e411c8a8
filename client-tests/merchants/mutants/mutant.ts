// A mutant: the exemplary merchant with one decision bent, and the verdicts that must follow.
import type { Decisions } from '../exemplary/decisions.ts'

export interface Mutant {
  name: string
  /** What is wrong with this merchant, in one sentence. */
  flaw: string
  bend: Partial<Decisions>
  /** The verdict that some scenario must give; W only where the rule or the flaw ends at W. */
  must: Readonly<Record<string, 'F' | 'W'>>
  /** Rules that may turn red with it, by name. */
  may: readonly string[]
}

/** Names the type; kept as a function so that a mutant file is one expression. */
export function mutant(mutant: Mutant): Mutant {
  return mutant
}
