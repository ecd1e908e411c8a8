// What is said, and made, of a grade that the machine left undecided.
import { describe, expect, test } from 'vitest'
import { delay, gradeOf, runOf, timed } from '../grade/lateness.fixture.ts'
import { reportOf } from '../reports/formats.ts'
import { readReport } from '../reports/report-schema.ts'
import { attest } from './attestation.ts'
import { issueCertificate } from './certificate.ts'
import { meetExpectations, verdictBesides } from './expectations.ts'

describe('the reports of a run that was too late', () => {
  const entries = runOf({ delays: [delay(29_950, 1_922)], timeScale: 0.2 })
  const card = gradeOf(entries, timed('critical', 9_000))
  const words = { en: 'too slow to decide', zh: '测试机过慢' }
  test.each(['en', 'zh'] as const)('say why and what to do (%s)', (language) => {
    const forms = [
      reportOf(card, entries, { as: 'terminal', language, color: false, width: 400 }),
      reportOf(card, entries, { as: 'json' }),
      reportOf(card, entries, { as: 'junit', language }),
      reportOf(card, entries, { as: 'markdown', language }),
      reportOf(card, entries, { as: 'html', language }),
    ]
    for (const text of forms) {
      expect(text).toContain(words[language])
      expect(text).not.toContain('至少需要 80 %')
      expect(text).toContain('1922')
      expect(text).toContain(
        language === 'en' ? 'Run again with a larger --scale' : '请调大 --scale',
      )
    }
  })
  test('do not ask for a larger scale where there is none', () => {
    const atScale1 = gradeOf(runOf({ maxDelayMs: 9_000 }), timed('critical', 9_000))
    expect(atScale1.tooLate?.en).toMatch(/Run again with fewer programs at once\.$/)
  })
  test('a run that was in time says nothing of it', () => {
    const calm = runOf({ maxDelayMs: 12, delays: [] })
    const text = reportOf(gradeOf(calm, timed('critical', 9_000)), calm, { as: 'json' })
    expect(text).not.toContain('tooLate')
  })
  test('the certificate carries it', () => {
    const json = reportOf(card, entries, { as: 'json' })
    const { payload } = issueCertificate(readReport(json), json, { issuedAt: '2026-01-01' })
    expect(payload).toMatchObject({ verdict: 'incomplete', tooLate: card.tooLate })
  })
  test('answers to the questionnaire make no verdict of it', () => {
    const late = gradeOf(runOf({ maxDelayMs: 5_000 }), timed('critical', 9_000))
    expect(attest(late, {})).toMatchObject({ verdict: 'incomplete', tooLate: late.tooLate })
  })
  test('expected failures make no verdict of it', () => {
    const entry = { rule: 'none', owner: 'o', reason: 'r', expires: '2099-12-31' }
    expect(verdictBesides(card, meetExpectations(card, [entry], '2026-01-01'))).toBe('incomplete')
  })
})
