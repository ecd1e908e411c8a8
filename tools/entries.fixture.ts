// One program for each entry of the package: it takes a payment, receives its notification, and prints what the
// reply and the notification said.

/** A signed payment without an SDK; `now` is the gateway's clock. */
const SIGNING = `
import { createSign } from 'node:crypto'
function payment({ appId, appPrivateKey }, authCode, notifyUrl, now) {
  const params = {
    app_id: appId, method: 'alipay.trade.pay', charset: 'utf-8', sign_type: 'RSA2', version: '1.0', notify_url: notifyUrl,
    timestamp: new Date(now + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' '),
    biz_content: JSON.stringify({ out_trade_no: 'T1', subject: 'tea', total_amount: '8.88', scene: 'bar_code', auth_code: authCode }),
  }
  const text = Object.keys(params).sort().map((name) => name + '=' + params[name]).join('&')
  const sign = createSign('RSA-SHA256').update(text).sign(appPrivateKey, 'base64')
  return { method: 'POST', body: new URLSearchParams({ ...params, sign }) }
}
const codeOf = async (reply) => (await reply.json()).alipay_trade_pay_response.code`

/** A merchant in this process, and what it was told. */
const MERCHANT = `
const told = []
const merchant = async (request) => {
  told.push(new URLSearchParams(await request.text()).get('trade_status'))
  return new Response('success')
}
const NOTIFY = 'https://shop.example/notify'
const ORDER = { outTradeNo: 'T1', subject: 'tea', totalAmount: '8.88', scene: 'bar_code' }`

export const ENTRIES: Readonly<Record<string, string>> = {
  'alipay-sim': `
import { createSandbox } from 'alipay-sim'
${SIGNING}
${MERCHANT}
const sandbox = createSandbox({ merchant })
const { authCode } = sandbox.buyers.issueCode()
const call = payment(sandbox.apps.list()[0], authCode, NOTIFY, sandbox.time.wallMs())
const code = await codeOf(await sandbox.fetch(new Request('http://gateway/gateway.do', call)))
await sandbox.clock.advance(60_000)
console.log(code, told[0])
sandbox.close()`,

  'alipay-sim/node': `
import { startServer } from 'alipay-sim/node'
import { createServer } from 'node:http'
${SIGNING}
const server = await startServer({ port: 0, token: 'a-token-for-tests' })
let notified
const told = new Promise((resolve) => (notified = resolve))
const shop = createServer(async (request, response) => {
  const fields = new URLSearchParams(Buffer.concat(await request.toArray()).toString())
  response.end('success')
  notified(fields.get('trade_status'))
})
await new Promise((resolve) => shop.listen(0, '127.0.0.1', resolve))
const { sandbox, url } = server
const { authCode } = sandbox.buyers.issueCode()
const call = payment(sandbox.apps.list()[0], authCode, 'http://127.0.0.1:' + shop.address().port, Date.now())
const code = await codeOf(await fetch(url + '/gateway.do', call))
console.log(code, await told)
shop.closeAllConnections()
shop.close()
await server.close()`,

  'alipay-sim/suite': `
import { readYaml, runOverHttp } from 'alipay-sim/suite'
const { scenario } = readYaml(\`
name: one-sale
teaches: A sale and its notification.
sales: [{ kind: barcode, buyer: at-once }]
expect: [exactly one payment]
\`)
const merchant = { command: [process.execPath, 'shop.mjs'] }
const entries = await runOverHttp({ merchant, name: 'shop', scenarios: [scenario], timeScale: 0.1, againMs: 0 })
const paid = entries.some((entry) => entry.kind === 'answer' && entry.wire?.body.includes('"code":"10000"'))
const sent = entries.find((entry) => entry.kind === 'send')
const reply = entries.find((entry) => entry.kind === 'reply' && entry.delivery === sent.delivery)
console.log(paid ? '10000' : 'unpaid', reply.acknowledged ? sent.tradeStatus : reply)`,

  'alipay-sim/test': `
import { AlipaySdk } from 'alipay-sdk'
import { createTestSandbox } from 'alipay-sim/test'
${MERCHANT}
const alipay = createTestSandbox({ merchant })
const sdk = new AlipaySdk(alipay.sdkConfig())
const bizContent = { ...ORDER, authCode: alipay.code() }
const { code } = await sdk.exec('alipay.trade.pay', { notifyUrl: NOTIFY, bizContent }, { validateSign: true })
await alipay.trade('T1').notification()
console.log(code, told[0])`,

  'alipay-sim/undici': `
import { createDispatcher } from 'alipay-sim/undici'
import { createSandbox } from 'alipay-sim'
import { setGlobalDispatcher } from 'undici'
${SIGNING}
${MERCHANT}
const sandbox = createSandbox({ merchant })
setGlobalDispatcher(createDispatcher(sandbox))
const { authCode } = sandbox.buyers.issueCode()
const call = payment(sandbox.apps.list()[0], authCode, NOTIFY, sandbox.time.wallMs())
const code = await codeOf(await fetch('https://openapi.alipay.com/gateway.do', call))
await sandbox.clock.advance(60_000)
console.log(code, told[0])
sandbox.close()`,

  'alipay-sim/msw': `
import { createHandlers } from 'alipay-sim/msw'
import { createSandbox } from 'alipay-sim'
import { setupServer } from 'msw/node'
${SIGNING}
${MERCHANT}
const sandbox = createSandbox({ merchant })
const server = setupServer(...createHandlers(sandbox))
server.listen()
const { authCode } = sandbox.buyers.issueCode()
const call = payment(sandbox.apps.list()[0], authCode, NOTIFY, sandbox.time.wallMs())
const code = await codeOf(await fetch('https://openapi.alipay.com/gateway.do', call))
await sandbox.clock.advance(60_000)
console.log(code, told[0])
server.close()
sandbox.close()`,
}
