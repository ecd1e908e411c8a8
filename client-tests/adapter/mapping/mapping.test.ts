import { describe, expect, test } from 'vitest'
import type { Reply } from '../extract.ts'
import { mappedCall } from './call.ts'
import { readMapping } from './file.ts'
import type { Values } from '../template.ts'

const SMALL = `start_sale:
  url: http://till/pay
`

/** A mapped shop whose every answer is given. */
function shopSaying(yaml: string, replies: readonly Reply[]) {
  const left = [...replies]
  const seen: Values[] = []
  const call = mappedCall(readMapping(yaml, 'shop.yaml'), async (_action, values) => {
    seen.push(values)
    return left.shift() ?? { status: 0, text: 'nothing more' }
  })
  return { call, seen }
}

const ok = (text: string): Reply => ({ status: 200, text })
const SALE = { sale_id: 'S1', amount: '10.03', subject: 'tea', kind: 'barcode', auth_code: '28' }

describe('what a mapped shop answers', () => {
  const yaml = `base_url: http://till
amount_unit: fen
start_sale:
  method: POST
  url: /orders
  body_template: { code: "{auth_code}", cents: "{amount}" }
  remember: { order: $.id }
read_sale:
  url: /orders/{order}
  status: $.state
  map: { done: PAID, open: PENDING }
  refunded: $.back
  out_trade_no: $.tries[*].no
  effects: { each: "$.book[*]", type: $.what, amount: $.cents, map: { IN: PAID } }
`
  test('is remembered, translated and converted to yuan', async () => {
    const sale =
      '{"state":"done","back":5,"tries":[{"no":"A1"},{"no":"A2"}],"book":[{"what":"IN","cents":1003}]}'
    const { call, seen } = shopSaying(yaml, [ok('{"id":"o-7"}'), ok(sale)])
    expect((await call('POST', '/sales', SALE)).status).toBe(202)
    expect(JSON.parse((await call('GET', '/sales/S1')).text)).toMatchObject({
      status: 'PAID',
      refunded: '0.05',
      attempts: [{ out_trade_no: 'A1' }, { out_trade_no: 'A2' }],
      effects: [{ type: 'PAID', amount: '10.03' }],
    })
    expect(seen).toMatchObject([{ amount: '1003' }, { order: 'o-7', sale_id: 'S1' }])
  })
  test('is asked for where it is sold, and none of its sales begins with a code on the counter', async () => {
    const named = yaml.replace('cents:', 'at: "{gateway} {currency} {merchant_id}", cents:')
    const { call, seen } = shopSaying(named, [ok('{"id":"o-7"}')])
    const abroad = { gateway: 'ams', currency: 'USD', merchant_id: '2021000000000001' }
    expect((await call('POST', '/sales', { ...SALE, ...abroad })).status).toBe(202)
    expect(seen).toMatchObject([abroad])
    const entry = { ...SALE, ...abroad, kind: 'entry', auth_code: undefined }
    expect((await call('POST', '/sales', entry)).status).toBe(501)
  })
  test('in a word that the map does not know stops the run with the line', async () => {
    const { call } = shopSaying(yaml, [ok('{"id":1}'), ok('{"state":"lost"}')])
    await call('POST', '/sales', SALE)
    await expect(call('GET', '/sales/S1')).rejects.toThrow(
      'shop.yaml:11: read_sale.map has no "lost", which the shop said; add it, or "*" for all others',
    )
  })
  test('in its books by a word that no map knows stops the run with the line', async () => {
    const sale = '{"state":"done","book":[{"what":"OUT","cents":5}]}'
    const { call } = shopSaying(yaml, [ok('{"id":1}'), ok(sale)])
    await call('POST', '/sales', SALE)
    await expect(call('GET', '/sales/S1')).rejects.toThrow(
      'shop.yaml:14: read_sale.effects.map has no "OUT", which the shop said',
    )
  })
  test('where the amount is not in fen stops the run with the line', async () => {
    const { call } = shopSaying(yaml, [ok('{"id":1}'), ok('{"state":"open","back":"0.05"}')])
    await call('POST', '/sales', SALE)
    await expect(call('GET', '/sales/S1')).rejects.toThrow(
      'shop.yaml:12: "0.05" is no amount in fen',
    )
  })
  test('for what is not mapped is 501, and capabilities leave it out', async () => {
    const { call } = shopSaying(yaml, [])
    expect((await call('POST', '/refunds', {})).status).toBe(501)
    expect((await call('GET', '/manual-items')).status).toBe(501)
    // A web order is none of its sales by payment code.
    const web = { ...SALE, kind: 'web', auth_code: undefined }
    expect((await call('POST', '/sales', web)).status).toBe(501)
    const capabilities = JSON.parse((await call('GET', '/capabilities')).text)
    expect(capabilities.ops).toEqual(['PAY', 'QUERY', 'CANCEL'])
    expect(capabilities.supports).toMatchObject({ effects: true, restart: false })
  })
  test('of a bill and of alarms is put into the words of the contract', async () => {
    const { call, seen } = shopSaying(
      `${yaml}reconcile:
  url: /compare?day={date}
  rows: $.lines
  each: $.odd[*]
  type: $.why
  map: { bank only: remote_only, "*": amount }
  ref: $.no
  cancel_refunds: $.sent_back[*]
alerts: { url: /alarms, each: "$[*]", kind: $.what, map: { BAD: INVALID_PARAMETER }, at: $.when }
`,
      [
        ok(
          '{"lines":7,"odd":[{"why":"bank only","no":"A1"},{"why":"sum","no":"A2"}],"sent_back":["A3"]}',
        ),
        { status: 404, text: 'no bill yet' },
        ok('[{"what":"BAD","when":"2026-01-05T08:00:00Z"},{"what":"SLOW"}]'),
      ],
    )
    const compared = await call('POST', '/reconcile', { date: '2026-01-05' })
    expect(JSON.parse(compared.text)).toEqual({
      rows: 7,
      discrepancies: [
        { type: 'remote_only', ref: 'A1' },
        { type: 'amount', ref: 'A2' },
      ],
      cancel_refunds: ['A3'],
    })
    expect(await call('POST', '/reconcile', { date: '2026-01-06' })).toMatchObject({ status: 409 })
    expect(JSON.parse((await call('GET', '/alerts')).text)).toEqual([
      { kind: 'INVALID_PARAMETER', at: '2026-01-05T08:00:00Z' },
      { kind: 'SLOW' },
    ])
    expect(seen[0]).toEqual({ date: '2026-01-05' })
    const capabilities = JSON.parse((await call('GET', '/capabilities')).text)
    expect(capabilities.ops).toEqual(['PAY', 'QUERY', 'CANCEL', 'BILLURL', 'BILLGET'])
    expect(capabilities.supports).toMatchObject({ recon: true })
  })
  test.each([
    ['{"rows":"many"}', 'shop.yaml:5: reconcile.rows found nothing in 200 {"rows":"many"}'],
    [
      '{"rows":1,"odd":[{"why":"?"}]}',
      'shop.yaml:3: reconcile.map has no "?", which the shop said',
    ],
  ])('of a bill, %s, stops the run with the line', async (text, message) => {
    const bills =
      'reconcile:\n  url: http://till/bill\n  rows: $.rows\n  each: $.odd[*]\n  type: $.why\n  ref: $.no\n'
    const { call } = shopSaying(`${SMALL}${bills}`, [ok(text)])
    await expect(call('POST', '/reconcile', { date: '2026-01-05' })).rejects.toThrow(message)
  })
  test('only after the payment does not keep the suite waiting', async () => {
    const blocking = `start_sale:
  url: http://till/pay
  blocks: true
  status: /(\\w+)/
  map: { PAID: PAID }
`
    let answer = (_reply: Reply) => {}
    const call = mappedCall(
      readMapping(blocking, 'shop.yaml'),
      () => new Promise((resolve) => (answer = resolve)),
    )
    expect((await call('POST', '/sales', SALE)).status).toBe(202)
    expect((await call('GET', '/sales/S1')).text).toContain('"PENDING"')
    answer(ok('PAID'))
    await Promise.resolve()
    await Promise.resolve()
    expect((await call('GET', '/sales/S1')).text).toContain('"PAID"')
  })
})

describe('a mapping file that cannot be used says why, by line', () => {
  test.each([
    ['', 'shop.yaml:1: start_sale is missing'],
    [`${SMALL}  metod: POST\n`, 'shop.yaml:3: start_sale.metod is not known here'],
    [
      `${SMALL}  method: FETCH\n`,
      'shop.yaml:3: start_sale.method must be GET, POST, PUT or DELETE',
    ],
    ['start_sale:\n  url: /pay\n', 'shop.yaml:2: start_sale.url has no host: give base_url'],
    [`${SMALL}  run: pay\n`, 'start_sale must have either url or run'],
    [
      'start_sale:\n  url: http://till/{amonut}\n',
      'shop.yaml:2: start_sale.url has {amonut}, which nothing fills; known here: {sale_id}',
    ],
    [
      `${SMALL}read_sale:\n  url: http://till/x\n  status: $.[\n  map: {}\n`,
      'shop.yaml:5: read_sale.status must be one: cannot be read',
    ],
    [
      `${SMALL}read_sale:\n  url: http://till/x\n  status: $.s\n  map:\n    1: PAYED\n`,
      'shop.yaml:7: read_sale.map.1 must be one of PENDING, PAID',
    ],
    [
      `${SMALL}read_sale:\n  url: http://till/x\n  status: $.s\n  map: { a: PAID }\n  effects: { each: "$", type: $.t, amount: $.a, map: { IN: SALE } }\n`,
      'shop.yaml:7: read_sale.effects.map.IN must be one of PAID, REFUNDED, REVERSED; it is "SALE"',
    ],
    [
      `${SMALL}  metod: POST\nrefnd: {}\n`,
      'shop.yaml:3: start_sale.metod is not known here; did you mean method?\nshop.yaml:4: refnd is not known here; did you mean refund?',
    ],
    [
      `${SMALL}capabilities: { time_scal: 0.1 }\n`,
      'shop.yaml:3: capabilities.time_scal is not known here; did you mean time_scale?',
    ],
    [`${SMALL}amount_unit: cent\n`, 'shop.yaml:3: amount_unit must be fen or yuan'],
    [`${SMALL}  ok: [\n`, 'shop.yaml:'],
  ])('%j', (yaml, message) => {
    expect(() => readMapping(yaml, 'shop.yaml')).toThrow(message)
  })
})
