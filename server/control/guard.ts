// Who may speak to the control API: whoever has the token, under a name that is ours, from no other
// web page. Host and Origin are checked too, so that a page which learns the token by accident, or
// a name rebound to 127.0.0.1, still gets nothing (docs/decisions/control-api-security.md).
import { createHash, timingSafeEqual } from 'node:crypto'
import { Refusal } from './problem.ts'

export interface GuardOptions {
  /** The bearer token. */
  token: string
  /** Further tokens that open everything here. */
  isToken?(given: string): boolean
  /**
   * Host names beside loopback under which the API may be addressed; `all` where a platform decides by
   * the name who is reached, so that no other name can lead here.
   */
  allowedHosts: readonly string[] | 'all'
}

export function assertOurHost(
  request: Request,
  { allowedHosts }: Pick<GuardOptions, 'allowedHosts'>,
): void {
  if (allowedHosts === 'all') return
  // A request line may name a host too, and HTTP believes it more than the header.
  const named = [hostOf(request), new URL(request.url).host].map(hostName)
  const isOurs = (name: string) =>
    ['localhost', '127.0.0.1', '[::1]'].includes(name) ||
    name.endsWith('.localhost') ||
    allowedHosts.some((allowed) => hostName(allowed) === name)
  const name = named.find((one) => !isOurs(one))
  if (name === undefined) return
  throw new Refusal(
    'foreign-host',
    `"${name}" is neither loopback nor allowed; start the server with --allow-host ${name}`,
    { field: 'Host' },
  )
}

export function assertOwnOrigin(request: Request): void {
  const origin = request.headers.get('origin')
  if (origin === null) return
  const own = `${new URL(request.url).protocol}//${hostOf(request)}`
  if (origin.toLowerCase() === own.toLowerCase()) return
  throw new Refusal('foreign-origin', `only pages of ${own} may call this`, { field: 'Origin' })
}

export function assertToken(request: Request, { token, isToken }: GuardOptions): void {
  const given = bearerToken(request)
  if (given !== undefined && (isSameText(given, token) || isToken?.(given))) return
  throw new Refusal('unauthorized', 'send "Authorization: Bearer <the control token>"', {
    field: 'Authorization',
    headers: { 'www-authenticate': 'Bearer realm="alipay-sim"' },
  })
}

export const bearerToken = (request: Request): string | undefined =>
  /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]

/** Digests are of one length, so the time it takes says nothing about the token. */
export function isSameText(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}

/** A `Request` made in process has no Host header; its URL says the same. */
function hostOf(request: Request): string {
  return request.headers.get('host') ?? new URL(request.url).host
}

function hostName(host: string): string {
  const withoutPort = host.startsWith('[')
    ? host.replace(/\](:\d*)?$/, ']')
    : host.replace(/:\d*$/, '')
  return withoutPort.replace(/\.$/, '').toLowerCase()
}
