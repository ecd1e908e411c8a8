// AMS-09: an inquiry that is answered U, or not within 3 s, is made again.
import type { Trace } from '../../../server/journal/trace.ts'
import { callsAfter, type Attempt, type Call } from '../attempts.ts'
import { readBands, type Bands } from '../band.ts'
import { newsOf } from '../evidence.ts'
import { finding, perReached, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'
import { seconds } from '../figures.ts'
import { ofHung } from './hung.ts'
import { personAfter } from './undecided.ts'

export const unansweredInquiriesAreRepeated = rule({
  id: 'AMS-09',
  source: '001:L52-53',
  severity: 'major',
  families: ['A'],
  title: ['An inquiry without an answer is made again', '查询无果则重试'],
  trigger: ['An inquiry was answered U, or not at all', '查询返回 U 或没有应答'],
  remedy: [
    'Give an inquiry up after 3 s and make it again 3 s later.',
    '查询 3 秒内无应答即放弃，间隔 3 秒重试。',
  ],
  seenBy: 'traffic',
  needs: 'QUERY',
  check(trace, parameters) {
    const bands = readBands(trace, parameters)
    return perReached(trace, (attempt) => {
      const open = openInquiries(attempt)
      return [
        ...ofHung(trace, open, bands, parameters),
        ...widest(open.flatMap((call) => judge(trace, attempt, call, bands, parameters))),
      ]
    })
  },
})

/** Automatic ones before the first cancel. */
function openInquiries({ calls }: Attempt): Call[] {
  const cancel = calls.find(({ op }) => op === 'CANCEL')?.seq ?? Number.POSITIVE_INFINITY
  return calls.filter(
    ({ op, outcome, manual, seq }) =>
      op === 'QUERY' && outcome === 'UNK' && !manual && seq < cancel,
  )
}

interface Gap {
  ms: number
  found: Finding
}

/** What the longest pause was says enough of one payment. */
function widest(gaps: readonly Gap[]): Finding[] {
  const [most] = gaps.toSorted((a, b) => b.ms - a.ms)
  return most ? [most.found] : []
}

function judge(
  trace: Trace,
  attempt: Attempt,
  call: Call,
  bands: Bands,
  { queryRetryGap: limit }: Parameters,
): Gap[] {
  if (call.hung) return []
  const next = callsAfter(attempt, call).find(({ manual }) => !manual)
  const nextMs = next?.startMs ?? Number.POSITIVE_INFINITY
  const dueMs = call.seenMs + bands.upTo(limit.warnMs)
  // What the next call brought is its own reply.
  const news = newsOf(attempt).find(
    ({ atMs, evidence }) => atMs >= call.startMs && evidence !== next?.evidence,
  )
  const settledMs = Math.min(
    news?.atMs ?? Number.POSITIVE_INFINITY,
    personAfter(attempt, call.startMs),
  )
  if (settledMs <= Math.min(dueMs, nextMs)) return []
  if (!next) {
    if (trace.endMs < dueMs) return []
    const en = `An inquiry without an answer was not made again within ${seconds(limit.warnMs)}.`
    const zh = `查询没有结果，${seconds(limit.warnMs)} 内没有重试。`
    return [{ ms: Number.POSITIVE_INFINITY, found: finding('fail', [call.evidence], en, zh) }]
  }
  const gapMs = nextMs - call.seenMs
  const limitText = seconds(limit.passMs)
  const found = finding(
    bands.atMost(gapMs, limit),
    [call.evidence, next.evidence],
    `After an inquiry without an answer ${next.op} came ${seconds(gapMs)} later (limit ${limitText}).`,
    `查询没有结果，${seconds(gapMs)} 后发起 ${next.op}（上限 ${limitText}）。`,
  )
  return [{ ms: gapMs, found }]
}
