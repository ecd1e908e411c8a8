// Turns the test runner's own JSON into the one line a CI log ends with, and into its exit code.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { PROGRAM_TEST } from './left-out.ts'

export interface RunnerReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  success: boolean
  testResults: { name?: string; status: string; assertionResults: { status: string }[] }[]
}

export interface Count {
  line: string
  isGood: boolean
}

/** A file that broke before its tests could run counts as one failure, or nobody would see it. */
export function countTests(report: RunnerReport): Count {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((result) => result.status !== 'failed'),
  ).length
  const failed = report.numFailedTests + broken
  const skipped = report.numPendingTests + report.numTodoTests
  const leftOut = report.testResults
    .filter(({ name = '' }) => PROGRAM_TEST.test(name))
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status !== 'passed' && status !== 'failed').length
  const line = `${report.numPassedTests} passed, ${failed} failed`
  return {
    line: skipped === 0 ? line : `${line}, ${skipped} skipped`,
    // A CI run installs every program, so that a test left out is one that nobody has seen.
    isGood: report.success && failed === 0 && leftOut === 0 && report.numPassedTests > 0,
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const report: RunnerReport = JSON.parse(readFileSync('reports/vitest.json', 'utf8'))
  const { line, isGood } = countTests(report)
  console.log(line)
  process.exitCode = isGood ? 0 : 1
}
