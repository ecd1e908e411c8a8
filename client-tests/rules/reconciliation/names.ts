// By which numbers a discrepancy may be named: the order's, the trade's, a refund's.
import type { EntryOf } from '../../../server/journal/entry.ts'
import type { Trace } from '../../../server/journal/trace.ts'
import { truthOf, type Attempt } from '../attempts.ts'

/** Every number under which a merchant may report what a plant did. */
export function namesIn(trace: Trace, { outTradeNo = '', note }: EntryOf<'fault'>): Set<string> {
  const truth = trace.truths.get(outTradeNo)
  const words = note.split(/[^\w-]+/).filter((word) => /\d{6}/.test(word))
  return new Set([outTradeNo, truth?.tradeNo ?? outTradeNo, ...words])
}

/** The numbers of an attempt and of its refunds. */
export function numbersOf(attempt: Attempt): string[] {
  const refunds = attempt.calls.flatMap(({ ids }) => ids.outRequestNo ?? [])
  const { tradeNo } = truthOf(attempt) ?? {}
  return [attempt.outTradeNo, ...(tradeNo === undefined ? [] : [tradeNo]), ...refunds]
}
