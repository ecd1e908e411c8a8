// Batches of refunds as the gateway met them: what was sent, how it was answered, and what was told of each item.
import type { EntryOf } from '../../../server/journal/entry.ts'
import type { Trace } from '../../../server/journal/trace.ts'
import { readSales, type Attempt, type Call } from '../attempts.ts'
import type { Finding } from '../judge.ts'
import { readIntents } from '../refunds.ts'
import { verdictOf, type Verdict } from '../rule.ts'

export interface BatchItem {
  tradeNo: string
  amountFen: number | undefined
  /** The order it goes against; absent for a trade that nobody here has sold. */
  attempt: Attempt | undefined
  /** The call as this order sees it. */
  call: Call | undefined
}

export interface Batch {
  number: string
  request: EntryOf<'request'>
  items: readonly BatchItem[]
  /** Of its call; of an item whose order is known. */
  call: Call | undefined
  evidence: readonly number[]
  /** What the gateway told of it afterwards. */
  told: EntryOf<'send'> | undefined
}

const views = new WeakMap<Trace, readonly Batch[]>()

/** Every sending, in order; the same batch sent twice is two of them. */
export function readBatches(trace: Trace): readonly Batch[] {
  const known = views.get(trace)
  if (known) return known
  const byTradeNo = new Map(
    readSales(trace)
      .flatMap(({ attempts }) => attempts)
      .flatMap((attempt) => attempt.books.map(({ truth }) => [truth.tradeNo, attempt] as const)),
  )
  const told = new Map(trace.of('send').map((sent) => [sent.text?.batch?.number, sent]))
  const batches = trace.of('request').flatMap((request): Batch[] => {
    const { batch, op, parts = [], seq } = request
    if (op !== 'REFUND' || !batch) return []
    const items = parts.map(({ ids: { tradeNo = '' }, amountFen }) => {
      const attempt = byTradeNo.get(tradeNo)
      const call = attempt?.calls.find((one) => one.seq === seq)
      return { tradeNo, amountFen, attempt, call }
    })
    const call = items.find((item) => item.call)?.call
    const number = batch.number ?? ''
    const evidence = call?.evidence ?? [seq]
    return [{ number, request, items, call, evidence, told: told.get(number) }]
  })
  views.set(trace, batches)
  return batches
}

/** Each finding is about a batch; it is shown with the sale of its first item. */
export function perBatch(trace: Trace, look: (batch: Batch) => readonly Finding[]): Verdict {
  return verdictOf(
    readBatches(trace).flatMap((batch) => {
      const attempt = batch.items.find((item) => item.attempt)?.attempt
      return look(batch).map((each) => ({
        ...each,
        sale: attempt?.sale.saleId,
        outTradeNo: attempt?.outTradeNo,
      }))
    }),
  )
}

export const isSame = (one: Batch, other: Batch): boolean => detailOf(one) === detailOf(other)

const detailOf = ({ items }: Batch): string =>
  items.map(({ tradeNo, amountFen }) => `${tradeNo}^${amountFen}`).join('#')

/** The wish of somebody that an item answers; `undefined` when nobody asked for such a refund. */
export function intentsOf({ attempt, amountFen }: BatchItem): EntryOf<'adapter'>[] {
  if (!attempt) return []
  return readIntents(attempt.sale).filter((intent) => intent.amountFen === amountFen)
}

/** A person submitted it, or one of its refunds, again. */
export function isAskedAgain({ items }: Batch, fromMs: number, untilMs: number): boolean {
  const sales = new Set(items.flatMap(({ attempt }) => attempt?.sale ?? []))
  return [...sales].some(({ acts }) =>
    acts.some(
      ({ act, startedMs }) =>
        (act === 'resubmit' || act === 'resolve' || act === 'refund') &&
        startedMs > fromMs &&
        startedMs <= untilMs,
    ),
  )
}
