// Clients that sign wrongly in one way each: the reply stays the real one, and the journal names
// the mistake.
import {
  constants,
  createHash,
  privateEncrypt,
  publicEncrypt,
  sign as signBytes,
} from 'node:crypto'
import { expect, test } from 'vitest'
import {
  commonParams,
  formPost,
  openShop,
  toSign,
  type Params,
} from '../../../testing/shop.fixture.ts'
import { readyMade } from '../../../pki/key-pair.ts'
import { encodeText } from '../../../values/charset.ts'

const shop = openShop()
const { app, sandbox } = shop
/** Another app with a key of its own: the shipped pool is small, and apps may share one. */
const second = [1, 2, 3, 4, 5, 6]
  .map((nth) => sandbox.apps.add(`另一个应用 ${nth}`))
  .find(({ appPublicKey }) => appPublicKey !== app.appPublicKey)
const privateKey = app.appPrivateKey ?? ''

/** Everything that mistakes need: blanks, plus, percent, ampersand, Chinese, slash, an empty. */
const BIZ =
  '{"subject":"咖啡 & 两块<蛋糕>/份 1+1","out_trade_no":"o-1","total_amount":"8.88","body":"%E5%92%96","memo":""}'
const base = (): Params =>
  commonParams(app, 'alipay.trade.precreate', BIZ, {
    notify_url: 'http://shop.test/notify?a=1&b=2',
    return_url: 'http://shop.test/back',
    charset: 'utf-8',
    format: 'JSON',
    app_auth_token: 'x'.repeat(10),
    terminal_type: '',
    Zone: 'cn',
  })

const rsa = (text: string | Uint8Array, key = privateKey, hash = 'sha256') =>
  signBytes(hash, typeof text === 'string' ? Buffer.from(text) : text, key).toString('base64')

const sorted = (params: Params) => Object.entries(params).toSorted(([a], [b]) => (a < b ? -1 : 1))
const join = (pairs: [string, string][]) => pairs.map(([k, v]) => `${k}=${v}`).join('&')
const without = (params: Params, name: string): Params =>
  Object.fromEntries(Object.entries(params).filter(([one]) => one !== name))
const withValues = (change: (value: string) => string) => (params: Params) =>
  rsa(toSign(Object.fromEntries(Object.entries(params).map(([k, v]) => [k, change(v)]))))
const withBiz = (change: (biz: string) => string) => (params: Params) =>
  rsa(toSign({ ...params, biz_content: change(params.biz_content ?? '') }))
const set = (name: string, value: string) => (params: Params) =>
  rsa(toSign({ ...params, [name]: value }))
const unsigned = (name: string) => (params: Params) => rsa(toSign(without(params, name)))
const filled = (params: Params) => Object.entries(params).filter(([, value]) => value !== '')
const text = (change: (text: string) => string) => (params: Params) => rsa(change(toSign(params)))

const CORPUS: [mistake: string, sign: (params: Params) => string][] = [
  ['sign-type-dropped', unsigned('sign_type')],
  ['sign-included', (params) => rsa(join(sorted({ ...params, sign: '' })))],
  ['notify_url-not-signed', unsigned('notify_url')],
  ['return_url-not-signed', unsigned('return_url')],
  ['charset-not-signed', unsigned('charset')],
  ['format-not-signed', unsigned('format')],
  ['app_auth_token-not-signed', unsigned('app_auth_token')],
  ['biz-content-only', (params) => rsa(params.biz_content ?? '')],
  ['not-sorted', (params) => rsa(join(filled(params)))],
  [
    'sorted-ignoring-case',
    (params) =>
      rsa(
        join(filled(params).toSorted(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))),
      ),
  ],
  [
    'sorted-descending',
    (params) => rsa(join(sorted(Object.fromEntries(filled(params))).toReversed())),
  ],
  [
    'values-quoted',
    (params) =>
      rsa(
        sorted(Object.fromEntries(filled(params)))
          .map(([k, v]) => `${k}="${v}"`)
          .join('&'),
      ),
  ],
  [
    'joined-otherwise',
    (params) =>
      rsa(
        sorted(Object.fromEntries(filled(params)))
          .map(([k, v]) => `${k}=${v}`)
          .join(''),
      ),
  ],
  [
    'signed-as-json',
    (params) => rsa(JSON.stringify(Object.fromEntries(sorted(Object.fromEntries(filled(params)))))),
  ],
  ['stray-ampersand', text((one) => `${one}&`)],
  ['trailing-newline', text((one) => `${one}\n`)],
  ['url-signed', text((one) => `http://gateway.test/gateway.do?${one}`)],
  ['not-decoded', withValues(encodeURIComponent)],
  ['not-decoded', withValues((value) => new URLSearchParams({ v: value }).toString().slice(2))],
  ['space-for-plus', withValues((value) => value.replaceAll('+', ' '))],
  ['decoded-twice', withValues(decodeURIComponent)],
  ['plus-for-space', withValues((value) => value.replaceAll(' ', '+'))],
  ['html-escaped', text((one) => one.replaceAll('&', '&amp;'))],
  ['letter-case', text((one) => one.toLowerCase())],
  ['biz-content-whitespace', withBiz((biz) => JSON.stringify(JSON.parse(biz), null, 2))],
  [
    'biz-content-reordered',
    withBiz((biz) => {
      const read = JSON.parse(biz) as Record<string, string>
      return JSON.stringify(
        Object.fromEntries(Object.entries(read).toSorted(([a], [b]) => (a < b ? -1 : 1))),
      )
    }),
  ],
  ['biz-content-slashes', withBiz((biz) => biz.replaceAll('/', '\\/'))],
  [
    'biz-content-unicode',
    withBiz((biz) =>
      biz.replace(/[^\0-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ),
  ],
  [
    'biz-content-html-safe',
    withBiz((biz) =>
      biz.replaceAll('&', '\\u0026').replaceAll('<', '\\u003c').replaceAll('>', '\\u003e'),
    ),
  ],
  ['biz-content-quotes', withBiz((biz) => biz.replaceAll('"', ''))],
  ['biz-content-stringified-twice', withBiz((biz) => JSON.stringify(biz))],
  ['biz-content-empties', withBiz((biz) => biz.replace(',"memo":""', ''))],
  [
    'biz-content-camel-case',
    withBiz((biz) =>
      biz.replace('out_trade_no', 'outTradeNo').replace('total_amount', 'totalAmount'),
    ),
  ],
  ['sign-type-value', set('sign_type', 'RSA')],
  ['charset-value', set('charset', 'UTF-8')],
  ['format-value', set('format', 'json')],
  ['timestamp-format', set('timestamp', '2026-01-05T10:00:00')],
  ['timestamp-other-moment', set('timestamp', '2026-01-05 10:00:03')],
  ['timestamp-other-moment', set('timestamp', '2026-01-05 02:00:00')],
  ['charset-gbk-for-utf-8', (params) => rsa(encodeText(toSign(params), 'gbk'))],
  ['charset-garbled', text((one) => Buffer.from(one).toString('latin1'))],
  ['byte-order-mark', text((one) => `\uFEFF${one}`)],
  ['digest-signed', text((one) => createHash('sha256').update(one).digest('hex'))],
  ['digest-signed', (params) => rsa(createHash('sha256').update(toSign(params)).digest())],
  ['base64-signed', text((one) => Buffer.from(one).toString('base64'))],
  ['signed-with-sha1', (params) => rsa(toSign(params), privateKey, 'sha1')],
  ['signed-with-md5', (params) => rsa(toSign(params), privateKey, 'md5')],
  ['key-of-another-app', (params) => rsa(toSign(params), second?.appPrivateKey)],
  ['alipay-key', (params) => rsa(toSign(params), app.alipayPrivateKey)],
  [
    'bare-digest',
    (params) =>
      privateEncrypt(privateKey, createHash('sha256').update(toSign(params)).digest()).toString(
        'base64',
      ),
  ],
  [
    'pss-padding',
    (params) =>
      signBytes('sha256', Buffer.from(toSign(params)), {
        key: privateKey,
        padding: constants.RSA_PKCS1_PSS_PADDING,
      }).toString('base64'),
  ],
  [
    'public-key-used',
    (params) =>
      publicEncrypt(
        { key: app.appPublicKey ?? '', padding: constants.RSA_PKCS1_PADDING },
        createHash('sha256').update(toSign(params)).digest(),
      ).toString('base64'),
  ],
  ['sign-plus-became-space', text((one) => one)],
  ['sign-percent-encoded', (params) => encodeURIComponent(rsa(toSign(params)))],
  ['sign-hex', (params) => Buffer.from(rsa(toSign(params)), 'base64').toString('hex')],
  ['sign-base64-twice', (params) => Buffer.from(rsa(toSign(params))).toString('base64')],
  ['sign-truncated', (params) => rsa(toSign(params)).slice(0, 256)],
  ['sign-md5', (params) => createHash('md5').update(toSign(params)).digest('hex')],
]

async function refused(params: Params) {
  const reply = await shop.text(formPost(params))
  const answer = sandbox.journal.since(0).findLast((entry) => entry.kind === 'answer')
  if (answer?.kind !== 'answer') throw new Error('a request is answered')
  return { reply, explained: answer.explained }
}

test('the corpus holds many distinct mistakes', () => {
  expect(new Set(CORPUS.map(([name]) => name)).size).toBeGreaterThanOrEqual(50)
})

test.each(CORPUS)('%s is named', async (mistake, sign) => {
  const params = base()
  const made = sign(params)
  const sent = mistake === 'sign-plus-became-space' ? made.replaceAll('+', ' ') : made
  const { reply, explained } = await refused({ ...params, sign: sent })
  expect(reply).toContain('"sub_code":"isv.invalid-signature"')
  expect(reply).not.toContain('explained')
  expect(explained).toMatchObject({ verdict: 'mistake', gatewayText: toSign(params) })
  expect(explained?.mistakes.map(({ name }) => name)).toEqual([mistake])
})

test('what the client signed is shown, and where it first differs', async () => {
  const params = base()
  const { explained } = await refused({ ...params, sign: rsa(toSign(without(params, 'format'))) })
  const differsAt = toSign(params).indexOf('format=JSON') + 1
  expect(explained).toMatchObject({ clientText: toSign(without(params, 'format')) })
  // `format=…` against `method=…`: they part at the first letter of the name.
  expect(explained?.differsAt).toBe(differsAt - 1)
})

test('two mistakes together are both named', async () => {
  const params = base()
  const made = rsa(`${toSign(without(without(params, 'sign_type'), 'notify_url'))}`)
  const { explained } = await refused({ ...params, sign: made })
  expect(explained?.mistakes.map(({ name }) => name).toSorted()).toEqual([
    'notify_url-not-signed',
    'sign-type-dropped',
  ])
})

test('a key of another sandbox is told from an unknown one', async () => {
  const params = base()
  const places = [...Array(20).keys()].map((place) => readyMade('app', place))
  const mine = sandbox.apps.list().map(({ appPublicKey }) => appPublicKey)
  const foreign = places.find(({ publicKey }) => !mine.includes(publicKey))
  const { explained } = await refused({ ...params, sign: rsa(toSign(params), foreign?.privateKey) })
  expect(explained?.mistakes.map(({ name }) => name)).toEqual(['key-of-another-sandbox'])
  const noise = createHash('sha512').update('noise').digest()
  const bytes = Buffer.concat([noise, noise, noise, noise]).toString('base64')
  const { explained: unknown } = await refused({ ...params, sign: bytes })
  expect(unknown?.mistakes.map(({ name }) => name)).toEqual(['key-unknown'])
  expect(unknown).not.toHaveProperty('clientText')
})

test('a text that no known mistake makes: none fits, and it says so', async () => {
  const params = base()
  const { explained } = await refused({ ...params, sign: rsa('something else entirely') })
  const found = { verdict: 'none-fits', mistakes: [], gatewayText: toSign(params) }
  // Two mistakes together are tried when somebody asks, and not while everybody waits.
  expect(explained).toEqual({ ...found, isCutShort: true })
  const exchange = sandbox.trace().exchanges.at(-1)?.id
  expect(sandbox.explain({ exchange })).toEqual({ kind: 'request', ...found })
})

test('a request that is answered has nothing to explain', async () => {
  const params = without(base(), 'app_auth_token')
  const { reply, explained } = await refused({ ...params, sign: rsa(toSign(params)) })
  expect(reply).toContain('"code":"10000"')
  expect(explained).toBeUndefined()
})

test('half a character, a lone percent sign and a broken JSON are survived', async () => {
  const params = { ...base(), foo: '\uD800%', biz_content: '{"a":"\uDC00%E5",' }
  const { explained } = await refused({ ...params, sign: rsa('something else entirely') })
  expect(explained).toMatchObject({ verdict: 'none-fits' })
})
