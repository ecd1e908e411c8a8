// What the demo says at its end, of grades that came out as they had to, and of others.
import { expect, test } from 'vitest'
import { grade, type Scorecard } from '../../client-tests/grade/grade.ts'
import { mutantCalled } from '../../client-tests/merchants/mutants/mutants.ts'
import type { Occurrence } from '../../client-tests/rules/rule.ts'
import { goodRun } from '../../client-tests/grade/run.fixture.ts'
import { demoResult } from './result.ts'

const flawed = mutantCalled('new-request-no-per-try')
const base = grade(goodRun().trace())
const ready: Scorecard = { ...base, verdict: 'ready', score: 100 }
const said = { en: 'x', zh: '某' }

function caught(occurrence: Partial<Occurrence>, more: Partial<Scorecard> = {}): Scorecard {
  const status = occurrence.status ?? 'fail'
  const occurrences = [{ said, evidence: [], status, ...occurrence }]
  const rules = base.rules.map((rule) =>
    rule.id === 'EXC-05' ? { ...rule, verdict: { status, occurrences } } : rule,
  )
  return { ...base, verdict: 'not-ready', score: 90, rules, ...more }
}

const of = (exemplary: Scorecard, card: Scorecard, language: 'en' | 'zh' = 'en') =>
  demoResult(exemplary, { card, mutant: flawed }, language)

test('both as they had to be', () => {
  expect(of(ready, caught({}))).toEqual({
    asExpected: true,
    lines: [
      '  ✓ the shop as it should be: READY',
      '  ✓ the same shop with one flaw: NOT READY, by EXC-05',
    ],
  })
  expect(of(ready, caught({}), 'zh').lines).toEqual([
    '  ✓ 正确的商户: 可以上线',
    '  ✓ 带一处缺陷的同一商户: 不可上线，依据 EXC-05',
  ])
})

test('a machine that was too busy is named as the reason', () => {
  const tooLate = { en: 'slow', zh: '慢' }
  const open = caught(
    { status: 'inconclusive', undecided: true },
    { verdict: 'incomplete', score: null, tooLate },
  )
  const { asExpected, lines } = of(ready, open)
  expect(asExpected).toBe(false)
  expect(lines[1]).toBe(
    '  ✗ the same shop with one flaw: INCOMPLETE (not what was to be expected: INCOMPLETE; EXC-05 should be F and is not red)',
  )
  expect(lines[2]).toMatch(/machine was too busy to decide/)
  expect(of({ ...base, tooLate }, caught({}), 'zh').lines.at(-1)).toContain('测试机过忙')
})

test('a wrong grade on a machine that was not late is no excuse', () => {
  const { asExpected, lines } = of(caught({}), { ...ready })
  expect(asExpected).toBe(false)
  expect(lines).toHaveLength(2)
  expect(lines[0]).toMatch(/^ {2}✗ the shop as it should be: NOT READY/)
})
