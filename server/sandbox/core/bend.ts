// Asks the fault rules about a message. Rules act in the order in which they were added, and the
// first that does something decides; every firing is journalled.
import { bindFault } from '../../faults/faults.ts'
import {
  describeEffect,
  PASS,
  type Effects,
  type Pass,
  type SlowStage,
  type Stage,
} from '../../faults/effects.ts'
import { isBoundAt, type Bent, type BoundFault } from '../../faults/fault.ts'
import type { Messages } from '../../faults/messages.ts'
import { fires, fits, type FaultRule, type MatchSubject } from '../../faults/match.ts'
import type { SandboxCore } from './core.ts'

export interface Subject {
  exchange?: string
  delivery?: string
  outTradeNo?: string
}

/** A fault that is about to act, and the rule that wants it to (none for a single injection). */
export interface Candidate<G extends Stage = Stage> {
  rule: FaultRule | undefined
  bound: BoundFault<G>
  /** It bends the repetition of what it bent before, and does not count it. */
  isAgain?: boolean
}

/** The rules that would fire for this message, each counted as hit. */
function candidates(core: SandboxCore, matchSubject: MatchSubject): Candidate[] {
  const now = core.clock.now()
  const bentBy = matchSubject.isRepetition ? core.bentCalls.get(matchSubject.call ?? '') : undefined
  return core.rules.all().flatMap((rule): Candidate[] => {
    const bound = bindRule(rule)
    if (bentBy) {
      const isSame = bentBy.has(rule.id) && bound.stage === matchSubject.stage
      return isSame ? [{ rule, bound, isAgain: true }] : []
    }
    const concerns =
      !bound.ops || (matchSubject.op !== undefined && bound.ops.includes(matchSubject.op))
    if (bound.stage !== matchSubject.stage || !concerns || !fits(rule, matchSubject, now)) return []
    if (bound.once && rule.fired > 0) return []
    const counted = { ...rule, hits: rule.hits + 1 }
    core.rules.put(counted)
    const doesFire = fires(counted, () => core.draw.fraction(`chance:${rule.id}`))
    return doesFire ? [{ rule: counted, bound }] : []
  })
}

const boundRules = new WeakMap<FaultRule, BoundFault>()

function bindRule(rule: FaultRule): BoundFault {
  const known = boundRules.get(rule)
  if (known) return known
  const made = bindFault(rule.fault, rule.options)
  if ('wrong' in made) throw new Error(`stored fault rule ${rule.id}: ${made.wrong.remedy}`)
  boundRules.set(rule, made.bound)
  return made.bound
}

/** A fault did something: count it and write it down. */
function note(
  core: SandboxCore,
  { rule, bound, isAgain = false }: Candidate,
  effect: Effects[Stage],
  subject: Subject,
  { call }: MatchSubject,
) {
  const current = rule && core.rules.get(rule.id)
  if (rule && call !== undefined) remember(core.bentCalls, call, rule.id)
  if (current && !isAgain) core.rules.put({ ...current, fired: current.fired + 1 })
  const { name: fault, catalogueId, kind: faultKind, stage } = bound
  core.writer.write({
    kind: 'fault',
    rule: rule?.id ?? 'injected',
    fault,
    catalogueId,
    ...(faultKind && { faultKind }),
    stage,
    ...subject,
    note:
      describeEffect(effect) +
      (isAgain ? ', again for the repetition by the client’s library' : ''),
  })
}

const REMEMBERED_CALLS = 1_000

/** A repetition follows at once, so the latest calls are enough. */
function remember(bentCalls: SandboxCore['bentCalls'], call: string, rule: string): void {
  const rules = bentCalls.get(call) ?? new Set()
  bentCalls.delete(call)
  bentCalls.set(call, rules.add(rule))
  const [oldest] = bentCalls.keys()
  if (bentCalls.size > REMEMBERED_CALLS && oldest !== undefined) bentCalls.delete(oldest)
}

function isUsedUp(core: SandboxCore, rule: FaultRule | undefined): boolean {
  if (!rule) return false
  const { fired = Infinity } = core.rules.get(rule.id) ?? {}
  return fired >= (rule.match.count ?? Infinity)
}

/** The faults that may act: the one that was asked for, or those of the rules. */
function actors<G extends Stage>(
  core: SandboxCore,
  subject: MatchSubject & { stage: G },
  injected: Candidate | undefined,
): Candidate<G>[] {
  const all = injected ? [injected] : candidates(core, subject)
  return all.flatMap(({ bound, ...one }) =>
    isBoundAt(bound, subject.stage) ? [{ ...one, bound }] : [],
  )
}

/** For everything but a delivery: these faults never wait. */
export function bendNow<G extends Exclude<Stage, SlowStage>>(
  core: SandboxCore,
  message: Messages[G],
  matchSubject: MatchSubject & { stage: G },
  subject: Subject,
  injected?: Candidate,
): Bent[G] | Pass {
  for (const one of actors(core, matchSubject, injected)) {
    const effect = one.bound.bend(message, core.draw)
    if (effect.do === 'pass') continue
    note(core, one, effect, subject, matchSubject)
    return effect
  }
  return PASS
}

/** For what is signed and on its way to the merchant, where a fault may need a signature. */
export async function bendDelivery<G extends SlowStage>(
  core: SandboxCore,
  message: Messages[G],
  matchSubject: MatchSubject & { stage: G },
  subject: Subject,
  injected?: Candidate,
): Promise<Awaited<Bent[G]> | Pass> {
  for (const one of actors(core, matchSubject, injected)) {
    const effect = await one.bound.bend(message, core.draw)
    // Another send may have used the rule up while this one waited for a signature.
    if (effect.do === 'pass' || isUsedUp(core, one.rule)) continue
    note(core, one, effect, subject, matchSubject)
    return effect
  }
  return PASS
}
