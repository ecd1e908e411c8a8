// A database whose disk can be full for a while: every write is refused then, every read still works.
import type { Sql, Statement } from '../storage/sql.ts'
import { StorageTrouble } from '../storage/trouble.ts'
import { openSqlite } from '../hosts/sqlite.ts'

export function openFullDisk() {
  const real = openSqlite(':memory:')
  const disk = { isFull: false, refused: 0 }
  const assertSpace = () => {
    if (!disk.isFull) return
    disk.refused += 1
    throw new StorageTrouble('there is no space left for x.sqlite', undefined)
  }
  const guarded = (one: Statement, isRead: boolean): Statement => {
    const before = isRead ? () => {} : assertSpace
    return {
      run: (...values) => (before(), one.run(...values)),
      get: (...values) => (before(), one.get(...values)),
      all: (...values) => (before(), one.all(...values)),
    }
  }
  const sql: Sql = {
    ...real,
    prepare: (text) => guarded(real.prepare(text), /^\s*select/i.test(text)),
    transaction: (work) => (assertSpace(), real.transaction(work)),
  }
  return { sql, disk }
}
