// The local authority of a data folder and the certificate below it: kept for the next start, and made
// anew when they run out, do not fit, or stand for other names.
import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { makeAuthority, makeServerCertificate, type Authority } from '../pki/local-authority.ts'
import { DAY, type Instant } from '../values/instant.ts'
import { makeKeyPair } from './node-keys.ts'
import { makePrivateFolder, writePrivateFile } from './private-files.ts'

export interface TlsIdentity {
  /** PEM: what clients are to trust. */
  ca: string
  /** PEM: what the server shows, and the key to it. */
  certificate: string
  privateKey: string
  /** Clients that trusted an earlier authority of this folder must be given the new one. */
  replaced?: string
}

/** A server that runs for weeks shall not meet the end of its certificate. */
const LEFT = 60 * DAY

const FILES = {
  ca: 'ca.pem',
  caKey: 'ca-key.pem',
  server: 'server.pem',
  serverKey: 'server-key.pem',
} as const

export const caFileIn = (dir: string) => join(dir, FILES.ca)

/** Without a folder everything is made for this start alone. */
export async function openIdentity(
  dir: string | undefined,
  names: readonly string[],
  now: Instant,
): Promise<TlsIdentity> {
  const kept = dir === undefined ? undefined : keptAuthority(dir, now)
  const authority = kept?.authority ?? (await freshAuthority(now))
  const leaf = kept?.authority && dir !== undefined && keptLeaf(dir, authority, names, now)
  const used = leaf || (await freshLeaf(authority, names, now))
  if (dir !== undefined && !leaf) {
    makePrivateFolder(dir)
    writePrivateFile(join(dir, FILES.ca), authority.certificate)
    writePrivateFile(join(dir, FILES.caKey), authority.privateKey)
    writePrivateFile(join(dir, FILES.server), used.certificate)
    writePrivateFile(join(dir, FILES.serverKey), used.privateKey)
  }
  return { ca: authority.certificate, ...used, replaced: kept?.why }
}

type Leaf = Pick<TlsIdentity, 'certificate' | 'privateKey'>

const serial = () => randomBytes(10).toString('hex')

async function freshAuthority(now: Instant): Promise<Authority> {
  return makeAuthority({ keys: await makeKeyPair(), serial: serial(), now })
}

async function freshLeaf(
  authority: Authority,
  names: readonly string[],
  now: Instant,
): Promise<Leaf> {
  const keys = await makeKeyPair()
  const certificate = await makeServerCertificate(authority, names, { keys, serial: serial(), now })
  return { certificate, privateKey: keys.privateKey }
}

/** `undefined`: there was none. */
function keptAuthority(
  dir: string,
  now: Instant,
): { authority?: Authority; why?: string } | undefined {
  if (!existsSync(join(dir, FILES.ca))) return undefined
  const certificate = textIn(dir, FILES.ca)
  const privateKey = textIn(dir, FILES.caKey)
  const why = whyUnusable(certificate, privateKey, now)
  return why === undefined ? { authority: { certificate, privateKey } } : { why }
}

function keptLeaf(
  dir: string,
  authority: Authority,
  names: readonly string[],
  now: Instant,
): Leaf | undefined {
  const certificate = textIn(dir, FILES.server)
  const privateKey = textIn(dir, FILES.serverKey)
  if (whyUnusable(certificate, privateKey, now) !== undefined) return undefined
  const leaf = new X509Certificate(certificate)
  const isOfIt = leaf.verify(new X509Certificate(authority.certificate).publicKey)
  const isFor = names.every((name) => (isIP(name) ? leaf.checkIP(name) : leaf.checkHost(name)))
  return isOfIt && isFor ? { certificate, privateKey } : undefined
}

function whyUnusable(certificate: string, privateKey: string, now: Instant): string | undefined {
  try {
    const read = new X509Certificate(certificate)
    if (Date.parse(read.validTo) < now + LEFT) return `runs out on ${read.validTo}`
    if (Date.parse(read.validFrom) > now) return `begins only on ${read.validFrom}`
    return read.checkPrivateKey(createPrivateKey(privateKey)) ? undefined : 'has another key'
  } catch {
    return 'cannot be read'
  }
}

function textIn(dir: string, name: string): string {
  const path = join(dir, name)
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}
