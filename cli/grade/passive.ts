// `alipay-sim grade --passive -- command`: the journal of somebody's own tests.
import { runPassive } from '../../client-tests/drives/over-http/passive.ts'
import { worldBy } from '../../client-tests/rules/readings.ts'
import type { Entry } from '../../server/journal/entry.ts'
import { Failure, messageOf } from '../failure.ts'
import type { Io } from '../io.ts'

interface Options {
  scale?: number
  seed?: string
  reading?: string
}

/** Runs the command to its end; a command that fails is told, and graded all the same. */
export async function watch(
  command: readonly string[],
  { scale: timeScale, seed, reading = 'default' }: Options,
  io: Io,
): Promise<readonly Entry[]> {
  if (command.length === 0) {
    throw new Failure(2, 'grade --passive: give the command that runs the tests, after --')
  }
  const onReady = (gateway: string) => io.err(`  gateway ${gateway}\n`)
  try {
    const { entries, exitCode } = await runPassive({
      command,
      timeScale,
      seed,
      reading: worldBy(reading),
      onReady,
    })
    if (exitCode !== 0) io.err(`  the command ended with ${exitCode}; grading what it did\n`)
    if (!entries.some(({ kind }) => kind === 'request')) {
      io.err('  no call reached the gateway: does the command use $GATEWAY_URL?\n')
    }
    return entries
  } catch (error) {
    throw new Failure(2, `grade --passive: could not run: ${messageOf(error)}`)
  }
}
