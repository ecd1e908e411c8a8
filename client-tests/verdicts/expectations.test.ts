import { describe, expect, test } from 'vitest'
import type { Status } from '../rules/rule.ts'
import { meetExpectations, readExpectations, verdictBesides } from './expectations.ts'
import { cardOf } from './verdicts.fixture.ts'

const RULES = ['POLL-05', 'EXC-05']
const file = (lines: string) => readExpectations(lines, 'expected.yaml', RULES)
const entry = (more = '') => `expected:
  - rule: POLL-05
    owner: li.lei
    reason: the till is replaced in spring
    expires: 2026-12-31
${more}`

describe('a file of expected failures', () => {
  test('is read with rule, owner, reason and last day', () => {
    expect(file(entry())).toEqual([
      {
        rule: 'POLL-05',
        owner: 'li.lei',
        reason: 'the till is replaced in spring',
        expires: '2026-12-31',
      },
    ])
  })
  test.each([
    [
      'expected:\n  - rule: POLL-05\n    owner: me\n',
      /^expected\.yaml:2: expected\.0\.\w+ is missing/,
    ],
    [entry('    until: 2027-01-01\n'), 'expected.yaml:6: expected.0.until: there is no such field'],
    [entry().replace('2026-12-31', 'soon'), 'expected.yaml:5: expected.0.expires: the last day'],
    [entry().replace('POLL-05', 'POLL-99'), 'there is no rule POLL-99'],
    [entry().replace('li.lei', '""'), 'expected.yaml:3: expected.0.owner: who mends it'],
    [entry() + entry().slice(10), 'POLL-05 is listed twice'],
    ['expected: [', 'expected.yaml:1: '],
    ['', 'expected.yaml:1: file: expected: and a list of entries below it'],
  ])('that says %j is refused with its line', (text, wrong) => {
    expect(() => file(text)).toThrow(wrong)
  })
})

describe('held against a run', () => {
  const outcome = (status: Status, today: string, other: Status = 'pass') => {
    const card = cardOf({ 'POLL-05': status, 'EXC-05': other })
    const rows = meetExpectations(card, file(entry()), today)
    return [rows[0]?.outcome, verdictBesides(card, rows)]
  }
  test.each([
    ['fails as it was expected', 'fail', '2026-11-22', 'fails-as-expected', 'ready'],
    ['fails on the last day', 'fail', '2026-12-31', 'fails-as-expected', 'ready'],
    ['fails after the last day', 'fail', '2027-01-01', 'expired', 'not-ready'],
    ['passes', 'pass', '2026-11-22', 'passes', 'not-ready'],
    ['passes after the last day', 'pass', '2027-01-01', 'passes', 'not-ready'],
    ['only warns', 'warn', '2026-11-22', 'passes', 'not-ready'],
    ['was not exercised', 'inconclusive', '2026-11-22', 'not-exercised', 'incomplete'],
  ] as const)('a rule that %s', (_what, status, today, becomes, verdict) => {
    expect(outcome(status, today)).toEqual([becomes, verdict])
  })
  test('sets aside no failure that is not listed', () => {
    expect(outcome('fail', '2026-11-22', 'fail')).toEqual(['fails-as-expected', 'not-ready'])
  })
  test("leaves the merchant's own verdict as it is", () => {
    expect(cardOf({ 'POLL-05': 'fail' }).verdict).toBe('not-ready')
  })
})
