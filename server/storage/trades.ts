// Trades, orders and refunds, and the one way in which a decision is saved.
import type { Changes } from '../trade/decision.ts'
import type { TradeStatus } from '../journal/entry.ts'
import type { PendingOrder, Refund, Trade } from '../trade/trade.ts'
import type { Instant } from '../values/instant.ts'
import { openLedger } from './ledger.ts'
import { openNumbers } from './numbers.ts'
import { record, text, type Row, type Sql } from './sql.ts'
import { openWallets } from './wallets.ts'

export function openTrades(sql: Sql, now: () => Instant) {
  const ledger = openLedger(sql, now)
  const wallets = openWallets(sql)
  const numbers = openNumbers(sql)
  const tables = openTables(sql)
  return {
    ...ledger,
    ...wallets,
    ...numbers,
    ...tables.read,

    /** Makes what has been paid and refunded this much older. */
    backdate: (tradeNo: string, byMs: number) => {
      ledger.backdate(tradeNo, byMs)
      for (const refund of tables.read.refunds(tradeNo)) {
        tables.replaceRefund({ ...refund, at: refund.at - byMs })
      }
    },

    /** Saves what a decision changed. The caller holds the transaction. */
    save: ({ trade, order, code, refund, tombstone, freePayment, postings }: Changes) => {
      if (trade) tables.putTrade(trade)
      if (order) tables.putOrder(order)
      if (code) wallets.putCode(code)
      if (refund) tables.putRefund(refund)
      if (tombstone) numbers.putTombstone(tombstone.pid, tombstone.outTradeNo)
      if (freePayment) wallets.countFreePayment(freePayment.buyerId, freePayment.at)
      for (const posting of postings) ledger.post(posting)
    },
  }
}

const readTrade = (row: Row) => JSON.parse(text(row.record)) as Trade

/** Which trades are listed; what is left out fits any. */
export interface TradeFilter {
  /** Stands in one of its numbers, its subject or its buyer's id; small letters stand for capitals. */
  search?: string
  status?: TradeStatus
}

/** The latest trades, or the latest before this one; oldest first. */
function openLatest(sql: Sql) {
  // Of 100,000 trades most are put aside by the first comparison, which reads no JSON. (Not by `like`,
  // whose patterns end at 50 bytes in a Durable Object.)
  const filtered = sql.prepare(
    `select record from trades
     where (?1 is null or rowid < (select rowid from trades where trade_no = ?1))
       and (?2 is null or status = ?2)
       and (?3 is null or (instr(lower(record), ?4) and (
         instr(lower(out_trade_no), ?3) or instr(trade_no, ?3)
         or instr(lower(json_extract(record, '$.subject')), ?3)
         or instr(json_extract(record, '$.buyerId'), ?3))))
     order by rowid desc limit ?5`,
  )
  const latest = sql.prepare('select record from trades order by rowid desc limit ?')
  const latestBefore = sql.prepare(
    `select record from trades where rowid < (select rowid from trades where trade_no = ?)
     order by rowid desc limit ?`,
  )
  const find = (limit: number, before: string | undefined, { search, status }: TradeFilter) => {
    const found = search === undefined ? null : smallLetters(search)
    const inRecord = found === null ? null : smallLetters(JSON.stringify(search).slice(1, -1))
    return filtered.all(before ?? null, status ?? null, found, inRecord, limit)
  }
  return (limit: number, before?: string, filter: TradeFilter = {}): Trade[] => {
    const isFiltered = filter.search !== undefined || filter.status !== undefined
    const rows = isFiltered
      ? find(limit, before, filter)
      : before === undefined
        ? latest.all(limit)
        : latestBefore.all(before, limit)
    return rows.map(readTrade).toReversed()
  }
}

/** As SQLite's `lower` has it: Latin letters alone. */
const smallLetters = (text: string) => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())

function openTables(sql: Sql) {
  const trade = sql.prepare('select record from trades where trade_no = ?')
  const tradeByOut = sql.prepare('select record from trades where pid = ? and out_trade_no = ?')
  const latestOfBuyer = sql.prepare(
    `select record from trades where json_extract(record, '$.buyerId') = ?
     order by rowid desc limit ?`,
  )
  const tradesNumbered = sql.prepare(
    'select record from trades where out_trade_no = ? order by rowid',
  )
  // The plus keeps the latest rows first: most trades are of the one merchant that is asked for.
  const latestBeside = sql.prepare(
    `select record from trades where +pid = ?1 and trade_no <> ?2 and out_trade_no <> ?3
     and (?4 is null or status = ?4) order by rowid desc limit 1`,
  )
  const order = sql.prepare('select record from orders where pid = ? and out_trade_no = ?')
  const orderByQr = sql.prepare('select record from orders where qr_code = ?')
  const ordersNumbered = sql.prepare(
    'select record from orders where out_trade_no = ? order by rowid',
  )
  const refunds = openRefunds(sql)
  const putTrade = sql.prepare(
    `insert into trades values (?, ?, ?, ?, ?)
     on conflict (trade_no) do update set status = excluded.status, record = excluded.record`,
  )
  const putOrder = sql.prepare(
    `insert into orders values (?, ?, ?, ?) on conflict (pid, out_trade_no)
     do update set qr_code = excluded.qr_code, record = excluded.record`,
  )
  return {
    read: {
      trade: (tradeNo: string) => record<Trade>(trade.get(tradeNo)),
      tradeByOut: (pid: string, outTradeNo: string) =>
        record<Trade>(tradeByOut.get(pid, outTradeNo)),
      latestTrades: openLatest(sql),
      /** Those of a buyer, newest first. */
      latestOfBuyer: (buyerId: string, limit: number) =>
        latestOfBuyer.all(buyerId, limit).map(readTrade),
      /** Of every merchant, oldest first. */
      tradesNumbered: (outTradeNo: string) => tradesNumbered.all(outTradeNo).map(readTrade),
      /** The latest trade of a merchant that is not the one of these numbers. */
      latestBeside: (pid: string, not: { tradeNo: string; outTradeNo: string }, status?: string) =>
        record<Trade>(latestBeside.get(pid, not.tradeNo, not.outTradeNo, status ?? null)),
      order: (pid: string, outTradeNo: string) => record<PendingOrder>(order.get(pid, outTradeNo)),
      orderByQr: (qrCode: string) => record<PendingOrder>(orderByQr.get(qrCode)),
      /** Of every merchant, oldest first. */
      ordersNumbered: (outTradeNo: string) =>
        ordersNumbered.all(outTradeNo).map((row) => JSON.parse(text(row.record)) as PendingOrder),
      ...refunds.read,
    },
    putTrade: (one: Trade) =>
      putTrade.run(one.tradeNo, one.pid, one.outTradeNo, one.status, JSON.stringify(one)),
    putOrder: (one: PendingOrder) =>
      putOrder.run(one.pid, one.outTradeNo, one.qrCode, JSON.stringify(one)),
    putRefund: refunds.put,
    replaceRefund: refunds.replace,
  }
}

function openRefunds(sql: Sql) {
  const ofTrade = sql.prepare('select record from refunds where trade_no = ? order by rowid')
  const tradeOf = sql.prepare(
    `select t.record from refunds r join trades t on t.trade_no = r.trade_no
     where r.out_request_no = ? and t.pid = ? order by r.rowid desc limit 1`,
  )
  const put = sql.prepare('insert into refunds values (?, ?, ?)')
  const replace = sql.prepare(
    'update refunds set record = ? where trade_no = ? and out_request_no = ?',
  )
  return {
    read: {
      refunds: (tradeNo: string) =>
        ofTrade.all(tradeNo).map((row) => JSON.parse(text(row.record)) as Refund),
      /** The latest trade of a merchant that has a refund of this number. */
      tradeOfRefund: (pid: string, outRequestNo: string) =>
        record<Trade>(tradeOf.get(outRequestNo, pid)),
    },
    put: (one: Refund) => put.run(one.tradeNo, one.outRequestNo, JSON.stringify(one)),
    replace: (one: Refund) => replace.run(JSON.stringify(one), one.tradeNo, one.outRequestNo),
  }
}
