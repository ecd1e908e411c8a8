// What is remembered of an order number beside its trade: the amount and code of its first request, and whether
// a cancel has blocked it.
import { number, type Sql } from './sql.ts'

export function openNumbers(sql: Sql) {
  const oneTombstone = sql.prepare(
    'select 1 as found from tombstones where pid = ? and out_trade_no = ?',
  )
  const putTombstone = sql.prepare('insert or ignore into tombstones values (?, ?)')
  const oneSighting = sql.prepare(
    'select amount_fen, auth_code from sightings where pid = ? and out_trade_no = ?',
  )
  const putSighting = sql.prepare(
    `insert into sightings values (?, ?, ?, ?) on conflict (pid, out_trade_no)
     do update set amount_fen = excluded.amount_fen, auth_code = excluded.auth_code`,
  )
  return {
    hasTombstone: (pid: string, outTradeNo: string) =>
      oneTombstone.get(pid, outTradeNo) !== undefined,
    putTombstone: (pid: string, outTradeNo: string) => putTombstone.run(pid, outTradeNo),
    /** What an order was last asked for with, so that a fault can follow a sale by its amount. */
    sighting: (pid: string, outTradeNo: string) => {
      const row = oneSighting.get(pid, outTradeNo)
      return row && { amountFen: number(row.amount_fen), authCode: row.auth_code ?? undefined }
    },
    noteAmount: (
      pid: string,
      outTradeNo: string,
      amountFen: number,
      authCode: string | undefined,
    ) => putSighting.run(pid, outTradeNo, amountFen, authCode ?? null),
  }
}
