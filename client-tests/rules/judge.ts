// Walks a trace attempt by attempt or sale by sale and gathers what a rule says of each.
import { isRepetition, REPETITION_HEADER } from '../../server/journal/repetition.ts'
import type { Trace } from '../../server/journal/trace.ts'
import { readSales, type Attempt, type Call, type Sale } from './attempts.ts'
import { outagesIn } from './outages.ts'
import { parameters } from './parameters.ts'
import {
  verdictOf,
  type Occurrence,
  type LocalizedText,
  type Status,
  type Verdict,
} from './rule.ts'

/** What a rule says before the walk adds whose it is. */
export interface Finding {
  status: Status
  said: LocalizedText
  evidence: readonly number[]
}

export function finding(
  status: Status,
  evidence: readonly (number | readonly number[])[],
  en: string,
  zh: string,
): Finding {
  const inOrder = [...new Set(evidence.flat())].toSorted((a, b) => a - b)
  return { status, said: { en, zh }, evidence: inOrder }
}

/** Walks the attempts: each finding is about one `out_trade_no`. */
export function perAttempt(trace: Trace, look: (attempt: Attempt) => readonly Finding[]): Verdict {
  return gather(
    trace,
    readSales(trace)
      .flatMap((sale) => sale.attempts)
      .map((attempt) => [attempt.sale, attempt.outTradeNo, look(attempt)]),
  )
}

/**
 * The same for process rules. After a call that the merchant never gave up, nothing it did or left
 * undone on that attempt can be judged: that flaw is booked once, on EXC-12. Nor can what nobody saw:
 * the calls that found no gateway.
 */
export function perProcess(trace: Trace, look: (attempt: Attempt) => readonly Finding[]): Verdict {
  return perAttempt(trace, (attempt) =>
    excuseHung(attempt, excuseOutage(trace, attempt, look(attempt))),
  )
}

/** The same for rules that speak of calls which were never given up themselves. */
export function perReached(trace: Trace, look: (attempt: Attempt) => readonly Finding[]): Verdict {
  return perAttempt(trace, (attempt) => excuseOutage(trace, attempt, look(attempt)))
}

/** Walks the sales, for outcome rules: nothing excuses a wrong end. */
export function perSale(trace: Trace, look: (sale: Sale) => readonly Finding[]): Verdict {
  return gather(
    trace,
    readSales(trace).map((sale) => [sale, sale.attempts.at(-1)?.outTradeNo, look(sale)]),
  )
}

type Found = [Sale, string | undefined, readonly Finding[]]

function gather(trace: Trace, found: readonly Found[]): Verdict {
  const repetitions = repetitionsIn(trace)
  return verdictOf(
    found.flatMap(([sale, outTradeNo, findings]) =>
      findings.map((each): Occurrence => ({
        ...namingRepetition(each, repetitions),
        sale: sale.saleId,
        outTradeNo,
      })),
    ),
  )
}

const known = new WeakMap<Trace, ReadonlySet<number>>()

/** Requests that a client's HTTP library sent again by itself. */
function repetitionsIn(trace: Trace): ReadonlySet<number> {
  const found =
    known.get(trace) ??
    new Set(
      trace
        .of('request')
        .filter(({ wire }) => isRepetition(wire.headers))
        .map(({ seq }) => seq),
    )
  known.set(trace, found)
  return found
}

/** Who reads a finding must learn that no line of the merchant's program sent this call. */
function namingRepetition(each: Finding, repetitions: ReadonlySet<number>): Finding {
  if (!['fail', 'warn'].includes(each.status) || !each.evidence.some((seq) => repetitions.has(seq)))
    return each
  const { en, zh } = each.said
  return {
    ...each,
    said: {
      en:
        `${en} One of these calls was sent again by the client’s HTTP library itself ` +
        `(header ${REPETITION_HEADER}): switch that off, see docs/sdks.md.`,
      zh: `${zh}其中一次由客户端的 HTTP 库自行重发（请求头 ${REPETITION_HEADER}），关闭方法见 docs/sdks.md。`,
    },
  }
}

function excuseOutage(
  trace: Trace,
  { calls }: Attempt,
  findings: readonly Finding[],
): readonly Finding[] {
  if (findings.every(({ status }) => status === 'pass')) return findings
  const fromMs = calls[0]?.startMs ?? 0
  const lastMs = Math.max(...calls.map(({ startMs }) => startMs))
  const cut = outagesIn(trace).find(
    ({ elapsedMs }) => elapsedMs >= fromMs && elapsedMs <= lastMs + parameters.quietMs,
  )
  if (!cut) return findings
  return findings.map((each) =>
    each.status === 'pass'
      ? each
      : finding(
          'inconclusive',
          [each.evidence, cut.seq],
          'The gateway was out of reach meanwhile, so calls that nobody saw cannot be judged.',
          '其间网关不可达，未到达的调用无法判定。',
        ),
  )
}

function excuseHung(attempt: Attempt, findings: readonly Finding[]): readonly Finding[] {
  const hung = attempt.calls.find((call) => call.hung)
  if (!hung) return findings
  return findings.map((each) =>
    each.status === 'pass'
      ? each
      : finding(
          'inconclusive',
          [each.evidence, hung.evidence],
          `A ${hung.op} was left hanging, so what followed cannot be judged.`,
          `${hung.op} 一直挂起未中止，其后的行为无法判定。`,
        ),
  )
}

/** The automatic calls of an attempt before its first CANCEL, and that CANCEL. */
export function beforeCancel({ calls }: Attempt): { calls: Call[]; cancel: Call | undefined } {
  const index = calls.findIndex((call) => call.op === 'CANCEL')
  const before = index === -1 ? calls : calls.slice(0, index)
  return { calls: before.filter((call) => !call.manual), cancel: calls[index] }
}
