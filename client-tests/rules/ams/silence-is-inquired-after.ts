// AMS-06: a payment that got neither a reply nor a notification is asked for after 15 s, on a bad line after 25 s.
// Earlier is never wrong. A merchant that goes on waiting for the reply is judged all the same.
import type { Trace } from '../../../server/journal/trace.ts'
import { callsAfter, type Attempt, type Call } from '../attempts.ts'
import { readBands, type Bands } from '../band.ts'
import { newsOf } from '../evidence.ts'
import { finding, perReached, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'
import { seconds } from '../figures.ts'
import { isSilent, personAfter } from './undecided.ts'

export const silenceIsInquiredAfter = rule({
  id: 'AMS-06',
  source: '001:L42',
  severity: 'critical',
  families: ['A'],
  title: ['No reply for 15 s: inquire', '15 秒无结果即查询'],
  trigger: ['A payment by code got no reply', '付款码支付没有应答'],
  remedy: [
    'Give pay up after 15 s, 25 s on a bad line, and call inquiryPayment.',
    'pay 15 秒（网络不佳时 25 秒）内无结果即调用 inquiryPayment。',
  ],
  seenBy: 'traffic',
  needs: 'PAY',
  check(trace, parameters) {
    const bands = readBands(trace, parameters)
    return perReached(trace, (attempt) =>
      attempt.calls
        .filter((call) => call.op === 'PAY' && wasSilent(call, parameters))
        .flatMap((pay) => judge(trace, attempt, pay, bands, parameters)),
    )
  },
})

/** Never answered, or so late that something should have been done before. */
function wasSilent(call: Call, { inquiryAfterSilence }: Parameters): boolean {
  if (call.outcome === 'UNK' && isSilent(call)) return true
  return call.seenMs - call.startMs > inquiryAfterSilence.warnMs
}

function judge(
  trace: Trace,
  attempt: Attempt,
  pay: Call,
  bands: Bands,
  { inquiryAfterSilence: limit }: Parameters,
): Finding[] {
  const next = callsAfter(attempt, pay).find(({ op }) => op === 'QUERY' || op === 'CANCEL')
  // What the next call brought is its own reply.
  const news = newsOf(attempt).find(
    ({ atMs, evidence }) => atMs >= pay.startMs && evidence !== next?.evidence,
  )
  const dueMs = pay.startMs + bands.upTo(limit.warnMs)
  const nextMs = next?.startMs ?? Number.POSITIVE_INFINITY
  if (news && news.atMs <= Math.min(dueMs, nextMs)) {
    const en = 'The result came by itself before an inquiry was due.'
    return [finding('pass', [pay.evidence, news.evidence], en, '应查询之前已获知结果。')]
  }
  // Who was asked to end it has ended it, or AMS-16 says that it has not.
  if (personAfter(attempt, pay.startMs) <= Math.min(dueMs, nextMs)) return []
  if (!next) {
    if (trace.endMs < dueMs) return []
    const en = `A payment without a reply was not asked for within ${seconds(limit.warnMs)}.`
    const zh = `支付没有应答，${seconds(limit.warnMs)} 内也没有查询。`
    return [finding('fail', [pay.evidence], en, zh)]
  }
  const gapMs = nextMs - pay.startMs
  const limitText = seconds(limit.passMs)
  return [
    finding(
      bands.atMost(gapMs, limit),
      [pay.evidence, next.evidence],
      `${next.op} came ${seconds(gapMs)} after a payment that got no reply (limit ${limitText}).`,
      `支付没有应答，${seconds(gapMs)} 后发起 ${next.op}（上限 ${limitText}）。`,
    ),
  ]
}
