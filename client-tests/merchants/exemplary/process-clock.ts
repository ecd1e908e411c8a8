// The real clock and real timers, faster by 1/timeScale. The only file of the merchant that reads the time.
import type { Clock } from './ports.ts'

/** `epochMs` fixes where scaled time began, so that instants stored before a restart stay comparable. */
export function createProcessClock(timeScale: number, epochMs: number): Clock {
  return {
    now: () => Math.round(epochMs + (Date.now() - epochMs) / timeScale),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const wakeUp = () => {
          clearTimeout(timer)
          signal?.removeEventListener('abort', wakeUp)
          resolve()
        }
        const timer = setTimeout(wakeUp, ms * timeScale)
        signal?.addEventListener('abort', wakeUp)
      }),
  }
}
