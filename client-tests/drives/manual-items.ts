// Reads what waits for people at the merchant while scenarios are played, and writes it down where it
// differs from before. The list is the shop's, not a sale's, so one reader serves the whole run.
import type { Drive } from './drive.ts'
import { readManualItems } from '../adapter/merchant.ts'

/** A merchant without such a list says so with one of these. */
const NOT_OFFERED: ReadonlySet<number> = new Set([404, 405, 501])

/** Looks until told to stop; resolves when the last look is over. */
export function watchManualItems(drive: Drive): { stop(): Promise<void> } {
  let isOver = false
  const watching = watch(drive, () => isOver)
  // A breach of the contract is thrown by `stop`; until then it must not count as unhandled.
  watching.catch(() => {})
  return {
    stop: () => {
      isOver = true
      return watching
    },
  }
}

async function watch(drive: Drive, isOver: () => boolean): Promise<void> {
  let seen = ''
  while (!isOver()) {
    const reply = await drive.call('GET', '/manual-items')
    if (NOT_OFFERED.has(reply.status)) return
    const items = readManualItems(reply)
    const text = JSON.stringify(items)
    if (items && text !== seen) {
      drive.world.note({ kind: 'manual-items', items })
      seen = text
    }
    await drive.sleep(drive.lookEveryMs)
  }
}
