// Whether anything is still going on around a sale, read from the journal as it is written.
import type { Entry, EntryOf } from '../../server/journal/entry.ts'
import type { Fen } from '../../server/values/money.ts'
import { createSalesReader } from '../trace/sales-reader.ts'
import type { World } from './world.ts'

export interface Activity {
  /** The order numbers under which a sale of this amount has been rung up. */
  numbersOf(amountFen: Fen): ReadonlySet<string>
  /** For how long no call or delivery on these orders has been open; 0 while one is. */
  stillFor(amountFen: Fen): number
  /** True when that was so for `quietMs`, and nothing is due for as long. */
  isQuiet(amountFen: Fen, quietMs: number): Promise<boolean>
  /** True once a cancel of one of these orders has arrived. */
  isCancelling(amountFen: Fen): boolean
  stop(): void
}

interface Watched {
  open: Set<string>
  lastMs: number
  isCancelling: boolean
}

/** What is open around each sale. */
function watchSales(world: World) {
  const byAmount = new Map<Fen, Watched>()
  const openCalls = new Map<string, Watched>()
  const fresh = (): Watched => ({
    open: new Set(),
    lastMs: world.elapsed(),
    isCancelling: false,
  })
  const watched = (amountFen: Fen): Watched => {
    const found = byAmount.get(amountFen) ?? fresh()
    byAmount.set(amountFen, found)
    return found
  }
  return {
    watched,
    begin: (one: Watched | undefined, id: string, atMs: number) => {
      if (!one) return
      one.open.add(id)
      one.lastMs = atMs
      openCalls.set(id, one)
    },
    finish: (id: string, atMs: number) => {
      const one = openCalls.get(id)
      if (!one) return
      one.open.delete(id)
      one.lastMs = atMs
      openCalls.delete(id)
    },
  }
}

export function watchActivity(world: World): Activity {
  const reader = createSalesReader()
  const { watched, begin, finish } = watchSales(world)
  const watchedAbout = (entry: Entry): Watched | undefined => {
    const amountFen = reader.amountOf(reader.orderOf(entry) ?? '')
    return amountFen === undefined ? undefined : watched(amountFen)
  }
  /** Until then nobody can be heard, so silence means nothing. */
  let reachableFromMs = 0

  const onRequest = (entry: EntryOf<'request'>) => {
    const one = watchedAbout(entry)
    if (one && entry.op === 'CANCEL') one.isCancelling = true
    begin(one, entry.exchange, entry.elapsedMs)
  }
  const onEntry = (entry: Entry) => {
    reader.add(entry)
    if (entry.kind === 'request') onRequest(entry)
    if (entry.kind === 'fault' && entry.faultKind === 'outage') {
      reachableFromMs = entry.elapsedMs + (entry.forMs ?? 0)
    }
    if (entry.kind === 'end') finish(entry.exchange, entry.elapsedMs)
    if (entry.kind === 'send') begin(watchedAbout(entry), entry.delivery, entry.elapsedMs)
    if (entry.kind === 'reply') finish(entry.delivery, entry.elapsedMs)
  }
  const stop = world.listen(onEntry)
  const stillFor = (amountFen: Fen): number => {
    const { open, lastMs } = watched(amountFen)
    return open.size > 0 ? 0 : world.elapsed() - Math.max(lastMs, reachableFromMs)
  }
  return {
    stop,
    stillFor,
    isCancelling: (amountFen) => watched(amountFen).isCancelling,
    numbersOf: reader.numbersOver,
    isQuiet: async (amountFen, quietMs) => {
      if (stillFor(amountFen) < quietMs) return false
      const expected = await world.expecting(quietMs)
      return ![...reader.numbersOver(amountFen)].some((number) => expected.has(number))
    },
  }
}
