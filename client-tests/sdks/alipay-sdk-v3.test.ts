// The official Node SDK, unmodified, over v3: `curl` checks the signature of every success itself.
import { generateKeyPairSync } from 'node:crypto'
import { AlipayRequestError, AlipayFormData, AlipaySdk, type AlipaySdkConfig } from 'alipay-sdk'
import { describe, expect, test } from 'vitest'
import { openGateway } from './open-gateway.fixture.ts'

const HOUR_MS = 3_600_000
/** Later than the first send of a notification, which leaves about three seconds after the event. */
const FIRST_SEND_MS = 5_000

type Body = Record<string, string>

/** What a call of `curl` adds: encryption, or a token of a merchant. */
interface Wishes {
  needEncrypt?: boolean
  appAuthToken?: string
}

async function openBoth(mode: 'key' | 'cert' = 'key', config: Partial<AlipaySdkConfig> = {}) {
  const gateway = await openGateway()
  const { app, sandbox, notifyUrl } = gateway
  const { certificates } = mode === 'cert' ? await sandbox.apps.certify(app.appId) : {}
  const sdk = new AlipaySdk({
    appId: app.appId,
    privateKey: app.appPrivateKey,
    keyType: 'PKCS8',
    endpoint: new URL(gateway.gateway).origin,
    encryptKey: app.encryptKey,
    ...(certificates
      ? {
          appCertContent: certificates.appCert,
          alipayPublicCertContent: certificates.alipayCert,
          alipayRootCertContent: certificates.alipayRootCert,
        }
      : { alipayPublicKey: app.alipayPublicKey }),
    ...config,
  })
  const post = (name: string, body: Body, wishes: Wishes = {}) =>
    sdk.curl<Record<string, string>>('POST', `/v3/alipay/trade/${name}`, { body, ...wishes })
  return {
    ...gateway,
    sdk,
    certificates,
    post,
    pay: (out_trade_no: string, pays = 'at-once', wishes: Wishes = {}) => {
      const auth_code = sandbox.buyers.issueCode({ pays }).authCode
      const order = { out_trade_no, total_amount: '88.88', subject: '一杯咖啡 & 两块"蛋糕"/份' }
      const body = { ...order, scene: 'bar_code', auth_code, notify_url: notifyUrl }
      return post('pay', body, wishes)
    },
  }
}

function otherKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** The error that a call ends with. */
async function refused(call: Promise<unknown>): Promise<AlipayRequestError> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof AlipayRequestError) return error
  throw new Error('the SDK did not refuse', { cause: error })
}

describe.each(['key', 'cert'] as const)('in %s mode', (mode) => {
  test('pays, queries, refunds, asks for the refund, and is notified', async () => {
    const { sdk, post, pay, pass, received, sandbox } = await openBoth(mode)
    const paid = await pay('order-1')
    expect(paid).toMatchObject({
      responseHttpStatus: 200,
      traceId: expect.stringMatching(/^\d{29,}$/),
      data: { out_trade_no: 'order-1', total_amount: '88.88' },
    })
    expect(paid.data).not.toHaveProperty('code')
    expect(sandbox.trades.get('order-1')?.subject).toBe('一杯咖啡 & 两块"蛋糕"/份')

    await pass(FIRST_SEND_MS)
    const [fields = {}] = received
    expect(fields).toMatchObject({ out_trade_no: 'order-1', trade_status: 'TRADE_SUCCESS' })
    expect(sdk.checkNotifySignV2(fields)).toBe(true)

    const out_trade_no = 'order-1'
    const { data: found } = await post('query', { out_trade_no })
    expect(found).toMatchObject({ trade_status: 'TRADE_SUCCESS' })
    const request = { out_trade_no, out_request_no: 'r-1' }
    const { data: refund } = await post('refund', { ...request, refund_amount: '8.80' })
    expect(refund).toMatchObject({ fund_change: 'Y', refund_fee: '8.80' })
    const { data: asked } = await post('fastpay/refund/query', request)
    expect(asked).toMatchObject({ refund_status: 'REFUND_SUCCESS', refund_amount: '8.80' })
  })

  test('orders by QR, closes and cancels', async () => {
    const { post, pay, sandbox } = await openBoth(mode)
    const order = { out_trade_no: 'order-1', total_amount: '88.88', subject: '扫码点单' }
    const { data } = await post('precreate', order)
    const qrCode = data.qr_code ?? ''
    expect(qrCode).toMatch(/^https:\/\/qr\.alipay\.com\//)
    sandbox.buyers.scan({ qrCode, pays: 'never' })
    const closed = await post('close', { out_trade_no: 'order-1' })
    expect(closed.data).toMatchObject({ out_trade_no: 'order-1' })
    await pay('order-2')
    const cancelled = await post('cancel', { out_trade_no: 'order-2' })
    expect(cancelled.data).toMatchObject({ action: 'refund', retry_flag: 'N' })
  })

  test('with AES both ways', async () => {
    const { post, pay, sandbox, entries } = await openBoth(mode)
    const wishes = { needEncrypt: true }
    const { data } = await pay('order-1', 'at-once', wishes)
    expect(data).toMatchObject({ out_trade_no: 'order-1', receipt_amount: '88.88' })
    expect(sandbox.trades.get('order-1')?.status).toBe('TRADE_SUCCESS')
    const found = await post('query', { out_trade_no: 'order-1' }, wishes)
    expect(found.data).toMatchObject({ trade_status: 'TRADE_SUCCESS' })
    expect(entries('request')[0]?.wire.body).toMatch(/^[A-Za-z0-9+/]+=*$/)
    expect(entries('answer')[0]?.wire?.body).toMatch(/^[A-Za-z0-9+/]+=*$/)
    const { code } = await refused(post('query', { out_trade_no: 'nobody' }, wishes))
    expect(code).toBe('ACQ.TRADE_NOT_EXIST')
  })
})

describe('errors', () => {
  test('of the business arrive with code, status, link and trace', async () => {
    const { post } = await openBoth()
    expect(await refused(post('query', { out_trade_no: 'nobody' }))).toMatchObject({
      code: 'ACQ.TRADE_NOT_EXIST',
      message: expect.stringContaining('交易不存在'),
      responseHttpStatus: 400,
      links: [{ desc: '解决方案', link: expect.stringContaining('errCheck?traceId=') }],
      traceId: expect.stringMatching(/^\d{29,}$/),
    })
  })

  test.each<[string, Partial<AlipaySdkConfig>, string, string]>([
    ['an app nobody knows', { appId: 'test' }, 'query', 'invalid-app-id'],
    ['a private key not the app’s', { privateKey: otherKey() }, 'query', 'invalid-signature'],
    ['a path that does not exist', {}, 'nothing', 'invalid-method'],
  ])('%s: 400', async (_what, config, name, code) => {
    const { post } = await openBoth('key', config)
    const error = await refused(post(name, { out_trade_no: 'o' }))
    expect(error).toMatchObject({ code, responseHttpStatus: 400 })
  })

  test('a reply checked with a key that is not the gateway’s is thrown away', async () => {
    const { app } = await openBoth()
    const { pay, sandbox } = await openBoth('key', { alipayPublicKey: app.appPublicKey })
    expect(await refused(pay('order-1'))).toMatchObject({
      code: 'response-signature-verify-error',
    })
    // It has happened all the same.
    expect(sandbox.trades.get('order-1')?.status).toBe('TRADE_SUCCESS')
  })

  test('20000 is a 500, and only a query tells that everything happened', async () => {
    const { pay, post, sandbox } = await openBoth()
    sandbox.faults.add({ fault: 'F02', match: { op: 'PAY', count: 1 } })
    expect(await refused(pay('order-1'))).toMatchObject({
      code: 'unknow-error',
      responseHttpStatus: 500,
    })
    const { data } = await post('query', { out_trade_no: 'order-1' })
    expect(data).toMatchObject({ trade_status: 'TRADE_SUCCESS' })
  })
})

test('the clock of the gateway may be days ahead of the SDK’s', async () => {
  const { pay, post, pass } = await openBoth()
  await pay('order-1', 'never')
  await pass(24 * HOUR_MS)
  const { data } = await post('query', { out_trade_no: 'order-1' })
  expect(data).toMatchObject({ trade_status: 'TRADE_CLOSED' })
})

test('a form with a file is signed over its data part', async () => {
  const { sdk } = await openBoth()
  const form = new AlipayFormData()
  form.addField('out_trade_no', 'nobody')
  form.addFile('image', 'a.png', Buffer.from([0, 1, 2, 255]))
  const call = sdk.curl('POST', '/v3/alipay/trade/query', { form })
  expect(await refused(call)).toMatchObject({ code: 'ACQ.TRADE_NOT_EXIST' })
})

test('a provider pays for a merchant: the token is signed in a line of its own', async () => {
  const { sdk, sandbox, pay } = await openBoth()
  const merchant = sandbox.apps.add('商户的应用')
  const { code } = sandbox.apps.authorise(merchant.appId)
  const body = { grant_type: 'authorization_code', code }
  const granted = await sdk.curl<Body>('POST', '/v3/alipay/open/auth/token/app', { body })
  const appAuthToken = granted.data.app_auth_token ?? ''
  await pay('order-1', 'at-once', { appAuthToken })
  expect(sandbox.trades.get('order-1')).toMatchObject({ pid: merchant.pid })
  expect(await refused(pay('order-2', 'at-once', { appAuthToken: 'wrong' }))).toMatchObject({
    code: 'invalid-app-auth-token',
    responseHttpStatus: 401,
  })
})

test('a buyer’s code becomes tokens', async () => {
  const { sdk, sandbox } = await openBoth()
  const { code, holderId } = sandbox.apps.authoriseUser()
  const body = { grant_type: 'authorization_code', code }
  const reply = await sdk.curl('POST', '/v3/alipay/system/oauth/token', { body })
  expect(reply.data).toMatchObject({ user_id: holderId, access_token: expect.any(String) })
})

test('a bill is asked for by GET, with its parameters in the query', async () => {
  const { sdk, sandbox, pay, pass } = await openBoth()
  await pay('order-1')
  const bill_date = sandbox.clock.view().now.slice(0, 10)
  const ask = () => {
    const query = { bill_type: 'trade', bill_date }
    return sdk.curl<Body>('GET', '/v3/alipay/data/dataservice/bill/downloadurl/query', { query })
  }
  expect(await refused(ask())).toMatchObject({ responseHttpStatus: 400 })
  await pass(36 * HOUR_MS)
  expect((await ask()).data).toMatchObject({ bill_download_url: expect.stringMatching(/^http/) })
})
