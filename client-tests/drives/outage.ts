// The outage of a lane whose scenarios share one: how long it still lasts.
import type { Drive } from './drive.ts'

export interface Outage {
  /** Gateway ms until the gateway can be reached; 0 when it can. */
  leftMs(): number
  /** The drive, on which nobody is cut off who is cut off already. */
  drive: Drive
  stop(): void
}

export function watchOutage(drive: Drive): Outage {
  const { world } = drive
  let overMs = 0
  const stop = world.listen((entry) => {
    if (entry.kind === 'fault' && entry.faultKind === 'outage') {
      overMs = entry.elapsedMs + (entry.forMs ?? 0)
    }
  })
  const leftMs = () => Math.max(0, overMs - world.elapsed())
  const cutOff = async (durationMs: number) => {
    if (leftMs() === 0) await drive.cutOff(durationMs)
  }
  return { leftMs, drive: { ...drive, cutOff }, stop }
}
