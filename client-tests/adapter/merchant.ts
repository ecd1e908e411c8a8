// The adapter contract from the suite's side: what it asks of a merchant, over whatever carries it,
// read with the schemas that the published contract is written from.
import type * as v from 'valibot'
import type { BeliefStatus, ManualItemsEntry } from '../../server/journal/suite-entry.ts'
import { parseYuan, type Fen } from '../../server/values/money.ts'
import * as contract from './contract.ts'
import { readWith } from './issues.ts'
import type { Model } from '../scenario/acquirer/scenario.ts'
import type { Wallet } from '../scenario/scenario.ts'

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

export interface Acquirer {
  model: Model
  gatewayTimeoutMs: number
  merchantTimeoutMs: number
}

export interface Capabilities {
  families: readonly ('O' | 'A' | 'M' | 'W')[]
  roles: readonly ('merchant' | 'isv' | 'acquirer')[]
  /** How an acquirer's shops are connected, and when gateway and shop give a payment up. */
  acquirer: Acquirer | undefined
  /** `undefined`: the merchant does not say. */
  ops: readonly string[] | undefined
  resultChannel: 'poll' | 'notify+poll'
  timeScale: number
  /** Whether it says at all how fast it runs. */
  declaresScale: boolean
  device: boolean
  itemCampaign: boolean
  providerId: string | undefined
  /** Where a service provider of AMS hears of the tokens that merchants give it. */
  tokenUrl: string | undefined
  sellers: readonly string[]
  clientTimeoutMs: number | undefined
  cancelQueuePeriodMs: number | undefined
  supports: Readonly<Record<'effects' | 'restart' | 'recon' | 'prompts', boolean | undefined>>
}

/** Whose payment codes a family takes, and at which till, as capabilities name the family. */
const WALLET_OF: Readonly<Partial<Record<Capabilities['families'][number], Wallet>>> = {
  O: 'alipay',
  A: 'ams',
  M: 'mapi',
  W: 'wechat',
}

export const walletsOf = (families: Capabilities['families']): Wallet[] =>
  families.flatMap((family) => WALLET_OF[family] ?? [])

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
  const body = read(contract.capabilities, reply, 'GET /conformance/capabilities', 'capabilities')
  const { effects, restart, recon, prompts } = body.supports ?? {}
  return {
    families: body.families ?? ['O'],
    roles: body.roles ?? ['merchant'],
    acquirer: acquirerIn(body),
    ops: body.ops ?? undefined,
    resultChannel: body.result_channel ?? 'poll',
    timeScale: body.time_scale ?? 1,
    declaresScale: typeof body.time_scale === 'number',
    device: body.device ?? false,
    itemCampaign: body.item_campaign ?? false,
    providerId: body.isv?.provider_id ?? undefined,
    tokenUrl: body.isv?.token_url ?? undefined,
    sellers: body.sellers ?? [],
    clientTimeoutMs: body.client_timeout_ms ?? undefined,
    cancelQueuePeriodMs: inMs(body.cancel_queue_period_s ?? undefined),
    supports: {
      effects: effects ?? undefined,
      restart: restart ?? undefined,
      recon: recon ?? undefined,
      prompts: prompts ?? undefined,
    },
  }
}

/** An acquirer must say how it works, and nobody else may. */
function acquirerIn({
  roles,
  acquirer,
}: v.InferOutput<typeof contract.capabilities>): Acquirer | undefined {
  const isOne = roles?.includes('acquirer') ?? false
  if (isOne !== (acquirer != null)) {
    throw new ContractError(
      'GET /conformance/capabilities: capabilities.acquirer goes with the role acquirer: declare both ' +
        '(roles: ["acquirer"], acquirer: {model, gateway_timeout_s, merchant_timeout_s}), or neither',
    )
  }
  if (!acquirer) return undefined
  const { model, gateway_timeout_s, merchant_timeout_s } = acquirer
  return {
    model,
    gatewayTimeoutMs: gateway_timeout_s * 1_000,
    merchantTimeoutMs: merchant_timeout_s * 1_000,
  }
}

const inMs = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds * 1_000)

/** Reads `GET /sales/{id}`; `undefined` while the merchant gives no answer. */
export function readBelief(reply: AdapterReply): Belief | undefined {
  if (reply.status !== 200) return undefined
  const body = read(contract.sale, reply, 'GET /conformance/sales/{id}', 'sale')
  return {
    status: body.status,
    refundedFen: parseYuan(body.refunded ?? '0') ?? 0,
    attempts: (body.attempts ?? []).map(({ out_trade_no, status }) => ({
      outTradeNo: out_trade_no,
      status: status ?? '',
    })),
    effects: (body.effects ?? []).map(({ type, amount }) => ({
      type,
      amountFen: parseYuan(amount) ?? 0,
    })),
    ...(body.prompt && { prompt: body.prompt }),
    ...(body.prompt_text && { promptText: body.prompt_text }),
    ...(typeof body.refundable === 'boolean' && { refundable: body.refundable }),
    ...(body.qr_code && { qrCode: body.qr_code }),
    ...(body.pay_url && { payUrl: body.pay_url }),
  }
}

export function readRefundBelief(reply: AdapterReply): RefundBelief | undefined {
  if (reply.status !== 200) return undefined
  const body = read(contract.refund, reply, 'GET /conformance/refunds/{id}', 'refund')
  return { status: body.status, amountFen: parseYuan(body.amount ?? '0') ?? 0 }
}

/** Reads `GET /batches/{id}`; `undefined` while the merchant gives no answer. */
export function readBatchBelief(reply: AdapterReply) {
  if (reply.status !== 200) return undefined
  const body = read(contract.batch, reply, 'GET /conformance/batches/{id}', 'batch')
  return body.items.map(({ refund_id, status, amount, batch_no }) => ({
    refundId: refund_id,
    status,
    amountFen: parseYuan(amount ?? '0') ?? 0,
    batchNo: batch_no ?? undefined,
  }))
}

/** Reads `GET /manual-items`; `undefined` while the merchant gives no answer. */
export function readManualItems(reply: AdapterReply): ManualItemsEntry['items'] | undefined {
  if (reply.status !== 200) return undefined
  const items = readWith(contract.manualItems, parse(reply.text))
  if (!items.ok) {
    const [first] = items.issues
    throw new ContractError(
      `GET /conformance/manual-items: ${first?.field ?? ''} ${first?.what ?? 'is wrong'}`,
    )
  }
  return items.value.map(({ attempt, sale_id, refund_id, op, reason }) => ({
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
