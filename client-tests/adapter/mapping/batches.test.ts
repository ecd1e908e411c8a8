import { expect, test } from 'vitest'
import type { Reply } from '../extract.ts'
import { fillJson, type Values } from '../template.ts'
import { mappedCall } from './call.ts'
import { readMapping } from './file.ts'
import type { Action } from './schema.ts'

const SHOP = `base_url: http://shop
start_web:
  url: /orders?id={sale_id}&fee={amount}
  remember: { order: $.no }
  pay_url: $.page
read_sale:
  url: /orders/{order}
  status: $.state
  map: { open: PENDING, done: PAID }
refund_batch:
  method: POST
  url: /batches/{batch_id}
  body_template: { name: "{batch_id}", refunds: "{items}" }
  item: { of: "{order}", key: "{refund_id}", yuan: "{amount}" }
read_batch:
  url: /batches/{batch_id}
  each: "$.refunds[*]"
  refund_id: $.key
  status: $.state
  map: { back: REFUNDED, no: FAILED, "*": PENDING }
  batch_no: $.no
resubmit_batch:
  method: POST
  url: /batches/{batch_id}/again
`

const ok = (body: object): Reply => ({ status: 200, text: JSON.stringify(body) })

function shopSaying(yaml: string, replies: readonly Reply[]) {
  const left = [...replies]
  const sent: { action: Action; values: Values }[] = []
  const call = mappedCall(readMapping(yaml, 'shop.yaml'), async (action, values) => {
    sent.push({ action, values })
    return left.shift() ?? { status: 0, text: 'nothing more' }
  })
  return { call, sent }
}

const SALE = { sale_id: 'S92m-1', amount: '10.03', subject: 'tea', kind: 'web' }
const BATCH = {
  batch_id: 'b1',
  items: [
    { refund_id: 'r1', sale_id: 'S92m-1', amount: '4.01' },
    { refund_id: 'r2', sale_id: 'S92m-1', amount: '1.00' },
  ],
}

test('a page and a batch of refunds are asked for in the shop’s own words, and read back', async () => {
  const { call, sent } = shopSaying(SHOP, [
    ok({ no: 'o-7', page: 'http://shop/pay/7' }),
    ok({ state: 'open' }),
    ok({}),
    ok({
      refunds: [
        { key: 'r1', state: 'back', no: 'B1' },
        { key: 'r2', state: 'sent' },
      ],
    }),
    ok({}),
  ])
  expect((await call('POST', '/sales', SALE)).status).toBe(202)
  expect(JSON.parse((await call('GET', '/sales/S92m-1')).text)).toMatchObject({
    status: 'PENDING',
    pay_url: 'http://shop/pay/7',
  })
  expect((await call('POST', '/batches', BATCH)).status).toBe(202)
  const { action, values } = sent[2] ?? { action: {}, values: {} }
  expect(fillJson(action.body_template, values)).toEqual({
    name: 'b1',
    refunds: [
      { of: 'o-7', key: 'r1', yuan: '4.01' },
      { of: 'o-7', key: 'r2', yuan: '1.00' },
    ],
  })
  expect(JSON.parse((await call('GET', '/batches/b1')).text)).toEqual({
    items: [
      { refund_id: 'r1', status: 'REFUNDED', batch_no: 'B1' },
      { refund_id: 'r2', status: 'PENDING' },
    ],
  })
  expect((await call('POST', '/batches/b1/resubmit', {})).status).toBe(202)
  expect((await call('GET', '/batches/b2')).status).toBe(404)
})

test('items may be text, one behind the other', async () => {
  const yaml = SHOP.replace(
    / {2}body_template:.*\n {2}item:.*\n/,
    '  item: "{order}^{amount}"\n  between: "#"\n',
  )
  const { call, sent } = shopSaying(yaml, [ok({ no: 'o-7', page: 'http://shop/pay/7' }), ok({})])
  await call('POST', '/sales', SALE)
  await call('POST', '/batches', BATCH)
  expect(sent[1]?.values).toEqual({ batch_id: 'b1', items: 'o-7^4.01#o-7^1.00' })
})

test('a shop of pages declares no cancel; a hole that nothing fills is named', async () => {
  const { call } = shopSaying(SHOP, [])
  expect(JSON.parse((await call('GET', '/capabilities')).text).ops).toEqual([
    'CLOSE',
    'QUERY',
    'REFUND',
  ])
  expect(() => readMapping(SHOP.replace('{refund_id}', '{key}'), 'shop.yaml')).toThrow(
    'shop.yaml:14: refund_batch.item has {key}, which nothing fills',
  )
})
