// A store that is full, and the longest stretch in which nobody else was served.
import { number, type Sql } from '../server/storage/sql.ts'

/** Copies of all that the real sales left, each under numbers of its own. */
export function multiply(sql: Sql, copies: number): void {
  const last = number(sql.prepare('select max(seq) as seq from journal').get()?.seq)
  const statements = [
    `insert into journal select seq + ?1 * ${last},
       json_set(record, '$.seq', seq + ?1 * ${last}, '$.exchange', exchange || '-' || ?1),
       exchange || '-' || ?1 from journal where seq <= ${last}`,
    `insert into trades select trade_no || '-' || ?1, pid, out_trade_no || '-' || ?1, status, record
       from trades where trade_no not like '%-%'`,
    `insert into notifications select notify_id || '-' || ?1, record, out_trade_no || '-' || ?1
       from notifications where notify_id not like '%-%'`,
    `insert into named_codes select code || '-' || ?1, is_odd from named_codes
       where code not like '%-%'`,
    `insert into jobs (due, kind, subject, record)
       select due, kind, subject || '-' || ?1, record from jobs where subject not like '%-%'`,
  ].map((text) => sql.prepare(text))
  for (let copy = 1; copy < copies; copy++) {
    sql.transaction(() => {
      for (const statement of statements) statement.run(copy)
    })
  }
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
