// Says at the end of a run how many tests were left out because a program of the system is missing.
import type { Reporter, TestModule } from 'vitest/node'
import { leftOutLine, withoutRuntimeLine } from '../server/testing/programs.fixture.ts'
import { workerdPath } from '../server/testing/workerd.fixture.ts'

/** The test files that need programs which every build server installs. */
export const PROGRAM_TEST = /[.](program|browser|workers)[.]test[.]ts$/
/** Those that run in the Workers runtime, which a package brings. */
const WORKER_TEST = /[.]workers[.]test[.]ts$/
/** Those that need larger ones. */
const OPTIONAL_TEST = /[.]optional[.]test[.]ts$/

export const leftOut: Reporter = {
  onTestRunEnd(modules) {
    const skipped = (wanted: (moduleId: string) => boolean) =>
      modules
        .filter(({ moduleId }) => wanted(moduleId))
        .flatMap((module: TestModule) => [...module.children.allTests('skipped')]).length
    const isWorker = (id: string) => WORKER_TEST.test(id) && workerdPath() === undefined
    const needsProgram = (id: string) =>
      !WORKER_TEST.test(id) && (PROGRAM_TEST.test(id) || OPTIONAL_TEST.test(id))
    for (const line of [
      leftOutLine(skipped(needsProgram)),
      withoutRuntimeLine(skipped(isWorker)),
    ]) {
      if (line !== undefined) process.stdout.write(`${line}\n`)
    }
  },
}
