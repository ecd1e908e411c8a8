// A stand-in for Alipay in the merchant's own tests: signs real v2 replies to a script and keeps the calls.
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { createMerchant } from './adapter/adapter.ts'
import type { Decisions } from './decisions.ts'
import { createGatewayOverFetch } from './gateway-over-fetch.ts'
import { createMemoryStore } from './memory-store.ts'
import { mortal } from './mortal.ts'
import { createSigner } from './rsa2.ts'
import { createVirtualTime } from './virtual-time.ts'

export interface Call {
  op: string
  at: number
  biz: Record<string, string>
  rawBiz: string
}

export type Answer = Record<string, string> | 'reset' | 'hang' | 'bad-signature'
/** `nth` counts the calls of this operation from 1. */
export type Script = (call: Call, nth: number) => Answer

export const OK = { code: '10000', msg: 'Success' }
export const WAITING = { ...OK, trade_status: 'WAIT_BUYER_PAY' }
export const SUCCESS = { ...OK, trade_status: 'TRADE_SUCCESS' }
export const PENDING = { code: '10003', msg: ' order success pay inprocess' }
export const NOT_EXIST = {
  code: '40004',
  msg: 'Business Failed',
  sub_code: 'ACQ.TRADE_NOT_EXIST',
}
export const UNKNOWN = {
  code: '20000',
  msg: 'Service Currently Unavailable',
  sub_code: 'isp.unknow-error',
}

const app = generateKeyPairSync('rsa', { modulusLength: 1024 })
const alipay = generateKeyPairSync('rsa', { modulusLength: 1024 })
const alipaySigner = createSigner(alipay.privateKey, app.publicKey)
const T0 = Date.UTC(2026, 0, 5, 4)

/** A shop in front of the script, with everything a test wants to look at. */
export function openTestShop(script: Script, bend: Partial<Decisions> = {}) {
  const time = createVirtualTime(T0)
  const store = createMemoryStore()
  const calls: Call[] = []
  const gateway = createGatewayOverFetch({
    gatewayUrl: 'http://gateway.test/gateway.do',
    appId: '9021000000000001',
    notifyUrl: 'http://shop.test/notify',
    returnUrl: 'http://shop.test/return',
    clientTimeoutMs: 5_000,
    clock: time,
    fetch: (request) => answer(request, script, calls, time.now() - T0),
    signer: createSigner(app.privateKey, createPublicKey(alipay.privateKey)),
  })
  const config = {
    appId: '9021000000000001',
    sellerId: '2088721000000001',
    storeId: 'STORE001',
    terminalId: 'T001',
    numberPrefix: 'S',
    clientTimeoutMs: 5_000,
    timeScale: 1,
    resultChannel: 'poll',
    canRestart: true,
  } as const
  let living = mortal({ gateway, store, clock: time })
  let merchant = createMerchant(living.ports, config, bend)
  const restart = () => {
    living.kill()
    living = mortal({ gateway, store, clock: time })
    merchant = createMerchant(living.ports, config, bend)
    merchant.resume()
  }
  const post = async (path: string, body: object) => {
    const request = new Request(`http://shop.test${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    })
    const response = await merchant.fetch(request)
    return { status: response.status, body: await response.json() }
  }
  const get = async (path: string) =>
    (await merchant.fetch(new Request(`http://shop.test${path}`))).json()
  const notify = async (form: Record<string, string>) => {
    const body = new URLSearchParams(form).toString()
    const response = await merchant.fetch(
      new Request('http://shop.test/notify', { method: 'POST', body }),
    )
    return response.text()
  }
  const visit = async (path: string) =>
    (await merchant.fetch(new Request(`http://shop.test${path}`))).text()
  return { time, store, calls, restart, post, get, notify, visit, log: () => calls.map(line) }
}

function line({ op, at }: Call): string {
  return `${op} ${at / 1_000}`
}

/** A notification as Alipay would sign it: everything but sign and sign_type, sorted. */
export function signedForm(fields: Record<string, string>): Record<string, string> {
  const text = Object.keys(fields)
    .toSorted()
    .map((name) => `${name}=${fields[name]}`)
    .join('&')
  return { ...fields, sign_type: 'RSA2', sign: alipaySigner.sign(text) }
}

async function answer(
  request: Request,
  script: Script,
  calls: Call[],
  at: number,
): Promise<Response> {
  const params = Object.fromEntries(new URLSearchParams(await request.text()))
  const { sign = '', method = '', biz_content: rawBiz = '{}', ...rest } = params
  const text = Object.entries({ ...rest, method, biz_content: rawBiz })
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  if (!alipaySigner.verify(text, sign)) throw new Error('the shop signed this wrongly')
  const call: Call = {
    op: method.replace(/^alipay\.trade\.(fastpay\.)?/, ''),
    at,
    biz: JSON.parse(rawBiz),
    rawBiz,
  }
  calls.push(call)
  const given = script(call, calls.filter(({ op }) => op === call.op).length)
  if (given === 'reset') throw new TypeError('socket hang up')
  if (given === 'hang')
    return new Promise((_, reject) => {
      request.signal.addEventListener('abort', () => reject(new Error('aborted')))
    })
  const body = given === 'bad-signature' ? OK : given
  const member = JSON.stringify({ out_trade_no: call.biz['out_trade_no'], ...body })
  const signature = alipaySigner.sign(given === 'bad-signature' ? `${member} ` : member)
  const name = `${method.replaceAll('.', '_')}_response`
  return new Response(`{"${name}":${member},"sign":"${signature}"}`)
}
