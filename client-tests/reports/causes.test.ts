// Which flaw explains a wrong end of a sale.
import { expect, test } from 'vitest'
import type { RuleGrade } from '../grade/grade.ts'
import { findCauses } from './causes.ts'

const said = { en: 'said', zh: '说明' }

function failed(
  id: string,
  severity: RuleGrade['severity'],
  provenAt: number,
  kind?: 'outcome',
): RuleGrade {
  const occurrence = { status: 'fail' as const, sale: 's1', said, evidence: [provenAt] }
  return {
    id,
    severity,
    source: '000:L2',
    ...(kind && { kind }),
    title: said,
    trigger: said,
    remedy: said,
    verdict: { status: 'fail', occurrences: [occurrence] },
  }
}

const BOOKS = failed('ONE-06', 'critical', 9, 'outcome')

test.each([
  ['the one proven first', [failed('A', 'major', 3), failed('B', 'critical', 2)], 'B'],
  [
    'no form of a call, where more was wrong',
    [failed('A', 'minor', 1), failed('B', 'major', 5)],
    'B',
  ],
  ['the form of a call, where it was all', [failed('A', 'minor', 1)], 'A'],
])('of several flaws on a sale it is %s', (_which, flaws, cause) => {
  expect(findCauses([...flaws, BOOKS]).map(({ rule }) => rule)).toEqual([cause])
  expect(findCauses([...flaws.toReversed(), BOOKS]).map(({ rule }) => rule)).toEqual([cause])
})
