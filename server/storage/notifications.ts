// Notifications: one row per event, whatever the number of sends.
import type { Refund, Trade } from '../trade/trade.ts'
import type { Instant } from '../values/instant.ts'
import { record, text, type Sql } from './sql.ts'

export interface Notification {
  notifyId: string
  appId: string
  url: string
  /** The trade as it was when the event happened. */
  trade: Trade
  refund?: Refund
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
  const all = sql.prepare('select record from notifications order by rowid')
  const put = sql.prepare(
    `insert into notifications values (?, ?)
     on conflict (notify_id) do update set record = excluded.record`,
  )
  return {
    get: (notifyId: string) => record<Notification>(one.get(notifyId)),
    all: () => all.all().map((row) => JSON.parse(text(row.record)) as Notification),
    put: (notification: Notification) =>
      put.run(notification.notifyId, JSON.stringify(notification)),
  }
}
