// How late this machine is while a run goes on, and when: what the suite's own timers and the answers
// of the merchant's adapter show. In real ms; the times are those of the gateway's clock.
import type { EntryOf } from '../../server/journal/entry.ts'

type Delays = Required<Pick<EntryOf<'run-end'>, 'maxDelayMs' | 'delays'>>

export interface DelayWatch extends Disposable {
  /** Something that should have taken no time took so long, and is over now. */
  saw(tookMs: number): void
  measured(): Delays
}

const TICK_MS = 20
/** Less than this harms nobody. */
const NOTED_FROM_MS = 50
/** Delays that end within the same while are told as one. */
const WHILE_MS = 1_000

/** `elapsed` is the gateway's clock, which runs `1 / timeScale` times as fast. */
export function watchDelays(elapsed: () => number, timeScale: number): DelayWatch {
  const delays = new Map<number, Delays['delays'][number]>()
  let maxDelayMs = 0
  const saw = (tookMs: number) => {
    maxDelayMs = Math.max(maxDelayMs, tookMs)
    if (tookMs < NOTED_FROM_MS) return
    const toMs = elapsed()
    const place = Math.floor((toMs * timeScale) / WHILE_MS)
    const before = delays.get(place)
    delays.set(place, {
      fromMs: Math.floor(Math.min(before?.fromMs ?? toMs, toMs - tookMs / timeScale)),
      toMs: Math.ceil(toMs),
      lastedMs: Math.round(Math.max(before?.lastedMs ?? 0, tookMs)),
    })
  }
  let dueMs = performance.now() + TICK_MS
  const timer = setInterval(() => {
    const nowMs = performance.now()
    saw(nowMs - dueMs)
    dueMs = nowMs + TICK_MS
  }, TICK_MS)
  return {
    saw,
    measured: () => ({ maxDelayMs: Math.round(maxDelayMs), delays: [...delays.values()] }),
    [Symbol.dispose]: () => clearInterval(timer),
  }
}
