// `--last` of a list may ask for more than the server gives at once.
import { expect, test } from 'vitest'
import { openSqlite } from '../server/hosts/sqlite.ts'
import { openControl } from '../server/testing/control.fixture.ts'
import { formPost } from '../server/testing/shop.fixture.ts'
import { runCli } from './run.fixture.ts'

/** One sale with its notification, and 2,299 copies of both, in the table's order. */
async function openFull() {
  const sql = openSqlite(':memory:')
  const control = openControl({ sql })
  await control.shop.pay('order')
  sql.exec(`
    with recursive copies (nth) as (select 1 union all select nth + 1 from copies where nth < 2299)
    insert into trades select trade_no || nth, pid, out_trade_no || nth, status,
      json_set(record, '$.tradeNo', trade_no || nth, '$.outTradeNo', out_trade_no || nth)
    from trades, copies order by nth;
    with recursive copies (nth) as (select 1 union all select nth + 1 from copies where nth < 2299)
    insert into notifications select notify_id || '-' || nth,
      json_set(record, '$.notifyId', notify_id || '-' || nth), out_trade_no
    from notifications, copies order by nth;
  `)
  const call = async <T>(line: string): Promise<T[]> => {
    const env = { ALIPAY_SIM_URL: 'http://127.0.0.1:8600', ALIPAY_SIM_TOKEN: 'any-will-do' }
    const reach: typeof fetch = (input, init) => {
      const { pathname, search } = new URL(input instanceof Request ? input.url : input)
      return control.send(init?.method ?? 'GET', `${pathname.slice('/_sim'.length)}${search}`)
    }
    const { out, err } = await runCli(`${line} --json`, { env, fetch: reach })
    if (err !== '') throw new Error(err)
    return JSON.parse(out) as T[]
  }
  return { ...control, call }
}

test('the latest 2,100 of 2,300 trades and notifications, each once and in order', async () => {
  const { call } = await openFull()
  const trades = await call<{ outTradeNo: string }>('trade list --last 2100')
  const numbers = Array.from({ length: 2_100 }, (_, at) => `order${at + 200}`)
  expect(trades.map(({ outTradeNo }) => outTradeNo)).toEqual(numbers)
  const older = await call<{ outTradeNo: string }>('trade list --last 2100 --before order3')
  expect(older.map(({ outTradeNo }) => outTradeNo)).toEqual(['order', 'order1', 'order2'])
  const notices = await call<{ notifyId: string }>('notify list --last 2100')
  expect(new Set(notices.map(({ notifyId }) => notifyId)).size).toBe(2_100)
})

test('an exchange that is larger than a page of the journal is shown whole', async () => {
  const { call, shop } = await openFull()
  const { appId: app_id } = shop.app
  await shop.pay('large', {}, { memo: 'm '.repeat(150_000) })
  await shop.text(formPost({ app_id, method: 'alipay.trade.query' }))
  const kinds = await call<{ kind: string }>('journal show x2')
  expect(kinds.map(({ kind }) => kind)).toEqual(['request', 'commit', 'answer', 'end'])
})
