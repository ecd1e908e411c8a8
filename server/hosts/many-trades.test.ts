// A list of 100,000 trades is read a page at a time, and looked through, while nobody waits long.
import { expect, test } from 'vitest'
import { openTemporary } from './sqlite.ts'
import { openControl } from '../testing/control.fixture.ts'

const MANY = 100_000

/** Many times what it takes on a slow machine; reading every record as JSON would take longer. */
const LONGEST_MS = 1_000

const threadMs = () => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

async function open() {
  const sql = openTemporary()
  const control = openControl({ sql })
  await control.shop.pay('first-1')
  sql.exec(`
    with recursive nth (n) as (select 2 union all select n + 1 from nth where n < ${MANY})
    insert into trades
      select trade_no || '-' || n, pid, 'order-' || n, status,
        json_set(record, '$.tradeNo', trade_no || '-' || n, '$.outTradeNo', 'order-' || n)
      from trades, nth where out_trade_no = 'first-1'`)
  const list = async (query: string) => {
    const before = threadMs()
    const { body } = await control.call(`GET /trades?${query}`)
    const tookMs = threadMs() - before
    return { numbers: (body as { outTradeNo: string }[]).map((one) => one.outTradeNo), tookMs }
  }
  return { ...control, list }
}

test('of 100,000 trades any page, state or part of a number is found at once', async () => {
  const { list } = await open()
  const newest = await list('limit=3')
  expect(newest.numbers).toEqual(['order-99998', 'order-99999', 'order-100000'])
  const older = await list('limit=2&before=order-50000')
  expect(older.numbers).toEqual(['order-49998', 'order-49999'])
  const found = await list('search=ORDER-4711&limit=51')
  expect(found.numbers.slice(0, 2)).toEqual(['order-4711', 'order-47110'])
  expect(found.numbers).toHaveLength(11)
  const none = await list('search=nothing-like-it&limit=51')
  expect(none.numbers).toEqual([])
  const waiting = await list('status=WAIT_BUYER_PAY&limit=51')
  expect(waiting.numbers).toEqual([])
  for (const { tookMs } of [newest, older, found, none, waiting]) {
    expect(tookMs).toBeLessThan(LONGEST_MS)
  }
})
