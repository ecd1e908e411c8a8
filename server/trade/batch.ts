// Batches of refunds (002:L58-99): a number is used once, acceptance says nothing of the items, and each item is
// refunded or fails for itself.
import type { Failure } from '../journal/reasons.ts'
import type { Instant } from '../values/instant.ts'
import {
  answer,
  refuse,
  unchanged,
  type Changes,
  type Decide,
  type TimedEvent,
} from './decision.ts'
import type { AcceptBatch, AskBatch, BatchHead, BatchItem, RefundBatch } from './refund-batch.ts'
import { refund } from './refund.ts'

export const askBatch: Decide<AskBatch> = (command, records, now, draw) => {
  const { sellerId, batchNo, asksPassword, fails = [] } = command
  const { batch: known, options, pid } = records
  if (sellerId !== pid && !options.sellerIds.includes(sellerId)) return refuse('ReceiverNotAllowed')
  // A page that asks for a password may be opened again; what was accepted is never accepted twice.
  if (known && known.state !== 'asked') return refuse('BatchNumberUsed')
  const { via, appId, notifyUrl, charset, kept, takesMs } = command
  const items = command.items.map((item, place): BatchItem => {
    const failure = fails.find((one) => one.place === place)?.reason
    return { ...item, state: 'waiting', ...(failure && { fails: failure }) }
  })
  const batch: RefundBatch = {
    via,
    appId,
    pid,
    batchNo,
    items,
    left: items.length,
    notifyUrl,
    charset,
    kept,
    state: asksPassword ? 'asked' : 'accepted',
    code: known?.code ?? draw.letters('batch_page', 16),
    askedAt: now,
    takesMs,
  }
  const changes = asksPassword ? { ...unchanged(), batch } : accepted(batch, now)
  return { ...answer({ kind: 'batch', batch }), changes }
}

/** The password has been typed. */
export const acceptBatch: Decide<AcceptBatch> = (_command, { batch }, now) => {
  if (batch?.state !== 'asked') return refuse('BatchNumberUsed')
  const changes = accepted({ ...batch, state: 'accepted' }, now)
  return { ...answer({ kind: 'batch', batch: changes.batch }), changes }
}

function accepted(batch: RefundBatch, now: Instant): Changes & { batch: RefundBatch } {
  const { pid, batchNo, items, takesMs } = batch
  const due = now + takesMs
  const jobs = items.map(({ tradeNo }, place) => ({
    due,
    happening: { op: 'refund-item', pid, batchNo, tradeNo, place } as const,
  }))
  return { ...unchanged(), batch, jobs }
}

/** One item by the rules of any refund, under the number of its batch. */
export const refundItem: Decide<Extract<TimedEvent, { op: 'refund-item' }>> = (
  { place },
  records,
  now,
  draw,
) => {
  const { head, item } = records.batchItem ?? {}
  if (!head || item?.state !== 'waiting') return answer({ kind: 'happened' })
  const { pid, batchNo: outRequestNo } = head
  const { tradeNo, amountFen, reason, fails } = item
  const asked = { op: 'REFUND', pid, tradeNo, amountFen, outRequestNo, reason } as const
  const made =
    fails === undefined ? refund(asked, records, now, draw) : answer({ kind: 'happened' })
  const refusal = made.outcome.kind === 'refused' ? made.outcome.refusal : undefined
  const state: 'refunded' | Failure = fails ?? refusal ?? 'refunded'
  const left = head.left - 1
  const after: BatchHead = { ...head, left, ...(left === 0 && { state: 'done' }) }
  const batchItem = { head: after, place, item: { ...item, state } }
  return { ...made, changes: { ...made.changes, batchItem } }
}
