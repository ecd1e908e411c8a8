// The store in one SQLite file: a table per collection, a row per record, written through at once.
import { DatabaseSync } from 'node:sqlite'
import type { Collection, Store } from '../ports.ts'

export function openSqliteStore(file: string): Store {
  const db = new DatabaseSync(file)
  // FULL: what the shop has decided survives kill -9 and a power cut, before the next call leaves.
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 2000')
  let depth = 0
  return {
    sales: collection(db, 'sales'),
    attempts: collection(db, 'attempts'),
    refunds: collection(db, 'refunds'),
    manualItems: collection(db, 'manual_items'),
    counters: collection(db, 'counters'),
    alerts: collection(db, 'alerts'),
    payReports: collection(db, 'pay_reports'),
    agentTokens: collection(db, 'agent_tokens'),
    batches: collection(db, 'batches'),
    transaction(work) {
      // An inner transaction is part of the outer one.
      if (depth > 0) return work()
      db.exec('BEGIN IMMEDIATE')
      depth += 1
      try {
        const result = work()
        db.exec('COMMIT')
        return result
      } catch (error) {
        db.exec('ROLLBACK')
        throw error
      } finally {
        depth -= 1
      }
    },
  }
}

function collection<T>(db: DatabaseSync, table: string): Collection<T> {
  db.exec(`CREATE TABLE IF NOT EXISTS ${table} (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT`)
  const get = db.prepare(`SELECT value FROM ${table} WHERE key = ?`)
  const put = db.prepare(`INSERT OR REPLACE INTO ${table} (key, value) VALUES (?, ?)`)
  const remove = db.prepare(`DELETE FROM ${table} WHERE key = ?`)
  const all = db.prepare(`SELECT value FROM ${table} ORDER BY key`)
  return {
    get(key) {
      const row = get.get(key)
      return row === undefined ? undefined : parsed(row['value'])
    },
    put: (key, value) => void put.run(key, JSON.stringify(value)),
    remove: (key) => void remove.run(key),
    all: () => all.all().map((row) => parsed(row['value'])),
  }

  /** The table holds what `put` wrote and nothing else, which is what makes the type true. */
  function parsed(text: unknown): T {
    return JSON.parse(String(text))
  }
}
