// One flaw, one finding: a wrong end of a sale is put under the rule about the merchant's
// doings that failed first on the same sale. Without such a rule it stands for itself.
import type { RuleGrade } from '../grade/grade.ts'
import type { Occurrence } from '../rules/rule.ts'

interface Consequence {
  rule: string
  sale: string
}

interface Cause {
  rule: string
  consequences: Consequence[]
}

const isOutcome = ({ kind }: RuleGrade) => kind === 'outcome'
const saleOf = ({ sale, outTradeNo }: Occurrence) => sale ?? outTradeNo

/** Only rules with consequences, in the order of the checklist. */
export function findCauses(rules: readonly RuleGrade[]): Cause[] {
  const firstFlaws = firstFlawPerSale(rules.filter((rule) => !isOutcome(rule)))
  const found = rules.filter(isOutcome).flatMap(({ id, verdict }) =>
    verdict.occurrences.flatMap((occurrence) => {
      const sale = saleOf(occurrence)
      if (occurrence.status !== 'fail' || sale === undefined) return []
      const cause = firstFlaws.get(sale)?.rule
      return cause === undefined ? [] : [{ cause, rule: id, sale }]
    }),
  )
  return rules.flatMap(({ id }) => {
    const ofThis = found.filter(({ cause }) => cause === id)
    const consequences = ofThis
      .map(({ rule, sale }) => ({ rule, sale }))
      .filter(({ rule, sale }, index, all) => {
        return all.findIndex((one) => one.rule === rule && one.sale === sale) === index
      })
    return consequences.length === 0 ? [] : [{ rule: id, consequences }]
  })
}

interface Flaw {
  rule: string
  provenAt: number
  /** About the form of a call: it explains a wrong end only where nothing else does. */
  isMinor: boolean
}

/** A failure is proven where its evidence ends; the earliest on a sale led to the rest. */
function firstFlawPerSale(rules: readonly RuleGrade[]): Map<string, Flaw> {
  const first = new Map<string, Flaw>()
  for (const { id, severity, verdict } of rules) {
    const isMinor = severity === 'minor'
    for (const occurrence of verdict.occurrences) {
      const sale = saleOf(occurrence)
      const provenAt = occurrence.evidence.at(-1)
      if (occurrence.status !== 'fail' || sale === undefined || provenAt === undefined) continue
      const known = first.get(sale)
      const flaw = { rule: id, provenAt, isMinor }
      if (!known || isBefore(flaw, known)) first.set(sale, flaw)
    }
  }
  return first
}

const isBefore = (flaw: Flaw, known: Flaw) =>
  flaw.isMinor === known.isMinor ? flaw.provenAt < known.provenAt : known.isMinor
