// MAPI-06: a batch number stands for one batch. The same batch again has the same number and the same items; what is
// wished anew has a new one (002:L58-60). Who makes a new batch of refunds that are still under way refunds twice.
import type { Trace } from '../../../server/journal/trace.ts'
import { finding, type Finding } from '../judge.ts'
import { rule } from '../rule.ts'
import { isSame, perBatch, readBatches, intentsOf, type Batch, type BatchItem } from './batches.ts'

export const eachBatchHasItsOwnNumber = rule({
  id: 'MAPI-06',
  source: '002:L58-60',
  severity: 'critical',
  families: ['M'],
  title: ['A batch_no of its own per batch', '退款批次号唯一'],
  trigger: ['A batch of refunds was sent', '发送了退款批次'],
  remedy: [
    'Draw a new batch_no for every new batch, store it with its items, and repeat both unchanged.',
    '每个新批次生成新的 batch_no 并与明细一同保存，重提时两者均不变。',
  ],
  seenBy: 'both',
  needs: 'REFUND',
  timeless: true,
  check(trace) {
    return perBatch(trace, (batch) => judge(trace, batch))
  },
})

function judge(trace: Trace, batch: Batch): Finding[] {
  const before = readBatches(trace).filter(({ request }) => request.seq < batch.request.seq)
  const { number } = batch
  const other = before.find((one) => one.number === number && !isSame(one, batch))
  if (other) {
    const evidence = [other.evidence, batch.evidence]
    const en = `Two batches of different refunds were sent as ${number}.`
    return [finding('fail', evidence, en, `批次号 ${number} 用于两批不同的退款。`)]
  }
  const twice = batch.items.flatMap((item) => earlierOf(before, batch, item))[0]
  if (twice) {
    const en = `A refund that batch ${twice.number} may have made was sent again as ${number}.`
    const zh = `批次 ${twice.number} 可能已退的款项又以 ${number} 发送。`
    return [finding('fail', [twice.evidence, batch.evidence], en, zh)]
  }
  const again = before.some((one) => one.number === number)
  const en = again ? `Batch ${number} was sent again as it was.` : `Batch ${number} is new.`
  return [
    finding(
      'pass',
      batch.evidence,
      en,
      again ? `批次 ${number} 原样重提。` : `批次号 ${number} 未用过。`,
    ),
  ]
}

/** More batches than wishes: one of the earlier ones with this item has neither been refused nor failed. */
function earlierOf(before: readonly Batch[], batch: Batch, item: BatchItem): Batch[] {
  const { tradeNo, amountFen, attempt } = item
  if (!attempt || attempt.sale.saleId === undefined) return []
  const isIt = (one: BatchItem) => one.tradeNo === tradeNo && one.amountFen === amountFen
  const open = before.filter(
    (one) => one.number !== batch.number && one.items.some(isIt) && !hasFailed(one, item, batch),
  )
  const numbers = new Set(open.map(({ number }) => number))
  const wishes = intentsOf(item).filter(
    ({ startedMs }) => startedMs <= batch.request.elapsedMs,
  ).length
  return numbers.size < wishes || wasChecked(batch, open) ? [] : open.slice(0, 1)
}

/** By then it was known that this batch refunds the item no more. */
function hasFailed({ call, told }: Batch, { tradeNo }: BatchItem, later: Batch): boolean {
  const isKnown = call && call.seenMs <= later.request.elapsedMs
  const isRefused = isKnown && ['BIZFAIL', 'REJECT', 'NOTEXIST'].includes(call.outcome)
  const isUsed = call?.result?.reason === 'BatchNumberUsed'
  const item = told?.text?.batch?.items.find((one) => one.tradeNo === tradeNo)
  const isTold = told !== undefined && told.elapsedMs <= later.request.elapsedMs
  return (isRefused === true && !isUsed) || (isTold && item?.isRefunded === false)
}

/** A person wanted it, and the trade was asked for in between. */
function wasChecked({ items, request }: Batch, open: readonly Batch[]): boolean {
  const fromMs = Math.max(0, ...open.map((one) => one.request.elapsedMs))
  return items.every(({ attempt }) => {
    if (!attempt) return true
    const { acts } = attempt.sale
    const within = (atMs: number) => atMs > fromMs && atMs <= request.elapsedMs
    return (
      acts.some(
        ({ act, startedMs }) => ['resubmit', 'resolve'].includes(act) && within(startedMs),
      ) && attempt.calls.some(({ op, seenMs }) => op === 'QUERY' && within(seenMs))
    )
  })
}
