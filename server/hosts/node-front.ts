// What stands in front of the gateway's HTTP server: TLS with a certificate of the local authority, or
// a proxy that answers for the payment hosts with it. Clients with a fixed https host reach the
// simulator through either.
import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http'
import type { Server as NetServer, Socket } from 'node:net'
import { createServer as createTlsServer, type TLSSocket } from 'node:tls'
import type { WireRequest } from '../protocols/wire.ts'
import type { TlsIdentity } from './node-tls-files.ts'

/** Listens instead of the HTTP server, and hands it the connections. */
export interface Front {
  server: NetServer
  /** Ends what the HTTP server does not know of: handshakes, tunnels. */
  drop(): void
}

export type PutInFront = (http: Server) => Front

const HANDSHAKE_MS = 30_000

export const tlsFront =
  (identity: TlsIdentity): PutInFront =>
  (http) => {
    const connections = new Set<Socket>()
    const server = secure(identity, http)
    server.on('connection', (raw: Socket) => keep(connections, raw))
    return { server, drop: () => endAll(connections) }
  }

/**
 * `CONNECT openapi.alipay.com:443` is answered by ourselves. Nothing is ever led on: a test that goes
 * through here reaches no real gateway.
 */
export const proxyFront =
  (identity: TlsIdentity, hosts: readonly string[]): PutInFront =>
  (http) => {
    const connections = new Set<Socket>()
    const tls = secure(identity, http)
    const server = createHttpServer((request, response) => {
      // An http:// URL comes whole, without a tunnel.
      const host = URL.canParse(request.url ?? '') ? new URL(request.url ?? '').hostname : undefined
      if (host !== undefined && hosts.includes(host)) {
        http.emit('request', request, response)
        return
      }
      const line = host === undefined ? NO_GATEWAY : refusal(host, hosts)
      response.writeHead(host === undefined ? 400 : 403, TEXT).end(line)
    })
    server.on('connection', (raw: Socket) => keep(connections, raw))
    server.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      // Who leaves in the middle is no error of ours.
      socket.on('error', () => {})
      const [host = '', port] = (request.url ?? '').toLowerCase().split(/:(?=\d+$)/)
      if (!hosts.includes(host) || port !== '443') {
        const line = refusal(`${host}:${port ?? ''}`, hosts)
        const fields = [...Object.entries(TEXT), ['content-length', Buffer.byteLength(line)]]
        const headers = fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')
        socket.end(`HTTP/1.1 403 ${REASON}\r\n${headers}connection: close\r\n\r\n${line}`)
        return
      }
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      // Some clients begin their handshake without waiting for the answer.
      if (head.length > 0) socket.unshift(head)
      tls.emit('connection', socket)
    })
    return { server, drop: () => endAll(connections) }
  }

const TEXT = { 'content-type': 'text/plain; charset=utf-8' }
/** Clients show the reason and throw the body away. */
const REASON = 'alipay-sim answers for payment hosts only'
const NO_GATEWAY =
  'alipay-sim: this is a proxy, to be named in HTTPS_PROXY; the gateway has another port\n'

const refusal = (target: string, hosts: readonly string[]) =>
  `alipay-sim: this proxy answers for ${hosts.join(', ')} at port 443, and leads nowhere else: ` +
  `put ${target.replace(/:\d*$/, '')} into NO_PROXY\n`

function keep(connections: Set<Socket>, raw: Socket): void {
  connections.add(raw)
  raw.once('close', () => connections.delete(raw))
}

function endAll(connections: ReadonlySet<Socket>): void {
  for (const raw of connections) raw.destroy()
}

/** Ends TLS and gives the HTTP server what is inside. */
function secure({ certificate, ca, privateKey: key }: TlsIdentity, http: Server) {
  const raws = new Map<string, Socket>()
  const options = {
    key,
    cert: `${certificate}${ca}`,
    handshakeTimeout: HANDSHAKE_MS,
    // WeChat's merchants show one; nobody has to, and nobody vouches for it.
    requestCert: true,
    rejectUnauthorized: false,
    ALPNProtocols: ['http/1.1'],
  }
  const server = createTlsServer(options, (inner) => {
    const raw = raws.get(ends(inner))
    // Node resets plain connections only; a fault means the connection below.
    inner.resetAndDestroy = () => {
      raw?.resetAndDestroy()
      return inner.destroy()
    }
    http.emit('connection', inner)
  })
  server.on('connection', (raw: Socket) => {
    const key = ends(raw)
    raws.set(key, raw)
    raw.once('close', () => raws.delete(key))
  })
  // A client that does not trust the authority says so itself.
  server.on('tlsClientError', (_error: Error, inner: TLSSocket) => inner.destroy())
  return server
}

/** What is known of a connection that came over TLS; `undefined` of a plain one. */
export function tlsOf(socket: Socket): WireRequest['tls'] {
  if (!('getPeerCertificate' in socket)) return undefined
  const { subject } = (socket as TLSSocket).getPeerCertificate()
  // A certificate that was not shown is an empty object.
  const name: unknown = Object(subject).CN
  return typeof name === 'string' ? { clientName: name } : {}
}

/** Two connections at one time never have both ends alike. */
const ends = ({ remoteAddress, remotePort, localPort }: Socket) =>
  `${remoteAddress} ${remotePort} ${localPort}`
