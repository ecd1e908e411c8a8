// Whether a mutant failed by the rules it declares, and by no other.
import type { Scorecard } from '../../grade.ts'
import type { Mutant } from './mutant.ts'

/** The red cells of a scorecard: every rule that failed or warned. */
export function redCells({ rules }: Scorecard): Record<string, 'F' | 'W'> {
  const red: Record<string, 'F' | 'W'> = {}
  for (const { id, verdict } of rules) {
    if (verdict.status === 'fail') red[id] = 'F'
    if (verdict.status === 'warn') red[id] = 'W'
  }
  return red
}

/** What differs from the declaration, in words; empty when it is met exactly. */
export function undeclared({ must, may }: Mutant, card: Scorecard): string[] {
  const red = redCells(card)
  const missing = Object.entries(must)
    .filter(([id, status]) => red[id] !== status)
    .map(([id, status]) => `${id} should be ${status} and is ${red[id] ?? 'not red'}`)
  const extra = Object.keys(red)
    .filter((id) => !(id in must) && !may.includes(id))
    .map((id) => `${id} is ${red[id]} and was not declared`)
  return [...missing, ...extra]
}
