// A client without an SDK: signs calls of openapi v2 and checks the signature of every reply.
import { createPublicKey, verify } from 'node:crypto'
import { signed } from '../../client-tests/drives/openapi-client.ts'
import { InputError } from '../../server/values/input-error.ts'
import { shown } from '../input.ts'

/** The business node of a reply. */
export interface Reply {
  code: string
  msg: string
  sub_code?: string
  sub_msg?: string
  [field: string]: unknown
}

export interface ClientKeys {
  appId: string
  /** PEM, PKCS#8. */
  appPrivateKey: string
  /** PEM. */
  alipayPublicKey: string
}

export interface Reach {
  gatewayUrl: string
  fetch(request: Request): Promise<Response>
  /** ms since 1970. */
  now(): number
}

export async function callGateway(
  { appId, appPrivateKey, alipayPublicKey }: ClientKeys,
  { gatewayUrl, fetch, now }: Reach,
  method: string,
  biz: Record<string, unknown>,
  more: Record<string, string>,
): Promise<Reply> {
  if (typeof method !== 'string' || !method.startsWith('alipay.')) {
    throw new InputError('method', `${shown(method)} is no method; write "alipay.trade.query"`)
  }
  const params = signed({ appId, appPrivateKey, notifyUrl: undefined, now }, method, biz, more)
  const body = new URLSearchParams(params)
  const response = await fetch(new Request(gatewayUrl, { method: 'POST', body }))
  return readReply(await response.text(), alipayPublicKey)
}

/** The node between its key and the comma before the signature, as the gateway signed it. */
const SIGNED = /^\{"\w+":(\{.*\}),"sign":"([^"]+)"(?:,"alipay_cert_sn":"\w+")?\}$/s

function readReply(text: string, alipayPublicKey: string): Reply {
  const [, node, signature] = SIGNED.exec(text) ?? []
  if (node === undefined || signature === undefined) return unsignedNode(text)
  const key = createPublicKey(alipayPublicKey)
  const isGenuine = verify('sha256', Buffer.from(node), key, Buffer.from(signature, 'base64'))
  if (!isGenuine) throw new Error(`the signature of this reply does not fit: ${text.slice(0, 200)}`)
  return JSON.parse(node) as Reply
}

/** A refusal may come unsigned, a success may not. */
function unsignedNode(text: string): Reply {
  const node = nodeIn(text)
  if (node && node.code !== '10000') return node
  throw new Error(`this is no reply of the gateway: ${text.slice(0, 200)}`)
}

function nodeIn(text: string): Reply | undefined {
  try {
    const [node] = Object.values(JSON.parse(text) as Record<string, unknown>)
    const isNode = typeof node === 'object' && node !== null && 'code' in node
    return isNode ? (node as Reply) : undefined
  } catch {
    return undefined
  }
}
