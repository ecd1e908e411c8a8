// `alipay-sim grade --passive -- command`: the journal of somebody's own tests; with --verify-cmd, and
// what a line for the shell says of the shop's books.
import { runPassive } from '../../client-tests/drives/over-http/passive.ts'
import type { Language } from '../../client-tests/reports/words.ts'
import { worldBy } from '../../client-tests/rules/readings.ts'
import type { Entry } from '../../server/journal/entry.ts'
import { Failure, messageOf } from '../failure.ts'
import type { Io } from '../io.ts'
import { gatewayLine } from '../progress.ts'
import type { Shown, World } from './console.ts'

interface Options {
  scale?: number
  seed?: string
  reading?: string
  lang?: Language
  verifyCmd?: string
  port?: number
  isPortGiven?: boolean
  /** Where the run is shown besides the terminal. */
  shown?: Shown
}

export function passiveWorld({ seed, reading = 'default', port, isPortGiven }: Options): World {
  return {
    // A shop that runs already was set up with the keys that `serve` writes.
    seed: seed ?? (isPortGiven ? 'alipay-sim' : 'conformance'),
    port: isPortGiven ? (port ?? 0) : 0,
    reading: worldBy(reading),
  }
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
  options: Options,
  io: Io,
): Promise<readonly Entry[]> {
  const { scale: timeScale, lang = 'en', verifyCmd: verify, shown } = options
  const name = verify === undefined ? 'grade --passive' : 'grade --verify-cmd'
  if (command.length === 0) {
    throw new Failure(2, {
      en: `${name}: give the command that runs the tests, after --`,
      zh: `${name}：请在 -- 之后给出运行测试的命令`,
    })
  }
  const onReady = (gateway: string) => io.err(`${gatewayLine(gateway, lang)}\n`)
  const words = WORDS[lang]
  try {
    const { entries, exitCode, remarks } = await runPassive({
      command,
      verify,
      timeScale,
      ...passiveWorld(options),
      own: shown?.own,
      onReady,
    })
    if (exitCode !== 0) io.err(`  ${words.ended(exitCode)}\n`)
    if (!entries.some(({ kind }) => kind === 'request')) {
      io.err(`  ${words.nothing}\n`)
    }
    for (const remark of remarks) io.err(`  ${remark[lang]}\n`)
    return entries
  } catch (error) {
    throw new Failure(2, {
      en: `${name}: could not run: ${messageOf(error)}`,
      zh: `${name}：无法运行：${messageOf(error)}`,
    })
  }
}
