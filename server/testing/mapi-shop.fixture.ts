// A shop at the old gateway (mapi) in a sandbox in memory, for tests: signs by hand as the documentation says, checks
// news as strictly as clients do, and shares no code with the gateway.
import { createHash, createPublicKey, sign, verify } from 'node:crypto'
import { createSandbox, START_AT, VirtualTime, type MemoryOptions } from '../hosts/memory.ts'
import { idle, type Params } from './shop.fixture.ts'
import { ticketIn } from './cashier.fixture.ts'

const ORIGIN = 'http://gateway.test'
const MAPI_NOTIFY_URL = 'http://shop.test/mapi/notify'
const REFUND_NOTIFY_URL = 'http://shop.test/mapi/refunds'
const RETURN_URL = 'http://shop.test/mapi/return?shop=1'

interface Keys {
  md5Key: string
  merchantPrivateKey: string
  gatewayPublicKey: string
}

export const mapiText = (params: Params): string =>
  Object.entries(params)
    .filter(([name, value]) => name !== 'sign' && name !== 'sign_type' && value !== '')
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')

export const md5 = (text: string) => createHash('md5').update(text).digest('hex')

export interface MapiReceived {
  atMs: number
  url: string
  fields: Params
  verified: boolean
}

export interface MapiShopOptions extends Omit<MemoryOptions, 'merchant'> {
  answers?: (fields: Params, nth: number) => Response | Promise<Response>
}

export function openMapiShop({ answers, ...options }: MapiShopOptions = {}) {
  const time = options.time ?? new VirtualTime(options.startAt ?? START_AT)
  const received: MapiReceived[] = []
  const sandbox = createSandbox({
    ...options,
    time,
    merchant: async (request) => {
      const fields = Object.fromEntries(new URLSearchParams(await request.text()))
      const { url } = request
      received.push({ atMs: time.monotonicMs(), url, fields, verified: isGenuine(fields) })
      return answers?.(fields, received.length) ?? new Response('success')
    },
  })
  const [app] = sandbox.apps.list()
  if (!app) throw new Error('a fresh sandbox has no app')
  const keys = app.credentials.mapi as Keys
  const isGenuine = (fields: Params, dsaKey?: string): boolean => {
    const { sign: signature = '', sign_type: type } = fields
    const text = mapiText(fields)
    if (type === 'MD5') return md5(`${text}${keys.md5Key}`) === signature
    const key = createPublicKey(dsaKey ?? keys.gatewayPublicKey)
    return verify('sha1', Buffer.from(text), key, Buffer.from(signature, 'base64'))
  }
  const signed = (params: Params, dsaKey?: string): Params => {
    const { sign_type: type = 'MD5' } = params
    const all = { ...params, sign_type: type }
    const text = mapiText(all)
    if (type === 'MD5') return { ...all, sign: md5(`${text}${keys.md5Key}`) }
    const key = dsaKey ?? keys.merchantPrivateKey
    return { ...all, sign: sign('sha1', Buffer.from(text), key).toString('base64') }
  }
  const common = (service: string, params: Params): Params => ({
    service,
    partner: app.pid,
    _input_charset: 'utf-8',
    ...params,
  })
  const send = async (params: Params, how: 'GET' | 'POST' = 'POST') => {
    const response = await sandbox.fetch(requestOf(params, how))
    return readReply(response)
  }
  const shop = {
    sandbox,
    app,
    keys,
    time,
    received,
    isGenuine,
    signed,
    common,
    send,
    /** A signed call of a service. */
    call: (service: string, params: Params, how?: 'GET' | 'POST') =>
      send(signed(common(service, params)), how),
    /** Lets virtual time pass; everything due on the way happens and is answered. */
    pass: async (durationMs: number): Promise<void> => {
      const until = time.monotonicMs() + durationMs
      do await idle()
      while (time.ringNext(until))
      await idle()
    },
  }
  return { ...shop, ...buyersOf(shop), ...refundsOf(shop) }
}

function requestOf(params: Params, how: 'GET' | 'POST'): Request {
  const form = new URLSearchParams(params).toString()
  if (how === 'GET') return new Request(`${ORIGIN}/gateway.do?${form}`)
  // As the vendor's programs do it: the charset in the address, so that the form can be read.
  const charset = params._input_charset ?? 'utf-8'
  return new Request(`${ORIGIN}/gateway.do?_input_charset=${charset}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form,
  })
}

async function readReply(response: Response) {
  const { status, headers } = response
  const text = await response.text()
  return {
    status,
    headers,
    text,
    location: headers.get('location') ?? '',
    /** `T`, or the code of the error. */
    said:
      /<is_success>T<\/is_success>/.exec(text) !== null
        ? 'T'
        : (/<error>(\w+)<\/error>|错误代码 (\w+)/.exec(text)?.slice(1).find(Boolean) ?? ''),
  }
}

type Reply = Awaited<ReturnType<typeof readReply>>

/** What the helpers below work with. */
interface Shop {
  sandbox: ReturnType<typeof createSandbox>
  app: { pid: string }
  call(service: string, params: Params, how?: 'GET' | 'POST'): Promise<Reply>
  pass(durationMs: number): Promise<void>
  received: readonly MapiReceived[]
}

/** The order of create_direct_pay_by_user, and a buyer who fills in the forms of its pages. */
function buyersOf({ sandbox, app, call, pass }: Shop) {
  const order = (outTradeNo: string, more: Params = {}): Params => ({
    out_trade_no: outTradeNo,
    subject: '一杯咖啡',
    payment_type: '1',
    ...(more.price === undefined && { total_fee: '88.88' }),
    seller_id: app.pid,
    notify_url: MAPI_NOTIFY_URL,
    return_url: RETURN_URL,
    ...more,
  })
  const submit = (outTradeNo: string, more?: Params, how?: 'GET' | 'POST') =>
    call('create_direct_pay_by_user', order(outTradeNo, more), how)
  const get = async (path: string) => (await sandbox.fetch(new Request(`${ORIGIN}${path}`))).text()
  /** One step of a form; where it leads. */
  const step = async (path: string, does: string, typed: Params = {}) => {
    const body = new URLSearchParams({ ticket: ticketIn(await get(path)), does, ...typed })
    const response = await sandbox.fetch(new Request(`${ORIGIN}${path}`, { method: 'POST', body }))
    return response.headers.get('location') ?? (await response.text())
  }
  const logIn = async (page: string, nth = 0) =>
    step(page, 'log-in', { logonId: sandbox.buyers.list().at(nth)?.logonId ?? '' })
  const payAt = async (page: string, nth = 0) =>
    step(await logIn(page, nth), 'pay', { password: '111111' })
  return {
    order,
    submit,
    get,
    step,
    logIn,
    /** Logs in and pays; the address that leads back to the shop. */
    payAt,
    /** Submitted, paid and notified; the address of the way back. */
    paid: async (outTradeNo: string, more?: Params) => {
      const back = await payAt((await submit(outTradeNo, more)).location)
      await pass(5_000)
      return back
    },
    tradeNo: (outTradeNo: string) => sandbox.trades.get(outTradeNo)?.tradeNo ?? '',
  }
}

function refundsOf({ app, call, received }: Shop) {
  const batch = (serial: string, items: readonly string[], more: Params = {}): Params => ({
    notify_url: REFUND_NOTIFY_URL,
    seller_user_id: app.pid,
    refund_date: '2026-01-05 10:00:00',
    batch_no: `20260105${serial}`,
    batch_num: String(items.length),
    detail_data: items.join('#'),
    ...more,
  })
  return {
    batch,
    /** Items as `trade^1.00^reason`. */
    refund: (serial: string, items: readonly string[], more?: Params) =>
      call('refund_fastpay_by_platform_nopwd', batch(serial, items, more)),
    /** What the shop heard of batches, and of orders. */
    batchNews: () => received.filter(({ url }) => url === REFUND_NOTIFY_URL),
    orderNews: () => received.filter(({ url }) => url === MAPI_NOTIFY_URL),
  }
}

export type MapiShop = ReturnType<typeof openMapiShop>

/** A shop whose orders are paid and told of, and an item of a batch for each. */
export async function openPaid(...outTradeNos: string[]) {
  const shop = openMapiShop()
  for (const one of outTradeNos) await shop.paid(one)
  shop.received.length = 0
  const item = (outTradeNo: string, amount = '1.00', reason = '协商退款') =>
    `${shop.tradeNo(outTradeNo)}^${amount}^${reason}`
  return { ...shop, item }
}

/** What each notification of a batch said of its items. */
export const detailsOf = (shop: Pick<MapiShop, 'batchNews'>) =>
  shop.batchNews().map(({ fields }) => [fields.success_num, fields.result_details])
