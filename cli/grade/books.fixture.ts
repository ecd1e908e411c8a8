// A small shop whose books are a file, and a program that sells in it: what `grade --verify-cmd` is for.
import { createPublicKey, verify } from 'node:crypto'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

interface Row {
  out_trade_no: string
  amount: string
}

export interface Manners {
  /** Verifies, compares, and books an order once; or books whatever says TRADE_SUCCESS. */
  isSound: boolean
  /** What its books are shown as. */
  shown: 'rows' | 'number'
}

/** The shop of this process: it outlives the program that drives it. */
export async function openShop(folder: string, { isSound, shown }: Manners) {
  const books = join(folder, 'books.json')
  const rows: Row[] = []
  const save = () => {
    writeFileSync(books, shown === 'rows' ? JSON.stringify(rows) : `${rows.length}\n`)
  }
  save()
  const orders: {
    key?: string
    appId?: string
    sellerId?: string
    amounts?: Record<string, string>
  } = {}
  const isBelievable = (body: string) => {
    const form = new URLSearchParams(body)
    const { key = '', appId, sellerId, amounts = {} } = orders
    const signed = [...form]
      .filter(([name]) => name !== 'sign' && name !== 'sign_type')
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${name}=${value}`)
      .join('&')
    const sign = Buffer.from(form.get('sign') ?? '', 'base64')
    return (
      verify('sha256', Buffer.from(signed), createPublicKey(key), sign) &&
      form.get('app_id') === appId &&
      form.get('seller_id') === sellerId &&
      form.get('total_amount') === amounts[form.get('out_trade_no') ?? '']
    )
  }
  const hear = (body: string): string => {
    const form = new URLSearchParams(body)
    const number = form.get('out_trade_no') ?? ''
    if (isSound && !isBelievable(body)) return 'failure'
    const isKnown = rows.some((row) => row.out_trade_no === number)
    if (form.get('trade_status') === 'TRADE_SUCCESS' && !(isSound && isKnown)) {
      rows.push({ out_trade_no: number, amount: form.get('total_amount') ?? '' })
      save()
    }
    return 'success'
  }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      if (request.url === '/set-up') Object.assign(orders, JSON.parse(body))
      const told = request.url === '/notify' ? hear(body) : String(rows.length)
      response.end(told)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { url: `http://127.0.0.1:${port}`, books }
}

/** Two QR orders, of which one is paid, and a wait until the shop has booked it; before them `more` orders. */
export const traffic = (shop: string, more: Record<string, string> = {}): string => `
  import { createSign } from 'node:crypto'
  const { GATEWAY_URL, APP_ID, SELLER_ID, APP_PRIVATE_KEY, ALIPAY_PUBLIC_KEY } = process.env
  const { ALIPAY_SIM_URL, ALIPAY_SIM_TOKEN } = process.env
  const shop = ${JSON.stringify(shop)}
  const amounts = { ...${JSON.stringify(more)}, T1: '12.34', T2: '5.67' }
  const settings = { key: ALIPAY_PUBLIC_KEY, appId: APP_ID, sellerId: SELLER_ID, amounts }
  const post = (url, body, headers = {}) => fetch(url, { method: 'POST', body, headers })
  await post(shop + '/set-up', JSON.stringify(settings)).catch(() => {})
  const codes = {}
  for (const [number, amount] of Object.entries(amounts)) {
    const params = {
      app_id: APP_ID, method: 'alipay.trade.precreate', charset: 'utf-8', sign_type: 'RSA2',
      version: '1.0', format: 'JSON', notify_url: shop + '/notify',
      timestamp: new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 19).replace('T', ' '),
      biz_content: JSON.stringify({
        out_trade_no: number, subject: 'tea', total_amount: amount, store_id: 'SHOP1',
        timeout_express: '5m',
      }),
    }
    const text = Object.keys(params).sort().map((name) => name + '=' + params[name]).join('&')
    const sign = createSign('RSA-SHA256').update(text).sign(APP_PRIVATE_KEY, 'base64')
    const reply = await (await post(GATEWAY_URL, new URLSearchParams({ ...params, sign }))).json()
    codes[number] = reply.alipay_trade_precreate_response.qr_code
  }
  const headers = {
    authorization: 'Bearer ' + ALIPAY_SIM_TOKEN,
    'content-type': 'application/json',
  }
  await post(ALIPAY_SIM_URL + '/_sim/buyers/scan', JSON.stringify({ qrCode: codes.T1 }), headers)
  for (let looks = 0; looks < 2_400; looks += 1) {
    const booked = await fetch(shop + '/books').then((reply) => reply.text(), () => '1')
    if (booked !== '0') break
    await new Promise((go) => setTimeout(go, 25))
  }
`
