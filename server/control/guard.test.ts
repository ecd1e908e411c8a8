import { expect, test } from 'vitest'
import { openControl } from '../testing/control.fixture.ts'

const { call } = openControl()

test.each([
  ['no token at all', ''],
  ['another token', 'Bearer another-token-of-tests'],
  ['a part of the token', 'Bearer a-token'],
  ['another scheme', 'Basic a-token-for-tests'],
])('%s: 401, and the scheme to use', async (_situation, authorization) => {
  const { status, headers, body } = await call('GET /sandboxes', undefined, { authorization })
  expect(status).toBe(401)
  expect(headers.get('www-authenticate')).toContain('Bearer')
  expect(headers.get('content-type')).toBe('application/problem+json')
  expect(body).toMatchObject({
    type: 'urn:alipay-sim:problem:unauthorized',
    status: 401,
    field: 'Authorization',
  })
})

test('a path that does not exist says so only to whoever has the token', async () => {
  const { status } = await call('GET /nowhere', undefined, { authorization: '' })
  expect(status).toBe(401)
})

test('health needs no token, but a name that is ours', async () => {
  const anonymous = { authorization: '' }
  expect(await call('GET /health', undefined, anonymous)).toMatchObject({
    status: 200,
    body: { name: 'alipay-sim', status: 'ok' },
  })
  const rebound = { ...anonymous, host: 'evil.example' }
  expect((await call('GET /health', undefined, rebound)).status).toBe(403)
  expect((await call('POST /health', undefined, anonymous)).status).toBe(401)
})

test.each([
  '127.0.0.1:8600',
  'localhost',
  'LOCALHOST:8600',
  'localhost.:8600',
  'shop.localhost:8600',
  '[::1]:8600',
  'sim.internal:8600',
])('Host %s is ours', async (host) => {
  expect((await call('GET /sandboxes', undefined, { host })).status).toBe(200)
})

test.each([
  'evil.example',
  'evil.example:8600',
  'localhost.evil.example',
  'notlocalhost',
  '127.0.0.1.evil.example',
  '192.168.1.7:8600',
  'sub.sim.internal',
])('Host %s is refused, and told how to be allowed', async (host) => {
  const { status, body } = await call('GET /sandboxes', undefined, { host })
  expect(status).toBe(403)
  expect(body).toMatchObject({
    type: 'urn:alipay-sim:problem:foreign-host',
    field: 'Host',
    detail: expect.stringContaining('--allow-host'),
  })
})

test.each(['http://evil.example', 'https://127.0.0.1:8600', 'http://127.0.0.1:9', 'null'])(
  'Origin %s is refused although the token is right',
  async (origin) => {
    const { status, body } = await call('GET /sandboxes', undefined, { origin })
    expect(status).toBe(403)
    expect(body).toMatchObject({ field: 'Origin' })
  },
)

test('a page of the server itself may call', async () => {
  const own = { origin: 'http://127.0.0.1:8600' }
  const { status, headers } = await call('GET /sandboxes', undefined, own)
  expect(status).toBe(200)
  expect(headers.get('cache-control')).toBe('no-store')
})

test('a preflight is answered without any CORS header', async () => {
  const { headers } = await call('OPTIONS /sandboxes', undefined, {
    origin: 'http://evil.example',
    'access-control-request-method': 'POST',
    authorization: '',
  })
  const names = [...headers.keys()]
  expect(names.filter((name) => name.startsWith('access-control'))).toEqual([])
})
