// What every driver of the storage port must do; a driver's test is this and its own regressions.
import { expect, test } from 'vitest'
import type { Sql } from './sql.ts'

export function storageContract(open: () => Sql): void {
  transactions(open)
  values(open)
}

function openThings(open: () => Sql) {
  const sql = open()
  sql.exec('create table things (id integer primary key, name text, size integer, raw blob) strict')
  const names = () =>
    sql
      .prepare('select name from things order by id')
      .all()
      .map((row) => row.name)
  const add = (name: string) => sql.prepare('insert into things (name) values (?)').run(name)
  return { sql, names, add }
}

function transactions(open: () => Sql): void {
  test('a transaction keeps everything, or nothing when it throws', () => {
    const { sql, names, add } = openThings(open)
    expect(sql.transaction(() => (add('a'), 'result'))).toBe('result')
    const failing = () =>
      sql.transaction(() => {
        add('b')
        throw new Error('no')
      })
    expect(failing).toThrow('no')
    expect(names()).toEqual(['a'])
    sql.transaction(() => add('c'))
    expect(names()).toEqual(['a', 'c'])
  })

  test('a nested transaction joins the outer one', () => {
    const { sql, names, add } = openThings(open)
    const failing = () =>
      sql.transaction(() => {
        sql.transaction(() => add('inner'))
        throw new Error('outer')
      })
    expect(failing).toThrow('outer')
    expect(names()).toEqual([])
    sql.transaction(() => {
      add('outer')
      sql.transaction(() => add('inner'))
    })
    expect(names()).toEqual(['outer', 'inner'])
  })

  test('a transaction that waits is refused and rolled back', () => {
    const { sql, names, add } = openThings(open)
    const waiting = () =>
      sql.transaction(() => {
        add('a')
        return Promise.resolve()
      })
    expect(waiting).toThrow('must not wait')
    expect(names()).toEqual([])
  })
}

function values(open: () => Sql): void {
  test('text of every kind, numbers to 2^53, null and bytes come back as they were', () => {
    const { sql } = openThings(open)
    const put = sql.prepare('insert into things (name, size, raw) values (?, ?, ?)')
    const text = 'a\u0001b 咖啡 😀 \u2028 \' " \\'
    const largest = Number.MAX_SAFE_INTEGER
    put.run(text, largest, Uint8Array.from([0, 255, 128]))
    put.run('', -largest, new Uint8Array())
    put.run(null, null, null)
    const [first, second, third] = sql.prepare('select * from things order by id').all()
    expect({ ...first, raw: [...((first?.raw ?? []) as Uint8Array)] }).toEqual({
      id: 1,
      name: text,
      size: largest,
      raw: [0, 255, 128],
    })
    expect(second).toMatchObject({ name: '', size: -largest })
    expect(third).toMatchObject({ name: null, size: null, raw: null })
  })

  test('get gives the first row or nothing, all gives every row in order', () => {
    const { sql, add } = openThings(open)
    const byName = sql.prepare('select id from things where name >= ? order by id')
    expect(byName.get('a')).toBeUndefined()
    expect(byName.all('a')).toEqual([])
    add('a')
    add('b')
    expect(byName.get('b')).toMatchObject({ id: 2 })
    expect(byName.all('a').map(({ id }) => id)).toEqual([1, 2])
  })

  test('a broken constraint throws and leaves the rest of the table alone', () => {
    const { sql, names } = openThings(open)
    const put = sql.prepare('insert into things (id, name) values (?, ?)')
    put.run(1, 'a')
    expect(() => put.run(1, 'b')).toThrow(/UNIQUE|constraint/i)
    expect(() => sql.prepare('insert into things (size) values (?)').run('x')).toThrow(
      /TEXT|INTEGER/,
    )
    expect(names()).toEqual(['a'])
  })
}
