// Sends notifications from Node. Targets are resolved first and must be allowed; the connection
// then goes to exactly the address that was checked, so that a name cannot resolve to another one in between.
import { lookup } from 'node:dns/promises'
import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as requestHttps } from 'node:https'
import { BlockList, isIP } from 'node:net'
import type { OutgoingNotification, Send, SendResult } from '../notifier/send.ts'

const MAX_REPLY_BYTES = 64 * 1024

/** Loopback and private; not link-local, where clouds keep their credentials. */
const near = new BlockList()
near.addSubnet('127.0.0.0', 8)
near.addSubnet('10.0.0.0', 8)
near.addSubnet('172.16.0.0', 12)
near.addSubnet('192.168.0.0', 16)
near.addAddress('::1', 'ipv6')
near.addSubnet('fc00::', 7, 'ipv6')

/** Private, and yet where a cloud keeps credentials: over IPv6 AWS answers metadata here. */
const never = new BlockList()
never.addSubnet('fd00:ec2::', 32, 'ipv6')

export interface Address {
  address: string
  family: number
}

/**
 * `allowedHosts` are names or addresses beside loopback and private ones; `resolve` looks a name up.
 */
export function createSend(
  allowedHosts: readonly string[],
  resolve: (host: string) => Promise<Address> = (host) => lookup(host),
): Send {
  return async (notification) => {
    try {
      return await send(notification, allowedHosts, resolve)
    } catch (error) {
      return { failed: reason(error) }
    }
  }
}

async function send(
  { url, headers, body, timeoutMs }: OutgoingNotification,
  allowedHosts: readonly string[],
  resolve: (host: string) => Promise<Address>,
): Promise<SendResult> {
  const target = URL.canParse(url) ? new URL(url) : undefined
  if (!target || !['http:', 'https:'].includes(target.protocol)) {
    return { failed: `notify_url ${JSON.stringify(url)} is no http or https URL` }
  }
  const host = target.hostname.replace(/^\[|\]$/g, '')
  const { address, family } = isIP(host)
    ? { address: host, family: isIP(host) }
    : await resolve(host)
  const kind = family === 6 ? 'ipv6' : 'ipv4'
  const isNear = near.check(address, kind) && !never.check(address, kind)
  if (!allowedHosts.includes(host) && !isNear) {
    return { failed: `${host} (${address}) is not local; allow it with --notify-host ${host}` }
  }
  const options: RequestOptions = {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' },
    // Node keeps the connection for the next send all the same, while the merchant closes it.
    agent: false,
    signal: AbortSignal.timeout(Math.max(1, Math.round(timeoutMs))),
    lookup: (_name, options, done) => {
      if (options.all) done(null, [{ address, family }])
      else done(null, address, family)
    },
  }
  return exchange(target, options, body)
}

function exchange(target: URL, options: RequestOptions, body: string): Promise<SendResult> {
  return new Promise((resolve, reject) => {
    const open = target.protocol === 'https:' ? requestHttps : requestHttp
    const outgoing = open(target, options, (incoming) => {
      readBody(incoming).then(
        (text) => resolve({ status: incoming.statusCode ?? 0, body: text }),
        reject,
      )
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of incoming) {
    const bytes = chunk as Uint8Array
    size += bytes.length
    chunks.push(bytes)
    if (size > MAX_REPLY_BYTES)
      throw new Error(`the answer is longer than ${MAX_REPLY_BYTES} bytes`)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // A request that is called off says AbortError, and why in its cause.
  const { cause } = error
  const names = [error.name, cause instanceof Error ? cause.name : '']
  if (names.includes('TimeoutError')) return 'no answer in time'
  const { code } = error as NodeJS.ErrnoException
  return code === undefined ? error.message : `${code} (${error.message})`
}
