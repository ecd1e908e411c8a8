// The real clock and real timers, faster by 1/timeScale. The only file of the merchant that reads the time.
import type { Noise } from '../noise.ts'
import type { Clock } from '../ports.ts'

/** `epochMs` fixes where scaled time began, so that instants stored before a restart stay comparable. */
export function createProcessClock(timeScale: number, epochMs: number, clockOffMs = 0): Clock {
  return {
    now: () => Math.round(epochMs + clockOffMs + (Date.now() - epochMs) / timeScale),
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

/** As with a garbage collector that stops the world: nothing at all happens in this program. */
export function standStillNowAndThen({ pauseEveryMs, pauseMs }: Noise, timeScale: number): void {
  const cell = new Int32Array(new SharedArrayBuffer(4))
  setInterval(() => Atomics.wait(cell, 0, 0, pauseMs * timeScale), pauseEveryMs * timeScale)
}
