// What an explanation may cost: a refused request keeps nobody waiting, however it is made up, and
// what was left out is made up for when somebody reads it.
import { describe, expect, test } from 'vitest'
import { openControl } from '../testing/control.fixture.ts'
import { readRequest } from './in-process.ts'
import {
  commonParams,
  formPost,
  openShop,
  signed,
  signWith,
  toSign,
  type Params,
  type Shop,
} from '../testing/shop.fixture.ts'
import { MINUTE } from '../values/instant.ts'
import { restRequest } from '../testing/rest.fixture.ts'
import { openBudget, QUICK_BYTES, THOROUGH_BYTES, TRY_BYTES } from '../protocols/budget.ts'
import { explainForm } from '../protocols/openapi/diagnosis/explain-form.ts'

const METHOD = 'alipay.trade.query'
const ORDER = { out_trade_no: 'order-1' }

/** A signature that is right for another request of the same app. */
const reused = (shop: Shop) =>
  signed(shop.app, commonParams(shop.app, METHOD, { out_trade_no: 'another' })).sign ?? ''

const manyFields = (count: number): Params =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`f${n}`, '1']))
const nested = (depth: number) => `${'['.repeat(depth)}"${'/'.repeat(8_000)}"${']'.repeat(depth)}`

const HOSTILE: [what: string, make: (shop: Shop) => Params][] = [
  ['97 KB of further fields', ({ app }) => commonParams(app, METHOD, ORDER, manyFields(12_000))],
  ['biz_content nested 1,880 deep', ({ app }) => commonParams(app, METHOD, nested(1_880))],
  ['biz_content nested 32 deep', ({ app }) => commonParams(app, METHOD, nested(31))],
  [
    'a field of 400 KB',
    ({ app }) => commonParams(app, METHOD, ORDER, { memo: '<%+ '.repeat(100_000) }),
  ],
  ['an ordinary call', ({ app }) => commonParams(app, METHOD, { ...ORDER, memo: 'x'.repeat(800) })],
]

/** Far more than it takes, far less than it took: such a request stopped everybody for 20 s and more. */
const DEADLINE_MS = 10_000

describe.each(HOSTILE)('%s, with a signature of something else', (_what, make) => {
  test('it is refused, and the call beside it is answered at once', async () => {
    const shop = openShop()
    await shop.pay('order-1')
    const startedMs = performance.now()
    const [refused, beside] = await Promise.all([
      shop.text(formPost({ ...make(shop), sign: reused(shop) })),
      shop.trade('query', ORDER),
    ])
    expect(performance.now() - startedMs).toBeLessThan(DEADLINE_MS)
    expect(refused).toContain('isv.invalid-signature')
    expect(beside).toMatchObject({ trade_status: 'TRADE_SUCCESS' })
    const answer = shop.sandbox.trace().of('answer').at(-2)
    expect(answer?.explained).toMatchObject({ verdict: 'none-fits', isCutShort: true })
  })

  test.each([QUICK_BYTES, THOROUGH_BYTES])('the work stays within %d bytes', async (bytes) => {
    const shop = openShop()
    const request = formPost({ ...make(shop), sign: reused(shop) })
    const budget = openBudget(bytes)
    const explained = explainForm(await readRequest(request), keyed(shop), [], budget)
    expect(explained?.verdict).toBe('none-fits')
    expect(budget.spent()).toBeLessThanOrEqual(bytes)
  })
})

const keyed = ({ app }: Shop) => ({ ...app, appPublicKey: app.appPublicKey ?? '' })

test('v3: an Authorization of 20,000 pairs keeps nobody waiting', async () => {
  const shop = openShop()
  await shop.pay('order-1')
  const auth = manyFields(20_000)
  const request = restRequest(shop.app, { target: '/v3/alipay/trade/query', body: ORDER, auth })
  const headers = new Headers(request.headers)
  headers.set('authorization', headers.get('authorization')?.replace('f7=1', 'f7=2') ?? '')
  const startedMs = performance.now()
  const [refused] = await Promise.all([
    shop.text(new Request(request, { headers })),
    shop.trade('query', ORDER),
  ])
  expect(performance.now() - startedMs).toBeLessThan(DEADLINE_MS)
  expect(refused).toContain('invalid-signature')
})

test('a signature of four thousand blocks is opened no further than one could be', async () => {
  const shop = openShop()
  const one = Buffer.from(reused(shop), 'base64')
  const sign = Buffer.concat(Array.from({ length: 2_000 }, () => one)).toString('base64')
  const startedMs = performance.now()
  await shop.text(formPost({ ...commonParams(shop.app, METHOD, {}), sign }))
  expect(performance.now() - startedMs).toBeLessThan(DEADLINE_MS)
  const [answer] = shop.sandbox.trace().of('answer')
  expect(answer?.explained?.mistakes).toMatchObject([{ name: 'key-unknown' }])
})

test('a key that nobody has, among hundreds that somebody has: what was not tried is tried when read', async () => {
  const shop = openShop()
  const other = openShop({ seed: 'stranger' }).app
  const keyless = { ...shop.app, appPublicKey: shop.app.appPublicKey ?? '' }
  const apps = Array.from({ length: 400 }, (_, n) => ({ ...other, appId: `${n}` }))
  const noise = Buffer.alloc(256, 7).toString('base64')
  const request = await readRequest(
    formPost({ ...commonParams(shop.app, METHOD, ORDER), sign: noise }),
  )
  const quick = explainForm(request, keyless, apps, openBudget(QUICK_BYTES))
  expect(quick).toMatchObject({ verdict: 'none-fits', isCutShort: true })
  const thorough = explainForm(request, keyless, apps, openBudget(THOROUGH_BYTES))
  expect(thorough).toMatchObject({ verdict: 'mistake', mistakes: [{ name: 'key-unknown' }] })
})

/** Two mistakes that are tried late, far behind what the request path has time for. */
function doubly({ app }: Shop): Params {
  const params = commonParams(
    app,
    METHOD,
    { out_trade_no: 'a/b' },
    { notify_url: 'http://s.test/n' },
  )
  const text = toSign({ ...params, biz_content: '{"out_trade_no":"a\\/b"}', charset: 'UTF-8' })
  return { ...params, sign: signWith(app, text) }
}

test('what the request path left out is named when somebody reads the exchange', async () => {
  const { shop, call } = openControl()
  await shop.text(formPost(doubly(shop)))
  const [exchange] = shop.sandbox.trace().exchanges
  expect(shop.sandbox.trace().of('answer')[0]?.explained).toMatchObject({ isCutShort: true })
  const both = [{ name: 'biz-content-slashes' }, { name: 'charset-value' }]
  const { body } = await call('POST /explain', { exchange: exchange?.id })
  expect(body).toMatchObject({ verdict: 'mistake', mistakes: both })
  const { body: page } = await call(`GET /journal?exchange=${exchange?.id}`)
  const { entries } = page as { entries: { kind: string; explained?: object }[] }
  const shown = entries.find(({ kind }) => kind === 'answer')?.explained
  expect(shown).toMatchObject({ verdict: 'mistake', mistakes: both })
  expect(shown).not.toHaveProperty('isCutShort')
})

test('a budget is taken from until it does not suffice, and gives nothing afterwards', () => {
  const budget = openBudget(TRY_BYTES + 10)
  expect(budget.spend(TRY_BYTES)).toBe(true)
  expect(budget.isUsedUp()).toBe(false)
  expect(budget.spend(11)).toBe(false)
  expect(budget.spend(1)).toBe(false)
  expect([budget.spent(), budget.isUsedUp()]).toEqual([TRY_BYTES, true])
})

test('the same request has the same explanation, however fast the machine is', async () => {
  const explanations = await Promise.all(
    [1, 2].map(async () => {
      const shop = openShop({ startAt: Date.UTC(2026, 0, 5, 2) + MINUTE })
      await shop.text(
        formPost({ ...commonParams(shop.app, METHOD, ORDER), sign: reused(shop).slice(4) }),
      )
      return shop.sandbox.trace().of('answer')[0]?.explained
    }),
  )
  expect(explanations[0]).toEqual(explanations[1])
})
