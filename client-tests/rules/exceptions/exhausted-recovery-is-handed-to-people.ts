// EXC-03: what a minute of recovery could not clear up stands in the list for people soon after, with
// the operation and a reason. A definite result before that cancels the duty.
import type { Trace } from '../../../server/journal/trace.ts'
import { callsAfter, type Attempt, type Call } from '../attempts.ts'
import { readBands } from '../band.ts'
import { isClosed, isPaid } from '../evidence.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import type { Outcome } from '../outcome.ts'
import type { Parameters } from '../parameters.ts'
import { isTakenForAnswer, readRecovery, type RecoveryTerms } from '../recovery.ts'
import { rule } from '../rule.ts'
import { seconds } from '../figures.ts'

export const exhaustedRecoveryIsHandedToPeople = rule({
  id: 'EXC-03',
  source: '000:L17,L19,L20; 004:L35,L41,L46; 001:L61,L75; 003:L60-63',
  severity: 'major',
  families: ['O', 'A', 'M', 'W'],
  title: ['Record what stays unknown, and hand it to people', '记录异常交易并转人工'],
  trigger: ['A minute of recovery brought no definite result', '恢复一分钟后仍无确切结果'],
  remedy: [
    'Write the trade down with operation and reason, and list it for people within 30 s.',
    '记录该交易、操作与原因，并在 30 秒内列入人工处理清单。',
  ],
  seenBy: 'adapter',
  check(trace, parameters) {
    // Without its list nothing can be said of a merchant: the questionnaire asks (ATT-02).
    if (trace.of('manual-items').length === 0) return { status: 'inconclusive', occurrences: [] }
    const waitMs = readBands(trace, parameters).upTo(parameters.handOverMs)
    return perProcess(trace, (attempt) => [
      ...matters(attempt).flatMap(
        (matter) => judge(trace, attempt, matter, waitMs, parameters) ?? [],
      ),
      ...needless(trace, attempt),
    ])
  },
})

/** Paid, still waiting, or a code that nobody has scanned yet. */
const PLAIN: ReadonlySet<Outcome> = new Set<Outcome>(['OK', 'PEND', 'NOTEXIST'])

/** A list that holds what went well from beginning to end tells people nothing. */
function needless(trace: Trace, attempt: Attempt): Finding[] {
  const { calls, outTradeNo, sale } = attempt
  const [first] = calls
  const isPlain = calls.every(
    ({ outcome, faults, op }) => PLAIN.has(outcome) && faults.length === 0 && op !== 'CANCEL',
  )
  const people = sale.acts.filter(({ act }) => act !== 'sale')
  if (!first || !isPlain || people.length > 0 || sale.attempts.length > 1) return []
  if (sale.beliefs.at(-1)?.status !== 'PAID') return []
  const listed = trace
    .of('manual-items')
    .find(({ items }) => items.some((item) => item.attempt === outTradeNo))
  if (!listed) return []
  const en = 'The list for people holds a payment that went well from beginning to end.'
  const zh = '人工处理清单中有一笔始终正常的支付。'
  return [finding('warn', [first.evidence, listed.seq], en, zh)]
}

interface Matter {
  first: Call
  terms: RecoveryTerms
}

const PEOPLE = ['cancel', 'manual-query', 'resolve', 'pay-again']

/** The unknown outcomes of an attempt that may each have to be handed over. */
function matters(attempt: Attempt): Matter[] {
  const unknown = attempt.calls.filter(({ outcome, manual }) => outcome === 'UNK' && !manual)
  const settles = (call: Call) => isPaid(call) || isClosed(call)
  const cancel = unknown.find(({ op }) => op === 'CANCEL')
  const isPayment = ({ op }: Call) => op === 'PAY' || op === 'QUERY'
  // Every stretch of unknown pays and queries, until the first cancel takes over.
  const firsts = attempt.channel === 'qr' ? [] : stretches(attempt, isPayment)
  const numbers = new Set(
    unknown.filter(({ op }) => op === 'REFUND').map(({ ids }) => ids.outRequestNo),
  )
  const refunds = [...numbers].flatMap(
    (number) => unknown.find(({ op, ids }) => op === 'REFUND' && ids.outRequestNo === number) ?? [],
  )
  return [
    ...firsts.map((first) => ({
      first,
      terms: {
        isTry: ({ op }: Call) => op !== 'REFUND' && op !== 'REFQUERY',
        isEnd: (call: Call) =>
          settles(call) || (isPayment(call) && call.outcome !== 'UNK') || isDefiniteCancel(call),
        humanActs: PEOPLE,
        newsSettles: true,
      },
    })),
    ...(cancel ? [{ first: cancel, terms: cancelTerms }] : []),
    ...refunds.map((first) => ({ first, terms: refundTerms(first) })),
  ]
}

function isDefiniteCancel({ op, outcome }: Call): boolean {
  return op === 'CANCEL' && outcome !== 'UNK'
}

const cancelTerms: RecoveryTerms = {
  isTry: ({ op }) => op === 'CANCEL' || op === 'QUERY',
  isEnd: (call) => isPaid(call) || isClosed(call) || isDefiniteCancel(call),
  humanActs: PEOPLE,
  newsSettles: true,
}

function refundTerms({ ids }: Call): RecoveryTerms {
  const isSame = (call: Call) => call.ids.outRequestNo === ids.outRequestNo
  return {
    isTry: (call) => (call.op === 'REFUND' || call.op === 'REFQUERY') && isSame(call),
    isEnd: ({ op, outcome, result, ...call }) =>
      call.ids.outRequestNo === ids.outRequestNo &&
      (op === 'REFUND' ? outcome !== 'UNK' : op === 'REFQUERY' && result?.refundFen !== undefined),
    humanActs: ['manual-query', 'resolve'],
    newsSettles: false,
  }
}

/** The first call of every unbroken run of unknown ones. */
function stretches({ calls }: Attempt, belongs: (call: Call) => boolean): Call[] {
  const cancelled = calls.find(({ op }) => op === 'CANCEL')?.seq ?? Number.POSITIVE_INFINITY
  const mine = calls.filter((call) => belongs(call) && !call.manual && call.seq < cancelled)
  return mine.filter(
    ({ outcome }, index) => outcome === 'UNK' && mine[index - 1]?.outcome !== 'UNK',
  )
}

function judge(
  trace: Trace,
  attempt: Attempt,
  { first, terms }: Matter,
  waitMs: number,
  parameters: Parameters,
): Finding | undefined {
  const { tries, ended } = readRecovery(trace, attempt, first, terms, parameters)
  if (isTakenForAnswer(first, tries[0], parameters)) return undefined
  const last = lastThatCounts(first, tries, parameters)
  const deadlineMs = last.seenMs + waitMs
  const endMs = endOf(attempt, first, terms, ended)
  const person = attempt.sale.acts.find(
    ({ act, startedMs }) => terms.humanActs.includes(act) && startedMs >= first.seenMs,
  )
  if (Math.min(endMs, person?.startedMs ?? Number.POSITIVE_INFINITY) <= deadlineMs) return undefined
  const listed = listing(trace, attempt, first)
  if (listed && listed.elapsedMs <= deadlineMs) {
    const en = `The open ${first.op} was handed to people: ${listed.op}, "${listed.reason}".`
    const zh = `未决的 ${first.op} 已转人工：${listed.op}，“${listed.reason}”。`
    return finding('pass', [first.evidence, last.evidence, listed.seq], en, zh)
  }
  if (trace.endMs < deadlineMs) {
    const en = 'The trace ends before the matter had to be handed over.'
    return finding('inconclusive', [first.evidence], en, '记录在转人工期限之前结束。')
  }
  const en =
    `The ${first.op} stayed unknown, and ${seconds(waitMs)} after the last retry nobody had been` +
    ' told: the list for people did not hold it.'
  const zh = `${first.op} 的结果一直未知；最后一次重试后 ${seconds(waitMs)}，人工处理清单中仍没有它。`
  return finding('fail', [first.evidence, last.evidence, listed?.seq ?? []], en, zh)
}

/**
 * The minute of recovery ends with this call. A cancel that takes over from the queries before anybody
 * had to be told has a minute of its own (000:L17): one recovery, one entry in the list.
 */
function lastThatCounts(
  first: Call,
  tries: readonly Call[],
  { retriesCountMs, handOverMs }: Parameters,
): Call {
  const within = (from: Call) =>
    tries.findLast(({ startMs }) => startMs - from.seenMs <= retriesCountMs) ?? from
  const last = within(first)
  const cancel = tries.find(({ op }) => op === 'CANCEL')
  if (!cancel || first.op === 'CANCEL' || cancel.startMs > last.seenMs + handOverMs) return last
  return within(cancel)
}

function endOf(
  attempt: Attempt,
  first: Call,
  { isEnd }: RecoveryTerms,
  ended: readonly number[] | undefined,
): number {
  if (!ended) return Number.POSITIVE_INFINITY
  const end = callsAfter(attempt, first).find((call) => !call.manual && isEnd(call))
  // Ended by a notification: whenever it came, it came before anybody had to be told.
  return end && end.evidence === ended ? end.seenMs : Number.NEGATIVE_INFINITY
}

function listing(trace: Trace, { outTradeNo, sale }: Attempt, first: Call) {
  const isOurs = ({ attempt, saleId }: { attempt: string; saleId?: string }) =>
    attempt === outTradeNo || (saleId !== undefined && saleId === sale.saleId)
  for (const { items, seq, elapsedMs } of trace.of('manual-items')) {
    if (elapsedMs < first.startMs) continue
    const item = items.find((one) => isOurs(one))
    if (item) return { ...item, seq, elapsedMs }
  }
  return undefined
}
