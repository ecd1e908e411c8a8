// A fault rule as it is added, whoever asks for it: a person, a profile, or a request for itself.
import type { FaultRule, Match } from '../../faults/match.ts'
import type { SandboxCore } from './core.ts'

/** A fault whose options have been read. */
interface Read {
  name: string
  options: Record<string, unknown>
}

export function addRule(
  core: SandboxCore,
  { name, options }: Read,
  match: Match,
  profile?: string,
): FaultRule {
  return core.writer.transact(() => {
    const id = `r${core.count('rule')}`
    const since = { addedAt: core.clock.now(), hits: 0, fired: 0 }
    const rule = { id, match, fault: name, options, ...since, ...(profile && { profile }) }
    core.rules.put(rule)
    return rule
  })
}
