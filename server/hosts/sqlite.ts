// The storage port over Node's built-in SQLite.
import { accessSync, constants, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import type { Row, Sql, Statement } from '../storage/sql.ts'
import { StorageTrouble } from '../storage/trouble.ts'
import { openDatabase, type DatabaseSync, type StatementSync } from './sqlite-module.ts'
import { troubleBehind } from './sqlite-trouble.ts'

/**
 * How long a write waits for another program's lock. Everybody waits meanwhile, so it is as long as a
 * look into the file by hand or a backup takes; once that was not enough, nobody waits any more until
 * a write has worked.
 */
const PATIENCE_MS = 1_000

/** What a person wants to know who reads of trouble in the log. */
const MEANWHILE =
  'until then calls are answered "result unknown"; nothing is lost, and everything goes on by itself'

export interface SqliteOptions {
  /** Told once that the file takes no writes, in one line, and once that it takes them again. */
  onTrouble?: (line: string) => void
}

/** Opens a database file, or one in memory for `':memory:'`. */
export function openSqlite(file: string, options: SqliteOptions = {}): Sql {
  return open(file, file, options)
}

/**
 * Opens a database that ends with the process. Its first 2 MiB (SQLite's cache) are in memory; what is
 * more lies in a file that has no name any more, so a commit costs the same however much there is,
 * which it does not in `:memory:`. Where no folder for such a file can be written, all is in memory.
 */
export function openTemporary(options: SqliteOptions = {}, folders = temporaryFolders()): Sql {
  const folder = temporaryFolder(folders)
  if (folder === undefined) return open(':memory:', 'the database in memory', options)
  return open('', `the temporary database in ${folder}`, options)
}

type Folders = readonly (string | undefined)[]

/** SQLite's own list: https://www.sqlite.org/tempfiles.html#temporary_file_storage_locations */
const temporaryFolders = (): Folders =>
  process.platform === 'win32'
    ? [tmpdir()]
    : [process.env.SQLITE_TMPDIR, process.env.TMPDIR, '/var/tmp', '/usr/tmp', '/tmp', '.']

/** Where SQLite puts such files; `undefined` where it can write nowhere. */
export const temporaryFolder = (folders: Folders): string | undefined => folders.find(isWritable)

function isWritable(folder: string | undefined): boolean {
  if (folder === undefined || folder === '') return false
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
    return statSync(folder).isDirectory()
  } catch {
    return false
  }
}

/** `place` as SQLite takes it; `file` is its name in messages. */
function open(place: string, file: string, { onTrouble = () => {} }: SqliteOptions): Sql {
  const database = translated(file, () => {
    const opened = openDatabase(place, { timeout: PATIENCE_MS })
    // WAL with NORMAL survives a kill of the process; only a power cut may cost the last commits.
    opened.exec('pragma journal_mode = wal')
    opened.exec('pragma synchronous = normal')
    return opened
  })
  const { reads, writes } = watch(database, file, onTrouble)
  let depth = 0
  /** Inside a transaction only its end says whether the file takes writes. */
  const work = <T>(run: () => T): T => (depth > 0 ? reads(run) : writes(run))
  return {
    exec: (sql) => work(() => database.exec(sql)),
    prepare: (sql) => statement(database.prepare(sql), work, reads),
    transaction: (run) => {
      if (depth > 0) return run()
      return writes(() => {
        database.exec('begin immediate')
        depth += 1
        try {
          const result = run()
          if (result instanceof Promise) throw new Error('a transaction must not wait')
          database.exec('commit')
          return result
        } catch (error) {
          // A full or failing disk has ended the transaction already.
          if (database.isTransaction) database.exec('rollback')
          throw error
        } finally {
          depth -= 1
        }
      })
    },
    close: () => database.close(),
  }
}

type Run = <T>(run: () => T) => T

/** Errors of the disk become `StorageTrouble`. */
function translated<T>(file: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw troubleBehind(error, file) ?? error
  }
}

/** Says when the trouble with a file begins, and when a write shows that it is over. */
function watch(database: DatabaseSync, file: string, onTrouble: (line: string) => void) {
  let isTroubled = false
  const turn = (isBad: boolean, line: string) => {
    if (isTroubled === isBad) return
    isTroubled = isBad
    database.exec(`pragma busy_timeout = ${isBad ? 0 : PATIENCE_MS}`)
    onTrouble(line)
  }
  const reads: Run = (run) => {
    try {
      return translated(file, run)
    } catch (error) {
      if (error instanceof StorageTrouble) turn(true, `${error.message}; ${MEANWHILE}`)
      throw error
    }
  }
  const writes: Run = (run) => {
    const result = reads(run)
    turn(false, `${file} takes writes again; everything goes on`)
    return result
  }
  return { reads, writes }
}

function statement(prepared: StatementSync, writes: Run, reads: Run): Statement {
  return {
    run: (...values) => writes(() => void prepared.run(...values)),
    get: (...values) => reads(() => prepared.get(...values) as Row | undefined),
    all: (...values) => reads(() => prepared.all(...values) as Row[]),
  }
}
