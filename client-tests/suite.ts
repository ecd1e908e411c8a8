// The conformance suite as a library: run scenarios against a merchant, grade the journal, report.
// `run*` is the only part that does anything; the rest are pure functions of the journal.
export { runInProcess, type InProcessMerchant, type Surroundings } from './drives/in-process.ts'
export { runOverHttp, type OverHttpOptions } from './drives/over-http.ts'
export { gradeEntries, type Profile, type RuleGrade, type Scorecard } from './grade.ts'
export { parseJournal, writeJournal } from './saved-journal.ts'
export { reportOf, type ReportFormat } from './report.ts'
export { readReport, reportJsonSchema, type Report } from './reports/report-schema.ts'
export { checklistBy, READING_IDS } from './rules/readings.ts'
export { SCENARIOS } from './library.ts'
export type { Scenario, Story } from '../server/scenario/scenario.ts'
