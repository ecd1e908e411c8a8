// The read-only view of a journal that the suite gets: entries folded into exchanges, deliveries
// and truths. A pure function of the entries, so a live run and its saved journal read the same.
import type { Fen } from '../values/money.ts'
import type { CallIds, Entry, EntryOf, Op, Result, Truth } from './entry.ts'

/**
 * A call and everything that became of it. Times are `elapsedMs`. One that names many orders is read as a call
 * about each of them.
 */
export interface Exchange {
  id: string
  seq: number
  /** The family of gateways that was called. */
  family: string | undefined
  op: Op | undefined
  ids: CallIds
  amountFen: Fen | undefined
  fingerprint: string | undefined
  startMs: number
  /** When the client could know the outcome; `undefined` while nobody has ended it. */
  seenMs: number | undefined
  /** True when the client hung up before it had the reply. */
  abortedByClient: boolean
  /** What the client could read: `undefined` when the reply never arrived whole. */
  result: Result | undefined
  faults: EntryOf<'fault'>[]
}

/** One send of a notification with its reply. */
export interface Delivery {
  id: string
  sent: EntryOf<'send'>
  reply: EntryOf<'reply'> | undefined
}

export interface Trace {
  entries: readonly Entry[]
  /** In order of arrival. */
  exchanges: readonly Exchange[]
  deliveries: readonly Delivery[]
  /** Entries of one kind, in order. */
  of<K extends Entry['kind']>(kind: K): readonly EntryOf<K>[]
  /** The last truth per order number, keyed by `out_trade_no`. */
  truths: ReadonlyMap<string, Truth>
  /** The last entry's `elapsedMs`. */
  endMs: number
}

/** Folds journal entries into a trace. */
export function readTrace(entries: readonly Entry[]): Trace {
  const byKind = Map.groupBy(entries, ({ kind }) => kind)
  // Rules ask over and over: grouped once, and what was grouped by a kind is of that kind.
  const of = <K extends Entry['kind']>(kind: K): readonly EntryOf<K>[] =>
    (byKind.get(kind) ?? []) as EntryOf<K>[]
  const truths = new Map<string, Truth>()
  for (const { truth } of of('commit')) if (truth) truths.set(truth.outTradeNo, truth)
  const replies = new Map(of('reply').map((reply) => [reply.delivery, reply]))
  return {
    entries,
    of,
    truths,
    exchanges: foldExchanges(of),
    deliveries: of('send').map((sent) => ({
      id: sent.delivery,
      sent,
      reply: replies.get(sent.delivery),
    })),
    endMs: entries.at(-1)?.elapsedMs ?? 0,
  }
}

function foldExchanges(of: Trace['of']): Exchange[] {
  const answers = new Map(of('answer').map((entry) => [entry.exchange, entry]))
  const ends = new Map(of('end').map((entry) => [entry.exchange, entry]))
  const faults = Map.groupBy(of('fault'), (entry) => entry.exchange)
  return of('request').flatMap((request): Exchange[] => {
    const end = ends.get(request.exchange)
    const answer = answers.get(request.exchange)
    const exchange: Exchange = {
      id: request.exchange,
      seq: request.seq,
      family: request.family,
      op: request.op,
      ids: request.ids,
      amountFen: request.amountFen,
      fingerprint: request.fingerprint,
      startMs: request.elapsedMs,
      seenMs: end?.elapsedMs,
      abortedByClient: end?.by === 'client',
      result: end?.whole && answer?.result.readable ? answer.result : undefined,
      faults: faults.get(request.exchange) ?? [],
    }
    if (!request.parts) return [exchange]
    return request.parts.map(({ ids, amountFen }) => ({ ...exchange, ids, amountFen }))
  })
}
