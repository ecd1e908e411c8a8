// The rows of docs/scale.md about a journal of large bodies, and about one that is pruned.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqlite } from '../server/hosts/sqlite.ts'
import { number, type Sql } from '../server/storage/sql.ts'
import { openControl } from '../server/testing/control.fixture.ts'
import { row, type Row } from './scale-rows.ts'
import { longestStretch, multiply } from './scale-store.ts'

const BODIES = 1_700
const MEBIBYTE = 1_048_576

async function withFile<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'alipay-sim-scale-'))
  const sql = openSqlite(join(folder, 'journal.sqlite'))
  try {
    return await work(sql)
  } finally {
    sql.close()
    rmSync(folder, { recursive: true })
  }
}

/** One call, and copies of its request with bodies of 1 MiB, as accepted calls may leave them. */
export function bodiesRow(): Promise<Row> {
  return withFile(async (sql) => {
    const control = openControl({ sql })
    await control.shop.pay('order-1')
    const last = number(sql.prepare('select max(seq) as seq from journal').get()?.seq)
    const copy = sql.prepare(
      `insert into journal select ?1, json_set(record, '$.seq', ?1, '$.wire.body', ?2), exchange, order_no
         from journal where record like '%"kind":"request"%' limit 1`,
    )
    const body = 'x'.repeat(MEBIBYTE)
    for (let nth = 1; nth <= BODIES; nth++) copy.run(last + nth, body)
    let longest = 0
    for (const path of ['/journal', '/journal?latest=1000', `/journal?since=${last}`]) {
      const stretch = await longestStretch(async () => {
        const { status } = await control.call(`GET ${path}`)
        if (status !== 200) throw new Error(`${path} answered ${status}`)
      })
      longest = Math.max(longest, stretch)
    }
    const what = 'a journal page among 1,700 bodies of 1 MiB, longest stretch'
    return row(what, 50, longest, 'ms')
  })
}

/** Four fifths of the entries of 10,000 sales go. */
export function pruneRow(): Promise<Row> {
  return withFile(async (sql) => {
    const control = openControl({ sql })
    for (let sale = 1; sale <= 500; sale++) await control.shop.pay(`order-${sale}`)
    multiply(sql, 20)
    const { seq } = sql.prepare('select count(*) as seq from journal').get() ?? {}
    const entries = Math.floor(number(seq) / 5)
    const stretch = await longestStretch(async () => {
      const { status } = await control.call('POST /journal/prune', { entries })
      if (status !== 200) throw new Error(`pruning answered ${status}`)
    })
    return row('pruning the journal of 10,000 sales to a fifth, longest stretch', 20, stretch, 'ms')
  })
}
