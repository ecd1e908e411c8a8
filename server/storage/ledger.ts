// The double-entry ledger: every movement is one row with two accounts, and a running balance for
// each account. Nothing here knows why money moves.
import { movedOf } from '../trade/funds.ts'
import { currencyOf, type Posting, type Trade } from '../trade/trade.ts'
import type { Instant } from '../values/instant.ts'
import type { Fen } from '../values/money.ts'
import { number, text, type Sql } from './sql.ts'

/** The money of the whole sandbox enters by grants out of this account. */
const TREASURY = 'treasury'

export function openLedger(sql: Sql, now: () => Instant) {
  const balance = sql.prepare('select amount_fen from balances where account = ?')
  const all = sql.prepare('select account, amount_fen from balances order by account')
  const total = sql.prepare('select coalesce(sum(amount_fen), 0) as total from balances')
  const moved = sql.prepare(
    `select coalesce(sum(case memo when 'payment' then amount_fen else 0 end), 0) as paid,
            coalesce(sum(case memo when 'refund' then amount_fen else 0 end), 0) as refunded
       from postings where trade_no = ?`,
  )
  const putPosting = sql.prepare('insert into postings values (null, ?, ?, ?, ?, ?, ?)')
  const backdate = sql.prepare('update postings set at = at - ? where trade_no = ?')
  const putBalance = sql.prepare(
    `insert into balances values (?, ?)
     on conflict (account) do update set amount_fen = amount_fen + excluded.amount_fen`,
  )

  const post = ({ from, to, amountFen, memo, tradeNo }: Posting) => {
    if (currencyOf(from) !== currencyOf(to)) {
      throw new Error(`${from} and ${to} are of different currencies`)
    }
    putPosting.run(from, to, amountFen, memo, tradeNo ?? null, now())
    putBalance.run(from, -amountFen)
    putBalance.run(to, amountFen)
  }

  return {
    post,
    /** What has moved for a trade has moved this much earlier. */
    backdate: (tradeNo: string, byMs: number) => backdate.run(byMs, tradeNo),
    grant: (to: string, amountFen: Fen): Posting => {
      const posting: Posting = { from: TREASURY, to, amountFen, memo: 'grant' }
      post(posting)
      return posting
    },
    balance: (account: string): Fen => {
      const row = balance.get(account)
      return row ? number(row.amount_fen) : 0
    },
    /** Every account and what is on it; together they are 0. */
    balances: (): { account: string; balanceFen: Fen }[] =>
      all.all().map((row) => ({ account: text(row.account), balanceFen: number(row.amount_fen) })),
    /** Throws unless no fen was made or lost: the ledger sums to 0 and agrees with the trade. */
    assertConserved: (trade: Trade | undefined) => {
      const sum = number(total.get()?.total)
      if (sum !== 0) throw new Error(`the ledger is off by ${sum} fen`)
      if (!trade) return
      const found = moved.get(trade.tradeNo)
      const { paidFen, refundedFen } = movedOf(trade)
      if (found?.paid !== paidFen || found?.refunded !== refundedFen) {
        throw new Error(`trade ${trade.tradeNo} and the ledger disagree: ${JSON.stringify(found)}`)
      }
    },
  }
}
