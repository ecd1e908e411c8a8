// Whatever arrives, the gateway answers well-formed JSON with a code, and stays alive.
import { expect, test } from 'vitest'
import {
  commonParams,
  formPost,
  GATEWAY,
  openShop,
  signed,
  type Shop,
} from '../../../testing/shop.fixture.ts'
import { createDraw } from '../../../values/random.ts'

/** The reply's node: the only object-valued member of the envelope. */
function nodeOf(text: string): Record<string, unknown> {
  const envelope = JSON.parse(text) as Record<string, unknown>
  const [key = '', sign] = Object.keys(envelope)
  expect(key).toMatch(/^[\w]+_response$/)
  expect([undefined, 'sign']).toContain(sign)
  return envelope[key] as Record<string, unknown>
}

const post = (body: Uint8Array | string, headers: Record<string, string> = {}) =>
  new Request(GATEWAY, { method: 'POST', body: Buffer.from(body), headers })

const bizOf = async (shop: Shop, method: string, biz: string) =>
  nodeOf(await shop.text(formPost(signed(shop.app, commonParams(shop.app, method, biz)))))

test.each<[string, Uint8Array | string]>([
  ['nothing', ''],
  ['invalid UTF-8', Uint8Array.from([0xff, 0xfe, 0x80, 0x3d, 0xc0, 0xaf])],
  [
    'an app_id of invalid UTF-8',
    Buffer.concat([Buffer.from('app_id='), Buffer.from([0xff, 0xc3])]),
  ],
  ['broken percent escapes', 'app_id=%&method=%zz&sign=%u1234&charset=%E4%BD'],
  ['NUL characters', 'app_id=\0&method=%00&\0=\0'],
  ['__proto__', '__proto__=x&constructor=y&app_id=__proto__&toString=z'],
  ['a mebibyte of one letter', 'a'.repeat(2 ** 20)],
  ['a hundred thousand parameters', 'a=b&'.repeat(100_000)],
  ['only separators', '&&==&=&'],
])('a body of %s', async (_what, body) => {
  const shop = openShop()
  expect(nodeOf(await shop.text(post(body)))).toMatchObject({
    code: expect.stringMatching(/^4000/),
  })
  expect(shop.sandbox.journal.since(0).at(-1)).toMatchObject({ kind: 'end', whole: true })
})

const DEEP = 100_000
test.each([
  ['deep arrays', '['.repeat(DEEP) + ']'.repeat(DEEP), 'isv.illegal-json'],
  ['deep objects', `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`, 'isv.illegal-json'],
  [
    'a deep tail in a good order',
    `{"out_trade_no":"o","x":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`,
    'isv.illegal-json',
  ],
  ['__proto__ as a bag', '{"__proto__":{"out_trade_no":"o-1"}}', 'ACQ.INVALID_PARAMETER'],
  [
    '__proto__ beside a number',
    '{"__proto__":{"x":1},"out_trade_no":"o-1"}',
    'ACQ.TRADE_NOT_EXIST',
  ],
  [
    'constructor and toString',
    '{"constructor":1,"toString":2,"out_trade_no":"o-1"}',
    'ACQ.TRADE_NOT_EXIST',
  ],
  ['a NUL in the number', '{"out_trade_no":"a\\u0000b"}', 'ACQ.TRADE_NOT_EXIST'],
  ['half a surrogate pair in the number', '{"out_trade_no":"a\\ud800"}', 'ACQ.TRADE_NOT_EXIST'],
  ['markup and quotes', '{"out_trade_no":"\\"},\\"sign\\":\\"x<>&\'"}', 'ACQ.TRADE_NOT_EXIST'],
  ['SQL', '{"out_trade_no":"\' or 1=1 --"}', 'ACQ.TRADE_NOT_EXIST'],
  ['a huge number', '{"trade_no":1e308}', 'ACQ.TRADE_NOT_EXIST'],
])('signed biz_content with %s', async (_what, biz, subCode) => {
  expect(await bizOf(openShop(), 'alipay.trade.query', biz)).toMatchObject({ sub_code: subCode })
})

test('half a surrogate pair in a reason is replaced, so that every client can verify the reply', async () => {
  const shop = openShop()
  await shop.pay('o-1')
  const refund =
    '{"out_trade_no":"o-1","refund_amount":"1","out_request_no":"r","refund_reason":"x\\ud83dy"}'
  expect(await bizOf(shop, 'alipay.trade.refund', refund)).toMatchObject({ code: '10000' })
  const asked = { out_trade_no: 'o-1', out_request_no: 'r' }
  const { node, verified, text } = await shop.call('alipay.trade.fastpay.refund.query', asked)
  expect({ reason: node.refund_reason, verified }).toEqual({ reason: 'x\ufffdy', verified: true })
  expect(text).not.toContain('\\ud')
})

test('a subject of every kind of character is paid, notified and signed alike', async () => {
  const shop = openShop()
  const subject = 'a\0\u2028&=+%25"\\/<😀>{\ud800'
  expect(await shop.pay('o-1', { subject })).toMatchObject({ code: '10000' })
  await shop.pass(10_000)
  expect(shop.received[0]?.fields.subject).toBe('a\0\u2028&=+%25"\\/<😀>{\ufffd')
})

const METHODS = ['pay', 'precreate', 'query', 'cancel', 'close', 'refund', 'fastpay.refund.query']
const FIELDS = [
  'out_trade_no',
  'trade_no',
  'total_amount',
  'refund_amount',
  'subject',
  'auth_code',
  'out_request_no',
  'timeout_express',
  'time_expire',
  '__proto__',
  '',
]
const VALUES: unknown[] = [
  '',
  'o-1',
  '1.00',
  0,
  -1,
  1.5,
  1e21,
  null,
  true,
  [],
  {},
  [[]],
  { a: 1 },
  '\0',
  '\ud800',
  '2026-01-05 10:00:00',
  '1c',
  '9'.repeat(70),
  '支付',
]

test('three hundred random requests, half of them signed', async () => {
  const shop = openShop({ seed: 'fuzz' })
  let draws = 0
  const draw = createDraw('fuzz', () => ++draws)
  const below = (n: number) => Math.floor(draw.fraction('fuzz') * n)
  const codes = new Set<unknown>()
  for (let n = 0; n < 300; n++) {
    const biz: Record<string, unknown> = {}
    for (let field = 0; field < 6; field++) {
      const name = FIELDS[below(FIELDS.length)] ?? ''
      const value = VALUES[below(VALUES.length)]
      Object.defineProperty(biz, name, { value, enumerable: true, configurable: true })
    }
    const method = `alipay.trade.${METHODS[below(METHODS.length)]}`
    const params = signed(shop.app, commonParams(shop.app, method, biz))
    const body = Buffer.from(new URLSearchParams(params).toString())
    // The other half arrives with a few bytes changed.
    if (n % 2) for (let hit = 0; hit < 3; hit++) body[below(body.length)] = below(256)
    const node = nodeOf(await shop.text(post(body)))
    expect(node.code).toMatch(/^(10000|4000[1-4])$/)
    codes.add(node.code)
  }
  expect(codes.size).toBeGreaterThanOrEqual(3)
})
