// Calls AMS: JSON over POST, signed over path, client id, time and body. A reply whose signature does not fit
// says nothing.
import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import type { Alipay, Clock, Reply } from './ports.ts'

export interface AlipayAccount {
  /** Of the gateway, without a path. */
  url: string
  clientId: string
  /** PEM. */
  privateKey: string
  gatewayPublicKey: string
}

export interface AlipayOptions {
  account: AlipayAccount
  clock: Clock
  fetch(request: Request): Promise<Response>
  /** Signatures of equal texts, where many acquirers send the same. */
  signatures?: Map<string, string>
}

type Body = Readonly<Record<string, unknown>>

/** How long a call may take: a payment 15 s (001:L42), everything else 3 s (001:L60). */
const PAY_WITHIN_MS = 15_000
const ANSWER_WITHIN_MS = 3_000

export function createAlipay(options: AlipayOptions): Alipay {
  const keys = {
    own: createPrivateKey(options.account.privateKey),
    theirs: createPublicKey(options.account.gatewayPublicKey),
  }
  const call = (endpoint: string, body: Body, withinMs = ANSWER_WITHIN_MS) =>
    inTime(options, withinMs, (signal) => exchange(options, keys, { endpoint, body, signal }))
  return {
    pay: ({ requestId, amount, authCode, description, reference }) =>
      call(
        'pay',
        {
          productCode: 'IN_STORE_PAYMENT',
          paymentRequestId: requestId,
          paymentAmount: amount,
          paymentMethod: { paymentMethodType: 'CONNECT_WALLET', paymentMethodId: authCode },
          paymentFactor: { inStorePaymentScenario: 'PaymentCode' },
          order: {
            referenceOrderId: reference,
            orderDescription: description,
            orderAmount: amount,
            merchant: { referenceMerchantId: 'M0001', merchantName: 'A shop' },
            env: { storeTerminalId: 'T1', storeTerminalRequestTime: isoOf(options.clock.now()) },
          },
        },
        PAY_WITHIN_MS,
      ),
    inquire: (paymentRequestId) => call('inquiryPayment', { paymentRequestId }),
    cancel: (paymentRequestId) => call('cancel', { paymentRequestId }),
    refund: ({ requestId, paymentId, amount }) =>
      call('refund', { refundRequestId: requestId, paymentId, refundAmount: amount }),
  }
}

const isoOf = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`

const NONE: Reply = { status: 'none', code: '', body: {} }

/** Gives up at the end of the time, and hangs up. */
async function inTime(
  { clock }: AlipayOptions,
  withinMs: number,
  work: (signal: AbortSignal) => Promise<Reply>,
): Promise<Reply> {
  const hangUp = new AbortController()
  const late = clock.sleep(withinMs).then(() => {
    hangUp.abort()
    return NONE
  })
  return Promise.race([work(hangUp.signal).catch(() => NONE), late])
}

interface Call {
  endpoint: string
  body: Body
  signal: AbortSignal
}

async function exchange(
  options: AlipayOptions,
  keys: Record<'own' | 'theirs', KeyObject>,
  { endpoint, body, signal }: Call,
): Promise<Reply> {
  const { account, clock, fetch } = options
  const target = `/ams/api/v1/payments/${endpoint}`
  const time = isoOf(clock.now())
  const text = JSON.stringify(body)
  const signature = signed(options, keys.own, textToSign(target, account.clientId, time, text))
  const response = await fetch(
    new Request(new URL(target, account.url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=UTF-8',
        'client-id': account.clientId,
        'request-time': time,
        signature: `algorithm=RSA256,keyVersion=1,signature=${encodeURIComponent(signature)}`,
      },
      body: text,
      signal,
    }),
  )
  const answer = await response.text()
  const { headers } = response
  const from = headers.get('client-id') ?? ''
  const answered = textToSign(target, from, headers.get('response-time') ?? '', answer)
  const isGenuine = response.status === 200 && isSigned(headers, keys.theirs, answered)
  return isGenuine ? readReply(JSON.parse(answer)) : NONE
}

const textToSign = (target: string, clientId: string, time: string, body: string) =>
  `POST ${target}\n${clientId}.${time}.${body}`

function signed({ signatures }: AlipayOptions, key: KeyObject, text: string): string {
  const known = signatures?.get(text)
  if (known !== undefined) return known
  const made = sign('sha256', Buffer.from(text), key).toString('base64')
  signatures?.set(text, made)
  return made
}

function isSigned(headers: Headers, key: KeyObject, text: string): boolean {
  const [, value] = /signature=([^,\s]+)/.exec(headers.get('signature') ?? '') ?? []
  if (value === undefined) return false
  return verify('sha256', Buffer.from(text), key, Buffer.from(decodeURIComponent(value), 'base64'))
}

function readReply(body: Body): Reply {
  const { resultStatus, resultCode } = Object(body['result']) as Record<string, unknown>
  const status =
    resultStatus === 'S' || resultStatus === 'F' || resultStatus === 'U' ? resultStatus : 'none'
  return { status, code: typeof resultCode === 'string' ? resultCode : '', body }
}
