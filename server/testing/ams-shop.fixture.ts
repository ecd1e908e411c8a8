// A shop at the gateway of AMS in a sandbox in memory, for tests: signs requests by hand as the documentation
// says, checks replies and notifications as strictly as the strictest SDK, and shares no code with the gateway.
import { createPublicKey, sign, verify } from 'node:crypto'
import { createSandbox, START_AT, VirtualTime, type MemoryOptions } from '../hosts/memory.ts'
import { idle } from './shop.fixture.ts'

const AMS_NOTIFY_URL = 'http://shop.test/ams/notify?shop=1'
const ORIGIN = 'http://gateway.test'
const ACCEPTED = { result: { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'success' } }

interface Keys {
  merchantPrivateKey: string
  gatewayPublicKey: string
}

type Members = Record<string, unknown>

export interface AmsReply {
  status: number
  headers: Headers
  body: Members
  /** `S SUCCESS` */
  said: string
  verified: boolean
}

export interface AmsCall {
  clientId?: string
  time?: string
  /** Instead of the body as JSON. */
  text?: string
  prefix?: string
  headers?: Record<string, string>
  /** How the signature header is written. */
  header?: (signature: string) => string
  signedTarget?: string
}

const textToSign = (target: string, clientId: string, time: string, body: string) =>
  `POST ${target}\n${clientId}.${time}.${body}`

/** Takes the signature header apart as the strictest SDK does: exact names, no spaces. */
function isSigned(headers: Headers, publicKey: string, text: string): boolean {
  const written = headers.get('signature') ?? ''
  const [, signature] = /^algorithm=RSA256,keyVersion=1,signature=([^=,\s]+)$/.exec(written) ?? []
  if (signature === undefined) return false
  const bytes = Buffer.from(decodeURIComponent(signature), 'base64')
  return verify('sha256', Buffer.from(text), createPublicKey(publicKey), bytes)
}

export interface AmsShopOptions extends Omit<MemoryOptions, 'merchant'> {
  answers?: (body: Members, nth: number) => Response
}

export interface AmsReceived {
  atMs: number
  url: string
  headers: Headers
  text: string
  body: Members
  verified: boolean
}

export function openAmsShop({ answers, ...options }: AmsShopOptions = {}) {
  const time = options.time ?? new VirtualTime(options.startAt ?? START_AT)
  const received: AmsReceived[] = []
  const sandbox = createSandbox({
    ...options,
    time,
    merchant: async (request) => {
      const read = await readNotification(request, keys, time.monotonicMs())
      received.push(read)
      return answers?.(read.body, received.length) ?? Response.json(ACCEPTED)
    },
  })
  const [app] = sandbox.apps.list()
  if (!app) throw new Error('a fresh sandbox has no app')
  const keys = app.credentials.ams as Keys
  const request = (endpoint: string, body: Members, how: AmsCall = {}): Request =>
    requestOf(endpoint, body, { clientId: app.appId, time: isoOf(time.wallMs()), ...how }, keys)
  const ask = async (asked: Request) => readReply(asked, await sandbox.fetch(asked), keys)
  const call = (endpoint: string, body: Members, how?: AmsCall) => ask(request(endpoint, body, how))
  return {
    sandbox,
    app,
    keys,
    time,
    received,
    request,
    ask,
    call,
    ...methodsOf(call, (pays) => sandbox.buyers.issueCode({ pays }).authCode),
    /** Lets virtual time pass; everything due on the way happens and is answered. */
    pass: async (durationMs: number): Promise<void> => {
      const until = time.monotonicMs() + durationMs
      do await idle()
      while (time.ringNext(until))
      await idle()
    },
  }
}

const isoOf = (ms: number) => new Date(ms).toISOString()

async function readNotification(
  request: Request,
  { gatewayPublicKey }: Keys,
  atMs: number,
): Promise<AmsReceived> {
  const text = await request.text()
  const { pathname, search } = new URL(request.url)
  const { headers, url } = request
  const at = headers.get('request-time') ?? ''
  const signed = textToSign(`${pathname}${search}`, headers.get('client-id') ?? '', at, text)
  const verified = isSigned(headers, gatewayPublicKey, signed)
  return { atMs, url, headers, text, body: JSON.parse(text) as Members, verified }
}

function requestOf(
  endpoint: string,
  body: Members,
  how: AmsCall & { clientId: string; time: string },
  { merchantPrivateKey }: Keys,
): Request {
  const { clientId, time, text = JSON.stringify(body), prefix = '/ams/api/v1/', headers = {} } = how
  const target = `${prefix}${endpoint}`
  const signed = textToSign(how.signedTarget ?? target, clientId, time, text)
  const signature = sign('sha256', Buffer.from(signed), merchantPrivateKey).toString('base64')
  const spaced = `algorithm=RSA256, keyVersion=1, signature=${encodeURIComponent(signature)}`
  return new Request(`${ORIGIN}${target}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=UTF-8',
      'client-id': clientId,
      'request-time': time,
      signature: how.header?.(signature) ?? spaced,
      ...headers,
    },
    body: text,
  })
}

async function readReply(
  asked: Request,
  response: Response,
  { gatewayPublicKey }: Keys,
): Promise<AmsReply> {
  const { status, headers } = response
  const text = await response.text()
  const body = JSON.parse(text) as Members
  const { pathname, search } = new URL(asked.url)
  const at = headers.get('response-time') ?? ''
  const signed = textToSign(`${pathname}${search}`, headers.get('client-id') ?? '', at, text)
  const { resultStatus, resultCode } = Object(body.result) as Record<string, string>
  const verified = isSigned(headers, gatewayPublicKey, signed)
  return { status, headers, body, said: `${resultStatus} ${resultCode}`, verified }
}

function methodsOf(
  call: (endpoint: string, body: Members) => Promise<AmsReply>,
  codeOf: (pays: string) => string,
) {
  return {
    /** USD 5.99 by a payment code that pays at once, unless told otherwise. */
    pay: (paymentRequestId: string, more: Members = {}, pays = 'at-once') => {
      const code = { paymentMethodType: 'CONNECT_WALLET', paymentMethodId: codeOf(pays) }
      return call('payments/pay', payment(paymentRequestId, { paymentMethod: code, ...more }))
    },
    invite: (paymentRequestId: string, scenario: 'EntryCode' | 'OrderCode', more: Members = {}) => {
      const paymentFactor = { inStorePaymentScenario: scenario }
      return call('payments/pay', payment(paymentRequestId, { paymentFactor, ...more }))
    },
    inquire: (paymentRequestId: string) => call('payments/inquiryPayment', { paymentRequestId }),
    cancel: (paymentRequestId: string) => call('payments/cancel', { paymentRequestId }),
    refund: (paymentId: unknown, refundRequestId: string, value: string, more: Members = {}) => {
      const refundAmount = { currency: 'USD', value }
      return call('payments/refund', { paymentId, refundRequestId, refundAmount, ...more })
    },
  }
}

/** What the merchant has got in a currency. */
export const heldBy = ({ app, sandbox }: AmsShop, currency = 'USD'): number =>
  sandbox.balances.list().find(({ account }) => account === `seller:${app.pid}/${currency}`)
    ?.balanceFen ?? 0

export type AmsShop = ReturnType<typeof openAmsShop>

/** The body of a pay as the documentation shows it. */
export function payment(paymentRequestId: string, more: Members = {}): Members {
  const amount = { currency: 'USD', value: '599' }
  const { paymentAmount = amount } = more
  return {
    productCode: 'IN_STORE_PAYMENT',
    paymentRequestId,
    paymentMethod: { paymentMethodType: 'CONNECT_WALLET' },
    paymentFactor: { inStorePaymentScenario: 'PaymentCode' },
    paymentAmount,
    paymentNotifyUrl: AMS_NOTIFY_URL,
    order: {
      referenceOrderId: `order of ${paymentRequestId}`,
      orderDescription: 'one coffee 一杯咖啡',
      orderAmount: paymentAmount,
      merchant: {
        referenceMerchantId: 'seller-1',
        merchantName: 'Some shop',
        merchantMCC: '7011',
        store: { referenceStoreId: 'store-1', storeName: 'Some store', storeMCC: '7011' },
      },
      env: {
        userAgent: 'Mozilla/5.0 AlipayClient/10.1.32.600 AlipayConnect',
        storeTerminalId: 'terminal-1',
        storeTerminalRequestTime: '2026-01-05T10:00:00+08:00',
      },
    },
    ...more,
  }
}
