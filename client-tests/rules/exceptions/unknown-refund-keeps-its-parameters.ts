// EXC-05: a REFUND whose outcome is unknown is sent again with the same parameters, all of them and as
// they were written, for a minute or until the matter is settled.
import type { Trace } from '../../../server/journal/trace.ts'
import { callsAfter, type Attempt, type Call } from '../attempts.ts'
import { readBands, type Bands } from '../band.ts'
import { isDelivered } from '../evidence.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { changesBetween, isSamePayload } from '../payload.ts'
import { isTakenForAnswer, judgeSpan, readRecovery, worse } from '../recovery.ts'
import { readRefundNumbers } from '../refunds.ts'
import { rule } from '../rule.ts'
import { seconds, yuan } from '../figures.ts'

export const unknownRefundKeepsItsParameters = rule({
  id: 'EXC-05',
  source: '000:L19; 004:L39-41',
  severity: 'critical',
  families: ['O'],
  title: ['Refund exception: identical parameters', '退款异常同参重试'],
  trigger: ['A REFUND had an unknown outcome', '退款结果未知'],
  remedy: [
    'Store out_request_no before the first call and send the very same request again.',
    '首次调用前保存 out_request_no，重试时参数保持完全一致。',
  ],
  seenBy: 'traffic',
  needs: 'REFUND',
  timeless: true,
  needed: true,
  check(trace, parameters) {
    const bands = readBands(trace, parameters)
    return perProcess(trace, (attempt) =>
      firstUnknowns(attempt).map((first) => judge(trace, attempt, first, bands, parameters)),
    )
  },
})

/** One per intent: a retry under a changed number is no intent of its own. */
function firstUnknowns(attempt: Attempt): Call[] {
  const calls = attempt.calls.filter((call) => call.op === 'REFUND')
  const unknown = calls.filter((call) => call.outcome === 'UNK')
  return unknown.filter((call) => {
    const before = calls.slice(0, calls.indexOf(call))
    return !before.some(
      (earlier) => isSameNumber(earlier, call) || changed(attempt, earlier) === call,
    )
  })
}

function judge(
  trace: Trace,
  attempt: Attempt,
  first: Call,
  bands: Bands,
  parameters: Parameters,
): Finding {
  const bent = changed(attempt, first)
  if (bent) return sayChanged(trace, attempt, first, bent)
  const recovery = readRecovery(
    trace,
    attempt,
    first,
    {
      isTry: (call) => call.op === 'REFUND' && isSameNumber(call, first),
      isEnd: (call) => isSameNumber(call, first) && isDefinite(call),
      humanActs: ['manual-query', 'resolve'],
      newsSettles: false,
    },
    parameters,
  )
  const { tries, ended, spanMs, cutShort } = recovery
  const shown = [tries[0], tries.at(-1)].flatMap((call) => call?.evidence ?? [])
  const evidence = [first.evidence, shown, ended ?? []]
  const [retry] = tries
  const notified = retry
    ? undefined
    : notificationOf(attempt, first, bands.upTo(parameters.refundRetryGap.passMs))
  if (notified) {
    const en = 'A notification told of the unknown REFUND before it was due to be sent again.'
    return finding('pass', [...evidence, notified], en, '退款结果未知，重试之前已收到退款通知。')
  }
  const takenForAnswer = isTakenForAnswer(first, retry, parameters)
  if (!retry || takenForAnswer) {
    if (ended && !retry) {
      const en = 'An unknown REFUND was settled by a refund query instead of the same request.'
      return finding('warn', evidence, en, '退款结果未知后以退款查询代替同参重试。')
    }
    const unsaid = cutShort || takenForAnswer
    const en = 'An unknown REFUND was never sent again.'
    return finding(unsaid ? 'inconclusive' : 'fail', evidence, en, '退款结果未知后没有重试。')
  }
  const gapMs = retry.startMs - first.seenMs
  const gap = bands.atMost(gapMs, parameters.refundRetryGap)
  const span = judgeSpan(recovery, bands, { ...parameters, fastTries: 0 })
  const status = span ? worse(gap, span) : gap
  return finding(
    status === 'pass' && !span ? 'inconclusive' : status,
    evidence,
    `After an unknown REFUND the same request came again ${seconds(gapMs)} later, ${tries.length}` +
      ` times over ${seconds(spanMs)}, ${ended ? 'until it was settled' : 'without a definite result'}.`,
    `退款结果未知后 ${seconds(gapMs)} 同参重试，共 ${tries.length} 次，历时 ${seconds(spanMs)}，` +
      `${ended ? '直至有确切结果' : '未得到确切结果'}。`,
  )
}

/** A notification of this very refund that came before the same request was due again. */
function notificationOf({ notices }: Attempt, { ids, startMs, seenMs }: Call, patienceMs: number) {
  return notices.find(
    (notice) =>
      isDelivered(notice) &&
      notice.ofRefund &&
      notice.refundNo === ids.outRequestNo &&
      notice.sentMs >= startMs &&
      notice.sentMs <= seenMs + patienceMs,
  )?.evidence
}

function isSameNumber(a: Call, b: Call): boolean {
  return a.ids.outRequestNo === b.ids.outRequestNo
}

function isDefinite({ op, outcome, result }: Call): boolean {
  if (op === 'REFUND') return outcome !== 'UNK'
  // A refund query that names no refund only says "not found yet".
  return op === 'REFQUERY' && outcome === 'OK' && result?.refundFen !== undefined
}

/**
 * The later REFUND that should have repeated `first` and did not: the same number with another
 * parameter, or, while `first` is unresolved, a number for which nobody asked.
 */
function changed(attempt: Attempt, first: Call): Call | undefined {
  const later = callsAfter(attempt, first).filter((call) => call.op === 'REFUND')
  const resolvedSeq = Math.min(
    ...attempt.calls
      .filter((call) => isSameNumber(call, first) && isDefinite(call))
      .map((call) => call.endSeq),
  )
  const unasked = new Set(
    readRefundNumbers(attempt)
      .filter(({ intent }) => intent === undefined)
      .map(({ outRequestNo }) => outRequestNo),
  )
  return later.find((call) =>
    isSameNumber(call, first)
      ? !isSamePayload(call, first) || call.amountFen !== first.amountFen || !isSameKey(call, first)
      : call.amountFen === first.amountFen &&
        unasked.has(call.ids.outRequestNo ?? '') &&
        call.seq < resolvedSeq,
  )
}

function isSameKey(a: Call, b: Call): boolean {
  return a.ids.outTradeNo === b.ids.outTradeNo && a.ids.tradeNo === b.ids.tradeNo
}

function sayChanged(trace: Trace, { sale }: Attempt, first: Call, bent: Call): Finding {
  // Passive traffic does not show intents: two equal refunds may be what somebody wanted.
  const known = sale.saleId !== undefined
  const changes = changesBetween(trace, first, bent).join(', ') || inNumbers(first, bent)
  return finding(
    known || isSameNumber(first, bent) ? 'fail' : 'warn',
    [first.evidence, bent.evidence],
    `After an unknown REFUND the next one had other parameters: ${changes}.`,
    `退款结果未知后，再次请求的参数不同：${changes}。`,
  )
}

/** Of messages that cannot be read, what the gateway made out. */
function inNumbers(first: Call, bent: Call): string {
  const say = ({ ids, amountFen = 0 }: Call) => `${ids.outRequestNo ?? '-'}, ${yuan(amountFen)}`
  return `(${say(first)}) → (${say(bent)})`
}
