// CAN-01: a CANCEL reply with retry_flag=Y is not done, whatever its code; a refused CANCEL has
// closed nothing either.
import type { Trace } from '../../../server/journal/trace.ts'
import { callsAfter, type Attempt, type Call } from '../attempts.ts'
import { readBands, type Bands } from '../band.ts'
import { newsOf, turnsTo } from '../evidence.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { rule, type Verdict } from '../rule.ts'
import { seconds } from '../figures.ts'

export const retryFlagIsReadWithTheCode = rule({
  id: 'CAN-01',
  source: '003:L41-42; retry_flag is the official name',
  severity: 'critical',
  families: ['O'],
  title: ['A cancel succeeds by code and retry_flag', '正确判断撤销结果'],
  trigger: ['A CANCEL answered retry_flag=Y, or was refused', '撤销返回 retry_flag=Y 或被拒'],
  remedy: ['Treat retry_flag=Y as unknown: cancel again.', 'retry_flag=Y 视为结果未知，继续撤销。'],
  seenBy: 'both',
  check: (trace, parameters) => unfinishedCancels(trace, parameters),
})

/** Cancels that say themselves that they are not done. */
export function unfinishedCancels(trace: Trace, parameters: Parameters): Verdict {
  const bands = readBands(trace, parameters)
  const { retryFlagName: flag } = parameters
  return perProcess(trace, (attempt) => {
    const cancels = attempt.calls.filter((call) => call.op === 'CANCEL')
    return cancels.flatMap((cancel): Finding[] => {
      const { result, outcome } = cancel
      const refused = outcome === 'BIZFAIL' && result?.retryFlag === 'N'
      if (result?.retryFlag !== 'Y' && !refused) return []
      const answer = `${result.code ?? '-'} ${flag}=${result.retryFlag}`
      const believed = believedClosed(attempt, { cancel, answer }, bands.allowanceMs)
      if (believed) return [believed]
      return refused
        ? [notBelieved({ cancel, answer })]
        : judgeRetry(trace, attempt, { cancel, answer }, bands, parameters)
    })
  })
}

/** A cancel, and what it was answered, in words. */
interface Answered {
  cancel: Call
  answer: string
}

function believedClosed(
  attempt: Attempt,
  { cancel, answer }: Answered,
  allowanceMs: number,
): Finding | undefined {
  const closed = newsOf(attempt).find(({ kind }) => kind === 'closed')
  const closedMs = closed?.atMs ?? Number.POSITIVE_INFINITY
  const belief = turnsTo(attempt.sale, ['UNPAID', 'REVERSED']).find(
    ({ elapsedMs }) => elapsedMs >= cancel.seenMs && elapsedMs + allowanceMs < closedMs,
  )
  if (!belief) return undefined
  return finding(
    'fail',
    [cancel.evidence, belief.seq],
    `CANCEL answered ${answer}, and the sale was shown as ${belief.status}.`,
    `撤销返回 ${answer}，商户却显示 ${belief.status}。`,
  )
}

function notBelieved({ cancel, answer }: Answered): Finding {
  const en = `CANCEL was refused with ${answer} and not taken for closed.`
  return finding('pass', [cancel.evidence], en, `撤销被拒（${answer}），未当作已关闭。`)
}

function judgeRetry(
  trace: Trace,
  attempt: Attempt,
  { cancel, answer }: Answered,
  bands: Bands,
  { retryFlagGapMs, retrySpan }: Parameters,
): Finding[] {
  const first =
    attempt.calls.find((call) => call.op === 'CANCEL' && call.outcome === 'UNK') ?? cancel
  const next = callsAfter(attempt, cancel).find((call) => call.op === 'CANCEL')
  const settled = newsOf(attempt).find(({ atMs }) => atMs >= cancel.seenMs)
  const limitMs = bands.upTo(retryFlagGapMs)
  const evidence = [cancel.evidence, next?.evidence ?? [], settled?.evidence ?? []]
  if (settled && settled.atMs - cancel.seenMs <= limitMs) {
    return [finding('pass', evidence, 'The unfinished CANCEL was settled.', '未完成的撤销已了结。')]
  }
  const gapMs = (next?.startMs ?? Number.POSITIVE_INFINITY) - cancel.seenMs
  if (gapMs <= limitMs) {
    const en = `CANCEL answered ${answer} and was repeated ${seconds(gapMs)} later.`
    return [finding('pass', evidence, en, `撤销返回 ${answer}，${seconds(gapMs)} 后重试。`)]
  }
  // A minute of retries may end on this reply too; what follows is escalation.
  const exhausted = bands.atLeast(cancel.seenMs - first.seenMs, retrySpan) === 'pass'
  if (exhausted || trace.endMs - cancel.seenMs < limitMs) return []
  const en = `CANCEL answered ${answer} and was not repeated within ${seconds(retryFlagGapMs)}.`
  const zh = `撤销返回 ${answer}，${seconds(retryFlagGapMs)} 内未重试。`
  return [finding('fail', evidence, en, zh)]
}
