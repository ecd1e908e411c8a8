// The conformance suite as a library: run scenarios against a merchant, grade the journal, report.
// `run*` is the only part that does anything; the rest are pure functions of the journal.
export { adapterDocument } from './adapter/openapi.ts'
export { MappingError, readMapping, type Mapping } from './adapter/mapping/file.ts'
export { checkOverHttp } from './drives/over-http/check.ts'
export {
  runInProcess,
  type InProcessMerchant,
  type Surroundings,
} from './drives/in-process/in-process.ts'
export { runOverHttp, type OverHttpOptions } from './drives/over-http/over-http.ts'
export type { Profile } from './grade/by-family.ts'
export { gradeEntries, type FamilyGrade, type RuleGrade, type Scorecard } from './grade/grade.ts'
export { hashTranscript, parseJournal, writeJournal } from './grade/saved-journal.ts'
export { reportOf, type ReportFormat } from './reports/formats.ts'
export { readReport, reportJsonSchema, type Report } from './reports/report-schema.ts'
export { checklistBy, READING_IDS, worldBy } from './rules/readings.ts'
export { SCENARIOS } from './scenario/library.ts'
export { judge, type Judged } from './scenario/sentences.ts'
export { readScenario } from './scenario/read.ts'
export { readYaml } from './scenario/yaml.ts'
export type { Scenario, ScenarioFile, ScenarioSale } from './scenario/scenario.ts'
