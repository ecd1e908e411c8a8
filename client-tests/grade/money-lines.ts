// The money oracle's table: one line per sale, with what differs and the rule that says why.
import type { Trace } from '../../server/journal/trace.ts'
import { truthOf, type Sale } from '../rules/attempts.ts'
import { beliefEqualsTruth } from '../rules/one-sided/belief-equals-truth.ts'
import { compareMoney, type Comparison } from '../rules/one-sided/compare-money.ts'
import type { Difference } from '../rules/one-sided/differences.ts'
import { readMoney } from '../rules/one-sided/money.ts'
import type { Occurrence, Rule, LocalizedText, Verdict } from '../rules/rule.ts'

/** The rule that says no more than that the two disagree. */
const DIFFERS = beliefEqualsTruth.id

/** What a rule said of the run. */
interface Graded extends Pick<Rule, 'id' | 'kind' | 'severity'> {
  verdict: Verdict
}

/** One line of the money oracle. */
export interface MoneyLine {
  saleId: string | undefined
  scenario: string | undefined
  outTradeNos: readonly string[]
  amountFen: number
  /** ISO 4217; CNY when absent. The sums count its smallest units. */
  currency?: string
  /** `undefined` when the merchant's belief cannot be read. */
  belief: string | undefined
  believedNetFen: number | undefined
  paidFen: number
  refundedFen: number
  netFen: number
  state: string
  match: Comparison['match'] | 'unread'
  /** In which quantities the two disagree; empty where they do not. */
  differences: readonly Difference[]
  /** Where they disagree: the rule about the merchant's doings that was broken first, else the one about belief and truth. */
  because: { rule: string; said: LocalizedText } | undefined
}

export function moneyLine(trace: Trace, sale: Sale, rules: readonly Graded[]): MoneyLine {
  const belief = sale.beliefs.at(-1)
  const { paidFen, refundedFen, netFen, state } = readMoney(trace, sale)
  const compared = compareMoney(trace, sale)
  const [first] = compared?.differences ?? []
  return {
    saleId: sale.saleId,
    scenario: sale.scenario,
    outTradeNos: sale.attempts.map(({ outTradeNo }) => outTradeNo),
    amountFen: sale.amountFen,
    ...currencyOf(sale),
    belief: belief?.status,
    believedNetFen: belief && believedNet(belief.status, sale.amountFen, belief.refundedFen),
    paidFen,
    refundedFen,
    netFen,
    state,
    match: compared?.match ?? 'unread',
    differences: compared?.differences ?? [],
    because: first && (firstFlaw(sale, rules) ?? { rule: DIFFERS, said: first.said }),
  }
}

function currencyOf({ attempts }: Sale): Pick<MoneyLine, 'currency'> {
  const currency = attempts.map((attempt) => truthOf(attempt)?.currency).find(Boolean)
  return currency === undefined || currency === 'CNY' ? {} : { currency }
}

/** What the merchant thinks it holds; `undefined` when it says that it does not know. */
function believedNet(status: string, amountFen: number, refundedFen: number): number | undefined {
  if (status === 'UNKNOWN' || status === 'ESCALATED') return undefined
  return status === 'PAID' || status === 'REFUNDED' ? amountFen - refundedFen : 0
}

/**
 * The flaw that was proven first on this sale. A minor one, about the form of a call, counts where no other
 * failed, and a warning where nothing did.
 */
function firstFlaw(sale: Sale, rules: readonly Graded[]): MoneyLine['because'] {
  const flaws = rules
    .filter(({ id }) => id !== DIFFERS)
    .flatMap(({ id, kind, severity, verdict }) =>
      verdict.occurrences
        .filter((one) => isOf(sale, one))
        .map((one) => ({
          ...one,
          rule: id,
          isOutcome: kind === 'outcome',
          isMinor: severity === 'minor',
        })),
    )
  const provenAt = ({ evidence }: Occurrence) => evidence.at(-1) ?? Number.POSITIVE_INFINITY
  const inOrder = flaws.toSorted((a, b) => provenAt(a) - provenAt(b))
  const found =
    inOrder.find((one) => one.status === 'fail' && !one.isOutcome && !one.isMinor) ??
    inOrder.find(({ status, isOutcome }) => status === 'fail' && !isOutcome) ??
    inOrder.find(({ status }) => status === 'fail') ??
    inOrder.find(({ status, isOutcome }) => status === 'warn' && !isOutcome)
  return found && { rule: found.rule, said: found.said }
}

function isOf({ saleId, attempts }: Sale, { sale, outTradeNo }: Occurrence): boolean {
  if (sale !== undefined) return sale === saleId
  return attempts.some((attempt) => attempt.outTradeNo === outTradeNo)
}
