// Lists go back by a cursor, so that no answer reads a whole table.
import { expect, test } from 'vitest'
import { openControl } from '../testing/control.fixture.ts'

async function deskWith(count: number) {
  const control = openControl()
  for (let nth = 1; nth <= count; nth++) await control.shop.pay(`order-${nth}`)
  const list = async (query: string) =>
    (await control.call(`GET ${query}`)).body as Record<
      'outTradeNo' | 'notifyId' | 'tradeNo',
      string
    >[]
  return { ...control, list }
}

test('trades before one of them are listed, by either of its numbers, down to the first', async () => {
  const { list } = await deskWith(5)
  const numbers = async (query: string) =>
    (await list(`/trades?${query}`)).map(({ outTradeNo }) => outTradeNo)
  expect(await numbers('limit=2')).toEqual(['order-4', 'order-5'])
  expect(await numbers('limit=2&before=order-4')).toEqual(['order-2', 'order-3'])
  const [second] = await list('/trades?limit=1&before=order-3')
  expect(await numbers(`limit=2&before=${second?.tradeNo}`)).toEqual(['order-1'])
  expect(await numbers('before=order-1')).toEqual([])
})

test('trades are found by a part of a number or a subject, and by their state, a page at a time', async () => {
  const { list, shop, call } = await deskWith(3)
  await shop.pay('tea-1', { subject: '龙井 100% "A"' })
  await shop.pay('open-1', { auth_code: shop.sandbox.buyers.issueCode({ pays: 'never' }).authCode })
  const found = async (query: string) =>
    (await list(`/trades?${query}`)).map(({ outTradeNo }) => outTradeNo)
  expect(await found('search=ORDER-')).toEqual(['order-1', 'order-2', 'order-3'])
  expect(await found('search=order-&limit=2')).toEqual(['order-2', 'order-3'])
  expect(await found('search=order-&limit=2&before=order-2')).toEqual(['order-1'])
  expect(await found(`search=${encodeURIComponent('00% "a"')}`)).toEqual(['tea-1'])
  expect(await found('search=order_1')).toEqual([])
  // The name of a field is in every record, and no trade is found by it.
  expect(await found('search=outTradeNo')).toEqual([])
  expect(await found('status=WAIT_BUYER_PAY')).toEqual(['open-1'])
  expect(await found('status=WAIT_BUYER_PAY&search=tea')).toEqual([])
  const refused = await call('GET /trades?status=PAID')
  expect(refused).toMatchObject({ status: 400, body: { field: 'status' } })
})

test('notifications before one of them are listed, down to the first', async () => {
  const { list } = await deskWith(3)
  const all = (await list('/notifications')).map(({ notifyId }) => notifyId)
  expect(all).toHaveLength(3)
  const before = async (at: number) =>
    (await list(`/notifications?limit=1&before=${all[at]}`)).map(({ notifyId }) => notifyId)
  expect(await before(2)).toEqual([all[1]])
  expect(await before(1)).toEqual([all[0]])
  expect(await before(0)).toEqual([])
})

test.each(['/trades', '/notifications'])(
  'a cursor of %s that names nothing is refused, and so is a page of more than 1000',
  async (path) => {
    const { call } = await deskWith(1)
    const unknown = await call(`GET ${path}?before=order-9`)
    expect(unknown).toMatchObject({ status: 400, body: { field: 'before' } })
    const tooMany = await call(`GET ${path}?limit=1001`)
    expect(tooMany).toMatchObject({ status: 400, body: { field: 'limit', detail: 'at most 1000' } })
  },
)
