// Says at the end of a run how many tests were left out because a program of the system is missing.
import type { Reporter } from 'vitest/node'
import { leftOutLine } from '../server/testing/programs.fixture.ts'

/** The test files that need programs which every build server installs. */
export const PROGRAM_TEST = /[.](program|browser)[.]test[.]ts$/
/** Those that need larger ones. */
const OPTIONAL_TEST = /[.]optional[.]test[.]ts$/

export const leftOut: Reporter = {
  onTestRunEnd(modules) {
    const skipped = modules
      .filter(({ moduleId }) => PROGRAM_TEST.test(moduleId) || OPTIONAL_TEST.test(moduleId))
      .flatMap((module) => [...module.children.allTests('skipped')])
    const line = leftOutLine(skipped.length)
    if (line !== undefined) process.stdout.write(`${line}\n`)
  },
}
