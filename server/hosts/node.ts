// The host on Node: sockets, files, timers, the thread pool. Starts a server and hands back the
// directory of its sandboxes.
import './new-enough-node.ts'
import { randomUUID } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { createDirectory, type Directory, type SandboxStore } from '../directory/directory.ts'
import type { OwnLine } from '../control/till.ts'
import type { JournalBounds } from '../journal/bounds.ts'
import { createKeyring } from '../pki/keyring.ts'
import { gatewaysOf, type Families } from '../protocols/gateways.ts'
import { FAMILIES } from '../protocols/protocols.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { ReadingName } from '../options/reading.ts'
import { StorageTrouble } from '../storage/trouble.ts'
import { BodyTooLong, readRequest } from './in-process.ts'
import { consoleFiles } from './node-console.ts'
import { deliverToSocket } from './node-deliver.ts'
import { tlsOf } from './node-front.ts'
import { makeKeyPair } from './node-keys.ts'
import { listen, type Listener } from './node-listener.ts'
import { createSandboxStore, fileOf, homeKeys } from './node-sandbox-store.ts'
import { listenSecurely, type Secured, type SecureOptions } from './node-secure.ts'
import { createRoutes, type Gateway } from './routes.ts'

export type { ReadingName } from '../options/reading.ts'
export type { Secured, SecureOptions } from './node-secure.ts'
export type { Sandbox } from '../sandbox/sandbox.ts'

export interface ServerOptions {
  /** 0 picks a free port. */
  port: number
  host?: string
  /** The control API listens here too, and stays reachable while the gateway is cut off. */
  controlPort?: number
  /** How far the clocks of fresh sandboxes are ahead of the wall; behind it when negative. */
  clockSkewMs?: number
  /** Folder of the databases; without it they are temporary and end with the server. */
  dataDir?: string
  /** Seed of a fresh default sandbox. */
  seed?: string
  /** Which texts the gateways follow where they differ: `seeds` is their letter (docs/options.md). */
  reading?: ReadingName
  /** How much of each journal is kept; what was saved before, or all, without it. */
  journalBounds?: JournalBounds
  /** The families of gateways that are spoken: those of the product unless others are handed in. */
  families?: Families
  /** No ready-made keys: a pair is made for every app, the first one included. */
  freshKeys?: boolean
  /** The control API's bearer token. */
  token: string
  /** Host names under which the control API may be addressed, beside loopback. */
  allowedHosts?: readonly string[]
  /** Notification targets beside loopback and private addresses. */
  notifyHosts?: readonly string[]
  /** For clients with a fixed https host: a listener with TLS, a proxy, or both. */
  secure?: SecureOptions
  onBug?: (error: unknown) => void
  /** Told in one line when a file takes no writes, and when it takes them again. */
  onTrouble?: (line: string) => void
}

export interface RunningServer {
  /** `http://127.0.0.1:8600` */
  url: string
  /** Where the control API listens besides, if it was asked for. */
  controlUrl?: string
  port: number
  /** With `secure`: where TLS and proxy are, and whom clients must trust. */
  secured?: Secured
  /** Drawn anew at every start, so that two servers are never taken for one. */
  instance: string
  directory: Directory
  sandbox: Sandbox
  /** Makes a few key pairs ahead, so that further sandboxes need not wait for theirs. */
  fillKeys(): void
  close(): Promise<void>
}

const MAX_BODY_BYTES = 1024 * 1024

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const onBug = options.onBug ?? ((error) => console.error('alipay-sim: a bug:', error))
  const onTrouble = options.onTrouble ?? ((line) => console.error(`alipay-sim: ${line}`))
  let listener: Listener | undefined
  const keyring = createKeyring(makeKeyPair, options.freshKeys ?? false)
  const gateways = gatewaysOf(options.families ?? FAMILIES)
  const store: SandboxStore = {
    ...createSandboxStore(
      { ...options, gateways, onTrouble, onBug },
      await homeKeys(options, keyring),
      {
        ownerOfCode: (authCode) => directory.ofCode(authCode)?.id,
        appsBeside: (id) => directory.appsBeside(id),
      },
    ),
    keyring,
    cutOff: (forMs: number) => {
      listener?.cutOff(forMs)
      secured?.cutOff(forMs)
    },
  }
  const directory = createDirectory(store, options.seed ?? 'alipay-sim')
  for (const { id, of, appId } of directory.copies) {
    const [copy, first] = [id, of].map((one) => fileOf(options.dataDir ?? '', one))
    onTrouble(
      `${copy} has the app ${appId} that ${first} has too, as a copied file does: calls of it reach ` +
        `${first} alone; move one of the two out of the folder`,
    )
  }
  const { token, allowedHosts = [], host = '127.0.0.1' } = options
  const instance = randomUUID()
  const ownLine = ownLineOf(host, () => listener?.port)
  const control = { token, allowedHosts, instance, onBug, ownLine }
  const routes = createRoutes(directory, gatewayOf(directory, onBug), control, consoleFiles)
  const controlRoutes = (request: Request, bindings: HttpBindings) =>
    new URL(request.url).pathname.startsWith('/_sim') ? routes.fetch(request, bindings) : notHere()
  let controlListener: Listener | undefined
  let secured: Secured | undefined
  try {
    listener = await listen(routes.fetch, host, options.port, onBug)
    if (options.controlPort !== undefined) {
      controlListener = await listen(controlRoutes, host, options.controlPort, onBug)
    }
    if (options.secure) {
      const names = [...allowedHosts, ...(host === '127.0.0.1' ? [] : [host])]
      secured = await listenSecurely(routes.fetch, { host, names, onTrouble, onBug }, options)
    }
  } catch (error) {
    await Promise.all([listener?.close(), controlListener?.close()])
    directory.close()
    throw error
  }
  const urlOf = (port: number) => `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  const { port, close } = listener
  return {
    url: urlOf(port),
    ...(controlListener && { controlUrl: urlOf(controlListener.port) }),
    port,
    ...(secured && { secured }),
    instance,
    directory,
    sandbox: directory.home,
    fillKeys: keyring.fill,
    close: async () => {
      await Promise.all([close(), controlListener?.close(), secured?.close()])
      directory.close()
    },
  }
}

/** How the server reaches its own gateway. Who listens to everybody is reached at home. */
function ownLineOf(host: string, port: () => number | undefined): OwnLine {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host.includes(':') ? '[::1]' : host
  const url = (path: string) => new URL(path, `http://${name}:${port()}`).href
  return { url, fetch: (path, init) => fetch(url(path), init) }
}

const notHere = () =>
  new Response('alipay-sim: only the control API and the console are here, under /_sim/\n', {
    status: 404,
  })

const tooLong = () =>
  new Response('the request is larger than 1 MiB\n', {
    status: 413,
    headers: { connection: 'close' },
  })

const ours = (status: number, line: string) => new Response(`alipay-sim: ${line}\n`, { status })

function gatewayOf(directory: Directory, onBug: (error: unknown) => void): Gateway<HttpBindings> {
  return async (request, { incoming, outgoing }) => {
    if (Number(incoming.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return tooLong()
    try {
      const tls = tlsOf(incoming.socket)
      const wire = { ...(await readRequest(request, MAX_BODY_BYTES)), ...(tls && { tls }) }
      const exchange = await directory.find(wire).handle(wire)
      if (!exchange) return new Response('not a gateway path\n', { status: 404 })
      deliverToSocket(exchange, incoming, outgoing, onBug)
      return RESPONSE_ALREADY_SENT
    } catch (error) {
      if (error instanceof BodyTooLong) return tooLong()
      // The client left while its request was on the way: there is nobody to answer. A request that
      // was read to its end is complete, and an error after that is ours.
      if (!incoming.complete) return RESPONSE_ALREADY_SENT
      if (error instanceof StorageTrouble) return ours(503, error.message)
      onBug(error)
      return ours(500, 'met a bug in itself; see its log')
    }
  }
}
