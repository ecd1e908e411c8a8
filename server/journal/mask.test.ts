import { expect, test } from 'vitest'
import type { Entry, EntryOf } from './entry.ts'
import { maskerOf } from './mask.ts'

const CODE = '281234567890123456'
const stamp = { schemaVersion: 2, at: 0, elapsedMs: 0 } as const
const issued = (authCode: string): Entry => ({
  ...stamp,
  seq: 1,
  kind: 'buyer',
  act: 'code-issued',
  buyerId: '2088',
  authCode,
})
const reply = (body: string): EntryOf<'reply'> => ({
  ...stamp,
  seq: 2,
  kind: 'reply',
  delivery: 'd1',
  body,
  tookMs: 1,
  acknowledged: false,
  why: 'it said so',
})

function maskedBody(body: string, ...codes: string[]): string | undefined {
  const masker = maskerOf(codes.map(issued))
  const entry = masker.mask(reply(body))
  return entry.kind === 'reply' ? entry.body : undefined
}

test.each([
  ['in the middle of a sentence', `paid with ${CODE}, thanks`],
  ['glued to other digits', `%22${CODE}22`],
  ['twice', `${CODE}${CODE}`],
  ['in a base64url word', `x_${CODE}-y`],
])('a known code is found %s', (_where, body) => {
  expect(maskedBody(body, CODE)).not.toContain(CODE)
})

test('of two codes one of which begins like the other, each is masked as itself', () => {
  const longer = `${CODE}99`
  const body = maskedBody(`${longer} ${CODE}`, CODE, longer)
  const [first, second] = (body ?? '').split(' ')
  expect(first).toMatch(/^28\*[0-9a-f]{8}\*99$/)
  expect(second).toMatch(/^28\*[0-9a-f]{8}\*56$/)
})

test('a code of unusual characters is found too', () => {
  expect(maskedBody('<< 28 kopf über hals >>', '28 kopf über hals')).not.toContain('kopf')
})

test.each([
  `auth_code=${CODE}&x=1`,
  `{"auth_code":"${CODE}"}`,
  `{\\"auth_code\\":\\"${CODE}\\"}`,
  `biz_content=%7B%22auth_code%22%3A%22${CODE}%22%7D`,
  `app_auth_token=${CODE}`,
])('a field that holds a secret is masked by name: %s', (body) => {
  expect(maskedBody(body)).not.toContain(CODE)
})

test('nothing else changes, and masking twice changes nothing more', () => {
  const body = `{"a":"${CODE}","b":"2088123456789012"}`
  const once = maskedBody(body, CODE) ?? ''
  expect(once).toContain('"b":"2088123456789012"')
  expect(maskedBody(once, CODE)).toBe(once)
  expect(maskedBody(body)).toBe(body)
})

test('bytes that are no text are masked inside their base64', () => {
  const masker = maskerOf([issued(CODE)])
  const bytes = Buffer.from(`\xff\xfe auth_code=${CODE} \xff`, 'latin1')
  const wire = { start: 'POST /', headers: {}, encoding: 'base64' } as const
  const masked = masker.mask({
    ...stamp,
    seq: 3,
    kind: 'request',
    exchange: 'e1',
    protocol: 'openapi-v2',
    ids: { authCode: CODE },
    wire: { ...wire, body: bytes.toString('base64') },
  })
  const text = masked.kind === 'request' ? Buffer.from(masked.wire.body, 'base64') : bytes
  expect(text.toString('latin1')).toMatch(/^\xff\xfe auth_code=28\*[0-9a-f]{8}\*56 \xff$/)
  expect(masked).toMatchObject({ ids: { authCode: expect.stringMatching(/^28\*/) } })
})

test('a payment code is masked in the words of the order too', () => {
  const wire = { start: 'POST /', headers: {}, body: '', encoding: 'utf8' } as const
  const order = { subject: `paid by ${CODE}`, goods: [{ id: CODE, price: '1', quantity: '1' }] }
  const ids = { authCode: CODE }
  const protocol = 'openapi-v2'
  const kind = 'request'
  const entry = { ...stamp, seq: 3, kind, exchange: 'e1', protocol, ids, order, wire } as const
  const masker = maskerOf([entry])
  const masked = masker.mask(entry)
  expect(JSON.stringify(masked)).not.toContain(CODE)
  expect(masked).toMatchObject({ order: { subject: expect.stringMatching(/^paid by 28\*/) } })
})

test('what a till was shown is masked, and still tells its length', () => {
  const shown = { authCode: CODE, digits: CODE.length }
  const asked = { act: 'sale', startedMs: 0, status: 202, reply: '', shown } as const
  const entry = { ...stamp, seq: 3, kind: 'adapter', ...asked } as const
  const masker = maskerOf([entry])
  const authCode = expect.stringMatching(/^28\*[0-9a-f]{8}\*56$/)
  expect(masker.mask(entry)).toMatchObject({ shown: { authCode, digits: 18 } })
})

test('the token of a merchant that a v3 request shows in a header is masked, the signature is not', () => {
  const authorization = 'ALIPAY-SHA256withRSA app_id=9021000123456789,nonce=n,sign=c2ln'
  const headers = { authorization, 'alipay-app-auth-token': '202601BB0123456789abcdef' }
  const wire = {
    start: 'POST /v3/alipay/trade/query',
    headers,
    body: '{}',
    encoding: 'utf8',
  } as const
  const ids = {}
  const protocol = 'openapi-v3'
  const entry = { ...stamp, seq: 3, kind: 'request', exchange: 'e1', protocol, ids, wire } as const
  const masked = maskerOf([]).mask(entry)
  const shown = masked.kind === 'request' ? masked.wire.headers : {}
  expect(shown).toEqual({
    authorization,
    'alipay-app-auth-token': expect.stringMatching(/^20\*[0-9a-f]{8}\*ef$/),
  })
})

test('the token of a merchant has one mask in the news of it and in the header of a call', () => {
  const token = '202601SPf0123456789abcdef'
  const news = maskedBody(JSON.stringify({ authClientId: 'm', accessToken: token }))
  const wire = {
    start: 'POST /ams/api/v1/payments/pay',
    headers: { 'agent-token': token },
    body: '{}',
    encoding: 'utf8',
  } as const
  const protocol = 'ams-v1'
  const entry = {
    ...stamp,
    seq: 3,
    kind: 'request',
    exchange: 'e1',
    protocol,
    ids: {},
    wire,
  } as const
  const masked = maskerOf([]).mask(entry)
  const shown = masked.kind === 'request' ? masked.wire.headers['agent-token'] : ''
  expect(shown).toMatch(/^20\*[0-9a-f]{8}\*ef$/)
  expect(news).toContain(`"accessToken":"${shown}"`)
})

test('credentials of whatever stands before the gateway are masked', () => {
  const secret = 'c2VjcmV0LWtleS0wMTIz'
  const headers = {
    'proxy-authorization': `Basic ${secret}`,
    'x-api-key': secret,
    'user-agent': 'shop/1.0',
  }
  const wire = { start: 'POST /gateway.do', headers, body: '', encoding: 'utf8' } as const
  const protocol = 'openapi-v2'
  const at = { ...stamp, seq: 3, exchange: 'e1', protocol } as const
  const masked = maskerOf([]).mask({ ...at, kind: 'request', ids: {}, wire })
  expect(JSON.stringify(masked)).not.toContain(secret)
  expect(masked).toMatchObject({ wire: { headers: { 'user-agent': 'shop/1.0' } } })
})

const OAUTH = '4b203fe6c11548bcabd8da5bb087a83b'
test.each([
  `grant_type=authorization_code&code=${OAUTH}`,
  `code=${OAUTH}&charset=utf-8`,
  `{"grant_type":"authorization_code","code":"${OAUTH}"}`,
  `biz_content=%7B%22code%22%3A%22${OAUTH}%22%7D`,
  `{\\"code\\":\\"${OAUTH}\\"}`,
])('the code of an authorisation is masked: %s', (body) => {
  expect(maskedBody(body)).not.toContain(OAUTH)
})

test.each([
  '{"code":"10000","msg":"Success"}',
  '{"code":"isv.insufficient-isv-permissions"}',
  '{"code":"invalid-alipay-root-cert-sn","message":"x"}',
  'qr_code=https://qr.alipay.com/bax0000000000000000000000',
])('what is no authorisation stays: %s', (body) => {
  expect(maskedBody(body)).toBe(body)
})

test.each([
  'notify_url=http%3A%2F%2Fname%3Apass%40shop.test%2Fnotify',
  '{"notify_url":"http://name:pass@shop.test/notify"}',
  String.raw`{"notify_url":"http:\/\/name:pass@shop.test\/notify"}`,
])('the password in an address is masked: %s', (body) => {
  expect(maskedBody(body)).not.toContain('pass')
  expect(maskedBody(body)).toContain('shop.test')
})
