// The forms of one run, written one after another from what was worked out once.
import { expect, test } from 'vitest'
import { grade } from '../grade/grade.ts'
import { lateCancelRun } from '../grade/run.fixture.ts'
import { createReports, reportOf, type ReportFormat } from './formats.ts'

const language = 'zh'
const FORMATS: ReportFormat[] = [
  { as: 'terminal', language, color: false, width: 80 },
  { as: 'terminal', language, color: false, width: 80, all: true },
  { as: 'html', language },
  { as: 'markdown', language },
  { as: 'junit', language },
  { as: 'json' },
]

test('no form changes what the next one has to say', () => {
  const run = lateCancelRun()
  const card = grade(run.trace())
  const alone = FORMATS.map((format) => reportOf(card, run.entries(), format))
  const write = createReports(card, run.entries())
  expect(FORMATS.map(write)).toEqual(alone)
  expect(FORMATS.toReversed().map(write)).toEqual(alone.toReversed())
})
