// CAN-03: a cancel refused as too late is not sent again and again; what the trade is now is asked
// for, refunded, closed, or handed over to people. Local date arithmetic is nobody's business here.
import type { Op } from '../../../server/journal/entry.ts'
import type { Trace } from '../../../server/journal/trace.ts'
import { HOUR } from '../../../server/values/instant.ts'
import type { Attempt, Call } from '../attempts.ts'
import { callsAfter } from '../attempts.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'

export const aLateCancelIsNotRepeated = rule({
  id: 'CAN-03',
  source: '000:L34; 004:L74; 003:L29-30; TRADE_CANCEL_TIME_OUT is the official name',
  severity: 'major',
  families: ['O', 'W'],
  title: ['A cancel that comes too late is not repeated', '撤销超时限改退款'],
  trigger: ['A CANCEL was refused as too late', '撤销因超过时限被拒'],
  remedy: [
    'Query the trade, then refund or close it, or hand it to people.',
    '改为查询，再退款、关单或转人工。',
  ],
  seenBy: 'traffic',
  check(trace, parameters) {
    return perProcess(trace, (attempt) => {
      const refused = attempt.calls.find((call) => isTooLate(call))
      return [
        ...ofOldTrade(attempt, parameters),
        ...(refused ? judgeTooLate(trace, attempt, refused, parameters) : []),
      ]
    })
  },
})

export function isTooLate({ op, result }: Call): boolean {
  return op === 'CANCEL' && result?.reason === 'CancelTooLate'
}

function ofOldTrade({ calls }: Attempt, { cancelWindowMs }: Parameters): Finding[] {
  const [opened] = calls
  const late = calls.find(
    (call) => call.op === 'CANCEL' && opened && call.startMs - opened.startMs > cancelWindowMs,
  )
  if (!opened || !late) return []
  const hours = cancelWindowMs / HOUR
  const en = `CANCEL was sent for a trade more than ${hours} hours old.`
  const zh = `对超过 ${hours} 小时的交易发起了撤销。`
  return [finding('warn', [opened.evidence, late.evidence], en, zh)]
}

/** What asks about the trade or ends it; another charge does neither. */
const NEXT_STEPS: ReadonlySet<Op> = new Set<Op>(['QUERY', 'REFUND', 'CLOSE'])

/** What came after a cancel that was refused as too late. */
export function judgeTooLate(
  trace: Trace,
  attempt: Attempt,
  refused: Call,
  { repeatsAfterRefusal, silenceMs, nextStepMs }: Parameters,
): Finding[] {
  const later = callsAfter(attempt, refused)
  const repeats = later.filter((call) => call.op === 'CANCEL' && !isAsked(attempt, call))
  const untilMs = refused.seenMs + nextStepMs
  const step = later.find(
    (call) => NEXT_STEPS.has(call.op) && !call.manual && call.startMs <= untilMs,
  )
  const handedOver = attempt.sale.beliefs.find(
    ({ status, elapsedMs }) =>
      elapsedMs >= refused.seenMs &&
      elapsedMs <= untilMs &&
      (status === 'ESCALATED' || status === 'UNKNOWN'),
  )
  const next = step?.evidence ?? handedOver?.seq ?? []
  const evidence = [refused.evidence, repeats.flatMap((call) => call.evidence), next]
  const { length } = repeats
  if (length > repeatsAfterRefusal.warn || (!step && !handedOver)) {
    if (length <= repeatsAfterRefusal.warn && trace.endMs - refused.seenMs < silenceMs) return []
    const en =
      length > repeatsAfterRefusal.warn
        ? `A CANCEL refused as too late was sent ${length} times more.`
        : 'After a CANCEL refused as too late nothing was done about the trade.'
    const zh =
      length > repeatsAfterRefusal.warn
        ? `撤销因超时被拒后又重复 ${length} 次。`
        : '撤销因超时被拒后，商户没有任何后续处理。'
    return [finding('fail', evidence, en, zh)]
  }
  const en = `After a CANCEL refused as too late ${length} more came, then ${step?.op ?? 'a person'}.`
  const zh = `撤销因超时被拒后重复 ${length} 次，随后${step ? ` ${step.op}` : '转人工'}。`
  return [finding(length > repeatsAfterRefusal.pass ? 'warn' : 'pass', evidence, en, zh)]
}

/** The first cancel after a person's void, or after the back office's decision, is that person's. */
function isAsked({ sale, calls }: Attempt, cancel: Call): boolean {
  const act = sale.acts.findLast(
    ({ act: what, startedMs }) =>
      (what === 'cancel' || what === 'resolve' || what === 'pay-again') &&
      startedMs <= cancel.startMs,
  )
  if (!act) return false
  return !calls.some(
    (call) =>
      call.op === 'CANCEL' && call.startMs >= act.startedMs && call.startMs < cancel.startMs,
  )
}
