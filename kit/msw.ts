// `alipay-sim/msw`: request handlers over a sandbox, for msw 2 and 3: `fetch`, axios, node:http(s), and
// pages in a browser through msw's worker. Imports nothing of Node, so that a page can load it.
import '../server/hosts/new-enough-node.ts'
import './environment.ts'
import * as msw from 'msw'
import type { HttpHandler } from 'msw'
import { watchGateway, type InterceptedGateway } from './gateway.ts'
import { InputError } from '../server/values/input-error.ts'
import { readHosts, shown } from './input.ts'
import { guardUndici } from './msw/guard.ts'
import { pacedFetch } from './paced.ts'
import { PAYMENT_HOSTS } from '../server/values/payment-hosts.ts'
import { KIT_HOST, REAL_DOMAINS } from './payment-hosts.table.ts'

export type { InterceptedGateway } from './gateway.ts'

/** A server that runs elsewhere: in a browser no sandbox can live. */
export interface RemoteGateway {
  /** `/alipay`, or `http://127.0.0.1:8600`: what stands before `/gateway.do`. A page needs its own origin. */
  url: string
}

export interface HandlersOptions {
  /** Hosts that the sandbox answers for; Alipay's openapi hosts, production and sandbox, without it. */
  hosts?: readonly string[]
}

// An older msw has other exports; a missing package says so itself.
if (typeof msw.http?.all !== 'function' || typeof msw.HttpResponse?.error !== 'function') {
  throw new Error('alipay-sim/msw needs msw 2.12 or newer: npm install -D msw@3')
}
guardUndici()

export function createHandlers(
  gateway: InterceptedGateway | RemoteGateway,
  { hosts: wanted }: HandlersOptions = {},
): HttpHandler[] {
  const hosts = wanted === undefined ? PAYMENT_HOSTS : readHosts('hosts', wanted)
  const reach = 'url' in gateway ? reachServer(gateway) : reachSandbox(gateway)
  guardUndici()
  return [
    msw.http.all(atHosts([...hosts, KIT_HOST]), async ({ request }) => {
      return (await reach(request)) ?? msw.HttpResponse.error()
    }),
    msw.http.all(atDomains(REAL_DOMAINS), ({ request }) => {
      const { host } = new URL(request.url)
      const remedy = `add it to \`hosts\` (now ${hosts.join(', ')})`
      console.error(
        `alipay-sim keeps this request from the real ${host}: no sandbox answers for it; ${remedy}`,
      )
      return msw.HttpResponse.error()
    }),
  ]
}

function reachSandbox(sandbox: InterceptedGateway) {
  watchGateway(sandbox)
  // The test kit's sandbox is another one after every reset, so it is asked each time.
  return async (request: Request): Promise<Response | undefined> => {
    try {
      const { time } = sandbox
      const reply = await pacedFetch({ fetch: (asked) => sandbox.fetch(asked), time }, request)
      // Without a length msw 3 takes the end of the line for the end of the body: a cut would go unseen.
      reply.headers.set('transfer-encoding', 'chunked')
      return reply
    } catch (error) {
      // The line broke, or the client left: msw has one error for both, without a code.
      if (isBrokenLine(error) || request.signal.aborted) return undefined
      throw error
    }
  }
}

/** As `sandbox.fetch` says it. */
const isBrokenLine = (error: unknown) => error instanceof TypeError && error.cause !== undefined

function reachServer({ url: base }: RemoteGateway) {
  if (typeof base !== 'string' || base === '') {
    throw new InputError(
      'url',
      `${shown(base)} is no address; write "/alipay" or "http://127.0.0.1:8600"`,
    )
  }
  return async (request: Request): Promise<Response | undefined> => {
    const { pathname, search } = new URL(request.url)
    const { method, headers, signal } = request
    const body = /^(GET|HEAD)$/.test(method) ? undefined : await request.arrayBuffer()
    const target = new URL(
      `${base.replace(/\/$/, '')}${pathname}${search}`,
      globalThis.location?.href ?? 'http://127.0.0.1/',
    )
    const asked = msw.bypass(new Request(target, { method, headers, body, signal }))
    // The line broke, or the page left: what a handler throws, msw answers with a page of its own.
    return fetch(asked).catch(() => undefined)
  }
}

const escaped = (host: string) => host.replaceAll('.', String.raw`\.`)

const atHosts = (hosts: readonly string[]) =>
  new RegExp(`^https?://(?:${hosts.map(escaped).join('|')})(?::\\d+)?(?:/|$)`, 'i')

const atDomains = (domains: readonly string[]) =>
  new RegExp(`^https?://(?:[^/]+\\.)?(?:${domains.map(escaped).join('|')})(?::\\d+)?(?:/|$)`, 'i')
