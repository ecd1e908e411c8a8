// Common parameters of a v2 request: found in the query and in a form body, merged, never
// re-encoded. Also the routing peek, which must not trust anything else of the request.
import type { WireRequest } from '../wire.ts'

export type Parameters = ReadonlyMap<string, string>

const utf8 = new TextDecoder('utf-8')

/** Merges query and body; the same key twice counts once, and the body wins. */
export function readParameters(request: WireRequest): Parameters {
  const merged = new Map<string, string>()
  for (const part of [queryOf(request.url), formOf(request)]) {
    for (const [key, value] of new URLSearchParams(part)) merged.set(key, value)
  }
  return merged
}

function queryOf(url: string): string {
  const start = url.indexOf('?')
  return start < 0 ? '' : url.slice(start + 1)
}

function formOf(request: WireRequest): string {
  const type = request.headers['content-type'] ?? ''
  // Clients that send no type at all still send a form.
  if (type && !type.toLowerCase().includes('x-www-form-urlencoded')) return ''
  return utf8.decode(request.body)
}

/**
 * The text whose signature a client sends: all parameters but `sign` and empty ones, sorted by
 * name, joined raw. `sign_type` is part of it in a request.
 */
export function stringToSign(parameters: Iterable<readonly [string, string]>): string {
  return [...parameters]
    .filter(([key, value]) => key !== 'sign' && value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`)
    .join('&')
}

/** Some SDKs sign empty values too; a second try with them kept is harmless. */
export function stringToSignWithEmpties(parameters: Parameters): string {
  return [...parameters]
    .filter(([key]) => key !== 'sign')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`)
    .join('&')
}
