// Whatever arrives, the gateway of AMS answers signed JSON with a result, and stays alive.
import { expect, test } from 'vitest'
import { openAmsShop, payment, type AmsCall } from '../../testing/ams-shop.fixture.ts'
import { createDraw } from '../../values/random.ts'

type Members = Record<string, unknown>

const DEEP = 100_000
test.each([
  ['nothing', ''],
  ['no JSON', 'paymentRequestId=p-1'],
  ['a list', '[]'],
  ['a word', '"pay"'],
  ['nothing known', 'null'],
  ['deep lists', '['.repeat(DEEP) + ']'.repeat(DEEP)],
  ['deep objects', `${'{"order":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`],
  ['a mebibyte of one letter', 'a'.repeat(2 ** 20)],
  ['__proto__', '{"__proto__":{"paymentRequestId":"p-1"},"constructor":1,"toString":2}'],
  ['one member twice', '{"paymentRequestId":"p-1","paymentRequestId":"p-2"}'],
])('a signed body of %s is refused', async (_what, text) => {
  const shop = openAmsShop()
  const { status, said, verified } = await shop.call('payments/pay', {}, { text })
  expect({ status, said, verified }).toEqual({
    status: 200,
    said: 'F PARAM_ILLEGAL',
    verified: true,
  })
  expect(shop.sandbox.journal.since(0).at(-1)).toMatchObject({ kind: 'end', whole: true })
})

test.each<[string, AmsCall]>([
  ['a client without a name', { clientId: '' }],
  ['a client called __proto__', { clientId: '__proto__' }],
  ['a signature header of separators', { header: () => ',,==,=,' }],
  ['a signature of broken escapes', { header: () => 'algorithm=RSA256,signature=%E4%zz' }],
  ['an algorithm of ten thousand letters', { header: () => `algorithm=${'x'.repeat(10_000)}` }],
  ['a request-time of words', { time: 'the day before yesterday' }],
])('%s is refused or accepted, and answered', async (_what, how) => {
  const { status, said } = await openAmsShop().call('payments/inquiryPayment', {}, how)
  expect(status).toBe(200)
  expect(said).toMatch(/^F [A-Z_]+$/)
})

const VALUES: unknown[] = [
  undefined,
  null,
  true,
  '',
  '0',
  '-1',
  '1.5',
  '599',
  0,
  -1,
  1.5,
  1e21,
  599,
  [],
  {},
  [[]],
  '\0',
  '\ud800',
  'USD',
  'usd',
  '9'.repeat(70),
  'x'.repeat(5_000),
  'not-a-url',
  '支付',
  '2026-01-05T10:00:00+08:00',
  '2999-99-99',
  { value: '599' },
  { currency: 'XXX' },
]

const BODIES: Record<string, Members> = {
  'payments/pay': payment('p-1', {
    paymentMethod: { paymentMethodType: 'CONNECT_WALLET', paymentMethodId: 'c' },
    settlementStrategy: { settlementCurrency: 'HKD' },
  }),
  'payments/inquiryPayment': { paymentRequestId: 'p-1', paymentId: 'p' },
  'payments/cancel': { paymentRequestId: 'p-1', paymentId: 'p' },
  'payments/refund': {
    refundRequestId: 'r-1',
    paymentId: 'p',
    refundAmount: { currency: 'USD', value: '599' },
    refundReason: 'cold',
  },
  'payments/inquiryRefund': { refundRequestId: 'r-1', refundId: 'r' },
  'authorizations/consult': {
    customerBelongsTo: 'ALIPAY_CN',
    authClientId: 'm-1',
    authRedirectUrl: 'http://shop.test/back',
    scopes: ['AGREEMENT_PAY'],
    authState: 's',
    terminalType: 'WEB',
  },
  'authorizations/applyToken': { grantType: 'AUTHORIZATION_CODE', authCode: 'c' },
  'authorizations/revoke': { accessToken: 't' },
}

/** The places of a body: each member, however deep. */
function placesIn(value: unknown, at: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [
    [...at, name],
    ...placesIn(inner, [...at, name]),
  ])
}

function withValue(body: Members, place: readonly string[], value: unknown): Members {
  const copy = structuredClone(body)
  const last = place.at(-1) ?? ''
  let inner = copy
  for (const name of place.slice(0, -1)) inner = Object(inner[name]) as Members
  inner[last] = value
  return copy
}

test('every member of every body, once each with values of every kind', async () => {
  const shop = openAmsShop({ seed: 'fuzz' })
  await shop.pay('p-1')
  let draws = 0
  let payments = 1
  const draw = createDraw('fuzz', () => ++draws)
  const below = (n: number) => Math.floor(draw.fraction('fuzz') * n)
  const results = new Set<string>()
  for (const [endpoint, body] of Object.entries(BODIES)) {
    for (const place of placesIn(body)) {
      for (let nth = 0; nth < 6; nth += 1) {
        const value = VALUES[below(VALUES.length)]
        // A payment of its own each time: the same once more would be refused for its difference.
        const { authCode } = shop.sandbox.buyers.issueCode({ pays: 'at-once' })
        const paymentMethod = { paymentMethodType: 'CONNECT_WALLET', paymentMethodId: authCode }
        const own = { ...body, paymentRequestId: `p-${++payments}`, paymentMethod }
        const asked = withValue(endpoint === 'payments/pay' ? own : body, place, value)
        const { status, said, verified } = await shop.call(endpoint, asked)
        expect({ status, verified }, `${endpoint} ${place.join('.')}`).toEqual({
          status: 200,
          verified: true,
        })
        expect(said, `${endpoint} ${place.join('.')}`).toMatch(/^[SFU] [A-Z_]+$/)
        results.add(said)
      }
    }
  }
  for (const said of ['S SUCCESS', 'F PARAM_ILLEGAL', 'F INVALID_PAYMENT_CODE'])
    expect(results).toContain(said)
  await shop.pass(60_000)
  expect(shop.received.length).toBeGreaterThan(20)
  expect(shop.received.every(({ verified }) => verified)).toBe(true)
})
