// Why a signature of the old gateway does not fit: told of requests in the journal and of what somebody pastes.
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { mapiText, md5, openMapiShop, type MapiShop } from '../../testing/mapi-shop.fixture.ts'

type Params = Record<string, string>

const asked = (shop: MapiShop, more: Params = {}): Params => ({
  ...shop.common('single_trade_query', { out_trade_no: 'o 1', body: '一杯', ...more }),
  sign_type: 'MD5',
})

/** What the journal says beside the refusal. */
async function told(shop: MapiShop, params: Params) {
  expect((await shop.send(params, 'GET')).said).toBe('ILLEGAL_SIGN')
  return shop.sandbox.trace().of('answer').at(-1)?.explained
}

describe('MD5', () => {
  const mistakes: [string, (shop: MapiShop, params: Params) => string, string][] = [
    [
      'key-joined',
      ({ keys }, params) => md5(`${mapiText(params)}&key=${keys.md5Key}`),
      'key-joined',
    ],
    ['the key left out', (_shop, params) => md5(mapiText(params)), 'key-left-out'],
    [
      'capitals',
      ({ keys }, params) => md5(`${mapiText(params)}${keys.md5Key}`).toUpperCase(),
      'upper-case-sign',
    ],
    [
      'not sorted',
      ({ keys }, { sign_type: _type, ...params }) =>
        md5(
          `${Object.entries(params)
            .map((pair) => pair.join('='))
            .join('&')}${keys.md5Key}`,
        ),
      'not-sorted',
    ],
    [
      'percent-encoded',
      ({ keys }, params) => {
        const encoded = Object.entries(params).map(([name, value]) => [
          name,
          encodeURIComponent(value),
        ])
        return md5(`${mapiText(Object.fromEntries(encoded) as Params)}${keys.md5Key}`)
      },
      'not-decoded',
    ],
    [
      'one parameter left out',
      ({ keys }, { body: _body, ...params }) => md5(`${mapiText(params)}${keys.md5Key}`),
      'body-not-signed',
    ],
  ]
  test.each(mistakes)('%s', async (_what, signs, name) => {
    const shop = openMapiShop()
    const params = asked(shop)
    const explained = await told(shop, { ...params, sign: signs(shop, params) })
    expect(explained).toMatchObject({ verdict: 'mistake', mistakes: [{ name }] })
    expect(explained?.gatewayText).toBe(mapiText(params))
    expect(JSON.stringify(explained)).not.toContain(shop.keys.md5Key)
  })

  test('the key of another merchant', async () => {
    const shop = openMapiShop()
    const other = shop.sandbox.apps.add('another')
    const { md5Key } = other.credentials.mapi as { md5Key: string }
    const params = asked(shop)
    const sign_ = md5(`${mapiText(params)}${md5Key}`)
    expect(await told(shop, { ...params, sign: sign_ })).toMatchObject({
      mistakes: [{ name: 'key-of-another-merchant' }],
    })
  })

  test('what nothing reproduces is said to be none of these', async () => {
    const shop = openMapiShop()
    expect(await told(shop, { ...asked(shop), sign: 'abc' })).toMatchObject({
      verdict: 'none-fits',
      mistakes: [{ name: 'no-such-digest' }],
    })
  })
})

test('RSA: another digest, or a key that nobody knows', async () => {
  const shop = openMapiShop()
  const params = { ...asked(shop), sign_type: 'RSA' }
  const bytes = Buffer.from(mapiText(params))
  const sha256 = sign('sha256', bytes, shop.keys.merchantPrivateKey).toString('base64')
  expect(await told(shop, { ...params, sign: sha256 })).toMatchObject({
    mistakes: [{ name: 'signed-with-sha256' }],
  })
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1_024 })
  const strangers = sign('sha1', bytes, privateKey).toString('base64')
  expect(await told(shop, { ...params, sign: strangers })).toMatchObject({ verdict: 'mistake' })
})

test('a notification that somebody pastes fits, or has been changed', async () => {
  const shop = openMapiShop()
  await shop.paid('o-1')
  const form = new URLSearchParams(shop.received[0]?.fields).toString()
  expect(shop.sandbox.explain({ message: form })).toMatchObject({
    kind: 'notification',
    verdict: 'fits',
  })
  const changed = form.replace('total_fee=88.88', 'total_fee=0.01')
  expect(shop.sandbox.explain({ message: changed })).toMatchObject({ verdict: 'none-fits' })
})

test('a request that somebody pastes, and the text that its client says it signed', () => {
  const shop = openMapiShop()
  const params = asked(shop)
  const text = mapiText(params)
  const digest = createHash('md5').update(`${text}&sign_type=MD5${shop.keys.md5Key}`).digest('hex')
  const message = new URLSearchParams({ ...params, sign: digest }).toString()
  expect(shop.sandbox.explain({ message, text: `${text}&sign_type=MD5` })).toMatchObject({
    kind: 'request',
    mistakes: [{ name: 'sign-type-kept' }],
  })
})

test('a return that somebody pastes fits without the query of the shop, and with it is told what is wrong', async () => {
  const shop = openMapiShop()
  const back = await shop.paid('o-1')
  expect(shop.sandbox.explain({ message: back })).toMatchObject({ verdict: 'fits' })
  const text = mapiText(Object.fromEntries(new URL(back).searchParams))
  expect(shop.sandbox.explain({ message: back, text })).toMatchObject({
    mistakes: [{ name: 'own-query-verified' }],
  })
})
