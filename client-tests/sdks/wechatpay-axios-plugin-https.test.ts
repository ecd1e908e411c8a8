// wechatpay-axios-plugin over TLS: money goes back only to whoever shows the certificate of the merchant.
import { Agent } from 'node:https'
import { createRequire } from 'node:module'
import { expect, onTestFinished, test } from 'vitest'
import { startServer } from '../../server/hosts/node.ts'

interface Client {
  chain(path: string): {
    post(fields: object, config?: object): Promise<{ data: Record<string, string> }>
  }
}

const require = createRequire(import.meta.url)
const { Wechatpay } = require('wechatpay-axios-plugin') as {
  Wechatpay: new (config: object) => Client
}

async function open() {
  const server = await startServer({ port: 0, token: 'token-for-tests', secure: { tlsPort: 0 } })
  onTestFinished(() => server.close())
  const { sandbox, secured } = server
  const [app] = sandbox.apps.list()
  if (!app?.appPrivateKey || !secured?.tlsUrl) throw new Error('no app or no listener with TLS')
  const { apiKey: secret, platformPublicKey } = app.credentials['wechat'] as Record<string, string>
  const who = { appid: `wx${app.appId}`, mch_id: `1${app.appId.slice(-9)}` }
  /** What it says of a call; a refusal in transport comes as an error with the reply in it. */
  const clientWith = (shown?: object) => {
    const client = new Wechatpay({
      baseURL: secured.tlsUrl,
      mchid: who.mch_id,
      secret,
      serial: 'none',
      privateKey: app.appPrivateKey,
      certs: { platform: platformPublicKey },
      httpsAgent: new Agent({ ca: secured.ca }),
      merchant: { ...shown, ca: secured.ca },
    })
    return (path: string, fields: object): Promise<Record<string, string>> =>
      client
        .chain(path)
        // The library shows the certificate where it is told to.
        .post({ ...who, ...fields }, { security: shown !== undefined })
        .then(
          ({ data }) => data,
          (error: unknown) => Object(error).response?.data ?? Promise.reject(error),
        )
  }
  return { server, sandbox, app, clientWith }
}

const ORDER = { body: 'tea', out_trade_no: 'w-1', total_fee: 100, spbill_create_ip: '8.8.8.8' }
const REVERSE = ['v2/secapi/pay/reverse', { out_trade_no: 'w-1' }] as const

test('without the certificate payments and queries go, and reverse and refund do not', async () => {
  const { sandbox, app, clientWith } = await open()
  const call = clientWith()
  const { authCode: auth_code } = sandbox.buyers.issueCode({ wallet: 'wechat' })
  expect(await call('v2/pay/micropay', { ...ORDER, auth_code })).toMatchObject({
    result_code: 'SUCCESS',
  })
  const refund = { out_trade_no: 'w-1', out_refund_no: 'r-1', total_fee: 100, refund_fee: 1 }
  for (const [path, fields] of [REVERSE, ['v2/secapi/pay/refund', refund] as const]) {
    expect(await call(path, fields)).toEqual({
      return_code: 'FAIL',
      return_msg: '证书校验错误：未出示商户API证书',
    })
  }
  const own = await sandbox.apps.wechatCertificate(app.appId)
  const shown = { cert: own.certificate, key: own.privateKey }
  expect(await clientWith(shown)(...REVERSE)).toMatchObject({ result_code: 'SUCCESS', recall: 'N' })
})

test('the certificate of another merchant does not do, unless the sandbox asks for none', async () => {
  const { sandbox, clientWith } = await open()
  const other = sandbox.apps.add('second')
  const { certificate: cert, privateKey: key } = await sandbox.apps.wechatCertificate(other.appId)
  const call = clientWith({ cert, key })
  expect(await call(...REVERSE)).toMatchObject({
    return_code: 'FAIL',
    return_msg: expect.stringContaining(`1${other.appId.slice(-9)}`),
  })
  sandbox.options.set({ wechatClientCertificate: false })
  expect(await call(...REVERSE)).toMatchObject({ result_code: 'SUCCESS' })
})
