// Which rules would act on a message, and why each other one would not. Rules act in the order in
// which they were added; at each stage the first that does something decides, so rules of different
// stages compose and rules of one stage wait their turn.
import type { Instant } from '../values/instant.ts'
import { bindFault } from './faults.ts'
import type { BoundFault } from './fault.ts'
import type { Stage } from './effects.ts'
import { misfits, type FaultRule, type MatchSubject } from './match.ts'

export interface Foreseen {
  rule: string
  fault: string
  catalogueId: string
  stage: Stage
  /**
   * `acts`: nothing stands in its way. `maybe`: if its chance comes up. `waits`: it fits, and acts
   * only where the rules before it find nothing to bend. `no`: it stands aside.
   */
  verdict: 'acts' | 'maybe' | 'waits' | 'no'
  /** Why, in words. */
  why: string[]
  /** How often it has matched and fired so far. */
  hits: number
  fired: number
}

/** What somebody asks about: a message without its stage, since each rule brings its own. */
export type Described = Omit<MatchSubject, 'stage'> & { kind: 'call' | 'notification' | 'return' }

export function foresee(
  rules: readonly FaultRule[],
  described: Described,
  now: Instant,
): Foreseen[] {
  /** The rules that act for certain, by stage. */
  const decided = new Map<Stage, string>()
  return rules.map((rule) => {
    const bound = bind(rule)
    const { stage } = bound
    const before = decided.get(stage)
    const { verdict, why } = judge(rule, bound, described, now, before)
    if (verdict === 'acts') decided.set(stage, rule.id)
    const { id, hits, fired } = rule
    const { name: fault, catalogueId } = bound
    return { rule: id, fault, catalogueId, stage, verdict, why, hits, fired }
  })
}

function judge(
  rule: FaultRule,
  bound: BoundFault,
  described: Described,
  now: Instant,
  before: string | undefined,
): Pick<Foreseen, 'verdict' | 'why'> {
  const { kind, ...seen } = described
  const kindOfStage = kindOf(bound.stage)
  const aside = [
    ...(kindOfStage === kind ? [] : [`bends ${kindOfStage}s; this is a ${kind}`]),
    ...opMisfit(bound, described),
    ...misfits(rule, { stage: bound.stage, ...seen }, now),
    ...turnMisfit(rule, bound),
  ]
  if (aside.length > 0) return { verdict: 'no', why: aside }
  const { probability = 1, nth = 1 } = rule.match
  const turn = nth > 1 ? [`this is match ${rule.hits + 1}, and it fires from the ${nth}. on`] : []
  if (probability === 0) return { verdict: 'no', why: ['its probability is 0'] }
  if (before !== undefined) {
    return {
      verdict: 'waits',
      why: [`${before} was added earlier and decides at the same stage (${bound.stage})`],
    }
  }
  if (probability < 1) {
    return { verdict: 'maybe', why: [...turn, `by chance, with probability ${probability}`] }
  }
  return { verdict: 'acts', why: [...turn, 'everything it asks for fits'] }
}

/** The counts: the n-th match is yet to come, or the rule is used up. */
function turnMisfit({ match, hits, fired }: FaultRule, { once }: BoundFault): string[] {
  const { nth = 1, count = once ? 1 : Infinity } = match
  return [
    ...(hits + 1 < nth ? [`fires from match ${nth} on; this is match ${hits + 1}`] : []),
    ...(fired >= count ? [`is used up: it fired ${fired} of ${count} times`] : []),
  ]
}

function opMisfit({ ops }: BoundFault, { op, kind }: Described): string[] {
  if (!ops || kind !== 'call' || (op !== undefined && ops.includes(op))) return []
  return [`concerns ${ops.join(', ')}; this is ${op ?? 'no operation'}`]
}

function kindOf(stage: Stage): Described['kind'] {
  if (stage === 'notification' || stage === 'delivery') return 'notification'
  return stage === 'return' ? 'return' : 'call'
}

function bind(rule: FaultRule): BoundFault {
  const made = bindFault(rule.fault, rule.options)
  if ('wrong' in made) throw new Error(`stored fault rule ${rule.id}: ${made.wrong.remedy}`)
  return made.bound
}
