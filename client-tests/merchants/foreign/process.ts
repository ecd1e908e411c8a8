// A shop that has never heard of the adapter: plain GETs, plain text, cents, states as digits. The
// payment code behind it is the exemplary one; shop.yaml maps the suite's calls onto it.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createMerchant } from '../exemplary/adapter/adapter.ts'
import { createGatewayOverFetch } from '../exemplary/gateway-over-fetch.ts'
import { createMemoryStore } from '../exemplary/memory-store.ts'
import { createProcessClock } from '../exemplary/process/clock.ts'
import { readSettings } from '../exemplary/process/settings.ts'
import { createSigner } from '../exemplary/rsa2.ts'

const STATES = ['PENDING', 'PAID', 'UNPAID', 'REVERSED', 'REFUNDED', 'UNKNOWN', 'ESCALATED']

const settings = readSettings([])
const clock = createProcessClock(settings.timeScale, Date.now())
const gateway = createGatewayOverFetch({
  ...settings,
  notifyUrl: `${process.env.NOTIFY_BASE_URL}/notify`,
  clock,
  fetch: (request) => fetch(request),
  signer: createSigner(settings.appPrivateKey, settings.alipayPublicKey),
})
const till = createMerchant(
  { gateway, store: createMemoryStore(), clock },
  {
    ...settings,
    storeId: 'STORE001',
    terminalId: 'T001',
    numberPrefix: 'F',
    resultChannel: 'poll',
    canRestart: false,
  },
)

/** The adapter's answers are our own, so their fields are text. */
type Fields = Record<string, string>

interface Inner {
  status: number
  body: Fields & { attempts?: Fields[] } & Fields[]
}

async function inside(method: string, path: string, body?: object): Promise<Inner> {
  const headers = { 'content-type': 'application/json' }
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) }
  const answer = await till.fetch(new Request(`http://till/conformance${path}`, init))
  return { status: answer.status, body: await answer.json() }
}

const yuan = (cents: string) => (Number(cents) / 100).toFixed(2)
const cents = (amount: unknown) => String(Math.round(Number(amount) * 100))
const inWords = ({ status, body }: Inner) => (status < 300 ? 'OK' : `NO ${String(body.reason)}`)

type Ask = Record<string, string>

const PAGES: Record<string, (ask: Ask) => Promise<string>> = {
  '/pos/charge': async ({ order = '', cents: asked = '', code }) =>
    inWords(
      await inside('POST', '/sales', {
        sale_id: order,
        amount: yuan(asked),
        subject: 'tea',
        kind: 'barcode',
        auth_code: code,
      }),
    ),
  '/pos/qr': async ({ order = '', cents: asked = '' }) => {
    const body = { sale_id: order, amount: yuan(asked), subject: 'tea', kind: 'qr' }
    return inWords(await inside('POST', '/sales', { ...body, expiry_s: 60 }))
  },
  '/pos/order': async ({ order = '' }) => {
    const { status, body } = await inside('GET', `/sales/${order}`)
    if (status !== 200) return 'state=?'
    const attempts = Array.isArray(body.attempts) ? body.attempts : []
    const numbers = attempts.map(({ out_trade_no }: Ask) => `no=${out_trade_no}`).join(' ')
    const back = `back=${cents(body.refunded)}`
    return `state=${STATES.indexOf(String(body.status))} ${back} qr=${String(body.qr_code)} ${numbers}`
  },
  '/pos/void': async ({ order }) => inWords(await inside('POST', `/sales/${order}/cancel`, {})),
  '/pos/again': async ({ order, code }) =>
    inWords(await inside('POST', `/sales/${order}/pay-again`, { auth_code: code })),
  '/pos/refund': async ({ order, ref, cents: asked = '' }) => {
    const body = { refund_id: ref, sale_id: order, amount: yuan(asked) }
    return inWords(await inside('POST', '/refunds', body))
  },
  '/pos/refunded': async ({ ref }) =>
    `is ${String((await inside('GET', `/refunds/${ref}`)).body.status)}`,
  '/pos/ask': async ({ number }) => {
    const { body } = await inside('POST', '/manual-query', { out_trade_no: number })
    return `state=${STATES.indexOf(String(body.status))}`
  },
  '/pos/decide': async ({ number, how }) =>
    inWords(await inside('POST', `/manual-items/${number}/resolve`, { decision: how })),
  '/pos/compare': async ({ day }) => {
    const { status, body } = await inside('POST', '/reconcile', { date: day })
    const found = Array.isArray(body.discrepancies) ? body.discrepancies : []
    const lines = found.map(({ type, ref }: Ask) => `${type} ${ref}\n`).join('')
    return status === 200 ? `compared ${body.rows} rows\n${lines}` : `no bill: ${body.reason}`
  },
  '/pos/alarms': async () => {
    const { body } = await inside('GET', '/alerts')
    return body.map(({ kind, at }) => `${at} ${kind}\n`).join('')
  },
  '/pos/handed-over': async () => {
    const { body } = await inside('GET', '/manual-items')
    return body.map(({ attempt, op, reason }) => `${attempt};${op};${reason}\n`).join('')
  },
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://till')
  let form = ''
  for await (const part of request) form += String(part)
  if (url.pathname === '/notify') {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const asked = new Request('http://till/notify', { method: 'POST', headers, body: form })
    response.end(await (await till.fetch(asked)).text())
    return
  }
  const page = PAGES[url.pathname]
  if (!page) response.statusCode = 404
  response.end(page ? await page(Object.fromEntries(url.searchParams)) : 'what?')
}

createServer((request, response) => void serve(request, response)).listen(
  settings.port,
  '127.0.0.1',
)
