// What the suite's till asks over HTTP, as the contract of acquirers says (acquirer.openapi.json).
import type { Acquirer } from './acquirer.ts'
import type { Payment } from './books.ts'
import type { Decisions, Model } from './decisions/decisions.ts'
import type { Amount } from './ports.ts'

export interface Served {
  model: Model
  acquirer: Acquirer
  decisions: Decisions
  timeScale: number
}

type Body = Readonly<Record<string, unknown>>
type Answer = [status: number, body: unknown]

export async function serve(served: Served, request: Request): Promise<Response> {
  const [status, body] = await answer(served, request)
  return Response.json(body, { status })
}

async function answer(served: Served, request: Request): Promise<Answer> {
  const path = new URL(request.url).pathname.replace(/^\/conformance/, '')
  const [, room, id, act] = path.split('/').map(decodeURIComponent)
  const body = request.method === 'POST' ? await bodyOf(request) : {}
  if (body === undefined) return [400, { reason: 'the body must be a JSON object' }]
  const { acquirer } = served
  const key = `${request.method} ${room ?? ''}${act === undefined ? '' : `/${act}`}`
  switch (key) {
    case 'GET capabilities':
      return [200, capabilitiesOf(served)]
    case 'POST payments':
      return pay(served, body)
    case 'GET payments':
      return shown(served, await acquirer.look(id ?? ''))
    case 'POST payments/cancel':
      return shown(served, await acquirer.cancel(id ?? ''))
    case 'POST payments/refunds':
      return refund(served, id ?? '', body)
    case 'POST advices':
      return (await acquirer.advise(String(body['payment_id']))) ? [200, {}] : UNKNOWN
    case 'GET queue':
      return [200, acquirer.queue()]
    default:
      return [404, { reason: `nothing is served at ${path}` }]
  }
}

const UNKNOWN: Answer = [404, { reason: 'no such payment' }]

function capabilitiesOf({ model, decisions, timeScale }: Served): Body {
  const { gateway, merchant } = decisions.timeouts
  return {
    families: ['A'],
    roles: ['acquirer'],
    acquirer: { model, gateway_timeout_s: gateway, merchant_timeout_s: merchant },
    time_scale: timeScale,
    supports: { restart: true },
  }
}

async function pay(served: Served, body: Body): Promise<Answer> {
  const { payment_id: id, auth_code: authCode, description } = body
  const amount = amountIn(body)
  if (typeof id !== 'string' || id === '') return [400, { reason: 'payment_id: text, not empty' }]
  if (typeof authCode !== 'string') return [400, { reason: 'auth_code: text' }]
  if (!amount) return [400, { reason: 'amount: {currency, value}, both text' }]
  const order = {
    id,
    amount,
    authCode,
    description: typeof description === 'string' ? description : id,
  }
  return shown(served, await served.acquirer.pay(order))
}

async function refund({ acquirer }: Served, id: string, body: Body): Promise<Answer> {
  const amount = amountIn(body)
  const refundId = body['refund_id']
  if (typeof refundId !== 'string') return [400, { reason: 'refund_id: text' }]
  if (!amount) return [400, { reason: 'amount: {currency, value}, both text' }]
  const state = await acquirer.refund(id, refundId, amount)
  return state === undefined ? [409, { reason: 'nothing was paid' }] : [200, { state }]
}

function shown({ decisions }: Served, payment: Payment | undefined): Answer {
  if (!payment) return UNKNOWN
  return [200, { state: decisions.shown(payment), payment_request_id: payment.requestId }]
}

function amountIn({ amount }: Body): Amount | undefined {
  const { currency, value } = Object(amount) as Record<string, unknown>
  return typeof currency === 'string' && typeof value === 'string' ? { currency, value } : undefined
}

async function bodyOf(request: Request): Promise<Body | undefined> {
  try {
    const body: unknown = JSON.parse(await request.text())
    return typeof body === 'object' && body !== null ? { ...body } : undefined
  } catch {
    return undefined
  }
}
