// A line on stderr about work that takes longer than a second, so that waiting does not look like a
// hang: rewritten every second on a terminal, written once in a log.
import { cut, padEnd } from '../client-tests/reports/width.ts'
import type { LocalizedText } from '../client-tests/rules/rule.ts'
import type { Io } from './io.ts'
import { languageOf } from './language.ts'

export interface WaitLine {
  /** From now on this is what is waited for. */
  begin(what: string | LocalizedText): void
  end(): void
}

const WIDTH = 79

export function openWaitLine({
  err,
  progress,
  env,
}: Pick<Io, 'err' | 'progress' | 'env'>): WaitLine {
  const language = languageOf(env)
  let ticking: ReturnType<typeof setInterval> | undefined
  let isShown = false

  const end = () => {
    clearInterval(ticking)
    if (isShown) err(`\r${' '.repeat(WIDTH)}\r`)
    isShown = false
  }
  const rewrite = (what: string, seconds: number) => {
    const line = {
      en: `  waiting for ${what}, ${seconds} s`,
      zh: `  正在等待 ${what}，${seconds} 秒`,
    }[language]
    err(`\r${padEnd(cut(line, WIDTH), WIDTH)}`)
    isShown = true
  }
  const log = (what: string) => {
    clearInterval(ticking)
    err(`  ${{ en: 'waiting for', zh: '正在等待' }[language]} ${what}\n`)
  }
  return {
    begin: (what) => {
      end()
      if (progress === 'none') return
      const text = typeof what === 'string' ? what : what[language]
      let seconds = 0
      ticking = setInterval(() => {
        seconds += 1
        if (progress === 'rewritten') rewrite(text, seconds)
        else log(text)
      }, 1_000)
    },
    end,
  }
}

/** Tells of the work while it lasts. */
export async function waitingFor<T>(
  what: string,
  io: Pick<Io, 'err' | 'progress' | 'env'>,
  work: () => Promise<T>,
): Promise<T> {
  const line = openWaitLine(io)
  line.begin(what)
  try {
    return await work()
  } finally {
    line.end()
  }
}
