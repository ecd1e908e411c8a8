// MAPI-09: of a batch that was answered F no notification comes (002:L76-77): its refunds have failed, or people have them,
// within a minute.
import type { Trace } from '../../../server/journal/trace.ts'
import { finding, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'
import { intentsOf, perBatch, type Batch } from './batches.ts'

export const aRefusedBatchIsOver = rule({
  id: 'MAPI-09',
  source: '002:L76-77',
  severity: 'major',
  families: ['M'],
  title: ['F: no notification will come', 'F 不会有异步通知'],
  trigger: ['A batch was answered is_success=F', '批次返回 is_success=F'],
  remedy: [
    'Mark the refunds of a batch that was refused as failed, and tell people.',
    '批次被拒即将其退款记为失败并提示人工。',
  ],
  seenBy: 'adapter',
  needs: 'REFUND',
  check(trace, parameters) {
    return perBatch(trace, (batch) => judge(trace, batch, parameters))
  },
})

const OVER: ReadonlySet<string> = new Set(['FAILED', 'ESCALATED', 'UNKNOWN'])

function judge(trace: Trace, batch: Batch, { refusedBatchMs }: Parameters): Finding[] {
  const { call, evidence, items } = batch
  const isRefused = call?.outcome === 'BIZFAIL' || call?.outcome === 'REJECT'
  // The number is known already: that one has been taken.
  if (!call || !isRefused || call.result?.reason === 'BatchNumberUsed') return []
  const untilMs = call.seenMs + refusedBatchMs
  const beliefs = items.flatMap((item) => {
    const ids = new Set(intentsOf(item).map(({ refundId }) => refundId))
    const all = item.attempt?.sale.refundBeliefs ?? []
    return all.filter(({ refundId }) => ids.has(refundId))
  })
  if (beliefs.length === 0) return []
  const code = call.result?.subCode ?? call.result?.reason ?? 'F'
  const over = beliefs.find(
    ({ status, elapsedMs }) => OVER.has(status) && elapsedMs >= call.seenMs && elapsedMs <= untilMs,
  )
  if (over) {
    const en = `The batch was refused (${code}), and its refund is ${over.status}.`
    return [
      finding('pass', [evidence, over.seq], en, `批次被拒（${code}），退款记为 ${over.status}。`),
    ]
  }
  if (trace.endMs < untilMs) return []
  const last = beliefs.at(-1)
  const en = `The batch was refused (${code}), and a minute later its refund is still ${last?.status ?? ''}.`
  const zh = `批次被拒（${code}），一分钟后退款仍为 ${last?.status ?? ''}。`
  return [finding('fail', [evidence, last?.seq ?? []], en, zh)]
}
