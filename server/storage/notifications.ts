// Notifications: one row per event, whatever the number of sends.
import type { Token } from '../protocols/tokens.ts'
import type { RefundBatch } from '../trade/refund-batch.ts'
import type { Refund, Trade } from '../trade/trade.ts'
import type { Instant } from '../values/instant.ts'
import { record, text, type Row, type Sql } from './sql.ts'

export interface Notification {
  notifyId: string
  appId: string
  url: string
  /** The trade as it was when the event happened. */
  trade: Trade
  refund?: Refund
  /** It tells of a token, and of no order: the trade then stands for whoever is told. */
  token?: Token
  /** It tells why a call was refused: fields of a form. */
  failure?: Record<string, string>
  /** It tells what became of a batch of refunds, and the trade stands for whoever is told. */
  batch?: RefundBatch
  eventAt: Instant
  /** A fault that made this up or changes it: its name and options. */
  bend?: { fault: string; options: Record<string, unknown> }
  /** Made up by a fault: sent once, never again. */
  once?: boolean
  /** A fault has put it off already. */
  delayed?: boolean
  attempts: number
  state: 'pending' | 'acknowledged' | 'exhausted'
  lastWhy?: string
}

export function openNotifications(sql: Sql) {
  const one = sql.prepare('select record from notifications where notify_id = ?')
  const latest = sql.prepare('select record from notifications order by rowid desc limit ?')
  const latestBefore = sql.prepare(
    `select record from notifications
     where rowid < (select rowid from notifications where notify_id = ?) order by rowid desc limit ?`,
  )
  const ofOrder = sql.prepare(
    'select record from notifications where out_trade_no = ? order by rowid',
  )
  const put = sql.prepare(
    `insert into notifications values (?, ?, ?)
     on conflict (notify_id) do update set record = excluded.record`,
  )
  return {
    get: (notifyId: string) => record<Notification>(one.get(notifyId)),
    /** The latest of them, or the latest before this one; oldest first. */
    latest: (limit: number, before?: string) => {
      const rows = before === undefined ? latest.all(limit) : latestBefore.all(before, limit)
      return rows.map(read).toReversed()
    },
    ofOrder: (outTradeNo: string) => ofOrder.all(outTradeNo).map(read),
    put: (one: Notification) => put.run(one.notifyId, JSON.stringify(one), one.trade.outTradeNo),
  }
}

const read = (row: Row) => JSON.parse(text(row.record)) as Notification
