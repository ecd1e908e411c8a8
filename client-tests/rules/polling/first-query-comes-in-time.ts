// POLL-01: whoever got 10003 must start to query (or cancel, or have been notified) in time.
import type { Trace } from '../../../server/journal/trace.ts'
import { callsAfter, type Attempt, type Call } from '../attempts.ts'
import { readBands, type Bands } from '../band.ts'
import { firstFinalNotice } from '../evidence.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import { codeOf } from '../outcome.ts'
import type { AtMost } from '../parameter.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'
import { seconds } from '../figures.ts'

export const firstQueryComesInTime = rule({
  id: 'POLL-01',
  source: '000:L4-5; 004:L7-11; 003:L15,L22',
  severity: 'critical',
  families: ['O', 'W'],
  title: ['Poll every cashier-woken trade', '待付款的交易必须轮询'],
  trigger: ['A payment by code waits for the password', '付款码支付等待买家输入密码'],
  remedy: [
    'When a payment waits for the password, schedule a query at once: the first one within 5 s.',
    '支付等待买家输入密码时立即安排查询，首次查询不晚于 5 秒。',
  ],
  seenBy: 'traffic',
  needs: 'PAY',
  check(trace, parameters) {
    const bands = readBands(trace, parameters)
    const limit = parameters.firstQuery[trace.of('run').at(-1)?.resultChannel ?? 'poll']
    return perProcess(trace, (attempt) =>
      attempt.calls
        .filter((call) => call.op === 'PAY' && call.outcome === 'PEND')
        .map((pay) => judge(trace, attempt, pay, { bands, limit, ...parameters })),
    )
  },
})

interface By extends Pick<Parameters, 'restBeforeCancelMs'> {
  bands: Bands
  limit: AtMost
}

function judge(
  trace: Trace,
  attempt: Attempt,
  pay: Call,
  { bands, limit, restBeforeCancelMs }: By,
): Finding {
  const reaction = firstReaction(attempt, pay)
  if (!reaction) {
    const judged = trace.endMs - pay.seenMs > bands.upTo(limit.warnMs)
    return judged
      ? finding(
          'fail',
          [pay.evidence],
          `After ${codeOf(pay)} no query came within ${seconds(limit.warnMs)}.`,
          `收到 ${codeOf(pay)} 后 ${seconds(limit.warnMs)} 内没有发起查询。`,
        )
      : finding(
          'inconclusive',
          [pay.evidence],
          'The trace ends before a query was due.',
          '记录在应当查询之前已结束。',
        )
  }
  // Voided meanwhile, it may wait with the cancel as long as the gateway advises.
  const isVoided = reaction.name === 'CANCEL' && wasVoided(attempt, pay, reaction.atMs)
  const restedMs = isVoided ? pay.startMs + restBeforeCancelMs : 0
  const gapMs = Math.max(0, reaction.atMs - Math.max(pay.seenMs, restedMs))
  return finding(
    bands.atMost(gapMs, limit),
    [pay.evidence, reaction.evidence],
    `After ${codeOf(pay)} the first ${reaction.name} came ${seconds(gapMs)} later (limit ${seconds(limit.passMs)}).`,
    `收到 ${codeOf(pay)} 后 ${seconds(gapMs)} 才有首次${reaction.zh}（上限 ${seconds(limit.passMs)}）。`,
  )
}

function wasVoided({ sale }: Attempt, pay: Call, byMs: number): boolean {
  return sale.acts.some(
    ({ act, startedMs }) =>
      (act === 'cancel' || act === 'pay-again') && startedMs >= pay.startMs && startedMs <= byMs,
  )
}

/** A QUERY, a CANCEL (it settles the matter too), or a final notification, whichever was first. */
function firstReaction(attempt: Attempt, pay: Call) {
  const call = callsAfter(attempt, pay).find(({ op }) => op === 'QUERY' || op === 'CANCEL')
  const notice = firstFinalNotice(attempt)
  const candidates = [
    call && {
      atMs: call.startMs,
      name: call.op,
      zh: call.op === 'QUERY' ? '查询' : '撤销',
      evidence: call.evidence,
    },
    notice && {
      atMs: notice.sentMs,
      name: 'final notification',
      zh: '终态通知',
      evidence: notice.evidence,
    },
  ]
  return candidates.filter((each) => each !== undefined).toSorted((a, b) => a.atMs - b.atMs)[0]
}
