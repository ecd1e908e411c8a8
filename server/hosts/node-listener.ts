// A listening socket that can go away and come back: an outage refuses everybody, on the level of
// TCP, and nothing of the sandboxes behind it stops.
import type { Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { InputError } from '../values/input-error.ts'
import type { PutInFront } from './node-front.ts'

/** Some clients put the whole of biz_content into the URL. */
const MAX_HEADER_BYTES = 1024 * 1024

/** How long and how many clients may take of a server; a response may take as long as a fault wants. */
export interface Limits {
  /** Further connections are closed at once. */
  connections: number
  /** From the first byte of a request to the end of its head. */
  headMs: number
  /** From the first byte of a request to its last. */
  requestMs: number
  /** A connection that stays silent after an answer is closed. */
  idleMs: number
}

/** Far above what a shop or a CI machine needs, below what a process has files for (bounds.md). */
export const LIMITS: Limits = {
  connections: 4_096,
  headMs: 30_000,
  requestMs: 60_000,
  idleMs: 5_000,
}

export interface Listener {
  port: number
  /** Refuses connections for this long, then listens on the same port again. */
  cutOff(forMs: number): void
  close(): Promise<void>
}

export type Serve = (request: Request, bindings: HttpBindings) => Response | Promise<Response>

export async function listen(
  serve: Serve,
  host: string,
  wantedPort: number,
  onBug: (error: unknown) => void,
  { connections, headMs, requestMs, idleMs }: Limits = LIMITS,
  putInFront?: PutInFront,
): Promise<Listener> {
  const http = createAdaptorServer({
    // HTTP/2, which has other bindings, is never asked for.
    fetch: (request, bindings) => serve(request, bindings as HttpBindings),
    // Old HTTP/1.0 clients name no host.
    hostname: 'localhost',
    // Whoever starts a server inside their own program keeps their own Request and Response.
    overrideGlobalObjects: false,
    serverOptions: {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: headMs,
      requestTimeout: requestMs,
      keepAliveTimeout: idleMs,
      connectionsCheckingInterval: Math.min(headMs, requestMs) / 2,
    },
  })
  // Its kind follows from `serverOptions`: plain HTTP/1.
  const front = putInFront?.(http as HttpServer)
  const server = front?.server ?? http
  server.maxConnections = connections
  const open = (at: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(at, host, () => {
        server.off('error', reject)
        resolve()
      })
    })
  const shut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      front?.drop()
      if ('closeAllConnections' in http) http.closeAllConnections()
    })
  await open(wantedPort)
  const { port } = server.address() as AddressInfo
  let back: NodeJS.Timeout | undefined
  return {
    port,
    cutOff: (forMs) => {
      if (back) throw new InputError('for', 'the gateway is cut off already; wait for its return')
      // A client that is told of the outage has its answer first.
      setImmediate(() => void shut())
      back = setTimeout(() => {
        back = undefined
        open(port).catch(onBug)
      }, forMs)
    },
    close: async () => {
      clearTimeout(back)
      await shut()
    },
  }
}
