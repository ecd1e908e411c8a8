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
}

interface Window {
  requestsPerSecond: number
  /** Of single requests, in ms. */
  latencies: number[]
}

/** A form POST on a kept-alive connection; anything but 10000 ends the program. */
function post(gateway: string, body: string, agent: Agent): Promise<void> {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
    'content-length': Buffer.byteLength(body),
  }
  return new Promise((resolve, reject) => {
    const call = request(gateway, { method: 'POST', agent, headers }, (response) => {
      text(response).then((reply) => {
        if (reply.includes('"code":"10000"')) resolve()
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
  const apps: { appId: string; appPrivateKey: { pkcs8Pem: string } }[] = await control(
    ready,
    'GET',
    '/apps',
  )
  const [app] = apps
  if (!app) throw new Error('a fresh server has no app')
  return { appId: app.appId, privateKey: createPrivateKey(app.appPrivateKey.pkcs8Pem) }
}

function signedBody({ appId, privateKey }: Shop, method: string, biz: object): string {
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
  return new URLSearchParams({ ...params, sign: signature }).toString()
}

/** The two bodies of one sale, ready to send. */
async function prepare(ready: Ready, shop: Shop, outTradeNo: string) {
  const { authCode }: { authCode: string } = await control(ready, 'POST', '/buyers/codes', {})
  const order = { out_trade_no: outTradeNo, total_amount: '8.88', subject: '一杯咖啡' }
  const code = { scene: 'bar_code', auth_code: authCode }
  return [
    signedBody(shop, 'alipay.trade.pay', { ...order, ...code }),
    signedBody(shop, 'alipay.trade.query', { out_trade_no: outTradeNo }),
  ] as const
}

/** Sells everything prepared, `lanes` sales at a time, and measures every request. */
async function sell(
  gateway: string,
  sales: (readonly [string, string])[],
  lanes: number,
): Promise<Window> {
  const agent = new Agent({ keepAlive: true, maxSockets: lanes })
  const waiting = sales.values()
  const latencies: number[] = []
  const timed = async (body: string) => {
    const startedMs = performance.now()
    await post(gateway, body, agent)
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

async function measure(ready: Ready, shop: Shop, lanes: number) {
  const ratios: number[] = []
  const rates: number[] = []
  const calibrations: number[] = []
  const latencies: number[] = []
  // The first round only warms both sides up.
  for (let round = 0; round <= ROUNDS; round++) {
    const sales = await Promise.all(
      Array.from({ length: SALES }, (_, sale) =>
        prepare(ready, shop, `c${lanes}-${round}-${sale}`),
      ),
    )
    const before = await signaturesPerSecond(CALIBRATION_MS)
    const window = await sell(ready.gateway, sales, lanes)
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
    `gateway, ${lanes} at a time: ${rate.median} requests/s = ${ratio} of ${signatures.median} ` +
      `signatures/s; p50 ${p50Ms} ms, p99 ${p99Ms} ms`,
    { bench: 'gateway', lanes, rounds: ROUNDS, ratio, rate, signatures, p50Ms, p99Ms },
  )
}

const { ready, stop } = await serve()
try {
  const shop = await shopOf(ready)
  await measure(ready, shop, 16)
  await measure(ready, shop, 1)
} finally {
  await stop()
}
