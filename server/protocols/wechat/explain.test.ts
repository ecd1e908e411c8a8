// Signatures that WeChat refuses, each made by hand with one mistake, and what the gateway says of it.
import { createHash, createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { openTill, signOf, xmlOf } from '../../testing/wechat.fixture.ts'

type Fields = Record<string, string>
const md5 = (text: string) => createHash('md5').update(text).digest('hex').toUpperCase()

const till = openTill()
const stranger = till.sandbox.apps.add('second')
const { apiKey: strangersKey } = stranger.credentials['wechat'] as { apiKey: string }
const { apiKey, sandboxKey, apiV3Key } = till.keys

const CALL: Fields = {
  ...till.who,
  body: '一杯咖啡 & 蛋糕',
  nonce_str: 'abc',
  out_trade_no: 'w-1',
  attach: '',
  sign_type: 'MD5',
}
const pairs = (fields: Fields) => Object.entries(fields).filter(([, value]) => value !== '')
const sorted = (fields: Fields) => pairs(fields).toSorted(([a], [b]) => (a < b ? -1 : 1))
const joined = (some: [string, string][]) =>
  some.map(([name, value]) => `${name}=${value}`).join('&')
const TEXT = joined(sorted(CALL))

const without = (name: string) => joined(sorted(CALL).filter(([one]) => one !== name))

test.each([
  ['key-left-out', md5(TEXT)],
  ['key-glued', md5(`${TEXT}${apiKey}`)],
  ['key-of-sandbox', md5(`${TEXT}&key=${sandboxKey}`)],
  ['key-of-v3', md5(`${TEXT}&key=${apiV3Key}`)],
  ['key-of-another-merchant', md5(`${TEXT}&key=${strangersKey}`)],
  ['other-digest', signOf(CALL, apiKey, 'HMAC-SHA256')],
  ['lower-case-sign', md5(`${TEXT}&key=${apiKey}`).toLowerCase()],
  ['not-sorted', md5(`${joined(pairs(CALL))}&key=${apiKey}`)],
  ['sign-type-dropped', md5(`${without('sign_type')}&key=${apiKey}`)],
  ['nonce_str-not-signed', md5(`${without('nonce_str')}&key=${apiKey}`)],
  [
    'empties-kept',
    md5(`${joined(Object.entries(CALL).toSorted(([a], [b]) => (a < b ? -1 : 1)))}&key=${apiKey}`),
  ],
  [
    'not-decoded',
    md5(
      `${joined(sorted(CALL).map(([n, value]) => [n, encodeURIComponent(value)]))}&key=${apiKey}`,
    ),
  ],
  [
    'xml-escaped',
    md5(`${joined(sorted(CALL).map(([n, value]) => [n, `<![CDATA[${value}]]>`]))}&key=${apiKey}`),
  ],
  ['no-such-digest', 'nonsense'],
])('%s', async (mistake, sign) => {
  await till.post('/pay/orderquery', xmlOf({ ...CALL, sign }))
  const [answer] = till.sandbox.trace().of('answer').slice(-1)
  expect(answer?.explained?.mistakes.map(({ name }) => name)).toContain(mistake)
  const { gatewayText = '', clientText = '&key=…' } = answer?.explained ?? {}
  expect(gatewayText).toBe(`${TEXT}&key=…`)
  expect(clientText).toMatch(/&key=…$/)
  for (const key of [apiKey, sandboxKey, apiV3Key, strangersKey]) {
    expect(JSON.stringify(answer?.explained)).not.toContain(key)
  }
})

test('SHA-256 in the place of HMAC is told apart, and both mistakes of one client are', async () => {
  const call = { ...CALL, sign_type: 'HMAC-SHA256' }
  const text = joined(sorted(call))
  const sha = createHash('sha256').update(`${text}&key=${apiKey}`).digest('hex').toUpperCase()
  const names = (message: string) =>
    till.sandbox.explain({ message }).mistakes.map(({ name }) => name)
  expect(names(xmlOf({ ...call, sign: sha }))).toEqual(['plain-sha256'])
  const unsorted = createHmac('sha256', apiV3Key).update(`${joined(pairs(call))}&key=${apiV3Key}`)
  expect(names(xmlOf({ ...call, sign: unsorted.digest('hex') }))).toEqual([
    'key-of-v3',
    'not-sorted',
    'lower-case-sign',
  ])
})

test('a pasted request that is right fits; a text is compared with the right one', () => {
  const message = `POST /pay/orderquery HTTP/1.1\r\n\r\n${xmlOf({ ...CALL, sign: signOf(CALL, apiKey) })}`
  expect(till.sandbox.explain({ message })).toMatchObject({ kind: 'request', verdict: 'fits' })
  const text = `${joined(pairs(CALL))}&key=secret`
  const compared = till.sandbox.explain({ message, text })
  expect(compared).toMatchObject({ verdict: 'mistake', mistakes: [{ name: 'not-sorted' }] })
  expect(JSON.stringify(compared)).not.toContain('secret')
})
