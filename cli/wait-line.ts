// A line on stderr about whatever takes longer than a second, so that nobody takes patience for a
// hang: rewritten every second on a terminal, written once in a log.
import type { Io } from './io.ts'

export interface WaitLine {
  /** From now on this is what is waited for. */
  begin(what: string): void
  end(): void
}

const WIDTH = 79

export function openWaitLine({ err, progress }: Pick<Io, 'err' | 'progress'>): WaitLine {
  let ticking: ReturnType<typeof setInterval> | undefined
  let isShown = false

  const end = () => {
    clearInterval(ticking)
    if (isShown) err(`\r${' '.repeat(WIDTH)}\r`)
    isShown = false
  }
  const rewrite = (what: string, seconds: number) => {
    const line = `  waiting for ${what}, ${seconds} s`
    err(`\r${line.slice(0, WIDTH).padEnd(WIDTH)}`)
    isShown = true
  }
  const log = (what: string) => {
    clearInterval(ticking)
    err(`  waiting for ${what}\n`)
  }
  return {
    begin: (what) => {
      end()
      if (progress === 'none') return
      let seconds = 0
      ticking = setInterval(() => {
        seconds += 1
        if (progress === 'rewritten') rewrite(what, seconds)
        else log(what)
      }, 1_000)
    },
    end,
  }
}

/** Tells of the work while it lasts. */
export async function waitingFor<T>(
  what: string,
  io: Pick<Io, 'err' | 'progress'>,
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
