// MAPI-12: a batch refused because nobody has signed for it stays refused until somebody does: the same call again is of
// no use (002:L70-71).
import { finding, type Finding } from '../judge.ts'
import type { Trace } from '../../../server/journal/trace.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'
import { isAskedAgain, perBatch, readBatches, type Batch } from './batches.ts'

export const whatIsNotSignedForIsNotRepeated = rule({
  id: 'MAPI-12',
  source: '002:L70-71',
  severity: 'minor',
  families: ['M'],
  title: ['What is not signed for is not repeated', '未签约错误不重试'],
  trigger: ['A batch was refused for want of a contract', '退款因未签约被拒'],
  remedy: [
    'Stop, tell people, and have the account signed for refunds.',
    '停止重试并提示人工，先完成签约。',
  ],
  seenBy: 'traffic',
  needs: 'REFUND',
  counts: true,
  check(trace, parameters) {
    return perBatch(trace, (batch) => judge(trace, batch, parameters))
  },
})

const isUnsigned = ({ call }: Batch) =>
  call?.result?.reason === 'RefundNotAllowed' || call?.result?.reason === 'ReceiverNotAllowed'

function judge(trace: Trace, batch: Batch, { repeatsAfterRefusal }: Parameters): Finding[] {
  const all = readBatches(trace)
  const isOfIt = (one: Batch) =>
    one.items.some(({ tradeNo }) => batch.items.some((item) => item.tradeNo === tradeNo))
  const isFirst = !all.some(
    (one) => one.request.seq < batch.request.seq && isUnsigned(one) && isOfIt(one),
  )
  if (!isUnsigned(batch) || !isFirst) return []
  const seenMs = batch.call?.seenMs ?? 0
  const again = all.filter(
    (one) =>
      one.request.seq > batch.request.seq &&
      isOfIt(one) &&
      !isAskedAgain(one, seenMs, one.request.elapsedMs),
  )
  const { length } = again
  const mark =
    length > repeatsAfterRefusal.warn ? 'fail' : length > repeatsAfterRefusal.pass ? 'warn' : 'pass'
  const evidence = [batch.evidence, ...again.map((one) => one.evidence)]
  const en = `After ${batch.call?.result?.subCode ?? 'the refusal'} it was sent ${length} times more.`
  return [finding(mark, evidence, en, `未签约被拒后又发送 ${length} 次。`)]
}
