// A small shop that takes payment codes, with the adapter that alipay-sim grades it through. It needs no
// package. Keep the adapter at the end and replace the shop above it by your own, or start yours from it.
//   alipay-sim grade adapter-check -- node shop.mjs
//   alipay-sim grade -- node shop.mjs
import { createSign, createVerify, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

const env = process.env
// Timers run so much faster while the suite plays faster; 1 in production.
const SCALE = Number(env.TIME_SCALE ?? 1)
const seconds = (count) => count * 1_000 * SCALE
const NOTIFY_URL = `${env.NOTIFY_BASE_URL}/notify`

// --- the gateway ------------------------------------------------------------------------------------

const textToSign = (params) =>
  Object.keys(params)
    .filter((name) => params[name] !== '')
    .sort()
    .map((name) => `${name}=${params[name]}`)
    .join('&')

const isSigned = (text, signature) =>
  createVerify('RSA-SHA256').update(text).verify(env.ALIPAY_PUBLIC_KEY, signature, 'base64')

/** The fields of the reply; nothing when nobody can tell what became of the call. */
async function alipay(method, biz) {
  const params = {
    app_id: env.APP_ID,
    method,
    charset: 'utf-8',
    format: 'JSON',
    sign_type: 'RSA2',
    version: '1.0',
    notify_url: method === 'alipay.trade.pay' ? NOTIFY_URL : '',
    timestamp: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' '),
    biz_content: JSON.stringify(biz),
  }
  const sign = createSign('RSA-SHA256')
    .update(textToSign(params))
    .sign(env.APP_PRIVATE_KEY, 'base64')
  const form = Object.entries({ ...params, sign }).filter(([, value]) => value !== '')
  try {
    const signal = AbortSignal.timeout(seconds(5))
    const body = new URLSearchParams(form)
    const text = await (await fetch(env.GATEWAY_URL, { method: 'POST', body, signal })).text()
    const name = `${method.replaceAll('.', '_')}_response`
    const { [name]: fields, sign: signature } = JSON.parse(text)
    // What was signed is the text of that member, as it came.
    const from = text.indexOf('{', text.indexOf(`"${name}"`) + name.length)
    const to = text.lastIndexOf('}', text.lastIndexOf('"sign"')) + 1
    if (!isSigned(text.slice(from, to), signature)) return undefined
    const isUnclear = /SYSTEM_ERROR|unknow-error/.test(fields.sub_code ?? '')
    return fields.code === '20000' || isUnclear ? undefined : fields
  } catch {
    return undefined
  }
}

// --- the shop ---------------------------------------------------------------------------------------

const sales = new Map()
const refunds = new Map()
/** What people must look at. */
const items = []

const hundredths = (yuan) => Math.round(Number(yuan) * 100)
const inYuan = (fen) => (fen / 100).toFixed(2)
const isOver = ({ status }) => status !== 'PENDING'

function book(sale, type, amount) {
  sale.effects.push({ type, amount })
}

/** However often it is told: one payment, one entry. */
function settlePaid(sale) {
  if (sale.status === 'PAID' || sale.status === 'REFUNDED') return
  sale.status = 'PAID'
  book(sale, 'PAID', sale.amount)
}

async function pay(sale, authCode) {
  const reply = await alipay('alipay.trade.pay', {
    out_trade_no: sale.number,
    total_amount: sale.amount,
    subject: sale.subject,
    scene: 'bar_code',
    auth_code: authCode,
    store_id: 'SHOP1',
    timeout_express: '5m',
  })
  if (reply?.code === '10000') return settlePaid(sale)
  // Refused for good; a trade that is paid already is a reason to ask.
  const isOpen = !reply || reply.code === '10003' || reply.sub_code === 'ACQ.TRADE_HAS_SUCCESS'
  if (!isOpen) {
    sale.status = 'UNPAID'
    return
  }
  for (let tries = 0; tries < 10 && !isOver(sale); tries += 1) {
    if (reply || tries > 0) await pause(seconds(3))
    await ask(sale)
  }
  if (!isOver(sale)) await cancel(sale)
}

async function ask(sale) {
  const reply = await alipay('alipay.trade.query', { out_trade_no: sale.number })
  if (reply?.code !== '10000') return
  if (['TRADE_SUCCESS', 'TRADE_FINISHED'].includes(reply.trade_status)) settlePaid(sale)
  if (reply.trade_status === 'TRADE_CLOSED' && !isOver(sale)) sale.status = 'UNPAID'
}

async function cancel(sale) {
  for (let tries = 0; tries < 12; tries += 1) {
    const reply = await alipay('alipay.trade.cancel', { out_trade_no: sale.number })
    if (reply?.code === '10000' && reply.retry_flag !== 'Y') {
      const wasBooked = sale.status === 'PAID'
      sale.status = reply.action === 'refund' || wasBooked ? 'REVERSED' : 'UNPAID'
      if (wasBooked) book(sale, 'REVERSED', sale.amount)
      return
    }
    await pause(seconds(5))
  }
  handOver(sale, 'CANCEL')
}

async function refund(sale, wanted) {
  for (let tries = 0; tries < 13; tries += 1) {
    // The same number and amount for every try: it is one refund.
    const reply = await alipay('alipay.trade.refund', {
      out_trade_no: sale.number,
      refund_amount: wanted.amount,
      out_request_no: wanted.id,
    })
    if (reply?.code === '10000') {
      wanted.status = 'REFUNDED'
      sale.status = 'REFUNDED'
      book(sale, 'REFUNDED', wanted.amount)
      return
    }
    if (reply && reply.sub_code !== 'ACQ.SELLER_BALANCE_NOT_ENOUGH') {
      wanted.status = 'FAILED'
      return
    }
    await pause(seconds(5))
  }
  wanted.status = 'ESCALATED'
  handOver(sale, 'REFUND')
}

function handOver(sale, op) {
  if (!isOver(sale)) sale.status = 'ESCALATED'
  items.push({ attempt: sale.number, op, reason: 'unknown', at: new Date().toISOString() })
}

/** Verified and compared before it is believed; what is known already is acknowledged. */
async function notified(body) {
  const form = Object.fromEntries(new URLSearchParams(body))
  const { sign = '', sign_type: _type, ...signed } = form
  const sale = [...sales.values()].find(({ number }) => number === form.out_trade_no)
  const isOurs =
    isSigned(textToSign(signed), sign) &&
    sale &&
    form.app_id === env.APP_ID &&
    form.seller_id === env.SELLER_ID &&
    hundredths(form.total_amount) === hundredths(sale.amount)
  if (!isOurs) return 'failure'
  const isPayment = !form.refund_fee && !form.gmt_refund
  const isPaid = ['TRADE_SUCCESS', 'TRADE_FINISHED'].includes(form.trade_status)
  if (isPayment && isPaid) {
    if (isOver(sale)) await ask(sale)
    else settlePaid(sale)
  }
  return 'success'
}

// --- the adapter (docs/adapter.md of alipay-sim): what the suite asks of the shop -------------------

const CAPABILITIES = {
  families: ['O'],
  ops: ['PAY', 'QUERY', 'CANCEL', 'REFUND'],
  time_scale: SCALE,
  client_timeout_ms: 5_000,
  supports: { effects: true, restart: false, recon: false, prompts: false },
}

const refuse = (status, reason) => [status, { reason }]

function startSale({ sale_id: id, amount, subject = 'sale', kind, auth_code: authCode }) {
  if (kind !== 'barcode') return refuse(400, 'this shop sells by payment code only')
  if (!id || !authCode || !(hundredths(amount) > 0))
    return refuse(400, 'sale_id, amount and auth_code must be there')
  if (sales.has(id)) return refuse(409, 'this sale was started already')
  const number = randomUUID().replaceAll('-', '')
  const sale = { id, number, amount, subject, status: 'PENDING', effects: [] }
  sales.set(id, sale)
  // The answer comes first; what becomes of the payment is read later.
  void pay(sale, authCode)
  return [202, { attempt_id: number }]
}

function startRefund({ refund_id: id, sale_id: saleId, amount }) {
  const sale = sales.get(saleId)
  const known = refunds.get(id)
  if (known)
    return known.amount === amount ? [202, {}] : refuse(409, 'this refund has another amount')
  if (sale?.status !== 'PAID' && sale?.status !== 'REFUNDED')
    return refuse(409, 'the sale is not known to be paid')
  const asked = [...refunds.values()].filter((one) => one.saleId === saleId)
  const sum = asked
    .filter(({ status }) => status !== 'FAILED')
    .reduce((total, one) => total + hundredths(one.amount), hundredths(amount))
  if (sum > hundredths(sale.amount)) return refuse(409, 'more than what is left')
  const wanted = { id, saleId, amount, status: 'PENDING' }
  refunds.set(id, wanted)
  void refund(sale, wanted)
  return [202, {}]
}

function view({ id, number, status, effects }) {
  const back = [...refunds.values()].filter((one) => one.saleId === id && one.status === 'REFUNDED')
  const refunded = inYuan(back.reduce((sum, { amount }) => sum + hundredths(amount), 0))
  return { status, attempts: [{ out_trade_no: number, status }], refunded, effects }
}

async function manualQuery({ out_trade_no: number }) {
  const sale = [...sales.values()].find((one) => one.number === number)
  if (!sale) return refuse(404, 'no such order')
  await ask(sale)
  return [200, { status: sale.status, source: 'gateway' }]
}

async function answer(method, path, body) {
  const [what, id = '', verb = ''] = path.split('/').slice(2).map(decodeURIComponent)
  const sale = sales.get(id)
  switch (`${method} ${[what, id && ':id', verb].filter(Boolean).join('/')}`) {
    case 'GET capabilities':
      return [200, CAPABILITIES]
    case 'POST sales':
      return startSale(body)
    case 'GET sales/:id':
      return sale ? [200, view(sale)] : refuse(404, 'no such sale')
    case 'POST sales/:id/pay-again':
      // One number, one payment: this shop opens another sale instead.
      return sale ? refuse(409, 'this sale has its payment already') : refuse(404, 'no such sale')
    case 'POST sales/:id/cancel':
      if (!sale) return refuse(404, 'no such sale')
      void cancel(sale)
      return [202, {}]
    case 'POST refunds':
      return startRefund(body)
    case 'GET refunds/:id': {
      const found = refunds.get(id)
      return found
        ? [200, { status: found.status, amount: found.amount }]
        : refuse(404, 'no such refund')
    }
    case 'POST manual-query':
      return manualQuery(body)
    case 'GET manual-items':
      return [200, items]
    case 'POST manual-items/:id/resolve':
      return refuse(
        items.some(({ attempt }) => attempt === id) ? 409 : 404,
        'no such item to decide',
      )
    case 'GET alerts':
      return [200, []]
    default:
      return refuse(404, 'no such path')
  }
}

const server = createServer(async (request, response) => {
  let text = ''
  for await (const chunk of request) text += chunk
  const [path] = request.url.split('?')
  if (path === '/notify') return void response.end(await notified(text))
  let reply
  try {
    reply = await answer(request.method, path, JSON.parse(text || '{}'))
  } catch {
    reply = refuse(400, 'the body must be JSON')
  }
  const [status, body] = reply
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
})
server.listen(Number(env.PORT), '127.0.0.1')
