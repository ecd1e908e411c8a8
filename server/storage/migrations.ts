// How a database of an older version is brought up to date, within the transaction that opens it.
import type { Entry } from '../journal/entry.ts'
import { openCodes } from './named-codes.ts'
import { number, text, type Sql } from './sql.ts'

/** Entries that are read at once: a journal may be larger than the memory. */
const AT_ONCE = 500

/**
 * What version 3 looks up by an index stands in columns of its own. Time limits of paid orders had
 * been kept until they were due.
 */
export function migrateFrom2(sql: Sql): void {
  sql.exec(`
alter table journal add column exchange text;
update journal set exchange = json_extract(record, '$.exchange');
alter table notifications add column out_trade_no text;
update notifications set out_trade_no = json_extract(record, '$.trade.outTradeNo');
delete from jobs where kind = 'happening' and json_extract(record, '$.happening.op') = 'expire'
  and subject in (select trade_no from trades where status <> 'WAIT_BUYER_PAY');
`)
}

/**
 * Until version 4 nobody could ask for the entries of one order, nor for those of one send of a
 * notification.
 */
export function nameOrders(sql: Sql): void {
  sql.exec(`
alter table journal add column order_no text;
update journal set
  exchange = coalesce(exchange, json_extract(record, '$.delivery')),
  order_no = case json_extract(record, '$.kind')
    when 'request' then coalesce(
      json_extract(record, '$.ids.outTradeNo'), json_extract(record, '$.ids.tradeNo'))
    when 'commit' then json_extract(record, '$.truth.outTradeNo')
    else json_extract(record, '$.outTradeNo') end;
`)
}

/**
 * Until version 3 what a fault still had to send was kept as fields of a form. It is dropped: it is a copy or
 * made up, and the genuine notification goes out all the same.
 */
export function dropOldFaultySends(sql: Sql): void {
  sql.exec(
    "delete from jobs where kind = 'notify' and json_extract(record, '$.letter.fields') is not null",
  )
}

/** Payment codes were sought in the whole journal for every page; now they are on file. */
export function learnCodes(sql: Sql): void {
  const codes = openCodes(sql)
  const page = sql.prepare(
    `select seq, record from journal
     where seq > ? and json_extract(record, '$.kind') in ('request', 'buyer', 'adapter')
     order by seq limit ${AT_ONCE}`,
  )
  for (let at = 0; ;) {
    const rows = page.all(at)
    const last = rows.at(-1)
    if (!last) return
    for (const row of rows) codes.learn(JSON.parse(text(row.record)) as Entry)
    at = number(last.seq)
  }
}
