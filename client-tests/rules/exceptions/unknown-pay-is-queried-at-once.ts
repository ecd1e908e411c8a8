// EXC-07: after a PAY whose outcome is unknown the next call on the attempt is QUERY, at once.
import type { Trace } from '../../../server/journal/trace.ts'
import { callsAfter, type Attempt, type Call } from '../attempts.ts'
import { readBands, type Bands } from '../band.ts'
import { firstFinalNotice } from '../evidence.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { isTakenForAnswer } from '../recovery.ts'
import { rule } from '../rule.ts'
import { seconds } from '../figures.ts'

export const unknownPayIsQueriedAtOnce = rule({
  id: 'EXC-07',
  source: '000:L20; 004:L42',
  severity: 'critical',
  families: ['O', 'W'],
  title: ['Pay exception: query immediately', '支付异常立即查询'],
  trigger: ['A PAY had an unknown outcome', '支付结果未知'],
  remedy: ['Query at once, before anything else.', '立即查询，再决定下一步。'],
  seenBy: 'traffic',
  needs: 'PAY',
  check(trace, parameters) {
    const bands = readBands(trace, parameters)
    return perProcess(trace, (attempt) =>
      attempt.calls
        .filter((call) => call.op === 'PAY' && call.outcome === 'UNK')
        .map((pay) => judge(trace, attempt, pay, bands, parameters)),
    )
  },
})

function judge(
  trace: Trace,
  attempt: Attempt,
  pay: Call,
  bands: Bands,
  parameters: Parameters,
): Finding {
  const { queryAfterUnknownPay: limit } = parameters
  const next = callsAfter(attempt, pay).find((call) => !call.manual)
  const notice = firstFinalNotice(attempt)
  const deadlineMs = pay.seenMs + bands.upTo(limit.warnMs)
  if (notice && notice.sentMs <= Math.min(deadlineMs, next?.startMs ?? deadlineMs)) {
    const en = 'A final notification explained the unknown PAY before a query was due.'
    return finding('pass', [pay.evidence, notice.evidence], en, '查询之前已收到终态通知。')
  }
  const takenForAnswer = isTakenForAnswer(pay, next, parameters)
  if (!next || takenForAnswer) {
    const never = trace.endMs > deadlineMs && !takenForAnswer
    return never
      ? finding(
          'fail',
          [pay.evidence],
          'An unknown PAY was never queried.',
          '支付结果未知，却从未查询。',
        )
      : finding(
          'inconclusive',
          [pay.evidence],
          'The trace ends before a query was due, or EXC-13 books this form of unknown.',
          '记录过早结束，或此形式归 EXC-13。',
        )
  }
  const gapMs = next.startMs - pay.seenMs
  const mark = bands.atMost(gapMs, limit)
  const evidence = [pay.evidence, next.evidence]
  const en = `After an unknown PAY the next call was ${next.op}, ${seconds(gapMs)} later`
  const zh = `支付结果未知后 ${seconds(gapMs)} 的下一次调用是 ${next.op}`
  if (next.op === 'QUERY') {
    const tail = ` (limit ${seconds(limit.passMs)}).`
    return finding(mark, evidence, en + tail, `${zh}（上限 ${seconds(limit.passMs)}）。`)
  }
  // Cancelling at once ends the loop too, 003:L24, though a query should come first, 000:L20.
  const status =
    next.op === 'CANCEL' && mark !== 'fail' ? parameters.cancelWithoutQuery : ('fail' as const)
  return finding(status, evidence, `${en}, without a query.`, `${zh}，未先查询。`)
}
