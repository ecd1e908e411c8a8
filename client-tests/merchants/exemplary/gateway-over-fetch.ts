// A small signing client for openapi v2 over an injected fetch. Awaits nothing but that fetch and the
// clock, and signs synchronously, so that virtual time can carry it. Verifies every reply.
import { naming } from './by-trade-no.ts'
import type { WireDecisions } from './decisions/wire.ts'
import { gatewayOver, type Sender } from './gateway-methods.ts'
import type { Clock, Download, Gateway, Reply } from './ports.ts'
import { replyFrom } from './reply.ts'
import type { Signer } from './rsa2.ts'
import { chinaTime } from './shop.ts'

export interface GatewayOptions {
  gatewayUrl: string
  appId: string
  notifyUrl: string
  returnUrl?: string
  clientTimeoutMs: number
  clock: Clock
  fetch(request: Request): Promise<Response>
  signer: Signer
  signType?: 'RSA2' | 'RSA'
  namesTradesBy?: WireDecisions['namesTradesBy']
  believesReplies?: WireDecisions['believesReplies']
}

export function createGatewayOverFetch(options: GatewayOptions): Gateway {
  return gatewayOver(naming(senderOverFetch(options), options.namesTradesBy))
}

export function senderOverFetch(options: GatewayOptions): Sender {
  return {
    send: (method, biz, notify) => send(options, method, biz, notify),
    link: (method, biz, notify) => {
      const params = signedParams(options, method, biz, notify, options.returnUrl)
      return `${options.gatewayUrl}?${new URLSearchParams(params).toString()}`
    },
    download: (url) => download(options, url),
    verifyNotification: (form) => {
      const { sign, sign_type: signType, ...signed } = form
      // A downgrade to SHA1 is refused before anything is computed.
      if (sign === undefined || signType !== (options.signType ?? 'RSA2')) return false
      return options.signer.verify(textToSign(signed), sign)
    },
  }
}

function send(
  options: GatewayOptions,
  method: string,
  biz: Record<string, unknown>,
  notify: boolean,
): Promise<Reply> {
  return inTime(options, (signal) => {
    const request = new Request(options.gatewayUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
      body: new URLSearchParams(signedParams(options, method, biz, notify)).toString(),
      signal,
    })
    return exchange(options, request, method, biz)
  })
}

/** GET, and at once (004:L238). */
function download(options: GatewayOptions, url: string): Promise<Download> {
  return inTime<Download>(options, async (signal) => {
    try {
      const response = await options.fetch(new Request(url, { signal }))
      if (response.status !== 200) return { kind: 'refused', status: response.status }
      return { kind: 'file', bytes: new Uint8Array(await response.arrayBuffer()) }
    } catch (error) {
      return { kind: 'unknown', why: error instanceof Error ? error.message : String(error) }
    }
  })
}

/** How long a call is waited for, by whose clock. */
export type InTime = Pick<GatewayOptions, 'clientTimeoutMs' | 'clock'>

/** Hangs up when the answer has not come in time. */
export async function inTime<T>(
  { clientTimeoutMs, clock }: InTime,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | { kind: 'unknown'; why: string }> {
  const hangUp = new AbortController()
  if (!Number.isFinite(clientTimeoutMs)) return work(hangUp.signal)
  const answered = new AbortController()
  const timeout = clock.sleep(clientTimeoutMs, answered.signal).then(() => {
    if (!answered.signal.aborted) hangUp.abort()
    return { kind: 'unknown' as const, why: `no answer in ${clientTimeoutMs} ms` }
  })
  try {
    return await Promise.race([work(hangUp.signal), timeout])
  } finally {
    // With a reason of its own no error is made, with a stack, at every call.
    answered.abort('answered')
  }
}

async function exchange(
  options: GatewayOptions,
  request: Request,
  method: string,
  sent: Record<string, unknown>,
): Promise<Reply> {
  try {
    const response = await options.fetch(request)
    const body = await response.text()
    if (response.status !== 200) return { kind: 'unknown', why: `HTTP ${response.status}` }
    return readReply(options, body, method, sent)
  } catch (error) {
    return { kind: 'unknown', why: error instanceof Error ? error.message : String(error) }
  }
}

function readReply(
  { signer, believesReplies = 'signed-and-own' }: GatewayOptions,
  body: string,
  method: string,
  sent: Record<string, unknown>,
): Reply {
  const name = `${method.replaceAll('.', '_')}_response`
  const parsed: unknown = JSON.parse(body)
  const signed = rawMember(body, name)
  if (believesReplies === 'own') return replyFrom(JSON.parse(signed), sent)
  if (typeof parsed !== 'object' || parsed === null || !('sign' in parsed))
    return { kind: 'unknown', why: 'the reply is not signed' }
  if (typeof parsed.sign !== 'string' || !signer.verify(signed, parsed.sign))
    return { kind: 'unknown', why: 'the signature of the reply is wrong' }
  return replyFrom(JSON.parse(signed), believesReplies === 'signed' ? {} : sent)
}

/** The signature covers the member's bytes as sent, so it is cut out of the raw text, never re-encoded. */
function rawMember(body: string, name: string): string {
  const start = body.indexOf('{', body.indexOf(`"${name}"`) + name.length + 2)
  let depth = 0
  let quoted = false
  for (let at = start; at >= 0 && at < body.length; at += 1) {
    const char = body[at]
    if (quoted && char === '\\') at += 1
    else if (char === '"') quoted = !quoted
    else if (!quoted && char === '{') depth += 1
    else if (!quoted && char === '}' && --depth === 0) return body.slice(start, at + 1)
  }
  return ''
}

function signedParams(
  options: GatewayOptions,
  method: string,
  biz: Record<string, unknown>,
  notify: boolean,
  returnUrl?: string,
): Record<string, string> {
  const params: Record<string, string> = {
    app_id: options.appId,
    method,
    format: 'JSON',
    charset: 'utf-8',
    sign_type: options.signType ?? 'RSA2',
    timestamp: chinaTime(options.clock.now()),
    version: '1.0',
    ...(notify && { notify_url: options.notifyUrl }),
    ...(returnUrl !== undefined && { return_url: returnUrl }),
    biz_content: JSON.stringify(biz),
  }
  return { ...params, sign: options.signer.sign(textToSign(params)) }
}

/** Empty values dropped, keys sorted, values as they are; who calls it leaves sign out. */
function textToSign(params: Record<string, string>): string {
  return Object.keys(params)
    .filter((name) => params[name] !== '')
    .toSorted()
    .map((name) => `${name}=${params[name]}`)
    .join('&')
}
