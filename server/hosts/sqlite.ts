// The storage port over Node's built-in SQLite.
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { Row, Sql, Statement } from '../storage/sql.ts'

/** Opens a database file, or one in memory for `':memory:'`. */
export function openSqlite(file: string): Sql {
  const database = new DatabaseSync(file)
  // WAL with NORMAL survives a kill of the process; only a power cut may cost the last commits.
  database.exec('pragma journal_mode = wal')
  database.exec('pragma synchronous = normal')
  let depth = 0
  return {
    exec: (sql) => database.exec(sql),
    prepare: (sql) => statement(database.prepare(sql)),
    transaction: (work) => {
      if (depth > 0) return work()
      database.exec('begin immediate')
      depth += 1
      try {
        const result = work()
        if (result instanceof Promise) throw new Error('a transaction must not wait')
        database.exec('commit')
        return result
      } catch (error) {
        database.exec('rollback')
        throw error
      } finally {
        depth -= 1
      }
    },
    close: () => database.close(),
  }
}

function statement(prepared: StatementSync): Statement {
  return {
    run: (...values) => void prepared.run(...values),
    get: (...values) => prepared.get(...values) as Row | undefined,
    all: (...values) => prepared.all(...values) as Row[],
  }
}
