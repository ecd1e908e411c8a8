// The storage port over Node's built-in SQLite.
import { accessSync, constants, statSync } from 'node:fs'
import type { Row, Sql, SqlValue, Statement } from '../storage/sql.ts'
import { StorageTrouble } from '../storage/trouble.ts'
import type { StatementSync } from './sqlite-module.ts'
import { temporaryFolders } from './platform.ts'
import { connect, PATIENCE_MS, translated, type Compiled, type Link } from './sqlite-link.ts'

/** What a person wants to know who reads of trouble in the log. */
const MEANWHILE =
  'until then calls are answered "result unknown"; nothing is lost, and everything goes on by itself'

export interface SqliteOptions {
  /** Told once that the file takes no writes, in one line, and once that it takes them again. */
  onTrouble?: (line: string) => void
  /** What nobody has used for so long needs no memory until somebody does. */
  restAfterMs?: number
}

export interface RestingSql extends Sql {
  /** Gives its memory back. The next use takes what it needs. */
  rest(): void
}

/** Opens a database file, or one in memory for `':memory:'`. */
export function openSqlite(file: string, options: SqliteOptions = {}): RestingSql {
  return open(file, file, options)
}

/**
 * Opens a database that ends with the process. Its first 2 MiB (SQLite's cache) are in memory; what is
 * more lies in a file that has no name any more, so a commit costs the same however much there is,
 * which it does not in `:memory:`. Where no folder for such a file can be written, all is in memory.
 */
export function openTemporary(
  options: SqliteOptions = {},
  folders = temporaryFolders(),
): RestingSql {
  const folder = temporaryFolder(folders)
  if (folder === undefined) return open(':memory:', 'the database in memory', options)
  return open('', `the temporary database in ${folder}`, options)
}

type Folders = readonly (string | undefined)[]

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
function open(place: string, file: string, options: SqliteOptions): RestingSql {
  const { onTrouble = () => {}, restAfterMs } = options
  const link = connect(place, file)
  const { reads, writes } = watch(link, file, onTrouble)
  let depth = 0
  /** Inside a transaction only its end says whether the file takes writes. */
  const work = <T>(run: () => T): T => (depth > 0 ? reads(run) : writes(run))
  const around = { link, writes: work, reads }
  const rest = () => {
    if (depth === 0) link.rest()
  }
  const stop = restAfterMs === undefined ? () => {} : restWhenIdle(link.uses, rest, restAfterMs)
  return {
    exec: (sql) => work(() => link.database().exec(sql)),
    prepare: (sql) => new LazyStatement(around, sql),
    transaction: (run) => {
      if (depth > 0) return run()
      return writes(() => {
        link.database().exec('begin immediate')
        depth += 1
        try {
          const result = run()
          if (result instanceof Promise) throw new Error('a transaction must not wait')
          link.database().exec('commit')
          return result
        } catch (error) {
          // A full or failing disk has ended the transaction already.
          if (link.database().isTransaction) link.database().exec('rollback')
          throw error
        } finally {
          depth -= 1
        }
      })
    },
    rest,
    close: () => {
      stop()
      link.close()
    },
  }
}

/** Rests when nobody has used it between two looks. Keeps no process alive. */
function restWhenIdle(uses: () => number, rest: () => void, everyMs: number): () => void {
  let seen = -1
  const timer = setInterval(() => {
    if (uses() === seen) rest()
    seen = uses()
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}

type Run = <T>(run: () => T) => T

/** Says when the trouble with a file begins, and when a write shows that it is over. */
function watch({ setPatience }: Link, file: string, onTrouble: (line: string) => void) {
  let isTroubled = false
  const turn = (isBad: boolean, line: string) => {
    if (isTroubled === isBad) return
    isTroubled = isBad
    setPatience(isBad ? 0 : PATIENCE_MS)
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

interface Around {
  link: Link
  writes: Run
  reads: Run
}

/** A class, for there are some 120 of them in every sandbox: each is a few words, and no closure. */
class LazyStatement implements Statement {
  readonly #around: Around
  readonly #text: string
  #compiled: Compiled | undefined

  constructor(around: Around, text: string) {
    this.#around = around
    this.#text = text
  }

  run(...values: SqlValue[]): void {
    this.#around.writes(() => void this.#ready().run(...values))
  }

  get(...values: SqlValue[]): Row | undefined {
    return this.#around.reads(() => this.#ready().get(...values) as Row | undefined)
  }

  all(...values: SqlValue[]): Row[] {
    return this.#around.reads(() => this.#ready().all(...values) as Row[])
  }

  #ready(): StatementSync {
    this.#compiled = this.#around.link.compiled(this.#text, this.#compiled)
    return this.#compiled.statement
  }
}
