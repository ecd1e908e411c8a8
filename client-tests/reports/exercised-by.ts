// Which scenarios of the library exercise a rule: what each of them says, read the other way round.
import { SCENARIOS } from '../scenario/library.ts'

const BY_RULE = new Map<string, string[]>()
for (const { id, exercises } of SCENARIOS) {
  for (const rule of exercises) BY_RULE.set(rule, [...(BY_RULE.get(rule) ?? []), id])
}

/** Scenario ids, in the library's order; none for a rule that only other traffic can exercise. */
export function exercisedBy(rule: string): readonly string[] {
  return BY_RULE.get(rule) ?? []
}
