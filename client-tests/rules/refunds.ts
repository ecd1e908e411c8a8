// Tells which refund calls belong to which intent. An intent is what a person asked for (a refund
// through the adapter); a number is `out_request_no`; one intent owns one number for ever.
import { isOneOf, type EntryOf } from '../../server/journal/entry.ts'
import { COUNTER_OPS } from '../trace/opening.ts'
import type { Attempt, Call, Sale } from './attempts.ts'

export interface RefundNumber {
  outRequestNo: string
  calls: readonly Call[]
  /** The intent it was first used for; `undefined` when no open intent asked for such an amount. */
  intent: EntryOf<'adapter'> | undefined
}

/** Refunds that were asked for and accepted, one entry per `refundId`, in order. */
export function readIntents({ acts }: Sale): EntryOf<'adapter'>[] {
  const asked = acts.filter(
    ({ act, status, refundId }) => act === 'refund' && status < 300 && refundId !== undefined,
  )
  const byId = Map.groupBy(asked, ({ refundId }) => refundId)
  return [...byId.values()]
    .flatMap(([first]) => first ?? [])
    .toSorted((a, b) => a.startedMs - b.startedMs)
}

/** The numbers used on an attempt, in order of first use, each with the intent it answers. */
export function readRefundNumbers(attempt: Attempt): RefundNumber[] {
  const open = readIntents(attempt.sale)
  const byNumber = Map.groupBy(
    attempt.calls.filter(({ op, ids }) => op === 'REFUND' && ids.outRequestNo !== undefined),
    ({ ids }) => ids.outRequestNo ?? '',
  )
  return [...byNumber].map(([outRequestNo, calls]) => {
    const [first] = calls
    const index = open.findIndex(
      ({ startedMs, amountFen }) =>
        first !== undefined && startedMs <= first.startMs && amountFen === first.amountFen,
    )
    const [intent] = index === -1 ? [] : open.splice(index, 1)
    return { outRequestNo, calls, intent }
  })
}

/** What the order was opened for; the sale's amount where nobody saw it opened. */
export function orderedFen({ calls, sale }: Attempt): number {
  const opened = calls.find(({ op }) => isOneOf(COUNTER_OPS, op))
  return opened?.amountFen ?? sale.amountFen
}

/** The last word of the merchant on a refund that people asked for. */
export function believedOf({ refundBeliefs }: Sale, refundId: string | undefined) {
  return refundBeliefs.findLast((belief) => belief.refundId === refundId)
}
