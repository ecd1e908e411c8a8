// What the journal and `explain` say of a refusal whose reply keeps quiet: methods that are not
// simulated, product codes, certificates, pages that a program opened, and an absent version.
import { createHash, X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Hint } from '../../journal/explanation.ts'
import { call } from '../../testing/rest.fixture.ts'
import {
  commonParams,
  formPost,
  GATEWAY,
  openShop,
  signed,
  type Params,
  type Shop,
} from '../../testing/shop.fixture.ts'
import { blocksOf } from '../../pki/cert-sn.ts'

const hintsOf = ({ sandbox }: Shop): readonly Hint[] =>
  sandbox.journal
    .since(0)
    .flatMap((entry) => (entry.kind === 'answer' ? [entry.hints ?? []] : []))
    .at(-1) ?? []

async function ask(shop: Shop, method: string, biz: object, more: Params = {}): Promise<string> {
  const params = { ...commonParams(shop.app, method, biz), ...more }
  return shop.text(formPost(signed(shop.app, params)))
}

test.each([
  ['alipay.fund.trans.uni.transfer', 'not-simulated', 'exists at Alipay and is not simulated'],
  ['alipay.trade.page.refund', 'not-simulated', 'exists at Alipay and is not simulated'],
  ['alipay.user.info.share', 'not-simulated', 'exists at Alipay and is not simulated'],
  ['alipay.trade.qeury', 'unknown-method', 'did you mean alipay.trade.query?'],
  ['no.such.thing.at.all', 'unknown-method', 'docs/methods.md lists what there is'],
])(
  '%s: the reply says the same of both, the journal tells them apart',
  async (method, name, says) => {
    const shop = openShop()
    expect(await ask(shop, method, {})).toContain('isv.invalid-method')
    expect(hintsOf(shop)).toMatchObject([{ name }])
    expect(hintsOf(shop)[0]?.about).toContain(says)
    expect(shop.sandbox.explain({ exchange: 'x1' })).toMatchObject({
      verdict: 'fits',
      hints: [{ name }],
    })
  },
)

test('v3: the same of a path', async () => {
  const shop = openShop()
  const { text } = await call(shop, '/v3/alipay/fund/trans/uni/transfer', {})
  expect(text).toContain('invalid-method')
  expect(hintsOf(shop)).toMatchObject([{ name: 'not-simulated' }])
})

const ORDER = { out_trade_no: 'o-1', total_amount: '1.00', subject: 'tea' }

test('a wrong product_code: the page says ACCESS_FORBIDDEN, the journal which codes are taken', async () => {
  const shop = openShop()
  const biz = { ...ORDER, product_code: 'QUICK_WAP_WAY' }
  expect(await ask(shop, 'alipay.trade.page.pay', biz)).toContain('ACCESS_FORBIDDEN')
  const about = 'product_code is QUICK_WAP_WAY; page.pay takes FAST_INSTANT_TRADE_PAY'
  expect(hintsOf(shop)).toContainEqual({ name: 'product-code', about })
  expect(shop.sandbox.explain({ exchange: 'x1' }).hints).toContainEqual({
    name: 'product-code',
    about,
  })
})

test('QUICK_WAP_PAY, which several clients send for wap.pay, is taken unless the sandbox is strict', async () => {
  const shop = openShop()
  const biz = { ...ORDER, product_code: 'QUICK_WAP_PAY' }
  expect(await ask(shop, 'alipay.trade.wap.pay', biz)).not.toContain('ACCESS_FORBIDDEN')
  shop.sandbox.options.set({ strictWapProduct: true })
  expect(await ask(shop, 'alipay.trade.wap.pay', biz)).toContain('ACCESS_FORBIDDEN')
  const about = 'product_code is QUICK_WAP_PAY; wap.pay takes QUICK_WAP_WAY'
  expect(hintsOf(shop)).toContainEqual({ name: 'product-code', about })
  shop.sandbox.options.set({ strictWapProduct: false })
  expect(await ask(shop, 'alipay.trade.page.pay', biz)).toContain('ACCESS_FORBIDDEN')
})

test('an absent version counts as 1.0, unless the sandbox is strict', async () => {
  const shop = openShop()
  const { version: _version, ...params } = commonParams(shop.app, 'alipay.trade.query', ORDER)
  const call = () => shop.text(formPost(signed(shop.app, params)))
  expect(await call()).toContain('ACQ.TRADE_NOT_EXIST')
  shop.sandbox.options.set({ strictVersion: true })
  expect(await call()).toContain('isv.missing-version')
})

test('the PHP client rolls its certificate over without a version', async () => {
  const shop = openShop()
  const app = await shop.sandbox.apps.certify(shop.app.appId)
  const biz = { alipay_cert_sn: app.certificates?.alipayCertSn }
  const method = 'alipay.open.app.alipaycert.download'
  const { version: _version, ...params } = commonParams(app, method, biz)
  expect(await shop.text(formPost(signed(app, params)))).toContain('alipay_cert_content')
})

test.each([
  ['a program', {}, ['not-a-browser']],
  ['a browser', { accept: 'text/html,*/*' }, []],
  ['an old browser', { 'user-agent': 'Mozilla/5.0 (iPhone)' }, []],
])('page.pay opened by %s', async (_case, headers, names) => {
  const shop = openShop()
  const biz = { ...ORDER, product_code: 'FAST_INSTANT_TRADE_PAY' }
  const params = signed(shop.app, commonParams(shop.app, 'alipay.trade.page.pay', biz))
  const url = `${GATEWAY}?${new URLSearchParams(params)}`
  await shop.sandbox.fetch(new Request(url, { headers: new Headers(headers) }))
  expect(hintsOf(shop).map(({ name }) => name)).toEqual(names)
})

const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const certificatesIn = (pem: string) => blocksOf(pem).map((one) => new X509Certificate(one))
const openssl = ({ issuer, serialNumber }: X509Certificate) =>
  md5(issuer.split('\n').join(',') + String(BigInt(`0x${serialNumber}`)))

test('certificate mode: which SN was wrong, and why', async () => {
  const shop = openShop()
  const { certificates } = await shop.sandbox.apps.certify(shop.app.appId)
  if (!certificates) throw new Error('an app in certificate mode has certificates')
  const { appCert, appCertSn, alipayCertSn, alipayRootCert, alipayRootCertSn } = certificates
  const roots = certificatesIn(alipayRootCert)
  const [app] = certificatesIn(appCert)
  if (!app || !roots[0]) throw new Error('there are certificates')
  const rsa = alipayRootCertSn.split('_')
  const cases: [string, string, string, string][] = [
    [openssl(app), alipayRootCertSn, 'issuer-in-openssl-order', 'app_cert_sn: the issuer was'],
    [app.serialNumber, alipayRootCertSn, 'serial-not-hashed', 'app_cert_sn: this is the serial'],
    [alipayCertSn, alipayRootCertSn, 'sn-of-another-file', 'from the certificate of Alipay'],
    [appCertSn.toUpperCase(), alipayRootCertSn, 'capitals', 'small letters'],
    ['0123', alipayRootCertSn, 'sn-unknown', `app_cert_sn should be ${appCertSn}`],
    [
      appCertSn,
      rsa[0] ?? '',
      'first-certificate-only',
      'you hashed only the first RSA certificate',
    ],
    [appCertSn, rsa.join(','), 'joined-otherwise', 'joined by "_"'],
    [
      appCertSn,
      roots
        .filter(({ publicKey }) => publicKey.asymmetricKeyType === 'rsa')
        .map(openssl)
        .join('_'),
      'issuer-in-openssl-order',
      'alipay_root_cert_sn: the issuer was hashed',
    ],
    [appCertSn, '', 'sn-missing', `it is ${alipayRootCertSn}`],
    ['', alipayRootCertSn, 'sn-missing', `it is ${appCertSn}`],
  ]
  for (const [app_cert_sn, alipay_root_cert_sn, name, says] of cases) {
    const reply = await ask(shop, 'alipay.trade.query', ORDER, { app_cert_sn, alipay_root_cert_sn })
    expect(reply).toMatch(/cert/)
    expect(hintsOf(shop)).toContainEqual({ name, about: expect.stringContaining(says) })
  }
})

test('certificate mode before there are certificates', async () => {
  const shop = openShop()
  const sns = { app_cert_sn: 'a', alipay_root_cert_sn: 'b' }
  expect(await ask(shop, 'alipay.trade.query', ORDER, sns)).toContain('isv.app-cert-not-exist')
  expect(hintsOf(shop)).toMatchObject([{ name: 'no-certificates' }])
})
