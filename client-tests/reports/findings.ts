// What failed, once for each rule and the worst first: how often, on which sales, and what of it only
// followed from another rule.
import type { Said } from '../rules/rule.ts'
import type { NameOf } from './names.ts'
import type { Report } from './report-schema.ts'
import { followsFrom } from './words.ts'

type Rule = Report['rules'][number]
export type Occurrence = Rule['occurrences'][number]

/** The same failure of one sale, which may have happened many times. */
export interface Repeated {
  first: Occurrence
  times: number
  /** The sale, else the order number; absent where it belongs to none. */
  whose: string | undefined
}

export interface Finding {
  rule: Rule
  /** What stands for itself, one for each sale. */
  own: readonly Repeated[]
  /** Rules that led to the rest of it. */
  causes: readonly string[]
  /** Where it was the cause: rule → sales. */
  leadsTo: ReadonlyMap<string, readonly string[]>
}

const WORST_FIRST = ['critical', 'major', 'minor', 'advisory']

/** By severity, and of the same severity what cost most orders first. */
export function findingsOf(report: Report, status: 'fail' | 'warn'): Finding[] {
  const odd = new Set(
    report.money.filter(({ match }) => match === 'differs').map(({ saleId }) => saleId),
  )
  const costOf = ({ own }: Finding) =>
    own.filter(({ whose }) => whose !== undefined && odd.has(whose)).length
  const rankOf = ({ rule }: Finding) => WORST_FIRST.indexOf(rule.severity)
  return report.rules
    .filter((rule) => rule.status === status)
    .map((rule) => findingOf(report, rule))
    .toSorted((a, b) => rankOf(a) - rankOf(b) || costOf(b) - costOf(a))
}

function findingOf({ causes }: Report, rule: Rule): Finding {
  const bad = rule.occurrences.filter(({ status }) => status === rule.status)
  const causeOf = (whose: string | undefined) =>
    causes.find(({ consequences }) =>
      consequences.some((one) => one.rule === rule.id && one.sale === whose),
    )?.rule
  const groups = Map.groupBy(bad, ({ sale, outTradeNo }) => sale ?? outTradeNo)
  const repeated = [...groups].flatMap(([whose, [first, ...more]]) =>
    first ? [{ first, times: 1 + more.length, whose, cause: causeOf(whose) }] : [],
  )
  const consequences = causes.find((cause) => cause.rule === rule.id)?.consequences ?? []
  const leadsTo = Map.groupBy(consequences, (one) => one.rule)
  return {
    rule,
    own: repeated.filter(({ cause }) => cause === undefined),
    causes: [...new Set(repeated.flatMap(({ cause }) => cause ?? []))],
    leadsTo: new Map([...leadsTo].map(([id, list]) => [id, list.map(({ sale }) => sale)])),
  }
}

/** Critical rules that nothing exercised, each with a scenario that would: `NTF-01 (S36)`. */
export function criticalOpen(report: Report): string[] {
  return criticalOpenRules(report).map(({ id, exercisedBy: [first] }) =>
    first === undefined ? id : `${id} (${first})`,
  )
}

export function criticalOpenRules({ notTested, rules }: Report): Rule[] {
  const open = new Set(
    notTested
      .filter(({ severity, status }) => severity === 'critical' && status === 'inconclusive')
      .map(({ id }) => id),
  )
  return rules.filter(({ id }) => open.has(id))
}

/** `18 times in 3 sales` */
export function howOften({ own, causes }: Pick<Finding, 'own' | 'causes'>): Said {
  if (own.length === 0) return followsFrom(causes)
  const times = own.reduce((sum, one) => sum + one.times, 0)
  const sales = own.filter(({ whose }) => whose !== undefined).length
  const often = timesWord(times)
  if (sales === 0) return { en: often, zh: `${times} 次` }
  const many = sales === 1 ? '1 sale' : `${sales} sales`
  return { en: `${often} in ${many}`, zh: `${sales} 笔订单中 ${times} 次` }
}

/** `once`, `twice`, `18 times` */
export function timesWord(times: number): string {
  return times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`
}

/** `18 times in S16-1 (cancel-unknown)`; `4 times in 3 sales: S16-1, S17, S18`. */
export function timesOf(own: readonly Repeated[], name: NameOf): Said {
  const times = own.reduce((sum, one) => sum + one.times, 0)
  const sales = own.flatMap(({ whose }) => whose ?? [])
  const often = timesWord(times)
  const [only] = sales
  if (only === undefined) return { en: often, zh: `${times} 次` }
  if (sales.length > 1) {
    const some = sales.slice(0, NAMED)
    const more = sales.length > NAMED ? ' …' : ''
    const each = times === sales.length
    return {
      en: `${each ? '' : `${often} `}in ${sales.length} sales: ${some.join(', ')}${more}`,
      zh: `${sales.length} 笔订单${each ? '' : `中 ${times} 次`}：${some.join('、')}${more}`,
    }
  }
  const called = name(only)
  return {
    en: `${often} in ${only}${called ? ` (${called})` : ''}`,
    zh: `${only}${called ? `（${called}）` : ''} 中 ${times} 次`,
  }
}

const NAMED = 4
