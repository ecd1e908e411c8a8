// How far a run is, on stderr: one line that is rewritten on a terminal, a line now and then in a log,
// and nowhere a silence that looks like a hang.
import type { OnProgress, RunProgress } from '../client-tests/drives/drive.ts'
import type { Language } from '../client-tests/reports/words.ts'
import type { LocalizedText } from '../client-tests/rules/rule.ts'
import { displayWidth, padEnd } from '../client-tests/reports/width.ts'
import type { Io } from './io.ts'

/** A log is never silent for longer. */
const LOG_EVERY_MS = 15_000
const REWRITE_EVERY_MS = 1_000
const LINE_WIDTH = 79

export interface ProgressOptions {
  /** What is waited for until the first sale begins. */
  waitsFor?: LocalizedText
  language?: Language
}

/** Where the gateway of a run is, for whoever watches it. */
export function gatewayLine(gateway: string, language: Language): string {
  return `  ${{ en: 'gateway', zh: '网关' }[language]} ${gateway}`
}

export interface Teller {
  /** Absent where nothing is to be said. */
  onProgress?: OnProgress
  /** A line that stays. */
  say(text: string): void
}

/** Shows how far `play` is, for as long as it lasts. */
export async function withProgress<T>(
  io: Pick<Io, 'err' | 'progress'>,
  options: ProgressOptions,
  play: (teller: Teller) => Promise<T>,
): Promise<T> {
  if (io.progress === 'none') return play({ say: (text) => io.err(`${text}\n`) })
  const line = openLine(io, options)
  try {
    return await play(line)
  } finally {
    line.end()
  }
}

function openLine(
  io: Pick<Io, 'err' | 'progress'>,
  { waitsFor = THE_MERCHANT, language = 'en' }: ProgressOptions,
) {
  const rewrites = io.progress === 'rewritten'
  const openedMs = performance.now()
  let now: RunProgress | undefined
  let shownMs = openedMs
  let isShown = false
  const show = () => {
    const sinceMs = performance.now() - shownMs
    const text = now
      ? lineOf({ ...now, leftMs: now.leftMs - sinceMs }, language)
      : WAITING[language](waitsFor[language], Math.round((performance.now() - openedMs) / 1_000))
    if (!rewrites) return io.err(`${text}\n`)
    isShown = true
    io.err(`\r${padEnd(cut(text), LINE_WIDTH)}`)
  }
  const every = rewrites ? REWRITE_EVERY_MS : LOG_EVERY_MS
  let ticking = setInterval(show, every)
  const showNow = () => {
    clearInterval(ticking)
    ticking = setInterval(show, every)
    show()
  }
  return {
    say: (text: string) => {
      if (isShown) io.err(`\r${' '.repeat(LINE_WIDTH)}\r`)
      isShown = false
      io.err(`${text}\n`)
    },
    onProgress: (next: RunProgress) => {
      const isNews = now === undefined || now.round !== next.round
      now = next
      shownMs = performance.now()
      if (rewrites || isNews) showNow()
    },
    end: () => {
      clearInterval(ticking)
      if (now) show()
      if (isShown) io.err('\n')
    },
  }
}

function cut(text: string): string {
  let shown = ''
  for (const character of text) {
    if (displayWidth(shown + character) > LINE_WIDTH) break
    shown += character
  }
  return shown
}

const THE_MERCHANT: LocalizedText = { en: 'the merchant', zh: '商户' }

const WAITING = {
  en: (what: string, seconds: number) => `  waiting for ${what}, ${seconds} s`,
  zh: (what: string, seconds: number) => `  正在等待 ${what}，${seconds} 秒`,
}

/** `  12/181 sales at rest · about 3 min left · S11 system-busy-but-paid` */
function lineOf({ round, done, total, what, leftMs }: RunProgress, language: Language): string {
  const count = `${done}/${total}`
  const words =
    language === 'zh'
      ? [
          round > 1 && `重跑 ${total} 笔`,
          `${count} 笔已结束`,
          done < total && `约剩 ${spanText(leftMs, '秒', '分钟')}`,
        ]
      : [
          round > 1 && `playing again, ${total} ${total === 1 ? 'sale' : 'sales'}`,
          `${count} sales at rest`,
          done < total && `about ${spanText(leftMs, 's', 'min')} left`,
        ]
  return `  ${[...words, what].filter(Boolean).join(' · ')}`
}

/** An estimate is not told to the second: `50 s`, `3 min`. */
function spanText(durationMs: number, second: string, minute: string): string {
  const seconds = Math.max(10, Math.ceil(durationMs / 10_000) * 10)
  return seconds < 90 ? `${seconds} ${second}` : `${Math.round(seconds / 60)} ${minute}`
}
