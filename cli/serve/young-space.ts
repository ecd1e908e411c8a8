// V8 doubles the space of young objects whenever much of it survives, up to 128 MB and more, and gives
// nothing back: a server under load would hold 250 MB of which it needs 20. `--max-semi-space-size` would
// bound it and cannot be set once a program runs; how fast the space grows can.
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Enough for the rubbish of some fifty calls, so that collecting it stays cheap. */
const ENOUGH_BYTES = 16 * 1_024 * 1_024
const LOOK_EVERY_MS = 100

/** From when the space is large enough, it grows no more. Keeps no process alive. */
export function boundYoungSpace(): () => void {
  const timer = setInterval(() => {
    if (youngBytes() < ENOUGH_BYTES) return
    setFlagsFromString('--semi-space-growth-factor=1')
    clearInterval(timer)
  }, LOOK_EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}

const youngBytes = (): number =>
  getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? 0
