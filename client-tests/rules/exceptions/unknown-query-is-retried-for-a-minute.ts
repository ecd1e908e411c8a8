// EXC-01: a QUERY whose outcome is unknown is sent again at once, and the recovery (queries and
// cancels together) goes on for a minute or until something definite is known, also of a QR order: the
// text knows no exception. What happens after the first CANCEL is EXC-02's.
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt, Call } from '../attempts.ts'
import { readBands, type Bands, type Mark } from '../band.ts'
import { newsOf } from '../evidence.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { isTakenForAnswer, judgeSpan, readRecovery, worse, type Recovery } from '../recovery.ts'
import { rule } from '../rule.ts'
import { seconds } from '../figures.ts'

export const unknownQueryIsRetriedForAMinute = rule({
  id: 'EXC-01',
  source: '000:L17; 004:L33-35',
  severity: 'major',
  families: ['O', 'W'],
  title: ['Query exception: retry at once, for a minute', '查询异常立即重试一分钟'],
  trigger: ['A QUERY had an unknown outcome', '查询结果未知'],
  remedy: [
    'Query again at once, every 3 s for a minute; then cancel or hand over to people.',
    '立即重试查询，每 3 秒一次，持续一分钟；仍未知则撤销或转人工。',
  ],
  seenBy: 'traffic',
  check(trace, parameters) {
    const bands = readBands(trace, parameters)
    return perProcess(trace, (attempt) =>
      recoveries(trace, attempt, parameters).map((recovery) => judge(recovery, bands, parameters)),
    )
  },
})

const terms = {
  isTry: ({ op }: Call) => op === 'QUERY' || op === 'CANCEL',
  isEnd: ({ op, outcome }: Call) => (op === 'QUERY' || op === 'CANCEL') && outcome !== 'UNK',
  humanActs: ['cancel', 'manual-query', 'resolve', 'pay-again'],
  newsSettles: true,
}

/** One per stretch of unknown queries: what never ended holds all that came later. */
function recoveries(trace: Trace, attempt: Attempt, parameters: Parameters): Recovery[] {
  const cancelled = attempt.calls.find(({ op }) => op === 'CANCEL')?.seq ?? Number.POSITIVE_INFINITY
  const news = newsOf(attempt)
  const found: Recovery[] = []
  let fromSeq = 0
  for (const first of attempt.calls) {
    const isStart = first.op === 'QUERY' && first.outcome === 'UNK' && !first.manual
    if (!isStart || first.seq <= fromSeq || first.seq > cancelled) continue
    // Who has been told already has nothing to ask again.
    if (news.some(({ atMs }) => atMs < first.startMs)) continue
    const recovery = readRecovery(trace, attempt, first, terms, parameters)
    found.push(recovery)
    if (!recovery.ended) break
    fromSeq = recovery.tries.at(-1)?.seq ?? first.seq
  }
  return found
}

function judge(recovery: Recovery, bands: Bands, parameters: Parameters): Finding {
  const { first, tries, ended, spanMs, cutShort } = recovery
  const [next] = tries
  const shown = [next, tries.at(-1)].flatMap((call) => call?.evidence ?? [])
  const evidence = [first.evidence, shown, ended ?? []]
  const takenForAnswer = isTakenForAnswer(first, next, parameters)
  if (!next || takenForAnswer) {
    if (ended && !next) {
      const en = 'A notification settled the unknown QUERY.'
      return finding('pass', evidence, en, '查询结果未知，由通知了结。')
    }
    if (cutShort || takenForAnswer) {
      const en = 'The trace ends, a person cut in, or EXC-13 books this form of unknown.'
      return finding('inconclusive', evidence, en, '记录中断，或此形式归 EXC-13。')
    }
    return finding('fail', evidence, 'An unknown QUERY was never sent again.', '查询未知后未重试。')
  }
  const gapMs = next.startMs - first.seenMs
  const gap = markOfGap(next, gapMs, bands, parameters)
  // Counts of tries are EXC-02's.
  const span = judgeSpan(recovery, bands, { ...parameters, fastTries: 0 })
  const lasted = longForegroundMs(recovery, parameters) > parameters.foregroundWarnMs
  const status = worse(span ? worse(gap, span) : gap, lasted ? 'warn' : 'pass')
  return finding(
    status === 'pass' && !span ? 'inconclusive' : status,
    evidence,
    `After an unknown QUERY ${next.op} came ${seconds(gapMs)} later, ${tries.length} tries over` +
      ` ${seconds(spanMs)}, ${ended ? 'until it was settled' : 'without a definite result'}.`,
    `查询结果未知后 ${seconds(gapMs)} 调用 ${next.op}，共 ${tries.length} 次，历时 ${seconds(spanMs)}，` +
      `${ended ? '直至有确切结果' : '未得到确切结果'}。`,
  )
}

function markOfGap(next: Call, gapMs: number, bands: Bands, { queryRetryGap }: Parameters): Mark {
  const gap = bands.atMost(gapMs, queryRetryGap)
  // Cancelling instead of asking once more ends the loop too, but leaves the question open.
  return next.op === 'CANCEL' ? worse(gap, 'warn') : gap
}

/** How long queries went on without a pause in which somebody could have been told. */
function longForegroundMs({ first, tries }: Recovery, { silenceMs }: Parameters): number {
  let lastMs = first.seenMs
  for (const { op, startMs, seenMs } of tries) {
    if (op !== 'QUERY' || startMs - lastMs > silenceMs) break
    lastMs = Math.max(lastMs, Math.min(seenMs, startMs + silenceMs))
  }
  return lastMs - first.seenMs
}
