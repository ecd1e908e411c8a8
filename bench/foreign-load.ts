// How many cores other programs used while something was measured.
import { cpus } from 'node:os'

/** Begins to watch; the answer of the second call is in cores. */
export function foreignLoad(): () => number {
  const all = busyMs()
  const own = process.cpuUsage()
  const startedMs = performance.now()
  return () => {
    const { user, system } = process.cpuUsage(own)
    const tookMs = performance.now() - startedMs
    return Math.max(0, (busyMs() - all - (user + system) / 1_000) / tookMs)
  }
}

const busyMs = () =>
  cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0)
