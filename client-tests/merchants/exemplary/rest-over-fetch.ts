// A small signing client for openapi v3: JSON bodies, the signature in headers, refusals as HTTP errors.
// What v3 has no path for (heartbeats, pages) goes by v2. Gives replies in the words the shop knows.
import { naming } from './by-trade-no.ts'
import { inTime, senderOverFetch, type GatewayOptions } from './gateway-over-fetch.ts'
import { gatewayOver, type Sender } from './gateway-methods.ts'
import type { Gateway, Reply } from './ports.ts'
import { replyFrom } from './reply.ts'
import type { Signer } from './rsa2.ts'

type Biz = Record<string, unknown>

const ONLY_V2 = new Set(['monitor.heartbeat.syn'])
const BY_GET = new Set(['alipay.data.dataservice.bill.downloadurl.query'])

/** The code that v2 gives what v3 says by an HTTP state; `ACQ.` marks a refusal by the rules of trade. */
const CODES: Record<number, string> = { 401: '20001', 403: '40006', 429: '40005' }

export function createRestGateway(options: GatewayOptions): Gateway {
  const v2 = senderOverFetch(options)
  let calls = 0
  const send: Sender['send'] = (method, biz, notify) => {
    if (ONLY_V2.has(method)) return v2.send(method, biz, notify)
    calls += 1
    const order = notify ? { ...biz, notify_url: options.notifyUrl } : biz
    const nonce = `${options.clock.now()}-${calls}`
    return inTime(options, (signal) =>
      exchange(options, requestOf(options, { method, order, nonce, signal }), method, biz),
    )
  }
  return gatewayOver(naming({ ...v2, send }, options.namesTradesBy))
}

interface Call {
  method: string
  order: Biz
  nonce: string
  signal: AbortSignal
}

function requestOf(options: GatewayOptions, { method, order, nonce, signal }: Call): Request {
  const verb = BY_GET.has(method) ? 'GET' : 'POST'
  const path = `/v3/${method.replaceAll('.', '/')}`
  const pairs = Object.entries(order).map(([name, value]) => [name, String(value)])
  const target = verb === 'GET' ? `${path}?${new URLSearchParams(pairs).toString()}` : path
  const body = verb === 'GET' ? '' : JSON.stringify(order)
  const { appId, clock, signer } = options
  const auth = `app_id=${appId},nonce=${nonce},timestamp=${clock.now()}`
  const sign = signer.sign(`${auth}\n${verb}\n${target}\n${body}\n`)
  return new Request(new URL(target, options.gatewayUrl), {
    method: verb,
    headers: {
      authorization: `ALIPAY-SHA256withRSA ${auth},sign=${sign}`,
      'content-type': 'application/json;charset=utf-8',
    },
    ...(body !== '' && { body }),
    signal,
  })
}

async function exchange(
  options: GatewayOptions,
  request: Request,
  method: string,
  sent: Biz,
): Promise<Reply> {
  try {
    const response = await options.fetch(request)
    const body = await response.text()
    if (response.status !== 200) return refusalOf(response.status, body)
    if (!isSigned(options.signer, response.headers, body))
      return { kind: 'unknown', why: 'the signature of the reply is wrong' }
    return readReply(body, method, sent)
  } catch (error) {
    return { kind: 'unknown', why: error instanceof Error ? error.message : String(error) }
  }
}

function isSigned(signer: Signer, headers: Headers, body: string): boolean {
  const [timestamp, nonce, signature] = ['timestamp', 'nonce', 'signature'].map((name) =>
    headers.get(`alipay-${name}`),
  )
  return (
    typeof signature === 'string' && signer.verify(`${timestamp}\n${nonce}\n${body}\n`, signature)
  )
}

/** v3 gives no code with a success: a pay without the time of payment waits for its buyer. */
function readReply(body: string, method: string, sent: Biz): Reply {
  const fields: unknown = JSON.parse(body)
  if (typeof fields !== 'object' || fields === null) return replyFrom(fields, sent)
  const waits = method === 'alipay.trade.pay' && !('gmt_payment' in fields)
  return replyFrom({ ...fields, code: waits ? '10003' : '10000' }, sent)
}

/** Nobody signs a refusal. What a server could not do says nothing about what it did. */
function refusalOf(status: number, body: string): Reply {
  const error: unknown = status >= 500 ? undefined : JSON.parse(body)
  if (typeof error !== 'object' || error === null || !('code' in error))
    return { kind: 'unknown', why: `HTTP ${status}` }
  const subCode = String(error.code)
  const code = CODES[status] ?? (subCode.includes('ACQ.') ? '40004' : '40002')
  return { kind: 'answered', code, subCode, fields: {} }
}
