// Autopsies on demand: v3 requests, and messages that a merchant says it cannot verify.
import { sign as signBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { START_AT } from '../../../hosts/memory.ts'
import { openControl } from '../../../testing/control.fixture.ts'
import { maskerOf } from '../../../journal/mask.ts'
import { commonParams, formPost, openShop, signed, toSign } from '../../../testing/shop.fixture.ts'

const FIRST_SEND_MS = 5_000

interface Rest {
  authString: string
  verb: string
  target: string
  body: string
  token?: string
}

const linesOf = ({ authString, verb, target, body, token }: Rest) =>
  [authString, verb, target, body, ...(token === undefined ? [] : [token])]
    .map((line) => `${line}\n`)
    .join('')

const REST: [mistake: string, change: (right: Rest) => string][] = [
  ['final-newline-missing', (right) => linesOf(right).trimEnd()],
  ['trailing-newline', (right) => `${linesOf(right)}\n`],
  ['line-ends', (right) => linesOf(right).replaceAll('\n', '\r\n')],
  ['app-auth-token-not-signed', (right) => linesOf({ ...right, token: undefined })],
  ['query-not-signed', (right) => linesOf({ ...right, target: '/v3/alipay/trade/query' })],
  ['verb', (right) => linesOf({ ...right, verb: 'post' })],
  ['body-not-signed', (right) => linesOf({ ...right, body: '' })],
  ['body-whitespace', (right) => linesOf({ ...right, body: right.body.replaceAll(' ', '') })],
  ['url-signed', (right) => linesOf({ ...right, target: `http://gateway.test${right.target}` })],
  [
    'authorization-reordered',
    (right) =>
      linesOf({ ...right, authString: right.authString.split(',').toReversed().join(',') }),
  ],
  [
    'authorization-incomplete',
    (right) => linesOf({ ...right, authString: right.authString.replace(/,nonce=\w+/, '') }),
  ],
  [
    'authorization-whole',
    (right) => linesOf({ ...right, authString: `${right.authString},sign=` }),
  ],
  [
    'timestamp-other-unit',
    (right) => linesOf({ ...right, authString: right.authString.replace(/000$/, '') }),
  ],
  ['target-rewritten', (right) => linesOf({ ...right, target: right.target.replace('/v3', '') })],
]

test.each(REST)('v3: %s is named', async (mistake, change) => {
  const { sandbox, app } = openShop()
  const timestamp = START_AT
  const right: Rest = {
    authString: `app_id=${app.appId},nonce=n1,timestamp=${timestamp}`,
    verb: 'POST',
    target: '/v3/alipay/trade/query?a=1',
    body: '{"out_trade_no": "订单-1"}',
    token: 'token-1',
  }
  const made = signBytes('sha256', Buffer.from(change(right)), app.appPrivateKey ?? '')
  const authorization = `ALIPAY-SHA256withRSA ${right.authString},sign=${made.toString('base64')}`
  const request = new Request(`http://gateway.test${right.target}`, {
    method: 'POST',
    headers: {
      authorization,
      'content-type': 'application/json',
      'alipay-app-auth-token': 'token-1',
    },
    body: right.body,
  })
  expect((await sandbox.fetch(request)).status).toBe(400)
  const answer = sandbox.journal.since(0).findLast(({ kind }) => kind === 'answer')
  if (answer?.kind !== 'answer') throw new Error('a request is answered')
  expect(answer.explained).toMatchObject({ verdict: 'mistake', gatewayText: linesOf(right) })
  expect(answer.explained?.mistakes.map(({ name }) => name)).toEqual([mistake])
})

async function notified() {
  const control = openControl()
  const { shop } = control
  await shop.pay('order-1', { subject: '茶 + 饼 & 100%' })
  await shop.pass(FIRST_SEND_MS)
  const [received] = shop.received
  if (!received) throw new Error('a payment is notified')
  const form = new URLSearchParams(received.fields).toString()
  const explain = async (body: object) => (await control.call('POST /explain', body)).body
  return { ...control, fields: received.fields, form, explain }
}

test('a notification as it came is genuine; one with a changed amount is not', async () => {
  const { form, explain } = await notified()
  expect(await explain({ message: form })).toMatchObject({ kind: 'notification', verdict: 'fits' })
  const changed = form.replace('total_amount=88.88', 'total_amount=88.89')
  expect(await explain({ message: changed })).toMatchObject({ verdict: 'none-fits', mistakes: [] })
})

test.each<[string, (text: string) => string]>([
  ['sign-type-kept', (text) => text.replace('&subject', '&sign_type=RSA2&subject')],
  ['space-for-plus', (text) => text.replaceAll('+', ' ')],
  ['html-escaped', (text) => text.replaceAll('&', '&amp;')],
  ['trailing-newline', (text) => `${text}\n`],
  ['charset-not-signed', (text) => text.replace('charset=utf-8&', '')],
])('what a merchant verified instead: %s', async (mistake, change) => {
  const { fields, form, explain } = await notified()
  const { sign_type: _type, ...verified } = fields
  const found = await explain({ message: form, text: change(toSign(verified)) })
  expect(found).toMatchObject({ verdict: 'mistake', mistakes: [{ name: mistake }] })
})

test('a notification is told from one that the merchant’s framework decoded again', async () => {
  const { fields, explain } = await notified()
  const { sign = '', ...rest } = fields
  // Pasted without percent-encoding the `+` of the Base64, which a form reads as a space.
  const form = `${new URLSearchParams(rest).toString()}&sign=${sign}`
  const found = await explain({ message: form })
  const name = sign.includes('+') ? [{ name: 'sign-plus-became-space' }] : []
  expect(found).toMatchObject({ mistakes: name })
})

test('a reply: as it came, with its slashes unescaped, and with the wrong text verified', async () => {
  const { shop, explain } = await notified()
  const params = signed(
    shop.app,
    commonParams(shop.app, 'alipay.trade.precreate', {
      out_trade_no: 'qr-1',
      total_amount: '8.88',
      subject: '茶',
    }),
  )
  const reply = await shop.text(formPost(params))
  expect(await explain({ message: reply })).toMatchObject({ kind: 'reply', verdict: 'fits' })
  expect(await explain({ message: reply.replaceAll('\\/', '/') })).toMatchObject({
    verdict: 'mistake',
    mistakes: [{ name: 'node-slashes' }],
  })
  expect(await explain({ message: reply, text: reply })).toMatchObject({
    mistakes: [{ name: 'whole-reply-verified' }],
  })
})

test('an exchange of the journal, and the same request pasted as HTTP', async () => {
  const { shop, explain, call } = await notified()
  const params = commonParams(shop.app, 'alipay.trade.query', { out_trade_no: 'order-1' })
  const { sign = '' } = signed(shop.app, params)
  const request = formPost({ ...params, format: 'json', sign })
  const body = await request.clone().text()
  await shop.text(request)
  const id = shop.sandbox.trace().exchanges.at(-1)?.id ?? ''
  const wanted = { kind: 'request', verdict: 'mistake', mistakes: [{ name: 'format-value' }] }
  expect(await explain({ exchange: id })).toMatchObject(wanted)
  const http = `POST /gateway.do HTTP/1.1\r\nHost: gateway.test\r\nContent-Type: application/x-www-form-urlencoded;charset=UTF-8\r\n\r\n${body}`
  expect(await explain({ message: http })).toMatchObject(wanted)
  expect(await explain({ message: `http://gateway.test/gateway.do?${body}` })).toMatchObject(wanted)
  const { body: page } = await call(`GET /journal?exchange=${id}`)
  expect(page).toMatchObject({
    entries: expect.arrayContaining([
      expect.objectContaining({ explained: expect.objectContaining({ verdict: 'mistake' }) }),
    ]),
  })
})

test.each([
  ['nothing', {}, 400, 'message'],
  ['both', { exchange: 'x1', message: 'a=b' }, 400, 'message'],
  ['no message at all', { message: 'hello' }, 400, 'message'],
  ['a form without a signature', { message: 'a=b' }, 400, 'message'],
  ['no reply', { message: '{"a":1}' }, 400, 'message'],
  ['an exchange that never was', { exchange: 'x999' }, 400, 'exchange'],
  ['an unknown app', { message: 'app_id=1&sign=x' }, 400, 'appId'],
])('asked about %s it says what to give', async (_situation, body, status, field) => {
  const answer = await openControl().call('POST /explain', body)
  expect(answer).toMatchObject({ status, body: { field } })
})

test('payment codes are masked in what is explained, too', async () => {
  const { sandbox, app, text } = openShop()
  const { authCode } = sandbox.buyers.issueCode()
  const params = commonParams(app, 'alipay.trade.pay', { out_trade_no: 'o', auth_code: authCode })
  const { sign = '' } = signed(app, { ...params, sign_type: '' })
  await text(formPost({ ...params, sign }))
  const entries = sandbox.journal.since(0)
  const masked = JSON.stringify(entries.map(maskerOf(entries).mask))
  expect(JSON.stringify(entries)).toContain('sign-type-dropped')
  expect(masked).toContain('sign-type-dropped')
  expect(masked).not.toContain(authCode)
})
