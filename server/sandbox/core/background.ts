// What nobody waits for: timers, deliveries, the ends of exchanges. An error there reaches no caller,
// so it is told here, and the disk's troubles are sat out here.
import { StorageTrouble } from '../../storage/trouble.ts'
import { SECOND } from '../../values/instant.ts'
import type { SandboxCore } from './core.ts'

/** How often a disk that takes no writes is tried again. */
const TRY_AGAIN_MS = SECOND

/** Does something that nobody waits for. Never throws for trouble with the disk. */
export function inBackground(core: SandboxCore, work: () => void): void {
  try {
    work()
  } catch (error) {
    meet(core, error)
  }
}

/** An error that reached no caller, or one who has been answered: trouble is sat out, a bug is told. */
export function meet(core: SandboxCore, error: unknown): void {
  if (core.isClosed) return
  if (error instanceof StorageTrouble) sitOut(core)
  else core.onBug(error)
}

/** Nothing more is begun until the disk takes writes; the alarm tries again. */
function sitOut(core: SandboxCore): void {
  core.isTroubled = true
  core.waker.set(TRY_AGAIN_MS)
}

/**
 * To be asked before anything is begun. Throws while the disk takes no writes; once it does, first
 * writes down what has been owed since.
 */
export function assertWritable(core: SandboxCore): void {
  if (!core.isTroubled) return
  core.saveClock()
  while (core.owed.length > 0) {
    core.owed[0]?.()
    core.owed.shift()
  }
  core.isTroubled = false
}

/**
 * Writes down something that has happened already: at once, or as soon as the disk takes it, in the
 * order in which it happened. Resolves when it is written.
 */
export function writeDown(core: SandboxCore, work: () => void): Promise<void> {
  if (!core.isTroubled) {
    try {
      work()
      return Promise.resolve()
    } catch (error) {
      if (!(error instanceof StorageTrouble)) return Promise.reject(error)
      sitOut(core)
    }
  }
  return new Promise((resolve, reject) => {
    core.owed.push(() => {
      try {
        work()
        resolve()
      } catch (error) {
        if (error instanceof StorageTrouble) throw error
        reject(error)
      }
    })
  })
}
