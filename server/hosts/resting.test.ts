// A database that nobody uses gives its memory back, and nobody notices.
import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { scratchFolder } from '../testing/scratch.fixture.ts'
import { openShop } from '../testing/shop.fixture.ts'
import { StorageTrouble } from '../storage/trouble.ts'
import { openSqlite, openTemporary } from './sqlite.ts'

let folder = ''
beforeEach(() => {
  folder = scratchFolder(onTestFinished)
})

const files = {
  'with a file': () => openSqlite(join(folder, 'a.sqlite')),
  'without one': () => openTemporary(),
}

test.each(Object.entries(files))(
  'a sandbox %s goes on after a rest as if there had been none',
  async (_what, open) => {
    const rested = open()
    const shop = openShop({ sql: rested })
    const other = openShop()
    for (const number of ['o-1', 'o-2', 'o-3']) {
      await shop.pay(number)
      await other.pay(number)
      rested.rest()
      rested.rest()
    }
    await shop.pass(60_000)
    await other.pass(60_000)
    expect(shop.jsonl()).toBe(other.jsonl())
    shop.sandbox.close()
  },
)

test('while it rests nothing of the file is open, and a transaction is not torn', () => {
  const sql = openSqlite(join(folder, 'a.sqlite'))
  sql.exec('create table rows (text text)')
  expect(existsSync(join(folder, 'a.sqlite-wal'))).toBe(true)
  const put = sql.prepare('insert into rows values (?)')
  sql.transaction(() => {
    put.run('one')
    sql.rest()
    put.run('two')
  })
  sql.rest()
  expect(existsSync(join(folder, 'a.sqlite-wal'))).toBe(false)
  expect(sql.prepare('select count(*) as rows from rows').get()).toEqual({ rows: 2 })
  sql.close()
  expect(() => put.run('three')).toThrow('is closed')
})

test('it rests by itself once nobody has used it for a while', async () => {
  const sql = openSqlite(join(folder, 'a.sqlite'), { restAfterMs: 10 })
  sql.exec('create table rows (text text)')
  await vi.waitUntil(() => !existsSync(join(folder, 'a.sqlite-wal')), { timeout: 60_000 })
  expect(sql.prepare('select count(*) as rows from rows').get()).toEqual({ rows: 0 })
  sql.close()
})

test('a file that is taken away meanwhile is missed in words, and taken again when it is back', () => {
  const lines: string[] = []
  const file = join(folder, 'a.sqlite')
  const sql = openSqlite(file, { onTrouble: (line) => void lines.push(line) })
  sql.exec('create table rows (text text)')
  const put = sql.prepare('insert into rows values (?)')
  sql.rest()
  renameSync(file, `${file}.away`)
  expect(() => put.run('one')).toThrow(StorageTrouble)
  expect(lines).toEqual([expect.stringContaining(`${file} is gone: put it back`)])
  renameSync(`${file}.away`, file)
  put.run('one')
  expect(lines).toHaveLength(2)
  sql.close()
})
