// What to fix first: the failed rules that stand for themselves, the worst first, each with the money
// that it put at stake.
import type { LocalizedText } from '../rules/rule.ts'
import { sumOf, sumText } from './cost.ts'
import type { Finding } from './findings.ts'
import type { Order } from './orders.ts'
import type { FixFirst } from './summary-schema.ts'
import { SEVERITIES } from './words.ts'

/** How many failed rules a manager is told of; the rest follow with the evidence. */
const FIRST = 5

export function fixFirstOf(failed: readonly Finding[], differing: readonly Order[]): FixFirst[] {
  const own = failed.filter((finding) => finding.own.length > 0)
  return own.slice(0, FIRST).map((finding) => {
    const { rule, often } = finding
    const [first] = finding.own
    const stake = stakeOf(finding, differing)
    return {
      rule: rule.id,
      severity: rule.severity,
      kind: SEVERITIES[rule.severity],
      title: rule.title,
      often,
      ...(stake && { stake }),
      ...(first?.whose !== undefined && { sale: first.whose }),
      ...(first && { said: first.first.said }),
      remedy: rule.remedy,
    }
  })
}

/** The money of the orders that this rule was the first to be broken on. */
function stakeOf({ rule, own }: Finding, differing: readonly Order[]): LocalizedText | undefined {
  const sales = new Set(own.map(({ whose }) => whose))
  const lines = differing
    .map(({ line }) => line)
    .filter(({ because, saleId, outTradeNos }) =>
      because ? because.rule === rule.id : [saleId, ...outTradeNos].some((name) => sales.has(name)),
    )
  if (lines.length === 0) return undefined
  return sumText(sumOf(lines))
}
