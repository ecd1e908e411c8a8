// Two reports of one merchant side by side: what a fix changed, rule by rule and order by order.
import type { Report } from '../reports/report-schema.ts'

type Status = Report['rules'][number]['status']

export interface RuleChange {
  id: string
  severity: Report['rules'][number]['severity']
  /** Absent where one of the reports does not know the rule. */
  before: Status | undefined
  after: Status | undefined
  turn: 'better' | 'worse' | 'other'
}

export interface MoneyChange {
  saleId: string
  before: string | undefined
  after: string | undefined
}

export interface Comparison {
  verdict: readonly [Report['verdict'], Report['verdict']]
  score: readonly [number | null, number | null]
  differing: readonly [number, number]
  rules: readonly RuleChange[]
  money: readonly MoneyChange[]
  /** Why the two may not measure the same: another seed, reading, or other scenarios. */
  unlike: readonly string[]
}

export function compareReports(before: Report, after: Report): Comparison {
  return {
    verdict: [before.verdict, after.verdict],
    score: [before.score, after.score],
    differing: [before.totals.differing, after.totals.differing],
    rules: ruleChanges(before, after),
    money: moneyChanges(before, after),
    unlike: unlikeness(before, after),
  }
}

function ruleChanges(before: Report, after: Report): RuleChange[] {
  const old = new Map(before.rules.map((rule) => [rule.id, rule]))
  const fresh = new Map(after.rules.map((rule) => [rule.id, rule]))
  const ids = [...new Set([...old.keys(), ...fresh.keys()])]
  return ids.flatMap((id) => {
    const [was, is] = [old.get(id), fresh.get(id)]
    const severity = (is ?? was)?.severity
    if (was?.status === is?.status || severity === undefined) return []
    return [{ id, severity, before: was?.status, after: is?.status, turn: turnOf(was, is) }]
  })
}

const WORTH: Partial<Record<Status, number>> = { pass: 2, warn: 1, fail: 0 }

function turnOf(
  was: { status: Status } | undefined,
  is: { status: Status } | undefined,
): RuleChange['turn'] {
  // A failure is bad news also where nothing was known before.
  if (is?.status === 'fail') return 'worse'
  const from = was && WORTH[was.status]
  const to = is && WORTH[is.status]
  if (from === undefined || to === undefined) return 'other'
  return to > from ? 'better' : 'worse'
}

function moneyChanges(before: Report, after: Report): MoneyChange[] {
  const old = bySale(before)
  const fresh = bySale(after)
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((saleId) => {
    const [was, is] = [old.get(saleId), fresh.get(saleId)]
    return was === is ? [] : [{ saleId, before: was, after: is }]
  })
}

/** What is said and held of each sale, without the amounts, which the choice of scenarios draws. */
function bySale({ money }: Report): Map<string, string> {
  return new Map(
    money.flatMap((line) => {
      if (line.saleId === undefined) return []
      const holds =
        line.netFen === line.amountFen ? 'all' : line.netFen === 0 ? 'nothing' : 'a part'
      const states = line.state.replaceAll(/ -?\d+\.\d\d/g, '')
      return [[line.saleId, `${line.belief ?? 'not read'} ${line.match} ${states} (${holds})`]]
    }),
  )
}

function unlikeness(before: Report, after: Report): string[] {
  const pairs: [string, string | undefined, string | undefined][] = [
    ['reading', before.reading.id, after.reading.id],
    ['seed', before.run?.seed, after.run?.seed],
    ['scenarios', scenariosOf(before), scenariosOf(after)],
    ['version', before.tool.version, after.tool.version],
  ]
  return pairs.flatMap(([what, was, is]) =>
    was === is ? [] : [`${what}: ${was ?? 'none'} → ${is ?? 'none'}`],
  )
}

const scenariosOf = ({ run }: Report) => run?.scenarios.map(({ id }) => id).join(' ')
