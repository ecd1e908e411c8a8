// Trades, orders, refunds, codes, buyers and the ledger.
import type { Buyer, PaymentCode } from '../trade/buyer.ts'
import type { Changes } from '../trade/decision.ts'
import type { PendingOrder, Posting, Refund, Trade } from '../trade/trade.ts'
import type { Fen } from '../values/money.ts'
import { number, record, text, type Sql } from './sql.ts'

/** The money of the whole sandbox enters by grants out of this account. */
export const TREASURY = 'treasury'

export function openTrades(sql: Sql) {
  const one = {
    trade: sql.prepare('select record from trades where trade_no = ?'),
    tradeByOut: sql.prepare('select record from trades where pid = ? and out_trade_no = ?'),
    order: sql.prepare('select record from orders where pid = ? and out_trade_no = ?'),
    orderByQr: sql.prepare('select record from orders where qr_code = ?'),
    code: sql.prepare('select record from codes where auth_code = ?'),
    buyer: sql.prepare('select record from buyers where buyer_id = ?'),
    balance: sql.prepare('select amount_fen from balances where account = ?'),
    tombstone: sql.prepare('select 1 as found from tombstones where pid = ? and out_trade_no = ?'),
    sighting: sql.prepare(
      'select amount_fen, auth_code from sightings where pid = ? and out_trade_no = ?',
    ),
    moved: sql.prepare(
      `select coalesce(sum(case memo when 'payment' then amount_fen else 0 end), 0) as paid,
              coalesce(sum(case memo when 'refund' then amount_fen else 0 end), 0) as refunded
         from postings where trade_no = ?`,
    ),
    total: sql.prepare('select coalesce(sum(amount_fen), 0) as total from balances'),
  }
  const all = {
    trades: sql.prepare('select record from trades order by rowid'),
    orders: sql.prepare('select record from orders order by rowid'),
    buyers: sql.prepare('select record from buyers order by place'),
    refunds: sql.prepare('select record from refunds where trade_no = ? order by rowid'),
  }
  const put = {
    trade: sql.prepare(
      `insert into trades values (?, ?, ?, ?, ?)
       on conflict (trade_no) do update set status = excluded.status, record = excluded.record`,
    ),
    order: sql.prepare(
      `insert into orders values (?, ?, ?, ?) on conflict (pid, out_trade_no)
       do update set qr_code = excluded.qr_code, record = excluded.record`,
    ),
    refund: sql.prepare('insert into refunds values (?, ?, ?)'),
    code: sql.prepare(
      'insert into codes values (?, ?) on conflict (auth_code) do update set record = excluded.record',
    ),
    buyer: sql.prepare('insert into buyers values (?, ?, ?)'),
    tombstone: sql.prepare('insert or ignore into tombstones values (?, ?)'),
    sighting: sql.prepare(
      `insert into sightings values (?, ?, ?, ?) on conflict (pid, out_trade_no)
       do update set amount_fen = excluded.amount_fen, auth_code = excluded.auth_code`,
    ),
    posting: sql.prepare('insert into postings values (null, ?, ?, ?, ?, ?)'),
    balance: sql.prepare(
      `insert into balances values (?, ?)
       on conflict (account) do update set amount_fen = amount_fen + excluded.amount_fen`,
    ),
  }

  const post = (posting: Posting) => {
    const { from, to, amountFen, memo, tradeNo } = posting
    put.posting.run(from, to, amountFen, memo, tradeNo ?? null)
    put.balance.run(from, -amountFen)
    put.balance.run(to, amountFen)
  }

  return {
    trade: (tradeNo: string) => record<Trade>(one.trade.get(tradeNo)),
    tradeByOut: (pid: string, outTradeNo: string) =>
      record<Trade>(one.tradeByOut.get(pid, outTradeNo)),
    allTrades: () => all.trades.all().map((row) => JSON.parse(text(row.record)) as Trade),
    allOrders: () => all.orders.all().map((row) => JSON.parse(text(row.record)) as PendingOrder),
    order: (pid: string, outTradeNo: string) =>
      record<PendingOrder>(one.order.get(pid, outTradeNo)),
    orderByQr: (qrCode: string) => record<PendingOrder>(one.orderByQr.get(qrCode)),
    refunds: (tradeNo: string) =>
      all.refunds.all(tradeNo).map((row) => JSON.parse(text(row.record)) as Refund),
    code: (authCode: string) => record<PaymentCode>(one.code.get(authCode)),
    putCode: (code: PaymentCode) => put.code.run(code.authCode, JSON.stringify(code)),
    buyer: (buyerId: string) => record<Buyer>(one.buyer.get(buyerId)),
    buyers: () => all.buyers.all().map((row) => JSON.parse(text(row.record)) as Buyer),
    addBuyer: (buyer: Buyer, place: number) =>
      put.buyer.run(buyer.buyerId, place, JSON.stringify(buyer)),
    hasTombstone: (pid: string, outTradeNo: string) =>
      one.tombstone.get(pid, outTradeNo) !== undefined,
    balance: (account: string): Fen => {
      const row = one.balance.get(account)
      return row ? number(row.amount_fen) : 0
    },
    grant: (to: string, amountFen: Fen) => post({ from: TREASURY, to, amountFen, memo: 'grant' }),

    /** What an order number was first seen with, so that a fault can follow a sale by its amount. */
    sighting: (pid: string, outTradeNo: string) => {
      const row = one.sighting.get(pid, outTradeNo)
      return row && { amountFen: number(row.amount_fen), authCode: row.auth_code ?? undefined }
    },
    sight: (pid: string, outTradeNo: string, amountFen: Fen, authCode: string | undefined) =>
      put.sighting.run(pid, outTradeNo, amountFen, authCode ?? null),

    /** Saves what a decision changed. The caller holds the transaction. */
    save: ({ trade, order, code, refund, tombstone, postings }: Changes) => {
      if (trade) {
        const { tradeNo, pid, outTradeNo, status } = trade
        put.trade.run(tradeNo, pid, outTradeNo, status, JSON.stringify(trade))
      }
      if (order) put.order.run(order.pid, order.outTradeNo, order.qrCode, JSON.stringify(order))
      if (code) put.code.run(code.authCode, JSON.stringify(code))
      if (refund) put.refund.run(refund.tradeNo, refund.outRequestNo, JSON.stringify(refund))
      if (tombstone) put.tombstone.run(tombstone.pid, tombstone.outTradeNo)
      for (const posting of postings) post(posting)
    },

    /** Throws unless no fen was made or lost: the ledger sums to 0 and agrees with the trade. */
    assertConserved: (trade: Trade | undefined) => {
      const total = number(one.total.get()?.total)
      if (total !== 0) throw new Error(`the ledger is off by ${total} fen`)
      if (!trade) return
      const moved = one.moved.get(trade.tradeNo)
      const paidFen = trade.paidAt === undefined ? 0 : trade.totalFen
      if (moved?.paid !== paidFen || moved?.refunded !== trade.refundedFen) {
        throw new Error(`trade ${trade.tradeNo} and the ledger disagree: ${JSON.stringify(moved)}`)
      }
    },
  }
}

export type Trades = ReturnType<typeof openTrades>
