// Scenarios that a report names as bringing what a rule needs, and that do not bring it.
import type { Scorecard } from '../grade/grade.ts'
import { exercisedBy } from '../reports/exercised-by.ts'

export function wronglyNamed(
  { money, rules }: Scorecard,
  families: Parameters<typeof exercisedBy>[1],
): string[] {
  const scenarioOf = new Map(money.map(({ saleId, scenario }) => [saleId, scenario]))
  return rules.flatMap(({ id, verdict }) => {
    const judged = verdict.occurrences.filter(({ status }) => status !== 'inconclusive')
    const seen = new Set(judged.map(({ sale }) => scenarioOf.get(sale)))
    // Judged of all sales together, so that no scenario stands for it.
    if (judged.length < 2 || seen.has(undefined)) return []
    return exercisedBy(id, families).flatMap((one) => (seen.has(one) ? [] : [`${id}: ${one}`]))
  })
}
