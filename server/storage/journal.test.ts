import { expect, test } from 'vitest'
import { openSqlite } from '../hosts/sqlite.ts'
import type { Entry } from '../journal/entry.ts'
import { maskerBy } from '../journal/mask.ts'
import { openJournal } from './journal.ts'
import { openSchema } from './schema.ts'
import type { Row, Sql } from './sql.ts'

const CODE = '281234567890123456'
const stamp = { schemaVersion: 2, at: 0, elapsedMs: 0 } as const

const request = (seq: number): Entry => ({
  ...stamp,
  seq,
  kind: 'request',
  exchange: `x${seq}`,
  protocol: 'openapi-v2',
  ids: { authCode: CODE },
  wire: { start: 'POST /', headers: {}, body: '', encoding: 'utf8' },
})

const entryOf = (seq: number, reply: string): Entry => ({
  ...stamp,
  seq,
  kind: 'adapter',
  act: 'sale',
  startedMs: 0,
  status: 200,
  reply,
})

/** Counts the rows that statements give out. */
function counted(sql: Sql) {
  let rows = 0
  const prepare: Sql['prepare'] = (text) => {
    const statement = sql.prepare(text)
    const all = (...values: Parameters<typeof statement.all>) => {
      const found: Row[] = statement.all(...values)
      rows += found.length
      return found
    }
    return {
      run: (...values) => statement.run(...values),
      get: (...values) => statement.get(...values),
      all,
    }
  }
  return { sql: { ...sql, prepare }, rowsRead: () => rows }
}

function filled(count: number) {
  const sql = openSqlite(':memory:')
  openSchema(sql)
  const counting = counted(sql)
  const journal = openJournal(counting.sql)
  sql.transaction(() => {
    for (let seq = 1; seq <= count; seq++) journal.append(request(seq))
  })
  return { sql, journal, rowsRead: counting.rowsRead }
}

test.each([100, 5_000])('of %d entries, a page reads those it shows and one more', (count) => {
  const { journal, rowsRead } = filled(count)
  const before = rowsRead()
  expect(journal.pageBefore(Number.MAX_SAFE_INTEGER, { limit: 10 }).entries).toHaveLength(10)
  expect(journal.pageAfter(20, { limit: 10 }).entries).toHaveLength(10)
  expect(journal.pageOf('x50', 0, { limit: 10 }).entries).toHaveLength(1)
  expect(maskerBy(journal.codes).maskText(`a ${CODE}`)).not.toContain(CODE)
  expect(rowsRead() - before).toBe(10 + 11 + 10 + 11 + 1 + 1)
})

test('an exchange is found by an index, and codes are too', () => {
  const { sql } = filled(1)
  const plan = (query: string) =>
    sql
      .prepare(`explain query plan ${query}`)
      .all()
      .map(({ detail }) => detail)
      .join('\n')
  const ofOne = "select record from journal where exchange = 'x1' and seq > 1 order by seq"
  expect(plan(ofOne)).toMatch(/^SEARCH journal USING INDEX journal_by_exchange/)
  expect(plan("select 1 from named_codes where code = 'c'")).toMatch(/^SEARCH/)
  expect(plan('select code from named_codes where is_odd = 1')).toContain('odd_codes')
})

test('what an entry has named is hidden after the database was opened again', () => {
  const { sql, journal } = filled(1)
  journal.append({ ...request(2), ids: { authCode: '28 kopf über hals' } } as Entry)
  const masker = maskerBy(openJournal(sql).codes)
  expect(masker.maskText(`x${CODE}y, 28 kopf über hals`)).toMatch(
    /^x28\*\w{8}\*56y, 28\*\w{8}\*ls$/,
  )
  expect(masker.maskText('281234567890123457')).toBe('281234567890123457')
})

test('a code whose entry was rolled back is not known', () => {
  const { sql, journal } = filled(0)
  const failing = () =>
    sql.transaction(() => {
      journal.append(request(1))
      throw new Error('no')
    })
  expect(failing).toThrow('no')
  expect(maskerBy(journal.codes).maskText(CODE)).toBe(CODE)
})

/** The tables of version 2 that have changed since. */
const OLD = `
create table schema_version (version integer not null);
insert into schema_version values (2);
create table journal (seq integer primary key, record text not null) strict;
create table jobs (
  id integer primary key autoincrement, due integer not null, kind text not null,
  subject text not null, record text not null) strict;
create table trades (
  trade_no text primary key, pid text not null, out_trade_no text not null,
  status text not null, record text not null, unique (pid, out_trade_no)) strict;
create table notifications (notify_id text primary key, record text not null) strict;
`

test('a database of version 2 opens, its codes stay hidden and its exchanges are found', () => {
  const sql = openSqlite(':memory:')
  sql.exec(OLD)
  const put = sql.prepare('insert into journal values (?, ?)')
  for (const entry of [request(1), entryOf(2, `scanned ${CODE}`)])
    put.run(entry.seq, JSON.stringify(entry))
  const trade = { outTradeNo: 'o-1' }
  sql.prepare('insert into notifications values (?, ?)').run('n1', JSON.stringify({ trade }))
  for (const [tradeNo, status] of Object.entries({ t1: 'TRADE_SUCCESS', t2: 'WAIT_BUYER_PAY' })) {
    sql
      .prepare('insert into trades values (?, ?, ?, ?, ?)')
      .run(tradeNo, 'p', tradeNo, status, '{}')
    const happening = { op: 'expire', tradeNo }
    sql
      .prepare('insert into jobs (due, kind, subject, record) values (?, ?, ?, ?)')
      .run(1, 'happening', tradeNo, JSON.stringify({ kind: 'happening', happening }))
  }
  openSchema(sql)
  openSchema(sql)
  const journal = openJournal(sql)
  expect(journal.ofExchange('x1')).toEqual([request(1)])
  expect(maskerBy(journal.codes).maskText(CODE)).not.toContain(CODE)
  expect(journal.since(0)).toHaveLength(2)
  expect(
    sql.prepare("select notify_id from notifications where out_trade_no = 'o-1'").all(),
  ).toHaveLength(1)
  expect(sql.prepare('select version from schema_version').all()).toEqual([{ version: 8 }])
  expect(sql.prepare('select subject from jobs').all()).toEqual([{ subject: 't2' }])
})

test('a migration that fails leaves the old database as it was', () => {
  const sql = openSqlite(':memory:')
  sql.exec(OLD)
  sql.prepare('insert into journal values (?, ?)').run(1, 'no JSON')
  expect(() => openSchema(sql)).toThrow(/JSON/i)
  expect(sql.prepare('select version from schema_version').all()).toEqual([{ version: 2 }])
  expect(sql.prepare('select * from journal').all()).toEqual([{ seq: 1, record: 'no JSON' }])
})
