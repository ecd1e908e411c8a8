// Reads the ledger as the statement of one account: what came and went, in order.
import type { Instant } from '../values/instant.ts'
import type { Fen } from '../values/money.ts'
import { number, text, type Sql } from './sql.ts'

export interface Movement {
  /** Grows with time; unique in the sandbox. */
  id: number
  at: Instant
  /** Positive when it came in, negative when it went out. */
  amountFen: Fen
  memo: string
  tradeNo?: string
}

export function openMovements(sql: Sql) {
  const within = sql.prepare(
    `select id, at, memo, trade_no, case to_account when ? then amount_fen else -amount_fen end as fen
       from postings where at >= ? and at < ? and ? in (from_account, to_account) order by id`,
  )
  const before = sql.prepare(
    `select coalesce(sum(case to_account when ? then amount_fen else -amount_fen end), 0) as fen
       from postings where at < ? and ? in (from_account, to_account)`,
  )
  return {
    /** What moved from `from` on and before `to`. */
    within: (account: string, from: Instant, to: Instant): Movement[] =>
      within.all(account, from, to, account).map((row) => ({
        id: number(row.id),
        at: number(row.at),
        amountFen: number(row.fen),
        memo: text(row.memo),
        ...(row.trade_no !== null && { tradeNo: text(row.trade_no) }),
      })),
    balanceAt: (account: string, at: Instant): Fen => number(before.get(account, at, account)?.fen),
  }
}
