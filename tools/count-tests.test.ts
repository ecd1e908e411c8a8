import { expect, test } from 'vitest'
import { countTests } from './count-tests.ts'
import type { RunnerReport } from './count-tests.ts'

const clean: RunnerReport = {
  numPassedTests: 2,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  success: true,
  testResults: [
    { status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'passed' }] },
  ],
}

test('a clean run is good, and nothing skipped is not mentioned', () => {
  expect(countTests(clean)).toEqual({ line: '2 passed, 0 failed', isGood: true })
})

test('skipped and planned tests are counted apart', () => {
  const report = { ...clean, numPendingTests: 2, numTodoTests: 1 }
  expect(countTests(report)).toEqual({ line: '2 passed, 0 failed, 3 skipped', isGood: true })
})

test('a test left out for want of a program makes the run bad', () => {
  const of = (name: string) => {
    const left = { name, status: 'passed', assertionResults: [{ status: 'skipped' }] }
    const report = { ...clean, numPendingTests: 1, testResults: [...clean.testResults, left] }
    return countTests(report)
  }
  expect(of('/a/bill.program.test.ts')).toEqual({
    line: '2 passed, 0 failed, 1 skipped',
    isGood: false,
  })
  expect(of('/a/bill.test.ts').isGood).toBe(true)
})

test('a failed test makes the run bad', () => {
  const testResults = [{ status: 'failed', assertionResults: [{ status: 'failed' }] }]
  const report = { ...clean, numFailedTests: 1, success: false, testResults }
  expect(countTests(report)).toEqual({ line: '2 passed, 1 failed', isGood: false })
})

test('a file that could not be loaded is one failure, though it has no failed test', () => {
  const testResults = [...clean.testResults, { status: 'failed', assertionResults: [] }]
  const report = { ...clean, success: false, testResults }
  expect(countTests(report)).toEqual({ line: '2 passed, 1 failed', isGood: false })
})

test('an error outside every test makes the run bad', () => {
  expect(countTests({ ...clean, success: false }).isGood).toBe(false)
})

test('a run of no tests is bad', () => {
  const report = { ...clean, numPassedTests: 0, testResults: [] }
  expect(countTests(report)).toEqual({ line: '0 passed, 0 failed', isGood: false })
})
