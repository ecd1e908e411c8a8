// The official Node SDK with its built-in https address: told of a proxy, and of nobody's gateway.
import { createRequire } from 'node:module'
import { AlipaySdk, type AlipaySdkConfig } from 'alipay-sdk'
import { expect, onTestFinished, test } from 'vitest'
import { startServer } from '../../server/hosts/node.ts'

type Agent = NonNullable<AlipaySdkConfig['proxyAgent']>

interface Urllib {
  ProxyAgent: new (options: { uri: string; requestTls: { ca: string } }) => Agent
}

/** The one whose class the SDK's own HTTP client knows. */
const { ProxyAgent }: Urllib = createRequire(import.meta.resolve('alipay-sdk'))('urllib')

async function open() {
  const server = await startServer({
    port: 0,
    token: 'token-for-tests',
    secure: { proxyPort: 0 },
  })
  onTestFinished(() => server.close())
  const [app] = server.sandbox.apps.list()
  if (!app?.appPrivateKey || !server.secured?.proxyUrl) throw new Error('no app or no proxy')
  const { proxyUrl, ca } = server.secured
  const proxyAgent = new ProxyAgent({ uri: proxyUrl, requestTls: { ca } })
  onTestFinished(() => proxyAgent.close())
  const sdk = new AlipaySdk({
    appId: app.appId,
    privateKey: app.appPrivateKey,
    keyType: 'PKCS8',
    alipayPublicKey: app.alipayPublicKey,
    proxyAgent,
  })
  return { sdk, sandbox: server.sandbox }
}

test('a payment by its built-in address takes money here', async () => {
  const { sdk, sandbox } = await open()
  const { authCode } = sandbox.buyers.issueCode()
  const bizContent = {
    outTradeNo: 'order-1',
    totalAmount: '88.88',
    subject: 'tea',
    scene: 'bar_code',
    authCode,
  }
  const reply = await sdk.exec('alipay.trade.pay', { bizContent }, { validateSign: true })
  expect(reply).toMatchObject({ code: '10000', outTradeNo: 'order-1' })
  expect(sandbox.trades.get('order-1')?.status).toBe('TRADE_SUCCESS')
})

test('a reset under TLS is repeated by the SDK as one without TLS is', async () => {
  const { sdk, sandbox } = await open()
  sandbox.faults.add({ fault: 'F04', options: {}, match: { op: 'QUERY', count: 1 } })
  const asked = sdk.exec('alipay.trade.query', { bizContent: { outTradeNo: 'order-2' } })
  await expect(asked).rejects.toThrow(/ECONNRESET/)
  const resets = sandbox
    .trace()
    .of('end')
    .filter(({ whole }) => !whole)
  expect(resets.length).toBeGreaterThan(0)
})
