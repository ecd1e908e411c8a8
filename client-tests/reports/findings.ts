// What failed, once for each rule and the worst first: how often, on which sales, and what of it only
// followed from another rule.
import type { LocalizedText } from '../rules/rule.ts'
import type { NameOf } from './names.ts'
import type { Report } from './report-schema.ts'
import { followsFrom, SEVERITIES } from './words.ts'

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
  /** The same, every time that it happened. */
  occurrences: readonly Occurrence[]
  /** `18 times in 3 sales`; from what it follows, where nothing stands for itself. */
  often: LocalizedText
  /** The same with the names of the sales: `18 times in S16-1 (cancel-unknown)`. */
  where: LocalizedText
  /** Rules that led to the rest of it. */
  causes: readonly string[]
  /** Where it was the cause: rule → sales. */
  leadsTo: ReadonlyMap<string, readonly string[]>
}

const WORST_FIRST = Object.keys(SEVERITIES)

/** By severity, and of the same severity what cost most orders first. */
export function findingsOf(report: Report, status: 'fail' | 'warn', nameOf: NameOf): Finding[] {
  const differing = new Set(
    report.money.filter(({ match }) => match === 'differs').map(({ saleId }) => saleId),
  )
  const costOf = ({ own }: Finding) =>
    own.filter(({ whose }) => whose !== undefined && differing.has(whose)).length
  const rankOf = ({ rule }: Finding) => WORST_FIRST.indexOf(rule.severity)
  return report.rules
    .filter((rule) => rule.status === status)
    .map((rule) => findingOf(report, rule, nameOf))
    .toSorted((a, b) => rankOf(a) - rankOf(b) || costOf(b) - costOf(a))
}

function findingOf({ causes }: Report, rule: Rule, nameOf: NameOf): Finding {
  const bad = rule.occurrences.filter(({ status }) => status === rule.status)
  const causeOf = (whose: string | undefined) =>
    causes.find(({ consequences }) =>
      consequences.some((one) => one.rule === rule.id && one.sale === whose),
    )?.rule
  const groups = Map.groupBy(bad, whoseOf)
  const repeated = [...groups].flatMap(([whose, [first, ...more]]) =>
    first ? [{ first, times: 1 + more.length, whose, cause: causeOf(whose) }] : [],
  )
  const own = repeated.filter(({ cause }) => cause === undefined)
  const stands = new Set(own.map(({ whose }) => whose))
  const ledBy = [...new Set(repeated.flatMap(({ cause }) => cause ?? []))]
  const consequences = causes.find((cause) => cause.rule === rule.id)?.consequences ?? []
  const leadsTo = Map.groupBy(consequences, (one) => one.rule)
  const follows = own.length === 0 && followsFrom(ledBy)
  return {
    rule,
    own,
    occurrences: bad.filter((one) => stands.has(whoseOf(one))),
    often: follows || howOften(own),
    where: follows || whereOf(own, nameOf),
    causes: ledBy,
    leadsTo: new Map([...leadsTo].map(([id, list]) => [id, list.map(({ sale }) => sale)])),
  }
}

/** The sale, else the order number. */
export const whoseOf = ({ sale, outTradeNo }: Occurrence) => sale ?? outTradeNo

/** `18 times in 3 sales` */
function howOften(own: readonly Repeated[]): LocalizedText {
  const times = timesIn(own)
  const sales = own.filter(({ whose }) => whose !== undefined).length
  const often = timesText(times)
  if (sales === 0) return often
  const many = sales === 1 ? '1 sale' : `${sales} sales`
  return { en: `${often.en} in ${many}`, zh: `${sales} 笔订单中 ${often.zh}` }
}

/** `18 times in S16-1 (cancel-unknown)`; `4 times in 3 sales: S16-1, S17, S18`. */
function whereOf(own: readonly Repeated[], nameOf: NameOf): LocalizedText {
  const times = timesIn(own)
  const sales = own.flatMap(({ whose }) => whose ?? [])
  const often = timesText(times)
  const [only] = sales
  if (only === undefined) return often
  if (sales.length > 1) {
    const some = sales.slice(0, NAMED)
    const more = sales.length > NAMED ? ' …' : ''
    const each = times === sales.length
    return {
      en: `${each ? '' : `${often.en} `}in ${sales.length} sales: ${some.join(', ')}${more}`,
      zh: `${sales.length} 笔订单${each ? '' : `中 ${often.zh}`}：${some.join('、')}${more}`,
    }
  }
  const name = nameOf(only)
  return {
    en: `${often.en} in ${only}${name ? ` (${name})` : ''}`,
    zh: `${only}${name ? `（${name}）` : ''} 中 ${often.zh}`,
  }
}

const NAMED = 4

const timesIn = (own: readonly Repeated[]) => own.reduce((sum, one) => sum + one.times, 0)

/** `once`, `twice`, `18 times` */
export function timesText(times: number): LocalizedText {
  const en = times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`
  return { en, zh: `${times} 次` }
}
