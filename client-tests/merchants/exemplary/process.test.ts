// The program itself: real process, real SDK, real SQLite file, against an HTTP server that signs like Alipay.
import { spawn } from 'node:child_process'
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSigner } from './rsa2.ts'
import { scratchFolder } from '../../../server/testing/scratch.fixture.ts'

const app = generateKeyPairSync('rsa', { modulusLength: 1024 })
const alipay = generateKeyPairSync('rsa', { modulusLength: 1024 })
const signer = createSigner(alipay.privateKey, app.publicKey)
const folder = scratchFolder(afterAll)
const calls: string[] = []
let paid = false

/** Resets the first pay after reading it; then answers as if nobody had seen it. */
const gateway = createServer((request, response) => {
  void text(request).then((body) => {
    const url = new URL(request.url ?? '/', 'http://gateway')
    const method = url.searchParams.get('method') ?? ''
    const biz: { out_trade_no: string } = JSON.parse(
      new URLSearchParams(body).get('biz_content') ?? '',
    )
    calls.push(method)
    if (calls.length === 1) return request.socket.resetAndDestroy()
    const { out_trade_no } = biz
    const waiting = { code: '10000', out_trade_no, trade_status: 'WAIT_BUYER_PAY' }
    const success = { code: '10000', out_trade_no, trade_status: 'TRADE_SUCCESS' }
    const member = JSON.stringify(paid ? success : waiting)
    const name = `${method.replaceAll('.', '_')}_response`
    response.end(`{"${name}":${member},"sign":"${signer.sign(member)}"}`)
  })
})
let program: ReturnType<typeof spawn> | undefined

beforeAll(() => new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve)))
afterAll(() => {
  program?.kill('SIGKILL')
  gateway.closeAllConnections()
  gateway.close()
})

function start(settings: NodeJS.ProcessEnv) {
  const file = join(import.meta.dirname, 'process.ts')
  return spawn(process.execPath, [file], { env: { PATH: process.env['PATH'], ...settings } })
}

function settings(): NodeJS.ProcessEnv {
  const address = gateway.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    GATEWAY_URL: `http://127.0.0.1:${port}/gateway.do`,
    APP_ID: '9021000000000001',
    SELLER_ID: '2088721000000001',
    APP_PRIVATE_KEY: app.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
    ALIPAY_PUBLIC_KEY: createPublicKey(alipay.privateKey)
      .export({ type: 'spki', format: 'der' })
      .toString('base64'),
    STORE: join(folder, 'shop.db'),
    TIME_SCALE: '0.2',
  }
}

test('a reset pay is queried and not re-sent by the SDK, and a restart keeps the open sale', async () => {
  program = start(settings())
  const lines = createInterface({ input: program.stdout ?? process.stdin })[Symbol.asyncIterator]()
  const ready = async () => JSON.parse(String((await lines.next()).value))
  const { event, url, pid } = await ready()
  expect(event).toBe('ready')
  const post = (path: string, body: object) =>
    fetch(`${url}/conformance${path}`, { method: 'POST', body: JSON.stringify(body) })
  const sale = { sale_id: 's1', kind: 'barcode', amount: '8.03', subject: '茶', auth_code: '28' }
  expect((await post('/sales', sale)).status).toBe(202)
  expect((await post('/admin/restart', {})).status).toBe(202)
  expect(await ready()).toEqual({ event: 'ready', url, pid })
  expect((await post('/sales', sale)).status).toBe(409)
  paid = true
  await expect
    .poll(async () => (await fetch(`${url}/conformance/sales/s1`)).json(), {
      interval: 50,
      timeout: 60_000,
    })
    .toMatchObject({ status: 'PAID', effects: [{ type: 'PAID', amount: '8.03' }] })
  expect(calls[0]).toBe('alipay.trade.pay')
  expect(new Set(calls.slice(1))).toEqual(new Set(['alipay.trade.query']))
})

test('a missing setting is named together with its remedy', async () => {
  const { APP_ID: _, ...incomplete } = settings()
  const child = start(incomplete)
  const [message, code] = await Promise.all([
    text(child.stderr),
    new Promise((resolve) => child.on('exit', resolve)),
  ])
  expect(message).toContain('APP_ID is not set. Set it to the app id of the sandbox.')
  expect(code).toBe(2)
})
