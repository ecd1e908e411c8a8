// The adapter contract from the suite's side: what it asks of a merchant, over whatever carries it.
import type { BeliefStatus } from '../../server/journal/entry.ts'
import { parseYuan, type Fen } from '../../server/values/money.ts'

export interface AdapterReply {
  status: number
  text: string
}

/** Carries one call to `/conformance` + path. Never throws: no answer is status 0. */
export type CallAdapter = (
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
) => Promise<AdapterReply>

export interface Capabilities {
  families: readonly string[]
  resultChannel: 'poll' | 'notify+poll'
  timeScale: number
}

export interface Belief {
  status: BeliefStatus
  refundedFen: Fen
  attempts: { outTradeNo: string; status: string }[]
  effects: { type: string; amountFen: Fen }[]
  prompt?: string
  qrCode?: string
}

export interface RefundBelief {
  status: string
  amountFen: Fen
}

/** The merchant said something the contract does not allow. */
export class ContractError extends Error {}

export async function readCapabilities(call: CallAdapter): Promise<Capabilities> {
  const reply = await call('GET', '/capabilities')
  const body = record(reply, 'GET /conformance/capabilities')
  const scale = body.time_scale ?? 1
  if (typeof scale !== 'number' || scale <= 0 || scale > 1) {
    throw new ContractError('capabilities.time_scale: a number above 0 and at most 1')
  }
  const channel = body.result_channel ?? 'poll'
  if (channel !== 'poll' && channel !== 'notify+poll') {
    throw new ContractError('capabilities.result_channel: poll or notify+poll')
  }
  const families = Array.isArray(body.families) ? body.families.map(String) : ['O']
  return { families, resultChannel: channel, timeScale: scale }
}

const STATUSES = new Set<string>([
  'PENDING',
  'PAID',
  'UNPAID',
  'REVERSED',
  'REFUNDED',
  'UNKNOWN',
  'ESCALATED',
] satisfies BeliefStatus[])

const isStatus = (text: unknown): text is BeliefStatus =>
  typeof text === 'string' && STATUSES.has(text)

/** Reads `GET /sales/{id}`; `undefined` while the merchant gives no answer. */
export function readBelief(reply: AdapterReply): Belief | undefined {
  if (reply.status !== 200) return undefined
  const body = record(reply, 'GET /conformance/sales/{id}')
  if (!isStatus(body.status)) {
    throw new ContractError(`sale.status: one of ${[...STATUSES].join(', ')}`)
  }
  return {
    status: body.status,
    refundedFen: parseYuan(body.refunded ?? '0') ?? 0,
    attempts: list(body.attempts).map(({ out_trade_no, status }) => ({
      outTradeNo: text(out_trade_no),
      status: text(status),
    })),
    effects: list(body.effects).map(({ type, amount }) => ({
      type: text(type),
      amountFen: parseYuan(amount) ?? 0,
    })),
    ...(typeof body.prompt === 'string' && { prompt: body.prompt }),
    ...(typeof body.qr_code === 'string' && { qrCode: body.qr_code }),
  }
}

export function readRefundBelief(reply: AdapterReply): RefundBelief | undefined {
  if (reply.status !== 200) return undefined
  const body = record(reply, 'GET /conformance/refunds/{id}')
  return { status: text(body.status), amountFen: parseYuan(body.amount) ?? 0 }
}

function record({ status, text: body }: AdapterReply, what: string): Record<string, unknown> {
  if (status === 0) throw new ContractError(`${what}: no answer (${body})`)
  const parsed = parse(body)
  if (status === 200 && isRecord(parsed)) return parsed
  throw new ContractError(
    `${what}: expected 200 with a JSON object, got ${status} ${body.slice(0, 120)}`,
  )
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const list = (value: unknown) => (Array.isArray(value) ? value.filter(isRecord) : [])
const text = (value: unknown) => (typeof value === 'string' ? value : '')
