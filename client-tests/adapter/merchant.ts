// The adapter contract from the suite's side: what it asks of a merchant, over whatever carries it,
// read with the schemas that the published contract is written from.
import type * as v from 'valibot'
import type { BeliefStatus, ManualItemsEntry } from '../../server/journal/suite-entry.ts'
import { parseYuan, type Fen } from '../../server/values/money.ts'
import * as contract from './contract.ts'
import { readWith } from './issues.ts'

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
  families: readonly ('O' | 'A' | 'M' | 'W')[]
  roles: readonly ('merchant' | 'isv')[]
  /** `undefined`: the merchant does not say. */
  ops: readonly string[] | undefined
  resultChannel: 'poll' | 'notify+poll'
  timeScale: number
  /** Whether it says at all how fast it runs. */
  declaresScale: boolean
  device: boolean
  itemCampaign: boolean
  providerId: string | undefined
  sellers: readonly string[]
  clientTimeoutMs: number | undefined
  cancelQueuePeriodMs: number | undefined
  supports: Readonly<Record<'effects' | 'restart' | 'recon' | 'prompts', boolean | undefined>>
}

export interface Belief {
  status: BeliefStatus
  refundedFen: Fen
  attempts: { outTradeNo: string; status: string }[]
  effects: { type: (typeof contract.EFFECT_TYPES)[number]; amountFen: Fen }[]
  prompt?: string
  promptText?: string
  refundable?: boolean
  qrCode?: string
  payUrl?: string
}

export interface RefundBelief {
  status: string
  amountFen: Fen
}

/** The merchant said something the contract does not allow. */
export class ContractError extends Error {}

export async function readCapabilities(call: CallAdapter): Promise<Capabilities> {
  const reply = await call('GET', '/capabilities')
  const said = read(contract.capabilities, reply, 'GET /conformance/capabilities', 'capabilities')
  const { effects, restart, recon, prompts } = said.supports ?? {}
  return {
    families: said.families ?? ['O'],
    roles: said.roles ?? ['merchant'],
    ops: said.ops ?? undefined,
    resultChannel: said.result_channel ?? 'poll',
    timeScale: said.time_scale ?? 1,
    declaresScale: typeof said.time_scale === 'number',
    device: said.device ?? false,
    itemCampaign: said.item_campaign ?? false,
    providerId: said.isv?.provider_id ?? undefined,
    sellers: said.sellers ?? [],
    clientTimeoutMs: said.client_timeout_ms ?? undefined,
    cancelQueuePeriodMs: inMs(said.cancel_queue_period_s ?? undefined),
    supports: {
      effects: effects ?? undefined,
      restart: restart ?? undefined,
      recon: recon ?? undefined,
      prompts: prompts ?? undefined,
    },
  }
}

const inMs = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds * 1_000)

/** Reads `GET /sales/{id}`; `undefined` while the merchant gives no answer. */
export function readBelief(reply: AdapterReply): Belief | undefined {
  if (reply.status !== 200) return undefined
  const said = read(contract.sale, reply, 'GET /conformance/sales/{id}', 'sale')
  return {
    status: said.status,
    refundedFen: parseYuan(said.refunded ?? '0') ?? 0,
    attempts: (said.attempts ?? []).map(({ out_trade_no, status }) => ({
      outTradeNo: out_trade_no,
      status: status ?? '',
    })),
    effects: (said.effects ?? []).map(({ type, amount }) => ({
      type,
      amountFen: parseYuan(amount) ?? 0,
    })),
    ...(said.prompt && { prompt: said.prompt }),
    ...(said.prompt_text && { promptText: said.prompt_text }),
    ...(typeof said.refundable === 'boolean' && { refundable: said.refundable }),
    ...(said.qr_code && { qrCode: said.qr_code }),
    ...(said.pay_url && { payUrl: said.pay_url }),
  }
}

export function readRefundBelief(reply: AdapterReply): RefundBelief | undefined {
  if (reply.status !== 200) return undefined
  const said = read(contract.refund, reply, 'GET /conformance/refunds/{id}', 'refund')
  return { status: said.status, amountFen: parseYuan(said.amount ?? '0') ?? 0 }
}

/** Reads `GET /manual-items`; `undefined` while the merchant gives no answer. */
export function readManualItems(reply: AdapterReply): ManualItemsEntry['items'] | undefined {
  if (reply.status !== 200) return undefined
  const said = readWith(contract.manualItems, parse(reply.text))
  if (!said.ok) {
    const [first] = said.issues
    throw new ContractError(
      `GET /conformance/manual-items: ${first?.field ?? ''} ${first?.what ?? 'is wrong'}`,
    )
  }
  return said.value.map(({ attempt, sale_id, refund_id, op, reason }) => ({
    attempt,
    op,
    reason,
    ...(sale_id && { saleId: sale_id }),
    ...(refund_id && { refundId: refund_id }),
  }))
}

function read<const S extends v.GenericSchema>(
  schema: S,
  { status, text }: AdapterReply,
  what: string,
  name: string,
): v.InferOutput<S> {
  if (status === 0) throw new ContractError(`${what}: no answer (${text})`)
  const parsed = parse(text)
  if (status !== 200 || typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    const got = `got ${status} ${text.slice(0, 120)}`
    throw new ContractError(`${what}: expected 200 with a JSON object, ${got}`)
  }
  const result = readWith(schema, parsed)
  if (result.ok) return result.value
  const [first] = result.issues
  throw new ContractError(`${what}: ${name}.${first?.field ?? ''} ${first?.what ?? 'is wrong'}`)
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
