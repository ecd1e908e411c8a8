// What a fault is: one way in which a message goes wrong. A fault bends messages, never the books;
// its `ledger` sentence says what stays true. Executed or not is its first question.
import * as v from 'valibot'
import type { Op } from '../journal/entry.ts'
import type { FaultKind } from '../journal/fault-kinds.ts'
import type { Draw } from '../values/random.ts'
import type { Effects, SlowStage, Stage } from './effects.ts'
import type { Messages } from './messages.ts'

/** What a fault gives back: at once, or at the slow stages when its signature is made. */
export interface Bent extends Omit<Effects, SlowStage> {
  delivery: Effects['delivery'] | Promise<Effects['delivery']>
  return: Effects['return'] | Promise<Effects['return']>
}

interface BoundAt<G extends Stage> {
  name: string
  /** Its number in the catalogue, which depends on what was executed: `F01` or `F02`. */
  catalogueId: string
  /** What it does, where rules or drives must know. */
  kind: FaultKind | undefined
  stage: G
  ops: readonly Op[] | undefined
  /** True when a rule acts but once, however often it matches. */
  once: boolean
  bend(message: Messages[G], draw: Draw): Bent[G]
}

/** One fault with its options read: ready to bend messages of one stage. */
export type BoundFault<G extends Stage = Stage> = { [K in Stage]: BoundAt<K> }[G]

/** A fault as the catalogue lists it. */
export interface Fault {
  name: string
  /** `F01 F02`: the rows of the catalogue this fault covers. */
  ids: readonly string[]
  about: string
  /** What stays true in the ledger. */
  ledger: string
  /** Operations it makes sense for; all when absent. */
  ops?: readonly Op[]
  /** A rule of it acts but once: what it does lasts. */
  once?: boolean
  options: v.GenericSchema<unknown, Record<string, unknown>>
  bind(options: unknown): BoundFault
}

type Does = Effects[Stage]['do']
type StagesOf<D extends Does> = { [K in Stage]: D extends Effects[K]['do'] ? K : never }[Stage]
/** What is possible at every one of these stages. */
type CommonDoes<G extends Stage> = { [D in Does]: [G] extends [StagesOf<D>] ? D : never }[Does]
type Common<G extends Stage> = [G] extends [SlowStage]
  ? Bent[G]
  : Extract<Effects[G], { do: CommonDoes<G> }>

type Bend<G extends Stage, O, E> = (message: Messages[G], options: O, draw: Draw) => E

/** One function for all its stages, which does what each of them allows, or one for each. */
type Bends<G extends Stage, O> =
  | { bend: Bend<G, O, Bent[G] & Common<G>>; bends?: undefined }
  | { bend?: undefined; bends: { [K in G]: Bend<K, O, Bent[K]> } }

/** Declares a fault: its options are validated once, when a rule is added. */
export function fault<S extends v.GenericSchema<unknown, Record<string, unknown>>, G extends Stage>(
  declared: Omit<Fault, 'bind' | 'options'> & {
    options: S
    stage: G | ((options: v.InferOutput<S>) => G)
    kind?: FaultKind
    catalogueId?: (options: v.InferOutput<S>) => string
  } & Bends<G, v.InferOutput<S>>,
): Fault {
  const { stage, bend, bends, catalogueId, kind, ...rest } = declared
  const bendAt = <K extends G>(at: K): Bend<K, v.InferOutput<S>, Bent[K]> =>
    // What is common to all stages is possible at this one, which the compiler cannot see.
    bends ? bends[at] : (bend as Bend<K, v.InferOutput<S>, Bent[K]>)
  const bindAt = <K extends G>(at: K, options: v.InferOutput<S>): BoundAt<K> => ({
    name: declared.name,
    catalogueId: catalogueId?.(options) ?? declared.ids[0] ?? declared.name,
    kind,
    stage: at,
    ops: declared.ops,
    once: declared.once ?? false,
    bend: (message, draw) => bendAt(at)(message, options, draw),
  })
  return {
    ...rest,
    bind: (given): BoundFault => {
      const options = v.parse(declared.options, given)
      // A stage that is one of several is one of all, which the compiler cannot see.
      return bindAt(typeof stage === 'function' ? stage(options) : stage, options) as BoundFault
    },
  }
}

export function isBoundAt<G extends Stage>(bound: BoundFault, stage: G): bound is BoundFault<G> {
  return bound.stage === stage
}
