import { expect, test } from 'vitest'
import { openControl } from '../testing/control.fixture.ts'

test('an unknown path names what there is', async () => {
  const { status, body } = await openControl().call('GET /trdes')
  expect(status).toBe(404)
  expect(body).toMatchObject({
    type: 'urn:alipay-sim:problem:not-found',
    detail: expect.stringMatching(
      /no \/_sim\/trdes; .*GET \/_sim\/trades, .*\/sandboxes\/:sandbox/,
    ),
  })
})

test('a method the path does not take names those it takes', async () => {
  const { status, headers, body } = await openControl().call('PATCH /faults')
  expect(status).toBe(405)
  expect(headers.get('allow')).toBe('GET, POST, DELETE')
  expect(body).toMatchObject({ detail: 'use GET, POST, DELETE' })
})

test('HEAD is answered as GET without a body', async () => {
  expect(await openControl().call('HEAD /clock')).toMatchObject({ status: 200, body: '' })
})

test.each([
  ['half a JSON', '{"pays":', 'not-json', 'body'],
  ['a list', '[]', 'invalid-input', 'body'],
  ['a word', '"pays"', 'invalid-input', 'body'],
  ['an unknown field', '{"pay":"never"}', 'invalid-input', 'pay'],
  ['a field of the prototype', '{"__proto__":{"pays":"never"}}', 'invalid-input', '__proto__'],
  ['a number for text', '{"pays":8}', 'invalid-input', 'pays'],
])('a body with %s is 400 and issues no code', async (_situation, body, kind, field) => {
  const { call, shop } = openControl()
  const answer = await call('POST /buyers/codes', body)
  expect(answer.status).toBe(400)
  expect(answer.body).toMatchObject({ type: `urn:alipay-sim:problem:${kind}`, field })
  expect(shop.sandbox.journal.since(0)).toEqual([])
})

test('an unknown field is answered with the known ones', async () => {
  const { body } = await openControl().call('POST /buyers/codes', { pay: 'never' })
  expect(body).toMatchObject({ detail: expect.stringContaining('pays, buyerId, authCode') })
})

test('a body above 256 KiB is 413, one just below is read', async () => {
  const { call } = openControl()
  const padded = (length: number) => `{"pays":"never"${' '.repeat(length - 16)}}`
  expect((await call('POST /buyers/codes', padded(256 * 1024))).status).toBe(201)
  const tooLong = await call('POST /buyers/codes', padded(256 * 1024 + 1))
  expect(tooLong.status).toBe(413)
  expect(tooLong.body).toMatchObject({ field: 'body' })
})

test('a bug is 500 without a word of where, and the host is told', async () => {
  const { call, shop, bugs } = openControl()
  shop.sandbox.close()
  const { status, body } = await call('GET /trades')
  expect(status).toBe(500)
  expect(body).toEqual({
    type: 'urn:alipay-sim:problem:bug',
    title: 'alipay-sim met a bug in itself',
    status: 500,
    detail: 'see the log of the server',
  })
  expect(bugs).toHaveLength(1)
})
