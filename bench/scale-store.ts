// A store that is full, and the longest stretch in which nobody else was served.
import { number, type Sql } from '../server/storage/sql.ts'

/**
 * Copies of all that the real sales left, each under numbers of its own. The file is written without a
 * journal meanwhile: a store of a million sales is not built for its safety.
 */
export function multiply(sql: Sql, copies: number): void {
  const highest = (column: string, table: string) =>
    number(sql.prepare(`select max(${column}) as found from ${table}`).get()?.found ?? 0)
  const last = highest('seq', 'journal')
  // By rowid, so that what has been copied is not read again with every copy.
  const real = (table: string) => `from ${table} where rowid <= ${highest('rowid', table)}`
  const statements = [
    `insert into journal select seq + ?1 * ${last},
       json_set(record, '$.seq', seq + ?1 * ${last}, '$.exchange', exchange || '-' || ?1),
       exchange || '-' || ?1, order_no || '-' || ?1 from journal where seq <= ${last}`,
    `insert into trades select trade_no || '-' || ?1, pid, out_trade_no || '-' || ?1, status, record
       ${real('trades')}`,
    `insert into notifications select notify_id || '-' || ?1, record, out_trade_no || '-' || ?1
       ${real('notifications')}`,
    `insert into named_codes select code || '-' || ?1, is_odd ${real('named_codes')}`,
    `insert into jobs (due, kind, subject, record)
       select due, kind, subject || '-' || ?1, record ${real('jobs')}`,
  ].map((text) => sql.prepare(text))
  sql.exec(`pragma journal_mode = memory; pragma synchronous = off; pragma cache_size = -4000000`)
  for (let copy = 1; copy < copies; copy++) {
    sql.transaction(() => {
      for (const statement of statements) statement.run(copy)
    })
  }
  sql.exec(`pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = -2000`)
}

export const threadMs = () => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

/** The longest stretch of the thread's CPU time in which nobody else was served. */
export async function longestStretch(work: () => Promise<unknown>): Promise<number> {
  let isOver = false
  let longest = 0
  let last = threadMs()
  const look = () => {
    const now = threadMs()
    longest = Math.max(longest, now - last)
    last = now
  }
  const turn = () => {
    look()
    if (!isOver) setImmediate(turn)
  }
  setImmediate(turn)
  await work()
  look()
  isOver = true
  return longest
}
