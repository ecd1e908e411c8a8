// REF-09: when the seller's balance does not suffice, nothing was refunded; somebody learns of it, and
// a later try is the same refund under the same number.
import { callsAfter, type Attempt, type Call, type ToldRefund } from '../attempts.ts'
import type { Trace } from '../../../server/journal/trace.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { believedOf, readRefundNumbers, type RefundNumber } from '../refunds.ts'
import { rule } from '../rule.ts'

export const aRefundWithoutBalanceKeepsItsNumber = rule({
  id: 'REF-09',
  source: '002:L64-65; 000:L9; for openapi an extension of the seeds',
  severity: 'minor',
  families: ['O', 'M'],
  title: ['Low balance: same refund later', '余额不足时保留请求号'],
  trigger: ['A refund was refused for want of balance', '退款因商户余额不足被拒'],
  remedy: [
    'Tell somebody, and retry later under the same out_request_no.',
    '提示充值，之后以同一 out_request_no 重试。',
  ],
  seenBy: 'both',
  needs: 'REFUND',
  check(trace, parameters) {
    return perAttempt(trace, (attempt) => {
      const [number] = readRefundNumbers(attempt).filter(({ calls }) => calls.some(isLow))
      const refused = number?.calls.find(isLow)
      const low = attempt.toldRefunds.filter(({ reason }) => reason === 'SellerBalanceTooLow')
      if (low.length > 0) return low.map((told) => judgeTold(attempt, told))
      return number && refused ? [judge(trace, attempt, number, refused, parameters)] : []
    })
  },
})

function isLow({ result }: Call): boolean {
  return result?.reason === 'SellerBalanceTooLow'
}

/** Of a batch: what was told as failed is not done, until another batch does it. */
function judgeTold(attempt: Attempt, { atMs, number, seq }: ToldRefund): Finding {
  const { intent } =
    readRefundNumbers(attempt).find(({ outRequestNo }) => outRequestNo === number) ?? {}
  const later = attempt.toldRefunds.find((one) => one.isRefunded && one.atMs > atMs)
  const early = attempt.sale.refundBeliefs.find(
    ({ refundId, status, elapsedMs }) =>
      refundId === intent?.refundId &&
      status === 'REFUNDED' &&
      elapsedMs < (later?.atMs ?? Number.POSITIVE_INFINITY),
  )
  const evidence = [seq, early?.seq ?? later?.seq ?? []]
  if (early) {
    const en = 'A refund told as failed for want of balance is believed done.'
    return finding('fail', evidence, en, '因余额不足失败的退款被认为成功。')
  }
  const en = 'A refund told as failed for want of balance was not taken for done.'
  return finding('pass', evidence, en, '因余额不足失败的退款未被当作成功。')
}

function judge(
  trace: Trace,
  attempt: Attempt,
  { calls, intent }: RefundNumber,
  refused: Call,
  { quietMs }: Parameters,
): Finding {
  const later = callsAfter(attempt, refused).filter((call) => call.op === 'REFUND')
  const done = calls.find((call) => call.outcome === 'OK')
  const renamed = later.find(
    (call) =>
      !calls.includes(call) &&
      call.amountFen === refused.amountFen &&
      !readRefundNumbers(attempt).some((other) => other.calls.includes(call) && other.intent),
  )
  const beliefs = attempt.sale.refundBeliefs.filter(({ refundId }) => refundId === intent?.refundId)
  const untilMs = (done ?? renamed)?.seenMs ?? Number.POSITIVE_INFINITY
  const early = beliefs.find(
    ({ status, elapsedMs }) =>
      status === 'REFUNDED' && elapsedMs >= refused.seenMs && elapsedMs < untilMs,
  )
  const last = believedOf(attempt.sale, intent?.refundId)
  const evidence = [refused.evidence, (done ?? renamed)?.evidence ?? [], (early ?? last)?.seq ?? []]
  if (early) {
    const en = 'A refund refused for want of balance is believed done.'
    return finding('fail', evidence, en, '余额不足被拒的退款被认为成功。')
  }
  if (renamed) {
    const en = `A refund refused for want of balance came again under another number, ${renamed.ids.outRequestNo}.`
    const zh = `余额不足被拒后换号 ${renamed.ids.outRequestNo ?? '-'} 重试。`
    return finding('warn', evidence, en, zh)
  }
  const lastTry = later.at(-1)?.seenMs ?? refused.seenMs
  const isForgotten = !done && last?.status === 'PENDING' && trace.endMs - lastTry >= quietMs
  if (isForgotten) {
    const en = 'A refund refused for want of balance was left open, and nobody was told.'
    return finding('warn', evidence, en, '余额不足被拒的退款既未重试也未提示。')
  }
  const en = `A refund refused for want of balance was ${done ? 'made later under its own number' : 'not taken for done'}.`
  const zh = done ? '余额不足被拒后以原请求号退款成功。' : '余额不足被拒的退款未被当作成功。'
  return finding('pass', evidence, en, zh)
}
