// MAPI-13: a batch without an answer, or without a notification for a day, is for people: who submits it again keeps its
// number, and a refusal as duplicate says that it was taken. The program makes no new batch of it by itself (002:L103-105).
import type { Trace } from '../../../server/journal/trace.ts'
import { DAY } from '../../../server/values/instant.ts'
import { finding, type Finding } from '../judge.ts'
import { rule } from '../rule.ts'
import { isAskedAgain, perBatch, readBatches, type Batch } from './batches.ts'

export const peopleSubmitASilentBatchAgain = rule({
  id: 'MAPI-13',
  source: '002:L103-105',
  severity: 'major',
  families: ['M'],
  title: ['People submit a silent batch again', '无应答退款人工重提'],
  trigger: [
    'A batch got no answer, or no notification for 24 hours',
    '批次无应答，或 24 小时未收到通知',
  ],
  remedy: [
    'List the batch for people, and let them submit it again under its own batch_no.',
    '转人工处理，由人工以原批次号重新提交。',
  ],
  seenBy: 'adapter',
  needs: 'REFUND',
  check(trace) {
    return perBatch(trace, (batch) => judge(trace, batch))
  },
})

function judge(trace: Trace, batch: Batch): Finding[] {
  const all = readBatches(trace)
  const { call, evidence, number, request } = batch
  if (!call || all.some((one) => one.number === number && one.request.seq < request.seq)) return []
  const isUnanswered = call.outcome === 'UNK'
  const silentAt = request.at + DAY
  const isSilent =
    call.outcome === 'PEND' &&
    (batch.told === undefined || batch.told.at > silentAt) &&
    (trace.entries.at(-1)?.at ?? 0) > silentAt
  if (!isUnanswered && !isSilent) return []
  const later = all.filter((one) => one.request.seq > request.seq && isOfIt(one, batch))
  const toldMs = batch.told?.elapsedMs ?? Number.POSITIVE_INFINITY
  const byItself = later.find(
    (one) =>
      one.number !== number &&
      one.request.elapsedMs < toldMs &&
      !isAskedAgain(one, request.elapsedMs, one.request.elapsedMs),
  )
  if (byItself) {
    const en = `Nothing was heard of batch ${number}, and its refunds were sent as ${byItself.number}, which nobody had asked for.`
    const zh = `批次 ${number} 无回音，程序自行以 ${byItself.number} 重新退款。`
    return [finding('fail', [evidence, byItself.evidence], en, zh)]
  }
  const again = later.find((one) => one.number === number)
  const listed = listedFor(trace, batch)
  if (again) {
    const byPerson = isAskedAgain(again, request.elapsedMs, again.request.elapsedMs)
    const who = byPerson ? 'a person submitted it' : 'the program submitted it'
    const en = `Nothing was heard of batch ${number}, and ${who} again under its number.`
    const zh = `批次 ${number} 无回音，${byPerson ? '人工' : '程序'}以原批次号重提。`
    return [finding('pass', [evidence, again.evidence], en, zh)]
  }
  if (isUnanswered && listed === undefined && trace.of('manual-items').length > 0) {
    const en = `Batch ${number} got no answer, and people were not told.`
    return [finding('fail', evidence, en, `批次 ${number} 无应答，却没有转人工。`)]
  }
  const en = `Nothing was heard of batch ${number}, and no other was made of it.`
  return [finding('pass', [evidence, listed ?? []], en, `批次 ${number} 无回音，未自行另起批次。`)]
}

const isOfIt = (one: Batch, { items }: Batch) =>
  one.items.some(({ tradeNo, amountFen }) =>
    items.some((item) => item.tradeNo === tradeNo && item.amountFen === amountFen),
  )

/** Whether one of its refunds stands in the list for people. */
function listedFor(trace: Trace, { items, request }: Batch): number | undefined {
  const orders = new Set(items.map(({ attempt }) => attempt?.outTradeNo))
  return trace
    .of('manual-items')
    .find(
      ({ elapsedMs, items: listed }) =>
        elapsedMs >= request.elapsedMs && listed.some(({ attempt }) => orders.has(attempt)),
    )?.seq
}
