// MAPI-08: is_success=T says that a batch was taken. Which of its refunds were made the notification tells, item by item:
// one that failed stops no other (002:L73).
import type { EntryOf } from '../../../server/journal/entry.ts'
import type { Trace } from '../../../server/journal/trace.ts'
import { parseYuan } from '../../../server/values/money.ts'
import { finding, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { believedOf } from '../refunds.ts'
import { rule } from '../rule.ts'
import { intentsOf, perBatch, readBatches, type Batch, type BatchItem } from './batches.ts'

export const eachItemIsReadByItself = rule({
  id: 'MAPI-08',
  source: '002:L73',
  severity: 'critical',
  families: ['M'],
  title: ['T is not "all refunded"', '逐笔解析退款结果'],
  trigger: ['The gateway told what became of a batch', '收到批量退款通知'],
  remedy: [
    'Book each item of result_details by its own code, and nothing on is_success=T.',
    '按 result_details 中每笔的结果分别记账，is_success=T 不代表已退款。',
  ],
  seenBy: 'adapter',
  needs: 'REFUND',
  check(trace, parameters) {
    return perBatch(trace, (batch) => [
      ...early(trace, batch),
      ...batch.items.flatMap((item) => judge(trace, batch, item, parameters)),
    ])
  },
})

/** Called done before anything but the acceptance was there. */
function early(trace: Trace, batch: Batch): Finding[] {
  const toldMs = batch.told?.elapsedMs ?? Number.POSITIVE_INFINITY
  const done = batch.items.flatMap((item) =>
    beliefsOf(item).filter(
      ({ status, elapsedMs }) =>
        status === 'REFUNDED' &&
        elapsedMs < toldMs &&
        elapsedMs >= batch.request.elapsedMs &&
        !isToldBefore(trace, item, elapsedMs),
    ),
  )
  const [first] = done
  if (!first || batch.call?.outcome !== 'PEND') return []
  const en = 'A refund was called done when its batch had only been taken.'
  return [finding('fail', [batch.evidence, first.seq], en, '批次仅被受理，退款即被记为成功。')]
}

/** By another batch, or by the notification that goes to the address of the payment. */
function isToldBefore(trace: Trace, { attempt, tradeNo }: BatchItem, atMs: number): boolean {
  const notices = attempt?.notices ?? []
  return (
    notices.some(({ ofRefund, sentMs }) => ofRefund && sentMs <= atMs) ||
    readBatches(trace).some(
      ({ told }) =>
        told !== undefined &&
        told.elapsedMs <= atMs &&
        told.text?.batch?.items.some((one) => one.tradeNo === tradeNo) === true,
    )
  )
}

const beliefsOf = (item: BatchItem): EntryOf<'refund-belief'>[] => {
  const ids = new Set(intentsOf(item).map(({ refundId }) => refundId))
  return item.attempt?.sale.refundBeliefs.filter(({ refundId }) => ids.has(refundId)) ?? []
}

function judge(
  trace: Trace,
  { told }: Batch,
  item: BatchItem,
  { beliefAfterNoticeMs }: Parameters,
): Finding[] {
  const said = told?.text?.batch?.items.find(({ tradeNo }) => tradeNo === item.tradeNo)
  const sale = item.attempt?.sale
  if (!told || !said || !sale) return []
  if (trace.endMs < told.elapsedMs + beliefAfterNoticeMs) return []
  const wishes = intentsOf(item).filter(({ amountFen }) => amountFen === parseYuan(said.amount))
  const last = wishes.map(({ refundId }) => believedOf(sale, refundId))
  const known = last.filter((one) => one !== undefined)
  if (known.length === 0) return []
  const evidence = [told.seq, ...known.map(({ seq }) => seq)]
  const isDone = known.some(({ status }) => status === 'REFUNDED')
  if (isDone === said.isRefunded) {
    const en = `The item was told ${said.code}, and is ${isDone ? 'done' : 'not done'} in the books.`
    return [finding('pass', evidence, en, `明细结果 ${said.code}，记账一致。`)]
  }
  const en = `The item was told ${said.code}, and the merchant believes ${known[0]?.status}.`
  const zh = `明细结果 ${said.code}，商户却记为 ${known[0]?.status}。`
  return [finding('fail', evidence, en, zh)]
}
