// A merchant in a sandbox in memory, for tests: signs requests by hand as the documentation says,
// and keeps the notifications it gets.
import { createPublicKey, sign, verify } from 'node:crypto'
import type { OpenapiApp } from '../protocols/openapi/credentials.ts'
import {
  createSandbox,
  nextTurn,
  VirtualTime,
  START_AT,
  type MemoryOptions,
} from '../hosts/memory.ts'

export type Params = Record<string, string>

export const GATEWAY = 'http://gateway.test/gateway.do'
export const NOTIFY_URL = 'http://shop.test/notify'

/** The text a client signs: all but `sign` and empty values, sorted, joined raw. */
export function toSign(params: Params): string {
  return Object.entries(params)
    .filter(([name, value]) => name !== 'sign' && value !== '')
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

export function signWith(app: OpenapiApp, text: string, digest = 'sha256'): string {
  return sign(digest, Buffer.from(text), app.appPrivateKey ?? '').toString('base64')
}

/** Common parameters and biz_content of a call, not yet signed. */
export function commonParams(
  app: OpenapiApp,
  method: string,
  biz: unknown,
  more: Params = {},
): Params {
  return {
    app_id: app.appId,
    method,
    format: 'JSON',
    charset: 'utf-8',
    sign_type: 'RSA2',
    timestamp: '2026-01-05 10:00:00',
    version: '1.0',
    biz_content: typeof biz === 'string' ? biz : JSON.stringify(biz),
    ...more,
  }
}

export function signed(app: OpenapiApp, params: Params): Params {
  const digest = params.sign_type === 'RSA' ? 'sha1' : 'sha256'
  return { ...params, sign: signWith(app, toSign(params), digest) }
}

export function formPost(params: Params, headers: Record<string, string> = {}): Request {
  const type = { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' }
  const body = new URLSearchParams(params).toString()
  return new Request(GATEWAY, { method: 'POST', headers: { ...type, ...headers }, body })
}

/** A reply taken apart the way a strict client does it. */
export interface Taken {
  text: string
  node: Record<string, unknown>
  signature: string | undefined
  /** Whether the signature fits the bytes between the key and the comma. */
  verified: boolean
}

export function takeApart(text: string, key: string, app: OpenapiApp, digest = 'sha256'): Taken {
  const start = `{"${key}":`
  if (!text.startsWith(start)) throw new Error(`the reply does not start with ${start}: ${text}`)
  const cut = text.lastIndexOf(',"sign":"')
  const bytes = text.slice(start.length, cut < 0 ? -1 : cut)
  const signature = cut < 0 ? undefined : text.slice(cut + ',"sign":"'.length, -2)
  const publicKey = createPublicKey(app.alipayPublicKey)
  const verified =
    signature !== undefined &&
    verify(digest, Buffer.from(bytes), publicKey, Buffer.from(signature, 'base64'))
  return { text, node: JSON.parse(bytes) as Record<string, unknown>, signature, verified }
}

export interface Received {
  atMs: number
  request: Request
  fields: Params
}

export interface ShopOptions extends Omit<MemoryOptions, 'merchant'> {
  /** What the shop answers a notification; `success` when it says nothing else. */
  answers?: (fields: Params, nth: number) => Response | Promise<Response>
}

export function openShop({ answers, ...options }: ShopOptions = {}) {
  const time = options.time ?? new VirtualTime(options.startAt ?? START_AT)
  const received: Received[] = []
  const sandbox = createSandbox({
    ...options,
    time,
    merchant: async (request) => {
      const fields = Object.fromEntries(new URLSearchParams(await request.clone().text()))
      received.push({ atMs: time.monotonicMs(), request, fields })
      return answers ? answers(fields, received.length) : new Response('success')
    },
  })
  const [app] = sandbox.apps.list()
  if (!app) throw new Error('a fresh sandbox has no app')

  const text = async (request: Request) => (await sandbox.fetch(request)).text()
  const call = async (method: string, biz: unknown, more: Params = {}): Promise<Taken> => {
    const params = signed(app, commonParams(app, method, biz, more))
    const key = `${method.replaceAll('.', '_')}_response`
    const digest = params.sign_type === 'RSA' ? 'sha1' : 'sha256'
    return takeApart(await text(formPost(params)), key, app, digest)
  }
  return {
    sandbox,
    app,
    time,
    received,
    text,
    call,
    /** The business node of `alipay.trade.<name>`. */
    trade: async (name: string, biz: Record<string, unknown>, more: Params = {}) =>
      (await call(`alipay.trade.${name}`, biz, more)).node,
    /** A payment by code: 88.88 yuan, notified, unless told otherwise. */
    pay: async (outTradeNo: string, biz: Record<string, unknown> = {}, more: Params = {}) => {
      const auth_code = sandbox.buyers.issueCode().authCode
      const order = { out_trade_no: outTradeNo, total_amount: '88.88', subject: '一杯咖啡' }
      const content = { ...order, scene: 'bar_code', auth_code, ...biz }
      const { node } = await call('alipay.trade.pay', content, { notify_url: NOTIFY_URL, ...more })
      return node
    },
    /** Lets virtual time pass; everything due on the way happens and is answered. */
    pass: async (durationMs: number): Promise<void> => {
      const until = time.monotonicMs() + durationMs
      do await idle()
      while (time.ringNext(until))
      await idle()
    },
    jsonl: () =>
      sandbox.journal
        .since(0)
        .map((entry) => JSON.stringify(entry))
        .join('\n'),
  }
}

export type Shop = ReturnType<typeof openShop>

/** Lets everything run that waits for nothing but the event loop. */
export async function idle(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await nextTurn()
}
