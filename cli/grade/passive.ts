// `alipay-sim grade --passive -- command`: the journal of somebody's own tests.
import { runPassive } from '../../client-tests/drives/over-http/passive.ts'
import type { Language } from '../../client-tests/reports/words.ts'
import { worldBy } from '../../client-tests/rules/readings.ts'
import type { Entry } from '../../server/journal/entry.ts'
import { Failure, messageOf } from '../failure.ts'
import type { Io } from '../io.ts'
import { gatewayLine } from '../progress.ts'

interface Options {
  scale?: number
  seed?: string
  reading?: string
  lang?: Language
}

const WORDS = {
  en: {
    ended: (code: number | null) => `the command ended with ${code}; grading what it did`,
    nothing: 'no call reached the gateway: does the command use $GATEWAY_URL?',
  },
  zh: {
    ended: (code: number | null) => `命令的退出码为 ${code}；仍给其流量评分`,
    nothing: '网关没有收到任何调用：命令是否使用了 $GATEWAY_URL？',
  },
}

/** Runs the command to its end; a command that fails is told, and graded all the same. */
export async function watch(
  command: readonly string[],
  { scale: timeScale, seed, reading = 'default', lang = 'en' }: Options,
  io: Io,
): Promise<readonly Entry[]> {
  if (command.length === 0) {
    throw new Failure(2, {
      en: 'grade --passive: give the command that runs the tests, after --',
      zh: 'grade --passive：请在 -- 之后给出运行测试的命令',
    })
  }
  const onReady = (gateway: string) => io.err(`${gatewayLine(gateway, lang)}\n`)
  const words = WORDS[lang]
  try {
    const { entries, exitCode } = await runPassive({
      command,
      timeScale,
      seed,
      reading: worldBy(reading),
      onReady,
    })
    if (exitCode !== 0) io.err(`  ${words.ended(exitCode)}\n`)
    if (!entries.some(({ kind }) => kind === 'request')) {
      io.err(`  ${words.nothing}\n`)
    }
    return entries
  } catch (error) {
    throw new Failure(2, {
      en: `grade --passive: could not run: ${messageOf(error)}`,
      zh: `grade --passive：无法运行：${messageOf(error)}`,
    })
  }
}
