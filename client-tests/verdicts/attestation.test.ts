import { describe, expect, test } from 'vitest'
import type { Status } from '../rules/rule.ts'
import { attest, readAttestation, writeQuestionnaire } from './attestation.ts'
import { QUESTIONS } from './questionnaire.table.ts'
import { cardOf } from './verdicts.fixture.ts'

/** ATT-04 is about POLL-06, ONE-03 and ONE-04: all critical. */
function answered(answer: string, status: Status, evidence = '[]') {
  const text = `answers:\n  ATT-04:\n    answer: ${answer}\n    evidence: ${evidence}\n`
  const card = cardOf({
    'POLL-06': status,
    'EXC-05': 'pass',
    'EXC-07': 'pass',
    'EXC-08': 'pass',
    'NTF-01': 'pass',
  })
  const after = attest(card, readAttestation(text, 'a.yaml'))
  const row = after.attestation?.find(({ id }) => id === 'ATT-04')
  return [row?.status, after.rules[0]?.verdict.status, after.verdict]
}

describe('an answer', () => {
  test('"no" warns where a run has shown that the rule holds', () => {
    expect(answered('no', 'pass')).toEqual(['warn', 'pass', 'ready'])
  })
  test('"no" fails the critical rule that nothing exercised', () => {
    expect(answered('no', 'inconclusive')).toEqual(['fail', 'fail', 'not-ready'])
  })
  test('"yes" with evidence passes, and leaves an unexercised rule unexercised', () => {
    expect(answered('yes', 'inconclusive', '[lock.md]')).toEqual(['pass', 'inconclusive', 'ready'])
  })
  test('"yes" never overrides what a run has shown', () => {
    expect(answered('yes', 'fail', '[lock.md]')).toEqual(['warn', 'fail', 'not-ready'])
  })
  test('"yes" without evidence proves nothing', () => {
    expect(answered('yes', 'pass')).toEqual(['inconclusive', 'pass', 'ready'])
  })
  test('"na" is not applicable, and none at all is inconclusive', () => {
    expect(answered('na', 'pass')[0]).toBe('not-applicable')
    expect(answered('', 'pass')[0]).toBe('inconclusive')
  })
  test('"no" to a question about a rule that is not critical only warns', () => {
    const card = cardOf({ 'REC-03': 'inconclusive', 'EXC-05': 'pass' }, { 'REC-03': 'major' })
    const after = attest(card, readAttestation('answers: { ATT-18: { answer: no } }', 'a.yaml'))
    expect(after.rules[0]?.verdict.status).toBe('inconclusive')
    expect(after.attestation?.find(({ id }) => id === 'ATT-18')?.status).toBe('warn')
  })
})

describe('the questionnaire', () => {
  test('as it is printed can be read back, unanswered', () => {
    const answers = readAttestation(writeQuestionnaire(), 'a.yaml')
    expect(Object.keys(answers)).toEqual(QUESTIONS.map(({ id }) => id))
    const { attestation = [] } = attest(cardOf({ 'EXC-05': 'pass' }), answers)
    expect(new Set(attestation.map(({ status }) => status))).toEqual(new Set(['inconclusive']))
  })
  test.each([
    ['answers:\n  ATT-99: { answer: yes }\n', 'a.yaml:2: answers.ATT-99: there is no such field'],
    ['answers:\n  ATT-04: { answer: maybe }\n', 'a.yaml:2: answers.ATT-04.answer: yes, no or na'],
    [
      'answers:\n  ATT-04:\n    evidence: lock.md\n',
      'a.yaml:3: answers.ATT-04.evidence: a list of paths',
    ],
  ])('filled in with %j is refused with its line', (text, wrong) => {
    expect(() => readAttestation(text, 'a.yaml')).toThrow(wrong)
  })
  test('cites its sources and has no id twice', () => {
    expect(new Set(QUESTIONS.map(({ id }) => id)).size).toBe(QUESTIONS.length)
    for (const { source } of QUESTIONS) expect(source).toMatch(/^00\d:L\d+/)
  })
})
