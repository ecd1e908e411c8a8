// The driver over node:sqlite.
import { join } from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { storageContract } from '../storage/sql.contract.ts'
import { openSchema } from '../storage/schema.ts'
import { openSqlite } from './sqlite.ts'
import { scratchFolder } from '../testing/scratch.fixture.ts'

const folder = scratchFolder(afterAll)

storageContract(() => openSqlite(':memory:'))

// Node 22 reads a text column up to its first NUL; whatever comes from outside is kept as JSON.
test('a NUL character in a record comes back, on every Node', () => {
  const sql = openSqlite(':memory:')
  onTestFinished(() => sql.close())
  sql.exec('create table records (record text not null) strict')
  const record = { subject: 'a\0b' }
  sql.prepare('insert into records values (?)').run(JSON.stringify(record))
  expect(JSON.parse(String(sql.prepare('select record from records').get()?.record))).toEqual(
    record,
  )
})

test('what was committed is there when the file is opened again', () => {
  const file = join(folder, 'again.sqlite')
  const first = openSqlite(file)
  first.exec('create table t (n integer) strict')
  first.transaction(() => first.prepare('insert into t values (?)').run(7))
  first.close()
  const second = openSqlite(file)
  expect(second.prepare('select n from t').get()).toMatchObject({ n: 7 })
  second.close()
})

test('a database of a newer version is refused, and left as it was', () => {
  const file = join(folder, 'newer.sqlite')
  const newer = openSqlite(file)
  newer.exec('create table schema_version (version integer not null)')
  newer.exec('insert into schema_version values (99)')
  expect(() => openSchema(newer)).toThrow(
    'has schema version 99, written by a newer alipay-sim; this program reads versions 2 to 8',
  )
  expect(newer.prepare("select name from sqlite_master where type = 'table'").all()).toHaveLength(1)
  newer.close()
})

test('what a fault of an older version still had to send is dropped; genuine sends stay', () => {
  const sql = openSqlite(':memory:')
  openSchema(sql)
  const add = sql.prepare(
    "insert into jobs (due, kind, subject, record) values (0, 'notify', ?, ?)",
  )
  const job = (letter?: object) =>
    JSON.stringify({ kind: 'notify', notifyId: 'n', attempt: 1, ...(letter && { letter }) })
  add.run('genuine', job())
  add.run('old letter', job({ fields: { trade_status: 'TRADE_CLOSED' }, bend: 'state' }))
  // As version 3 had it.
  sql.exec('drop index journal_by_order; alter table journal drop column order_no')
  sql.exec('update schema_version set version = 3')
  openSchema(sql)
  expect(sql.prepare('select subject from jobs').all()).toMatchObject([{ subject: 'genuine' }])
  sql.close()
})
