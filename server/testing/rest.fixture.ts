// A v3 client written by hand from the documentation: signs requests and checks replies.
import { createPublicKey, sign, verify } from 'node:crypto'
import { START_AT } from '../hosts/memory.ts'
import type { Shop } from './shop.fixture.ts'
import type { OpenapiApp } from '../protocols/openapi/credentials.ts'

export interface Rest {
  verb?: string
  /** Path and query. */
  target: string
  /** What is sent and signed; a value becomes JSON. */
  body?: unknown
  headers?: Record<string, string>
  /** Pairs of the authorization; `undefined` leaves one out. */
  auth?: Record<string, string | undefined>
  /** The header, and the line of its own. */
  appAuthToken?: string
}

const textOf = (body: unknown) =>
  body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)

export function authStringOf(app: OpenapiApp, auth: Rest['auth'] = {}): string {
  const pairs = { app_id: app.appId, nonce: 'n-1', timestamp: String(START_AT), ...auth }
  return Object.entries(pairs)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`)
    .join(',')
}

export function signText(app: OpenapiApp, text: string): string {
  return sign('sha256', Buffer.from(text), app.appPrivateKey ?? '').toString('base64')
}

/** `signedBody` is what is signed where something else is sent, as with files. */
export function restRequest(app: OpenapiApp, rest: Rest, signedBody?: string): Request {
  const { verb = 'POST', target, headers = {}, auth, appAuthToken } = rest
  const body = textOf(rest.body)
  const authString = authStringOf(app, auth)
  const token = appAuthToken === undefined ? '' : `${appAuthToken}\n`
  const text = `${authString}\n${verb}\n${target}\n${signedBody ?? body}\n${token}`
  return new Request(`http://gateway.test${target}`, {
    method: verb,
    ...(body !== '' && { body }),
    headers: {
      'content-type': 'application/json',
      authorization: `ALIPAY-SHA256withRSA ${authString},sign=${signText(app, text)}`,
      ...(appAuthToken !== undefined && { 'alipay-app-auth-token': appAuthToken }),
      ...headers,
    },
  })
}

/** A reply as a strict client reads it. */
export async function ask(shop: Pick<Shop, 'sandbox' | 'app'>, request: Request) {
  const response = await shop.sandbox.fetch(request)
  const text = await response.text()
  const header = (name: string) => response.headers.get(name)
  const signature = header('alipay-signature')
  const signed = `${header('alipay-timestamp')}\n${header('alipay-nonce')}\n${text}\n`
  const publicKey = createPublicKey(shop.app.alipayPublicKey)
  const verified =
    signature !== null &&
    verify('sha256', Buffer.from(signed), publicKey, Buffer.from(signature, 'base64'))
  return { status: response.status, text, header, verified }
}

export const call = (shop: Shop, target: string, body: unknown) =>
  ask(shop, restRequest(shop.app, { target, body }))
