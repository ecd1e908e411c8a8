// What a fault has put off outlives the process: a parked call, a repeated one, money at the bank.
import { expect, test } from 'vitest'
import { booksOf, speak } from '../../testing/dialects.fixture.ts'
import { START_AT, VirtualTime } from '../../hosts/memory.ts'
import { commonParams, formPost, idle, openShop, signed } from '../../testing/shop.fixture.ts'
import { openSqlite } from '../../hosts/sqlite.ts'
import type { Sql } from '../../storage/sql.ts'
import { SECOND } from '../../values/instant.ts'

/** A database that stays when its sandbox closes. */
function lasting(): Sql {
  return { ...openSqlite(':memory:'), close: () => {} }
}
const open = (sql: Sql, afterMs = 0) => openShop({ sql, time: new VirtualTime(START_AT + afterMs) })

test('F15: a held payment is executed after a restart; its client is gone', async () => {
  const sql = lasting()
  const before = open(sql)
  before.sandbox.faults.add({ fault: 'F15', options: { atLatestMs: 20_000 } })
  let answered = false
  const paying = speak(before, 'openapi-v2').pay('o-1')
  void paying.finally(() => (answered = true)).catch(() => {})
  await idle()
  before.sandbox.close()
  const after = open(sql, 5 * SECOND)
  await after.pass(14 * SECOND)
  expect(booksOf(after).status).toBe('none')
  await after.pass(6 * SECOND)
  expect(booksOf(after)).toMatchObject({ status: 'TRADE_SUCCESS', paidFen: 8_888, sumFen: 0 })
  expect(answered).toBe(false)
})

test('one call more than ten thousand that wait is refused as too many, and changes nothing', async () => {
  const sql = lasting()
  const shop = open(sql)
  const waiting = sql.prepare('insert into jobs (due, kind, subject, record) values (?, ?, ?, ?)')
  const fill = (count: number) =>
    sql.transaction(() => {
      for (let n = 0; n < count; n++) waiting.run(START_AT * 2, 'late-call', 'x', '{}')
    })
  fill(9_999)
  shop.sandbox.faults.add({ fault: 'F07' })
  await expect(shop.pay('o-1')).rejects.toThrow('fetch failed')
  expect(await shop.pay('o-2')).toMatchObject({ code: '40005', sub_code: 'isv.app-call-limited' })
  await shop.pass(61 * SECOND)
  expect(shop.sandbox.trades.list().map(({ outTradeNo }) => outTradeNo)).toEqual(['o-1'])
})

test('a sandbox that closes while a reply is being signed resets the line and breaks nothing', async () => {
  let finish = (_signature: string) => {}
  const signing = new Promise<string>((resolve) => (finish = resolve))
  const { sandbox, app } = openShop({ sign: () => signing })
  sandbox.faults.add({ fault: 'F25', match: { op: 'QUERY' } })
  const paying = sandbox.fetch(
    formPost(signed(app, commonParams(app, 'alipay.trade.query', { out_trade_no: 'o-1' }))),
  )
  paying.catch(() => {})
  await idle()
  sandbox.close()
  finish('AAAA')
  await expect(paying).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
})

test('F24: what the seller withdrew comes back after a restart', async () => {
  const sql = lasting()
  const before = open(sql)
  before.sandbox.faults.add({ fault: 'F24', options: { untilMs: 30_000 } })
  const shop = speak(before, 'openapi-v2')
  await shop.pay('o-1')
  await shop.refund('o-1')
  expect(booksOf(before).earnedFen).toBe(-100_000_000)
  before.sandbox.close()
  const after = open(sql, 31 * SECOND)
  await after.pass(1)
  expect(booksOf(after)).toMatchObject({ status: 'TRADE_SUCCESS', earnedFen: 8_888, sumFen: 0 })
})
