// AMS-11: a refund that is answered U, or not within 3 s, is sent again under the same refundRequestId and for the
// same amount, every 5 to 10 s for 60 s. S is the refund itself.
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt, Call } from '../attempts.ts'
import { readBands } from '../band.ts'
import { finding, perReached, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { jsonIn, isObject } from '../openapi-content.ts'
import { believedOf, readRefundNumbers, type RefundNumber } from '../refunds.ts'
import type { RecoveryTerms } from '../recovery.ts'
import { rule } from '../rule.ts'
import { ofHung } from './hung.ts'
import { judgeRetries } from './retries.ts'

export const unansweredRefundsAreRepeated = rule({
  id: 'AMS-11',
  source: '001:L69-75',
  severity: 'critical',
  families: ['A'],
  title: ['Repeat a refund for 60 s, with the same id', '退款重试 60 秒，参数不变'],
  trigger: ['A refund was answered U or S, or not at all', '退款返回 U 或 S，或没有应答'],
  remedy: [
    'Keep refundRequestId and amount, send the refund again every 5 to 10 s for 60 s, then tell people.',
    '保持 refundRequestId 与金额不变，每 5 至 10 秒重试退款，持续 60 秒；仍无结果则转人工。',
  ],
  seenBy: 'both',
  needs: 'REFUND',
  needed: true,
  check(trace, parameters) {
    return perReached(trace, (attempt) => {
      const numbers = readRefundNumbers(attempt)
      return [
        ...numbers.flatMap((number) => ofNumber(trace, attempt, number, parameters)),
        ...ofNewNumbers(attempt, numbers),
      ]
    })
  },
})

function ofNumber(
  trace: Trace,
  attempt: Attempt,
  number: RefundNumber,
  parameters: Parameters,
): Finding[] {
  const { calls } = number
  const bands = readBands(trace, parameters)
  const open = calls.filter(({ outcome }) => outcome === 'UNK')
  const [first] = open
  const other = first && calls.find((call) => call.seq > first.seq && !isSame(trace, first, call))
  if (first && other) {
    const en = 'A refund without an answer was repeated under the same id with other terms.'
    const zh = '退款没有结果，重试时请求号相同而内容不同。'
    return [finding('fail', [first.evidence, other.evidence], en, zh)]
  }
  const { refundSpacing: spacing, retrySpan: span } = parameters
  const limits = { spacing, span, asking: 'warn' } as const
  const retries =
    first && !first.hung
      ? judgeRetries(trace, attempt, first, { bands, terms: termsOf(first), limits, parameters })
      : []
  return [
    ...ofHung(trace, open, bands, parameters),
    ...retries,
    ...ofDone(trace, attempt, number, parameters),
  ]
}

const termsOf = ({ ids }: Call): RecoveryTerms => {
  const isOurs = (call: Call) => call.ids.outRequestNo === ids.outRequestNo
  return {
    isTry: (call) => call.op === 'REFUND' && isOurs(call),
    isEnd: (call) =>
      isOurs(call) &&
      (call.op === 'REFUND'
        ? call.outcome !== 'UNK'
        : call.op === 'REFQUERY' && call.result?.refundFen !== undefined),
    humanActs: ['manual-query', 'resolve'],
    newsSettles: false,
  }
}

/** By what it asks for; the time of the request is no part of it. */
function isSame(trace: Trace, a: Call, b: Call): boolean {
  const payment = (call: Call) => call.ids.tradeNo ?? call.ids.outTradeNo
  return (
    a.amountFen === b.amountFen &&
    payment(a) === payment(b) &&
    currencyOf(trace, a) === currencyOf(trace, b)
  )
}

function currencyOf(trace: Trace, { seq }: Call): unknown {
  const request = trace.of('request').find((entry) => entry.seq === seq)
  const body = request && jsonIn(request.wire.body)
  const amount = isObject(body) ? body['refundAmount'] : undefined
  return isObject(amount) ? amount['currency'] : request?.currency
}

/** S is the refund: it is shown as done. */
function ofDone(
  trace: Trace,
  { sale }: Attempt,
  { calls, intent }: RefundNumber,
  { beliefSettlesMs }: Parameters,
): Finding[] {
  const done = calls.find(({ outcome }) => outcome === 'OK')
  const belief = believedOf(sale, intent?.refundId)
  if (!done || !belief || trace.endMs - done.seenMs < beliefSettlesMs) return []
  const isShown = belief.status === 'REFUNDED'
  const en = `A refund answered S is shown as ${belief.status}.`
  const zh = `退款返回 S，商户显示 ${belief.status}。`
  return [finding(isShown ? 'pass' : 'fail', [done.evidence, belief.seq], en, zh)]
}

/** Another id, for which nobody asked, while the first was not known: it may be paid out twice. */
function ofNewNumbers(attempt: Attempt, numbers: readonly RefundNumber[]): Finding[] {
  return numbers.flatMap((number): Finding[] => {
    const [fresh] = number.calls
    // Traffic alone does not show for how many refunds somebody asked.
    if (!fresh || number.intent || attempt.sale.saleId === undefined) return []
    const open = numbers.find(
      ({ calls: [first], calls }) =>
        first !== undefined &&
        first !== fresh &&
        first.seq < fresh.seq &&
        first.amountFen === fresh.amountFen &&
        calls.some(({ outcome }) => outcome === 'UNK') &&
        !calls.some(({ outcome, endSeq }) => outcome !== 'UNK' && endSeq < fresh.seq),
    )
    const wasResolved = attempt.sale.acts.some(
      ({ act, startedMs }) => act === 'resolve' && startedMs <= fresh.startMs,
    )
    const [first] = open?.calls ?? []
    if (!first || wasResolved) return []
    const en = `A refund without an answer was sent again under a new id, ${number.outRequestNo}.`
    const zh = `退款没有结果，却换用新请求号 ${number.outRequestNo} 重发。`
    return [finding('fail', [first.evidence, fresh.evidence], en, zh)]
  })
}
