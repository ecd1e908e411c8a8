// A mutant: the exemplary merchant with one decision bent, and the verdicts that must follow.
import type { Scorecard } from '../../grade/grade.ts'
import type { Decisions } from '../exemplary/decisions.ts'
import type { Config } from '../exemplary/ports.ts'

export interface Mutant {
  name: string
  /** What is wrong with this merchant, in one sentence. */
  flaw: string
  bend: Partial<Decisions>
  /** Whose payment codes it takes, Alipay's when not said, and whether it sells abroad for other merchants. */
  capabilities?: Pick<Config, 'wallets' | 'sellsForOthers'>
  /** The verdict that some scenario must give; W only where the rule or the flaw ends at W. */
  must: Readonly<Record<string, 'F' | 'W'>>
  /** Rules that may turn red with it, by name. */
  may: readonly string[]
}

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
export function undeclared({ must, may }: Pick<Mutant, 'must' | 'may'>, card: Scorecard): string[] {
  const red = redCells(card)
  const missing = Object.entries(must)
    .filter(([id, status]) => red[id] !== status)
    .map(([id, status]) => `${id} should be ${status} and is ${red[id] ?? 'not red'}`)
  const extra = Object.keys(red)
    .filter((id) => !(id in must) && !may.includes(id))
    .map((id) => `${id} is ${red[id]} and was not declared`)
  return [...missing, ...extra]
}
