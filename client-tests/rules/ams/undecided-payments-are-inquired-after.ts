// AMS-05: a payment by code that was answered U is asked for 10 to 20 times, 3 s apart, the first time soon. It is
// counted only where nothing ended it before: an answer, a notification, a person.
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt, Call } from '../attempts.ts'
import { readBands, type Bands } from '../band.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import type { CountWithin } from '../parameter.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'
import { seconds } from '../figures.ts'
import { isOpen, isSilent, readUndecided, type Undecided } from './undecided.ts'

export const undecidedPaymentsAreInquiredAfter = rule({
  id: 'AMS-05',
  source: '001:L41',
  severity: 'major',
  families: ['A'],
  title: ['U: 10 to 20 inquiries, 3 s apart', '返回 U 后查询 10–20 次'],
  trigger: ['A payment by code was not decided', '付款码支付结果未定'],
  remedy: [
    'Call inquiryPayment every 3 s, 10 to 20 times, and cancel then.',
    '每 3 秒调用 inquiryPayment，共 10 至 20 次，仍无结果则取消。',
  ],
  seenBy: 'traffic',
  needs: 'PAY',
  check(trace, parameters) {
    const bands = readBands(trace, parameters)
    return perProcess(trace, (attempt) => {
      const found = readUndecided(trace, attempt, parameters)
      if (!found) return []
      return [
        ...ofFirst(trace, found, bands, parameters),
        ...ofCount(found, parameters),
        ...ofSpacing(attempt, found, bands, parameters),
      ]
    })
  },
})

/** After U; what was not answered at all may be waited for (AMS-06). */
function ofFirst(
  trace: Trace,
  { pay, inquiries: [first], cancel, news, endedMs }: Undecided,
  bands: Bands,
  { firstQuery: { poll: limit } }: Parameters,
): Finding[] {
  if (isSilent(pay)) return []
  const dueMs = pay.seenMs + bands.upTo(limit.warnMs)
  const isSettled = Math.min(news?.atMs ?? Number.POSITIVE_INFINITY, endedMs) <= dueMs
  if (!first) {
    if (isSettled || cancel || trace.endMs < dueMs) return []
    const en = `A payment answered U was not asked for within ${seconds(limit.warnMs)}.`
    const zh = `支付返回 U，${seconds(limit.warnMs)} 内没有查询。`
    return [finding('fail', [pay.evidence], en, zh)]
  }
  const gapMs = first.startMs - pay.seenMs
  const mark = bands.atMost(gapMs, limit)
  const limitText = seconds(limit.passMs)
  return [
    finding(
      mark,
      [pay.evidence, first.evidence],
      `The first inquiry came ${seconds(gapMs)} after U (limit ${limitText}).`,
      `返回 U 后 ${seconds(gapMs)} 首次查询（上限 ${limitText}）。`,
    ),
  ]
}

function ofCount(
  { pay, inquiries, cancel, isExhausted }: Undecided,
  { inquiries: limits }: Parameters,
) {
  const open = inquiries.filter((call) => isOpen(call))
  const mark = markOf(open.length, limits)
  // Before its end only too many are too many.
  const isTooMany = open.length > limits.pass[1]
  if (!isExhausted && !isTooMany) return []
  const [low, high] = limits.pass
  const evidence = [pay.evidence, open.map((call) => call.evidence).flat(), cancel?.evidence ?? []]
  const { length } = open
  return [
    finding(
      mark,
      evidence,
      `${length} inquiries found no result (${low} to ${high} expected).`,
      `查询 ${length} 次仍无结果（应为 ${low} 至 ${high} 次）。`,
    ),
  ]
}

function markOf(count: number, { pass, warn }: CountWithin): 'pass' | 'warn' | 'fail' {
  if (count >= pass[0] && count <= pass[1]) return 'pass'
  return count >= warn[0] && count <= warn[1] ? 'warn' : 'fail'
}

function ofSpacing(
  attempt: Attempt,
  { inquiries }: Undecided,
  bands: Bands,
  { pollSpacing, pollsNeeded }: Parameters,
): Finding[] {
  if (inquiries.length < pollsNeeded) return []
  const gapsMs = inquiries.slice(1).flatMap((call, place) => {
    const before = inquiries[place]
    return before && !isDisturbed(before) && !isDisturbed(call)
      ? [call.startMs - before.startMs]
      : []
  })
  if (gapsMs.length < pollsNeeded - 1) return []
  const meanMs = gapsMs.reduce((sum, gap) => sum + gap, 0) / gapsMs.length
  const [low, high] = pollSpacing.passMs
  return [
    finding(
      bands.within(meanMs, pollSpacing),
      inquiries.map((call) => call.evidence),
      `The inquiries for ${attempt.outTradeNo} were ${seconds(meanMs)} apart on average (${seconds(low)} - ${seconds(high)} expected).`,
      `${attempt.outTradeNo} 的查询平均间隔 ${seconds(meanMs)}（应为 ${seconds(low)} - ${seconds(high)}）。`,
    ),
  ]
}

/** Hung, lost or slowed: what lies beside it is no rhythm. */
const isDisturbed = (call: Call) =>
  call.hung || !call.arrived || call.faults.some(({ faultKind }) => faultKind === 'slow')
