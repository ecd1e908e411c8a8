// EXC-13: a system error under any code, a reply that cannot be read or trusted, a reply of another
// order: each leaves the outcome as unknown as a plain "unknown" does, and must be followed up like it.
// Taking one for an answer is booked here and on no other rule.
import type { Trace } from '../../../server/journal/trace.ts'
import { callsAfter, type Attempt, type Call } from '../attempts.ts'
import { readBands } from '../band.ts'
import { lastReply, newsOf, turnsTo } from '../evidence.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import { isNamedUnknown, isOfAnotherOrder } from '../outcome.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'

export const everyFormOfUnknownIsRecognised = rule({
  id: 'EXC-13',
  source: '000:L15-16; 004:L31; 003:L18',
  severity: 'critical',
  families: ['O', 'W'],
  title: ['Recognise every form of "unknown"', '识别各种结果未知'],
  trigger: [
    'A reply was a system error under another code, or could not be read or trusted',
    '应答为其他代码的系统错误，或无法解析、验签失败',
  ],
  remedy: [
    'Treat any *SYSTEM_ERROR, unknow-error, HTTP 5xx, unreadable or unverified reply as unknown.',
    '凡 *SYSTEM_ERROR、unknow-error、HTTP 5xx、无法解析或验签失败，一律按结果未知处理。',
  ],
  seenBy: 'both',
  check(trace, parameters) {
    return perProcess(trace, (attempt) =>
      attempt.calls
        .filter((call) => isOtherUnknown(call, parameters))
        .map((call) => judge(trace, attempt, call, parameters)),
    )
  },
})

/** Giving up is right after an unknown PRECREATE, so that one shows nothing. */
function isOtherUnknown(
  { op, outcome, result, arrived, manual, hung }: Call,
  parameters: Parameters,
): boolean {
  if (outcome !== 'UNK' || manual || hung || op === 'PRECREATE') return false
  // CAN-01's own: the reply says that it worked, the flag that it did not.
  if (result?.meaning === 'ok' && result.retryFlag === 'Y') return false
  return !isNamedUnknown(result, arrived, parameters)
}

function judge(trace: Trace, attempt: Attempt, call: Call, parameters: Parameters): Finding {
  const form = formOf(call)
  const worst = call.result ? 'fail' : parameters.unreadableTakenForAnswer
  const flip = flipAfter(trace, attempt, call, parameters)
  if (flip) {
    const en = `${call.op} was answered with ${form}, and the merchant then said ${flip.status}.`
    const zh = `${call.op} 返回 ${form}，商户随即判为 ${flip.status}。`
    return finding(worst, [call.evidence, flip.seq], en, zh)
  }
  const soonMs = call.seenMs + parameters.silenceMs
  const next = callsAfter(attempt, call).find(
    (later) => !later.manual && later.startMs <= soonMs && isFollowUp(call, later),
  )
  const news = newsOf(attempt).find(({ atMs }) => atMs >= call.startMs && atMs <= soonMs)
  const followed = next?.evidence ?? news?.evidence
  if (followed) {
    const how = next?.op ?? 'a notification'
    const en = `${form} in reply to ${call.op} was followed by ${how}, as an unknown outcome is.`
    const zh = `${call.op} 返回 ${form}，其后按结果未知处理（${next?.op ?? '通知'}）。`
    return finding('pass', [call.evidence, followed], en, zh)
  }
  const person = attempt.sale.acts.find(({ startedMs }) => startedMs >= call.seenMs)
  const untilMs = Math.min(trace.endMs, person?.startedMs ?? Number.POSITIVE_INFINITY)
  if (untilMs - call.seenMs < parameters.silenceMs) {
    const en = 'The trace ends, or a person cut in, too early to tell.'
    return finding('inconclusive', [call.evidence], en, '记录过早结束或有人介入，无法判定。')
  }
  const en = `${form} in reply to ${call.op} was taken for an answer: nothing followed it.`
  return finding(
    worst,
    [call.evidence],
    en,
    `${call.op} 返回 ${form} 被当作确切结果，其后无任何处理。`,
  )
}

function formOf({ result, faults }: Call): string {
  if (result) {
    const other = faults.find(isOfAnotherOrder)
    if (other) return other.catalogueId || other.fault
    return `${result.code ?? '-'} ${result.subCode ?? ''}`.trim()
  }
  return faults.map(({ catalogueId }) => catalogueId).join('+') || 'unreadable'
}

function isFollowUp({ op, ids }: Call, later: Call): boolean {
  if (op !== 'REFUND' && op !== 'REFQUERY') return later.op !== 'REFUND'
  const isRefund = later.op === 'REFUND' || later.op === 'REFQUERY' || later.op === 'QUERY'
  return isRefund && (later.op === 'QUERY' || later.ids.outRequestNo === ids.outRequestNo)
}

/** A belief that turned definite while this was the last thing the merchant had been told. */
function flipAfter(trace: Trace, { sale }: Attempt, call: Call, parameters: Parameters) {
  const { allowanceMs } = readBands(trace, parameters)
  const explained = (atMs: number) =>
    sale.attempts
      .flatMap((attempt) => newsOf(attempt))
      .some((news) => news.atMs >= call.startMs && news.atMs <= atMs + allowanceMs) ||
    sale.acts.some(({ startedMs }) => startedMs >= call.startMs && startedMs <= atMs)
  const ofRefund = call.op === 'REFUND' || call.op === 'REFQUERY'
  const flips = ofRefund
    ? sale.refundBeliefs.filter(({ status }) => status === 'REFUNDED' || status === 'FAILED')
    : turnsTo(sale, ['PAID', 'UNPAID', 'REVERSED'])
  return flips.find(
    ({ seq, elapsedMs }) =>
      elapsedMs >= call.seenMs && lastReply(sale, seq) === call && !explained(elapsedMs),
  )
}
