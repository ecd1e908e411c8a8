// Orders for a named buyer, and what a merchant tells of an order afterwards.
import { expect, test } from 'vitest'
import { openShop } from '../../testing/shop.fixture.ts'
import { openIdOf } from '../../trade/buyer.ts'

const order = { out_trade_no: 'o-1', total_amount: '88.88', subject: '一杯咖啡' }
const fails = (subCode: string) => ({ code: '40004', sub_code: `ACQ.${subCode}` })

test('create opens a trade for a buyer by id, open id or logon id, once', async () => {
  const shop = openShop()
  const [one, two] = shop.sandbox.buyers.list()
  const create = (biz: object) => shop.trade('create', { ...order, ...biz })
  const made = await create({ buyer_id: one?.buyerId })
  expect(made).toEqual({
    code: '10000',
    msg: 'Success',
    out_trade_no: 'o-1',
    trade_no: expect.stringMatching(/^\d{28}$/) as string,
  })
  expect(await create({ buyer_open_id: openIdOf(one?.buyerId ?? '0') })).toEqual(made)
  expect(await create({ buyer_logon_id: one?.logonId })).toEqual(made)
  expect(await create({ buyer_id: two?.buyerId })).toMatchObject(fails('TRADE_BUYER_NOT_MATCH'))
  expect(await create({ out_trade_no: 'o-2', buyer_id: '2088' })).toMatchObject(
    fails('BUYER_NOT_EXIST'),
  )
  expect(await create({ out_trade_no: 'o-2' })).toMatchObject(fails('INVALID_PARAMETER'))
  expect(shop.sandbox.trades.get('o-1')?.status).toBe('WAIT_BUYER_PAY')
  shop.sandbox.buyers.pay('o-1')
  expect(await create({ buyer_id: one?.buyerId })).toMatchObject(fails('TRADE_HAS_SUCCESS'))
})

test('orderinfo.sync tells once for an out_request_no', async () => {
  const shop = openShop()
  const { trade_no } = await shop.pay('o-1')
  const sync = (out_request_no: string, status: string) =>
    shop.trade('orderinfo.sync', {
      trade_no,
      out_request_no,
      biz_type: 'CREDIT_AUTH',
      order_biz_info: JSON.stringify({ status }),
    })
  const done = await sync('y1', 'COMPLETE')
  expect(done).toMatchObject({ code: '10000', trade_no, out_trade_no: 'o-1' })
  expect(await sync('y1', 'CLOSED')).toEqual(done)
  expect(shop.sandbox.trades.get('o-1')?.synced).toEqual([
    { outRequestNo: 'y1', status: 'COMPLETE' },
  ])
  expect(await sync('y2', 'EATEN')).toMatchObject(fails('NOTIFY_STATUS_INVALID'))
})
