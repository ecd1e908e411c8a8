// The journal's table. Appending is the only way in; nothing changes what is there, and what is taken
// away is its beginning.
import type { Entry } from '../journal/entry.ts'
import { upgraded } from '../journal/older.ts'
import { openCodes } from './named-codes.ts'
import { number, text, type Row, type Sql } from './sql.ts'

/** A page holds so many bytes of JSON at most, but always one entry: reading it keeps everybody waiting. */
export const PAGE_BYTES = 256 * 1024

export interface Page {
  entries: Entry[]
  /** There are further entries in the direction in which the page was read. */
  isMore: boolean
}

export interface PageOptions {
  /** At most so many entries. */
  limit: number
  /** At most so many bytes, `PAGE_BYTES` unless told. */
  bytes?: number
}

export function openJournal(sql: Sql) {
  const insert = sql.prepare('insert into journal values (?, ?, ?, ?)')
  const since = sql.prepare('select record from journal where seq > ? order by seq limit ?')
  const latest = sql.prepare('select record from journal order by seq desc limit ?')
  const last = sql.prepare('select coalesce(max(seq), 0) as seq from journal')
  const ofExchange = sql.prepare('select record from journal where exchange = ? order by seq')
  const codes = openCodes(sql)
  return {
    append: (entry: Entry) => {
      const { exchange, orderNo } = namedBy(entry)
      insert.run(entry.seq, JSON.stringify(entry), exchange ?? null, orderNo ?? null)
      codes.learn(entry)
    },
    since: (seq: number, limit = Number.MAX_SAFE_INTEGER) => since.all(seq, limit).map(read),
    latest: (limit: number) => latest.all(limit).map(read).toReversed(),
    ofExchange: (exchange: string) => ofExchange.all(exchange).map(read),
    lastSeq: () => number(last.get()?.seq),
    /** Every payment code that an entry has named. */
    codes: codes.book,
    ...openPages(sql),
    ...openPruned(sql),
  }
}

/** What an entry is found by: its exchange or its send of a notification, and the order it names. */
function namedBy(entry: Entry): { exchange?: string; orderNo?: string } {
  switch (entry.kind) {
    case 'request':
      return { exchange: entry.exchange, orderNo: entry.ids.outTradeNo ?? entry.ids.tradeNo }
    case 'commit':
      return { exchange: entry.exchange, orderNo: entry.truth?.outTradeNo }
    case 'answer':
    case 'end':
      return { exchange: entry.exchange }
    case 'fault':
      return { exchange: entry.exchange ?? entry.delivery, orderNo: entry.outTradeNo }
    case 'send':
      return { exchange: entry.delivery, orderNo: entry.outTradeNo }
    case 'reply':
      return { exchange: entry.delivery }
    case 'buyer':
      return { orderNo: entry.outTradeNo }
    default:
      return {}
  }
}

/** Rows that are looked at or removed at once. */
const PIECE = 500

/** What pruning asks for. It removes from the beginning only, so that numbers stay without gaps. */
function openPruned(sql: Sql) {
  const first = sql.prepare('select coalesce(min(seq), 1) as seq from journal')
  const oldest = sql.prepare(
    `select seq, octet_length(record) as bytes from journal order by seq limit ${PIECE}`,
  )
  const weight = sql.prepare(
    `select sum(bytes) as bytes, max(seq) as seq from (
       select seq, octet_length(record) as bytes from journal where seq > ? order by seq limit ${PIECE})`,
  )
  const elapsed = sql.prepare(
    "select json_extract(record, '$.elapsedMs') as elapsed from journal where seq = ?",
  )
  const removeTo = sql.prepare('delete from journal where seq <= ?')
  return {
    /** The first entry on file; 1 where nothing has been pruned. */
    firstSeq: () => number(first.get()?.seq),
    /** The oldest entries, as many as can be removed at once. */
    oldest: () => {
      const rows = oldest.all()
      return rows
        .slice(0, fitInto(PAGE_BYTES, rows))
        .map((row) => ({ seq: number(row.seq), bytes: number(row.bytes) }))
    },
    /** The bytes of the next entries, and how far they go. */
    weightAfter: (seq: number) => {
      const row = weight.get(seq)
      return row?.seq ? { bytes: number(row.bytes), upTo: number(row.seq) } : undefined
    },
    elapsedAt: (seq: number) => {
      const row = elapsed.get(seq)
      return row && number(row.elapsed)
    },
    removeTo: (seq: number) => removeTo.run(seq),
  }
}

/** Sizes are asked for first: SQLite knows them without reading what they are the sizes of. */
function openPages(sql: Sql) {
  const sizes = 'select seq, octet_length(record) as bytes from journal where'
  const records = 'select record from journal where'
  const sizesAfter = sql.prepare(`${sizes} seq > ? order by seq limit ?`)
  const sizesBefore = sql.prepare(`${sizes} seq < ? order by seq desc limit ?`)
  const sizesOf = sql.prepare(`${sizes} exchange = ? and seq > ? order by seq limit ?`)
  const between = sql.prepare(`${records} seq between ? and ? order by seq`)
  const ofBetween = sql.prepare(`${records} exchange = ? and seq between ? and ? order by seq`)

  // What names the order, and all that belongs to the calls and sends that do.
  const ofOrder = `seq in (
    select seq from journal where order_no in (?1, ?2)
    union select seq from journal where exchange in (
      select exchange from journal where order_no in (?1, ?2) and exchange is not null))`
  const sizesOfOrder = sql.prepare(`${sizes} ${ofOrder} and seq > ?3 order by seq limit ?4`)
  const ofOrderBetween = sql.prepare(`${records} ${ofOrder} and seq between ?3 and ?4 order by seq`)

  const bounds = (rows: Row[], { limit, bytes = PAGE_BYTES }: PageOptions) => {
    const fitting = rows.slice(0, Math.min(limit, fitInto(bytes, rows)))
    const seqs = fitting.map((row) => number(row.seq))
    return { from: Math.min(...seqs), to: Math.max(...seqs), isMore: fitting.length < rows.length }
  }
  return {
    /** Entries after `seq`, oldest first. */
    pageAfter: (seq: number, options: PageOptions): Page => {
      const { from, to, isMore } = bounds(sizesAfter.all(seq, options.limit + 1), options)
      return { entries: between.all(from, to).map(read), isMore }
    },
    /** The latest entries before `seq`, oldest first. */
    pageBefore: (seq: number, options: PageOptions): Page => {
      const { from, to, isMore } = bounds(sizesBefore.all(seq, options.limit + 1), options)
      return { entries: between.all(from, to).map(read), isMore }
    },
    /** Entries of one exchange after `seq`, oldest first. */
    pageOf: (exchange: string, seq: number, options: PageOptions): Page => {
      const { from, to, isMore } = bounds(sizesOf.all(exchange, seq, options.limit + 1), options)
      return { entries: ofBetween.all(exchange, from, to).map(read), isMore }
    },
    /** Entries after `seq` of an order by either of its numbers, with its calls and notifications whole. */
    pageOfOrder: (outTradeNo: string, tradeNo: string, seq: number, options: PageOptions): Page => {
      const rows = sizesOfOrder.all(outTradeNo, tradeNo, seq, options.limit + 1)
      const { from, to, isMore } = bounds(rows, options)
      return { entries: ofOrderBetween.all(outTradeNo, tradeNo, from, to).map(read), isMore }
    },
  }
}

/** How many of the rows fit, but one at least. */
function fitInto(bytes: number, rows: Row[]): number {
  let sum = 0
  const tooMany = rows.findIndex((row) => (sum += number(row.bytes)) > bytes)
  return tooMany === -1 ? rows.length : Math.max(1, tooMany)
}

const read = (row: Row) => upgraded(JSON.parse(text(row.record)) as Entry)

export type JournalTable = ReturnType<typeof openJournal>
