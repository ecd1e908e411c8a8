// The connection to one database. It is closed while nobody needs it, and statements are compiled when
// they are first used: a server may have a thousand sandboxes of which ten are busy.
import { existsSync } from 'node:fs'
import { StorageTrouble } from '../storage/trouble.ts'
import { openDatabase, type DatabaseSync, type StatementSync } from './sqlite-module.ts'
import { troubleBehind } from './sqlite-trouble.ts'

/**
 * How long a write waits for another program's lock. Everybody waits meanwhile, so it is as long as a
 * look into the file by hand or a backup takes; once that was not enough, nobody waits any more until
 * a write has worked.
 */
export const PATIENCE_MS = 1_000

/** Errors of the disk become `StorageTrouble`. */
export function translated<T>(file: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw troubleBehind(error, file) ?? error
  }
}

export interface Compiled {
  statement: StatementSync
  /** Of the connection that it belongs to. */
  age: number
}

export interface Link {
  /** The open database; a closed one is opened for it. */
  database(): DatabaseSync
  /** A statement, compiled at its first use and again after a rest. */
  compiled(text: string, before?: Compiled): Compiled
  /** How long a write waits for another program's lock. */
  setPatience(ms: number): void
  /** How often it was used. */
  uses(): number
  rest(): void
  close(): void
}

/** `place` as SQLite takes it, `file` its name in messages. Opens at once, so that trouble is met at once. */
export function connect(place: string, file: string): Link {
  const isKept = place !== '' && place !== ':memory:'
  let database: DatabaseSync | undefined = open(place, file, PATIENCE_MS)
  let isClosed = false
  let patienceMs = PATIENCE_MS
  let uses = 0
  /** Changes with every rest: what was compiled before belongs to a closed database. */
  let age = 0

  const opened = (): DatabaseSync => {
    uses += 1
    if (database) return database
    if (isClosed) throw new Error(`${file} is closed`)
    // SQLite would make an empty one in its place.
    if (!existsSync(place)) throw gone(file)
    database = open(place, file, patienceMs)
    return database
  }
  return {
    database: opened,
    compiled: (text, before) => {
      const current = opened()
      return before?.age === age ? before : { statement: current.prepare(text), age }
    },
    setPatience: (ms) => {
      patienceMs = ms
      database?.exec(`pragma busy_timeout = ${ms}`)
    },
    uses: () => uses,
    rest: () => {
      if (!database || database.isTransaction) return
      age += 1
      if (!isKept) return database.exec('pragma shrink_memory')
      database.close()
      database = undefined
    },
    close: () => {
      isClosed = true
      database?.close()
      database = undefined
    },
  }
}

function open(place: string, file: string, timeout: number): DatabaseSync {
  return translated(file, () => {
    const opened = openDatabase(place, { timeout })
    if (place === '') {
      // Nobody opens it again, so nothing has to survive: what undoes a transaction stays in memory.
      opened.exec('pragma journal_mode = memory')
      opened.exec('pragma synchronous = off')
      return opened
    }
    // WAL with NORMAL survives a kill of the process; only a power cut may cost the last commits.
    opened.exec('pragma journal_mode = wal')
    opened.exec('pragma synchronous = normal')
    return opened
  })
}

function gone(file: string): StorageTrouble {
  return new StorageTrouble(`${file} is gone: put it back, or start the server again`, undefined)
}
