// What a heartbeat must hold (004:L138-144).
import { expect, test } from 'vitest'
import { openShop } from '../../testing/shop.fixture.ts'

const shop = openShop()
const whole = {
  product: 'FP',
  type: 'CR',
  equipment_id: 'till-0001',
  time: '2026-01-05 10:00:00',
  store_id: 'DF',
  network_type: 'LAN',
  trade_info: '[{"OTN":"order-1","TC":"3","STAT":"S"},{"OTN":"order-2","TC":40,"STAT":"X"}]',
  exce_info: 'HE_PRINTER|HE_SCANER',
  equipment_status: '10',
}
const beat = async (content: object) =>
  (await shop.call('monitor.heartbeat.syn', { ...whole, ...content })).node

test('a whole heartbeat is answered with the merchant, and stands in the journal', async () => {
  expect(await beat({})).toEqual({ code: '10000', msg: 'Success', pid: shop.app.pid })
  expect(shop.sandbox.trace().exchanges.at(-1)).toMatchObject({ op: 'HEARTBEAT' })
})

test.each<[object]>([[{ type: 'STORE' }], [{ type: 'VM' }], [{ trade_info: '' }], [{ mac: 'x' }]])(
  '%j is taken',
  async (content) => {
    expect(await beat(content)).toMatchObject({ code: '10000' })
  },
)

const trades = (count: number) =>
  JSON.stringify(Array.from({ length: count }, (_, at) => ({ OTN: `o${at}`, TC: 1, STAT: 'S' })))

test('thirty sales are taken, thirty-one are not', async () => {
  expect(await beat({ trade_info: trades(30) })).toMatchObject({ code: '10000' })
  expect(await beat({ trade_info: trades(31) })).toMatchObject({ code: '40004' })
})

test.each<[string, object]>([
  ['product', { product: '' }],
  ['product', { product: 'QR' }],
  ['type', { type: 'PHONE' }],
  ['equipment_id', { equipment_id: '12345' }],
  ['equipment_id', { equipment_id: 'e'.repeat(33) }],
  ['time', { time: '2026-01-05' }],
  ['store_id', { store_id: '' }],
  ['network_type', { network_type: 'MODEM' }],
  ['trade_info', { trade_info: '{}' }],
  ['trade_info', { trade_info: 'not json' }],
  ['trade_info.0.STAT', { trade_info: '[{"OTN":"o","TC":1,"STAT":"Q"}]' }],
  ['trade_info.0.TC', { trade_info: '[{"OTN":"o","TC":100,"STAT":"S"}]' }],
  ['exception_info', { exception_info: 'x'.repeat(129) }],
])('a wrong %s is named: %j', async (field, content) => {
  const { code, sub_code, sub_msg } = await beat(content)
  expect({ code, sub_code }).toEqual({ code: '40004', sub_code: 'ACQ.INVALID_PARAMETER' })
  expect(sub_msg).toContain(`${field}：`)
})
