// Throughput and latency of pay and query over a socket, as a ratio to what the machine can sign in
// the same seconds. Report only: the client shares the two cores with the gateway, so the ratio is a
// floor. Requests are signed before a window opens, codes are issued before it, too.
import { createPrivateKey, sign, type KeyObject } from 'node:crypto'
import { Agent, request } from 'node:http'
import { performance } from 'node:perf_hooks'
import { text } from 'node:stream/consumers'
import { toSign } from '../server/testing/shop.fixture.ts'
import { signaturesPerSecond } from './calibrate.ts'
import { hundredths, percentile, say, spread, tenths } from './figures.ts'
import { serve, type Ready } from './serve.ts'

const ROUNDS = 7
const SALES = 300
const CALIBRATION_MS = 300

interface Shop {
  appId: string
  privateKey: KeyObject
  /** The client at AMS. */
  clientId: string
  amsKey: KeyObject
}

/** One request, signed and ready to send. */
interface Signed {
  url: string
  headers: Readonly<Record<string, string>>
  body: string
}

/** A gateway that is measured: how the two requests of a sale are made, and what a good reply holds. */
interface Till {
  name: string
  good: string
  prepare(ready: Ready, shop: Shop, number: string): Promise<readonly [Signed, Signed]>
}

interface Window {
  requestsPerSecond: number
  /** Of single requests, in ms. */
  latencies: number[]
}

/** A POST on a kept-alive connection; anything but a good reply ends the program. */
function post({ url, headers, body }: Signed, good: string, agent: Agent): Promise<void> {
  const whole = { ...headers, 'content-length': Buffer.byteLength(body) }
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', agent, headers: whole }, (response) => {
      text(response).then((reply) => {
        if (reply.includes(good)) resolve()
        else reject(new Error(`the gateway answered ${reply}`))
      }, reject)
    })
    call.on('error', reject)
    call.end(body)
  })
}

async function control(ready: Ready, method: string, path: string, body?: object) {
  const headers = { authorization: `Bearer ${ready.token}`, 'content-type': 'application/json' }
  const url = `${ready.url}/_sim${path}`
  const answer = await fetch(url, { method, headers, body: body && JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

async function shopOf(ready: Ready): Promise<Shop> {
  const apps: {
    appId: string
    appPrivateKey: { pkcs8Pem: string }
    ams: { clientId: string; merchantPrivateKey: { pkcs8Pem: string } }
  }[] = await control(ready, 'GET', '/apps')
  const [app] = apps
  if (!app) throw new Error('a fresh server has no app')
  const { appId, ams } = app
  return {
    appId,
    privateKey: createPrivateKey(app.appPrivateKey.pkcs8Pem),
    clientId: ams.clientId,
    amsKey: createPrivateKey(ams.merchantPrivateKey.pkcs8Pem),
  }
}

async function codeOf(ready: Ready): Promise<string> {
  const { authCode }: { authCode: string } = await control(ready, 'POST', '/buyers/codes', {})
  return authCode
}

function ofOpenapi(ready: Ready, { appId, privateKey }: Shop, method: string, biz: object): Signed {
  const params = {
    app_id: appId,
    method,
    format: 'JSON',
    charset: 'utf-8',
    sign_type: 'RSA2',
    timestamp: '2026-01-05 10:00:00',
    version: '1.0',
    biz_content: JSON.stringify(biz),
  }
  const signature = sign('sha256', Buffer.from(toSign(params)), privateKey).toString('base64')
  return {
    url: ready.gateway,
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
    body: new URLSearchParams({ ...params, sign: signature }).toString(),
  }
}

const OPENAPI: Till = {
  name: 'gateway',
  good: '"code":"10000"',
  prepare: async (ready, shop, outTradeNo) => {
    const order = { out_trade_no: outTradeNo, total_amount: '8.88', subject: '一杯咖啡' }
    const code = { scene: 'bar_code', auth_code: await codeOf(ready) }
    return [
      ofOpenapi(ready, shop, 'alipay.trade.pay', { ...order, ...code }),
      ofOpenapi(ready, shop, 'alipay.trade.query', { out_trade_no: outTradeNo }),
    ]
  },
}

function ofAms(ready: Ready, { clientId, amsKey }: Shop, call: string, content: object): Signed {
  const path = `/ams/api/v1/payments/${call}`
  const time = '2026-01-05T10:00:00+08:00'
  const body = JSON.stringify(content)
  const signed = Buffer.from(`POST ${path}\n${clientId}.${time}.${body}`)
  const signature = encodeURIComponent(sign('sha256', signed, amsKey).toString('base64'))
  return {
    url: `${ready.url}${path}`,
    headers: {
      'content-type': 'application/json; charset=UTF-8',
      'client-id': clientId,
      'request-time': time,
      signature: `algorithm=RSA256,keyVersion=1,signature=${signature}`,
    },
    body,
  }
}

const AMS: Till = {
  name: 'gateway of AMS',
  good: '"resultStatus":"S"',
  prepare: async (ready, shop, paymentRequestId) => {
    const amount = { currency: 'USD', value: '888' }
    const order = {
      referenceOrderId: paymentRequestId,
      orderDescription: 'a cup of coffee',
      orderAmount: amount,
      merchant: { referenceMerchantId: 'bench' },
      env: { storeTerminalId: 'T1', storeTerminalRequestTime: '2026-01-05T10:00:00+08:00' },
    }
    const paymentMethod = {
      paymentMethodType: 'CONNECT_WALLET',
      paymentMethodId: await codeOf(ready),
    }
    const pay = {
      productCode: 'IN_STORE_PAYMENT',
      paymentRequestId,
      order,
      paymentAmount: amount,
      paymentMethod,
      paymentFactor: { inStorePaymentScenario: 'PaymentCode' },
    }
    return [
      ofAms(ready, shop, 'pay', pay),
      ofAms(ready, shop, 'inquiryPayment', { paymentRequestId }),
    ]
  },
}

/** Sells everything prepared, `lanes` sales at a time, and measures every request. */
async function sell(
  good: string,
  sales: (readonly [Signed, Signed])[],
  lanes: number,
): Promise<Window> {
  const agent = new Agent({ keepAlive: true, maxSockets: lanes })
  const waiting = sales.values()
  const latencies: number[] = []
  const timed = async (one: Signed) => {
    const startedMs = performance.now()
    await post(one, good, agent)
    latencies.push(performance.now() - startedMs)
  }
  const lane = async () => {
    for (const [pay, query] of waiting) {
      await timed(pay)
      await timed(query)
    }
  }
  const startedMs = performance.now()
  await Promise.all(Array.from({ length: lanes }, lane))
  const tookMs = performance.now() - startedMs
  agent.destroy()
  return { requestsPerSecond: (latencies.length / tookMs) * 1_000, latencies }
}

async function measure(ready: Ready, shop: Shop, till: Till, lanes: number) {
  const ratios: number[] = []
  const rates: number[] = []
  const calibrations: number[] = []
  const latencies: number[] = []
  // The first round only warms both sides up.
  for (let round = 0; round <= ROUNDS; round++) {
    const sales = await Promise.all(
      Array.from({ length: SALES }, (_, sale) =>
        till.prepare(ready, shop, `${till.name}-${lanes}-${round}-${sale}`.replaceAll(' ', '-')),
      ),
    )
    const before = await signaturesPerSecond(CALIBRATION_MS)
    const window = await sell(till.good, sales, lanes)
    const calibration = (before + (await signaturesPerSecond(CALIBRATION_MS))) / 2
    if (round === 0) continue
    ratios.push(window.requestsPerSecond / calibration)
    rates.push(window.requestsPerSecond)
    calibrations.push(calibration)
    latencies.push(...window.latencies)
  }
  const ratio = hundredths(percentile(ratios, 0.5))
  const rate = spread(rates)
  const p50Ms = tenths(percentile(latencies, 0.5))
  const p99Ms = tenths(percentile(latencies, 0.99))
  const signatures = spread(calibrations)
  say(
    `${till.name}, ${lanes} at a time: ${rate.median} requests/s = ${ratio} of ${signatures.median} ` +
      `signatures/s; p50 ${p50Ms} ms, p99 ${p99Ms} ms`,
    { bench: till.name, lanes, rounds: ROUNDS, ratio, rate, signatures, p50Ms, p99Ms },
  )
}

const { ready, stop } = await serve()
try {
  const shop = await shopOf(ready)
  await measure(ready, shop, OPENAPI, 16)
  await measure(ready, shop, AMS, 16)
  await measure(ready, shop, OPENAPI, 1)
} finally {
  await stop()
}
