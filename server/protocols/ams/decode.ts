// A request of AMS becomes a call, or a rejection of the gateway itself. The order of checks: who asks, the
// headers, the signature, for whom, and only then what is asked for.
import { createHash } from 'node:crypto'
import type { CallIds } from '../../journal/entry.ts'
import type { Hint } from '../../journal/explanation.ts'
import type { Reason } from '../../journal/reasons.ts'
import { canonicalJson } from '../../values/canonical-json.ts'
import type { Instant } from '../../values/instant.ts'
import type { App, Apps, CallSummary, Decoded, Rejection, RequestLimits } from '../protocol.ts'
import type { TokenStore } from '../tokens.ts'
import { originOf, type WireRequest } from '../wire.ts'
import { textOf } from './codes.table.ts'
import type { AmsContext } from './context.ts'
import { appIdOf, keysOf } from './credentials.ts'
import { readBody } from './fields.ts'
import { operationAt } from './operations.ts'
import { amsOptions, type AmsOptions } from './options.table.ts'
import { writtenAmount } from './pay.ts'
import { endpointOf, NOT_SIMULATED, targetOf } from './paths.table.ts'
import { fits, readSignatureHeader } from './signature.ts'

function reject(code: string, about?: string, reason?: Reason): Rejection {
  const text = textOf(code)
  return { reason, code, subCode: code, subMsg: about === undefined ? text : `${text} ${about}` }
}

export function decode(
  request: WireRequest,
  apps: Apps,
  now: Instant,
  authorities: TokenStore,
  gate: RequestLimits,
): Decoded {
  const { headers } = request
  const options = amsOptions(gate.options)
  const target = targetOf(request.url)
  const endpoint = endpointOf(target)
  const clientId = headers['client-id'] ?? ''
  const app = clientId === '' ? undefined : apps(appIdOf(clientId))
  const agentToken = headers['agent-token'] || undefined
  const origin = originOf(request)
  const context: AmsContext = { target, origin, clientId, agentToken, options }
  const body = readBody(request.body)
  const summary = summaryOf(target.replace(/\?.*$/, ''), endpoint, body)
  summary.appId = app?.appId
  const refuse = (rejection: Rejection, hints?: readonly Hint[]): Decoded => ({
    context,
    summary,
    rejection,
    hints,
  })

  if (clientId === '') return refuse(reject('PARAM_ILLEGAL', 'client-id: a header, required'))
  if (!app || !keysOf(app)) return refuse(reject(options.amsUnknownClient))
  context.app = app
  const unfit = refuseHeaders(request) ?? refuseSignature(request, app, options)
  if (unfit) return refuse(unfit)
  const acting = actingFor(app, agentToken, authorities, now)
  if (!acting) return refuse(reject('OAUTH_FAILED', 'agent-token: unknown, replaced or expired'))
  const operation = operationAt(endpoint)
  if (!operation) return refuse(reject('INVALID_API'), hintsOnPath(endpoint))
  if (!body) return refuse(reject('PARAM_ILLEGAL', 'the body: a JSON object'))
  const site = { app, ...acting, clientId, options, origin, now }
  const read = operation.read(body, site)
  if ('call' in read) return { context, summary, call: read.call }
  return refuse(reject(read.code, read.wrong))
}

function refuseHeaders({ method, headers }: WireRequest): Rejection | undefined {
  if (method !== 'POST') return reject('METHOD_NOT_SUPPORTED')
  const { encrypt, 'content-type': type = '', 'request-time': time = '' } = headers
  if (!/json/i.test(type)) {
    return reject('MEDIA_TYPE_NOT_ACCEPTABLE', 'Content-Type: application/json; charset=UTF-8')
  }
  if (encrypt) return reject('PARAM_ILLEGAL', 'Encrypt: encrypted bodies are not simulated')
  return time === '' ? reject('PARAM_ILLEGAL', 'Request-Time: a header, required') : undefined
}

const TESTING = 'testing_signature'

function refuseSignature(
  { url, headers, body }: WireRequest,
  app: App,
  { amsTestingSignature }: AmsOptions,
): Rejection | undefined {
  const written = readSignatureHeader(headers.signature ?? '')
  const { algorithm = 'RSA256', keyVersion = '1', signature = '' } = written
  if (signature === '') {
    return reject('INVALID_SIGNATURE', 'Signature: a header, required', 'SignatureMissing')
  }
  if (amsTestingSignature && signature === TESTING) return undefined
  if (algorithm !== 'RSA256') {
    return reject(
      'INVALID_SIGNATURE',
      `Signature: algorithm RSA256, not ${algorithm}`,
      'SignTypeWrong',
    )
  }
  if (keyVersion !== '1')
    return reject('KEY_NOT_FOUND', `Signature: keyVersion 1, not ${keyVersion}`)
  const signed = {
    target: targetOf(url),
    clientId: headers['client-id'] ?? '',
    time: headers['request-time'] ?? '',
    body,
  }
  const keys = keysOf(app)
  const isFitting = keys !== undefined && fits(keys.merchantPublicKey, signed, signature)
  return isFitting ? undefined : reject('INVALID_SIGNATURE', undefined, 'SignatureWrong')
}

/** An app of a service provider shows a merchant's token, and the call is the merchant's. */
function actingFor(
  app: App,
  agentToken: string | undefined,
  authorities: TokenStore,
  now: Instant,
): { pid: string; authAppId?: string } | undefined {
  if (agentToken === undefined) return { pid: app.pid }
  const found = authorities.get(agentToken)
  const isGood =
    found?.use === 'access' &&
    found.of === 'app' &&
    found.appId === app.appId &&
    !found.isSpent &&
    found.expiresAt > now
  return isGood ? { pid: found.holderId, authAppId: found.authAppId } : undefined
}

function hintsOnPath(endpoint: string | undefined): Hint[] {
  if (endpoint === undefined || !NOT_SIMULATED.includes(endpoint)) return []
  const about = `${endpoint} exists at AMS and is not simulated (docs/ams.md lists what is)`
  return [{ name: 'not-simulated', about }]
}

type Body = Readonly<Record<string, unknown>>

const inside = (value: unknown): Body =>
  typeof value === 'object' && value !== null ? (value as Body) : {}

const textIn = (body: Body, name: string): string | undefined => {
  const value = body[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

/** What can be said of a request before it is decided, also of one that is refused. */
function summaryOf(
  method: string,
  endpoint: string | undefined,
  body: Body | undefined,
): CallSummary {
  if (!body) return { method, ids: {} }
  const op = operationAt(endpoint)?.opOf(body)
  const amount = writtenAmount(body.paymentAmount ?? body.refundAmount)
  const ids: CallIds = {
    outTradeNo: textIn(body, 'paymentRequestId'),
    tradeNo: textIn(body, 'paymentId'),
    authCode: textIn(inside(body.paymentMethod), 'paymentMethodId'),
    outRequestNo: textIn(body, 'refundRequestId'),
  }
  const isOrder = op === 'PAY' || op === 'PRECREATE'
  return {
    op,
    method,
    ids,
    amountFen: amount?.value,
    currency: amount?.currency,
    fingerprint: createHash('sha256').update(canonicalJson(body)).digest('hex').slice(0, 16),
    signType: 'RSA256',
    ...(isOrder && { order: orderTextOf(body, ids.outTradeNo) }),
  }
}

function orderTextOf(body: Body, outTradeNo: string | undefined): CallSummary['order'] {
  const order = inside(body.order)
  return {
    outTradeNo,
    total: textIn(inside(body.paymentAmount), 'value'),
    subject: textIn(order, 'orderDescription'),
    storeId: textIn(inside(inside(order.merchant).store), 'referenceStoreId'),
    terminalId: textIn(inside(order.env), 'storeTerminalId'),
    expires: textIn(body, 'paymentExpiryTime'),
    notifyUrl: textIn(body, 'paymentNotifyUrl'),
    ...(Array.isArray(order.goods) && { goods: order.goods.map(goodsIn) }),
  }
}

/** Prices count the smallest unit of the currency, as the total does. */
function goodsIn(asked: unknown): { id: string; price: string; quantity: string } {
  const goods = inside(asked)
  return {
    id: textIn(goods, 'referenceGoodsId') ?? '',
    price: textIn(inside(goods.goodsUnitAmount), 'value') ?? '',
    quantity: textIn(goods, 'goodsQuantity') ?? '',
  }
}
