// Stamps entries and appends them. Entries written inside a transaction are announced once it has
// committed, so nobody hears of what was rolled back.
import { SCHEMA_VERSION, type Entry, type EntryBody } from '../../journal/entry.ts'
import type { Clock } from '../../clock/clock.ts'
import type { JournalTable } from '../../storage/journal.ts'
import type { Sql } from '../../storage/sql.ts'

export type Listener = (entry: Entry) => void

/** `forget` is told that a transaction was rolled back, for what is remembered of the database. */
export function createJournalWriter(
  sql: Sql,
  table: JournalTable,
  clock: Clock,
  forget: () => void,
) {
  const listeners = new Set<Listener>()
  let seq = table.lastSeq()
  let depth = 0
  let unannounced: Entry[] = []

  const announce = () => {
    const entries = unannounced
    unannounced = []
    for (const entry of entries) for (const listener of listeners) listener(entry)
  }

  return {
    write: (body: EntryBody): Entry => {
      const stamp = { schemaVersion: SCHEMA_VERSION, seq: seq + 1 } as const
      const entry: Entry = { ...stamp, at: clock.now(), elapsedMs: clock.elapsed(), ...body }
      table.append(entry)
      seq += 1
      unannounced.push(entry)
      if (depth === 0) announce()
      return entry
    },
    /** One transaction of the books and the journal together. */
    transact: <T>(work: () => T): T => {
      depth += 1
      try {
        return sql.transaction(work)
      } catch (error) {
        seq = table.lastSeq()
        unannounced = []
        forget()
        throw error
      } finally {
        depth -= 1
        if (depth === 0) announce()
      }
    },
    listen: (listener: Listener): (() => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
