// Grades with chosen verdicts, for the tests of what is made of a grade.
import { summarise, type RuleGrade, type Scorecard } from '../grade/grade.ts'
import { verdictOf, type Severity, type Status } from '../rules/rule.ts'

const said = { en: 'so it went', zh: '如此' }

/** `{ 'POLL-05': 'fail' }`; critical unless said otherwise. */
export function cardOf(
  statuses: Readonly<Record<string, Status>>,
  severities: Readonly<Record<string, Severity>> = {},
): Scorecard {
  const rules = Object.entries(statuses).map(([id, status]): RuleGrade => ({
    id,
    severity: severities[id] ?? 'critical',
    source: 'test',
    title: said,
    trigger: said,
    remedy: said,
    verdict: verdictOf([{ status, sale: 's1', said, evidence: [1] }]),
  }))
  return {
    ...summarise(rules),
    money: [],
    totals: { sales: 0, paidFen: 0, refundedFen: 0, netFen: 0, differing: 0 },
    reading: { id: 'default', follows: said },
  }
}
