// EXC-02: a CANCEL whose outcome is unknown is sent again soon, with the same number, for a minute
// or until the matter is settled. A reply with retry_flag=Y alone is CAN-01's.
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt, Call } from '../attempts.ts'
import { readBands, type Bands } from '../band.ts'
import { isClosed, isPaid } from '../evidence.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { isTakenForAnswer, judgeSpan, readRecovery, worse } from '../recovery.ts'
import { rule } from '../rule.ts'
import { seconds } from '../figures.ts'

export const unknownCancelIsRetriedForAMinute = rule({
  id: 'EXC-02',
  source: '000:L17; 004:L33-35',
  severity: 'critical',
  families: ['O', 'W'],
  title: ['Cancel exception: retry for a minute', '撤销异常重试一分钟'],
  trigger: ['A CANCEL had an unknown outcome', '撤销结果未知'],
  remedy: [
    'Send the same CANCEL again every 5 s for a minute, then escalate to a person.',
    '以相同参数每 5 秒重试撤销，持续一分钟；仍失败则转人工。',
  ],
  seenBy: 'traffic',
  check(trace, parameters) {
    const bands = readBands(trace, parameters)
    return perProcess(trace, (attempt) => {
      const first = attempt.calls.find(
        ({ op, outcome, result }) =>
          op === 'CANCEL' && outcome === 'UNK' && !(result?.meaning === 'ok' && result.retryFlag),
      )
      return first ? [judge(trace, attempt, first, bands, parameters)] : []
    })
  },
})

const terms = {
  isTry: ({ op }: Call) => op === 'CANCEL',
  isEnd: (call: Call) =>
    isClosed(call) ||
    isPaid(call) ||
    (call.op === 'CANCEL' && call.outcome !== 'UNK' && call.outcome !== 'OK'),
  humanActs: ['cancel', 'manual-query', 'resolve', 'pay-again'],
  newsSettles: true,
}

function judge(
  trace: Trace,
  attempt: Attempt,
  first: Call,
  bands: Bands,
  parameters: Parameters,
): Finding {
  const recovery = readRecovery(trace, attempt, first, terms, parameters)
  const { tries, ended, spanMs } = recovery
  const shown = [tries[0], tries.at(-1)].flatMap((call) => call?.evidence ?? [])
  const evidence = [first.evidence, shown, ended ?? []]
  const gapMs = (tries[0]?.startMs ?? Number.POSITIVE_INFINITY) - first.seenMs
  const span = judgeSpan(recovery, bands, parameters)
  const takenForAnswer = isTakenForAnswer(first, tries[0], parameters)
  if (!tries[0] || takenForAnswer) {
    const zh = '撤销结果未知后'
    if (ended && !tries[0])
      return finding('pass', evidence, 'The unknown CANCEL was settled.', `${zh}已有确切结果。`)
    if (recovery.cutShort || takenForAnswer) {
      const en = 'The trace ends, a person cut in, or EXC-13 books this form of unknown.'
      return finding('inconclusive', evidence, en, `${zh}记录中断，或此形式归 EXC-13。`)
    }
    return finding('fail', evidence, 'An unknown CANCEL was never sent again.', `${zh}没有重试。`)
  }
  const gap = bands.atMost(gapMs, parameters.cancelRetryGap)
  const status = span ? worse(gap, span) : gap
  return finding(
    status === 'pass' && !span ? 'inconclusive' : status,
    evidence,
    `After an unknown CANCEL the first retry came ${seconds(gapMs)} later, ${tries.length} retries` +
      ` over ${seconds(spanMs)}, ${ended ? 'until it was settled' : 'without a definite result'}.`,
    `撤销结果未知后 ${seconds(gapMs)} 首次重试，共 ${tries.length} 次，历时 ${seconds(spanMs)}，` +
      `${ended ? '直至有确切结果' : '未得到确切结果'}。`,
  )
}
