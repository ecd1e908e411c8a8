// What of a v3 request counts: the verb, the target and the text as they were signed.
import { multipartPairs } from '../../form.ts'
import type { WireRequest } from '../../wire.ts'

export interface RestRequest {
  verb: string
  /** Path and query exactly as they stood on the wire. */
  target: string
  /** What is signed and read; of a multipart body only the part `data`. */
  body: Uint8Array
  /** The header `alipay-app-auth-token`, a line of its own in what is signed. */
  appAuthToken: string | undefined
}

export function readRest(request: WireRequest): RestRequest {
  const { url, headers } = request
  return {
    verb: verbOf(request),
    target: url.replace(/^https?:\/\/[^/?#]*/i, ''),
    body: bodyOf(request),
    appAuthToken: headers['alipay-app-auth-token'] || undefined,
  }
}

/** Some proxies let only GET and POST through; a POST may then say what it means (open-v3/054oog). */
function verbOf({ method, headers }: WireRequest): string {
  const meant = headers['x-http-method-override']?.toUpperCase() ?? ''
  return method === 'POST' && ['PUT', 'PATCH', 'DELETE'].includes(meant) ? meant : method
}

function bodyOf({ headers, body }: WireRequest): Uint8Array {
  const type = headers['content-type'] ?? ''
  if (!/multipart\/form-data/i.test(type)) return body
  const parts = multipartPairs(Buffer.from(body).toString('latin1'), type)
  const data = parts.find(([name]) => name === 'data')?.[1] ?? ''
  return Buffer.from(data, 'latin1')
}

export const pathOf = (target: string) => target.split('?', 1)[0] ?? ''

export function queryOf(target: string): Record<string, string> {
  const start = target.indexOf('?')
  return start < 0 ? {} : Object.fromEntries(new URLSearchParams(target.slice(start + 1)))
}
