// The ways in with TLS, beside the plain one: a listener and a proxy, with one local authority.
import { join } from 'node:path'
import { PAYMENT_HOSTS } from '../values/payment-hosts.ts'
import { proxyFront, tlsFront, type PutInFront } from './node-front.ts'
import { LIMITS, listen, type Listener, type Serve } from './node-listener.ts'
import { caFileIn, openIdentity } from './node-tls-files.ts'

export interface SecureOptions {
  /** The gateway with TLS listens here; 0 picks a free port. */
  tlsPort?: number
  /** A proxy for the payment hosts listens here; 0 picks a free port. */
  proxyPort?: number
  /** Folder of authority and certificate (default: `tls` in the data folder; without one nothing is kept). */
  dir?: string
}

export interface Secured extends Omit<Listener, 'port'> {
  /** `https://localhost:8443` */
  tlsUrl?: string
  /** `http://127.0.0.1:8601`, for HTTPS_PROXY. */
  proxyUrl?: string
  /** PEM: the authority that clients must trust. */
  ca: string
  /** Where it is on disk. */
  caFile?: string
}

interface Around {
  host: string
  /** Under which the server is reached beside loopback and the payment hosts. */
  names: readonly string[]
  onTrouble(line: string): void
  onBug(error: unknown): void
}

const LOOPBACK = ['localhost', '127.0.0.1', '::1']

export async function listenSecurely(
  serve: Serve,
  { host, names, onTrouble, onBug }: Around,
  { secure: { tlsPort, proxyPort, dir: given } = {}, dataDir }: Asked,
): Promise<Secured> {
  const dir = given ?? (dataDir === undefined ? undefined : join(dataDir, 'tls'))
  const all = [...new Set([...PAYMENT_HOSTS, ...LOOPBACK, ...names.map(bare).filter(isOneHost)])]
  const identity = await openIdentity(dir, all, Date.now())
  const caFile = dir === undefined ? undefined : caFileIn(dir)
  if (identity.replaced !== undefined) {
    onTrouble(`${caFile} ${identity.replaced} and was made anew: give clients the new one`)
  }
  const listeners: Listener[] = []
  const open = async (port: number | undefined, front: PutInFront) => {
    if (port === undefined) return undefined
    const listener = await listen(serve, host, port, onBug, LIMITS, front)
    listeners.push(listener)
    return listener.port
  }
  const close = async () => {
    await Promise.all(listeners.map((one) => one.close()))
  }
  try {
    const tls = await open(tlsPort, tlsFront(identity))
    const proxy = await open(proxyPort, proxyFront(identity, PAYMENT_HOSTS))
    const reached = isOneHost(host) ? host : '127.0.0.1'
    const shown = reached.includes(':') ? `[${reached}]` : reached
    return {
      ...(tls !== undefined && { tlsUrl: `https://${shown}:${tls}` }),
      ...(proxy !== undefined && { proxyUrl: `http://${shown}:${proxy}` }),
      ca: identity.ca,
      ...(caFile !== undefined && { caFile }),
      cutOff: (forMs) => {
        for (const one of listeners) one.cutOff(forMs)
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

interface Asked {
  secure?: SecureOptions
  dataDir?: string
}

/** In URLs an IPv6 address stands in brackets, in certificates it does not. */
const bare = (name: string) => name.replaceAll(/^\[|\]$/g, '')

/** `0.0.0.0` is everywhere, and nobody's name. */
const isOneHost = (name: string) => name !== '0.0.0.0' && name !== '::'
