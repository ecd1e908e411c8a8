// The certificates of a TLS listener and of its clients: an authority that only this machine has, and below it the
// certificate of the server. Both keys are made for one data folder and published nowhere, for clients
// are told to trust that authority.
import type { md as Md, pki as Pki } from 'node-forge'
import { DAY, type Instant } from '../values/instant.ts'
import type { KeyPair } from './key-pair.ts'

export interface Authority {
  /** PEM. */
  certificate: string
  privateKey: string
}

interface Wishes {
  keys: KeyPair
  /** 20 hexadecimal digits: two certificates of one authority never share a number. */
  serial: string
  now: Instant
}

const AUTHORITY_DAYS = 3_650
/** Clients of Apple refuse a server's certificate that is valid for more than 398 days. */
const SERVER_DAYS = 397
const CLIENT_DAYS = 1_825
/** Machines whose clock is behind trust a fresh certificate, too. */
const EARLIER_DAYS = 1

/** Has what `openssl verify -x509_strict` and Python 3.13 ask of an authority. */
export async function makeAuthority(wishes: Wishes): Promise<Authority> {
  const { keys, serial } = wishes
  const forge = await load()
  const name = [
    { name: 'organizationName', value: 'alipay-sim' },
    // Two authorities of one name and two keys confuse clients that keep the old one.
    { name: 'commonName', value: `alipay-sim local authority ${serial.slice(0, 8)}` },
  ]
  const certificate = begin(forge, wishes, AUTHORITY_DAYS)
  certificate.setSubject(name)
  certificate.setIssuer(name)
  certificate.setExtensions([
    { name: 'basicConstraints', critical: true, cA: true, pathLenConstraint: 0 },
    { name: 'keyUsage', critical: true, keyCertSign: true, cRLSign: true },
    { name: 'subjectKeyIdentifier' },
  ])
  return {
    certificate: signed(forge, certificate, keys.privateKey),
    privateKey: keys.privateKey,
  }
}

/** PEM, for a server that is reached under these names and addresses. */
export async function makeServerCertificate(
  authority: Authority,
  names: readonly string[],
  wishes: Wishes,
): Promise<string> {
  const forge = await load()
  const issuer = forge.pki.certificateFromPem(authority.certificate)
  const certificate = begin(forge, wishes, SERVER_DAYS)
  certificate.setSubject([{ name: 'commonName', value: 'alipay-sim' }])
  certificate.setIssuer(issuer.subject.attributes)
  certificate.setExtensions([
    { name: 'basicConstraints', critical: true, cA: false },
    { name: 'keyUsage', critical: true, digitalSignature: true, keyEncipherment: true },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectKeyIdentifier' },
    {
      name: 'authorityKeyIdentifier',
      keyIdentifier: issuer.generateSubjectKeyIdentifier().getBytes(),
    },
    {
      name: 'subjectAltName',
      // 2: a DNS name, 7: an address (RFC 5280, GeneralName).
      altNames: names.map((name) =>
        isAddress(name) ? { type: 7, ip: name } : { type: 2, value: name },
      ),
    },
  ])
  return signed(forge, certificate, authority.privateKey)
}

/** PEM, for a client that is known by this name; it vouches for itself. */
export async function makeClientCertificate(name: string, wishes: Wishes): Promise<string> {
  const forge = await load()
  const certificate = begin(forge, wishes, CLIENT_DAYS)
  const subject = [
    { name: 'organizationName', value: 'alipay-sim' },
    { name: 'commonName', value: name },
  ]
  certificate.setSubject(subject)
  certificate.setIssuer(subject)
  certificate.setExtensions([
    { name: 'basicConstraints', critical: true, cA: false },
    { name: 'keyUsage', critical: true, digitalSignature: true },
    { name: 'extKeyUsage', clientAuth: true },
    { name: 'subjectKeyIdentifier' },
  ])
  return signed(forge, certificate, wishes.keys.privateKey)
}

/** IPv4 or IPv6: no name has only digits and dots, or a colon. */
const isAddress = (name: string) => /^[\d.]+$|:/.test(name)

interface Forge {
  pki: typeof Pki
  md: typeof Md
}

/** Only a server with TLS pays for loading the package. */
async function load(): Promise<Forge> {
  const { default: forge } = await import('node-forge')
  return forge
}

function begin({ pki }: Forge, { keys, serial, now }: Wishes, days: number): Pki.Certificate {
  const certificate = pki.createCertificate()
  // A first digit of 0 to 7 keeps the number positive.
  certificate.serialNumber = `0${serial.slice(1)}`
  certificate.validity.notBefore = new Date(now - EARLIER_DAYS * DAY)
  certificate.validity.notAfter = new Date(now + days * DAY)
  certificate.publicKey = pki.publicKeyFromPem(keys.publicKey)
  return certificate
}

function signed({ pki, md }: Forge, certificate: Pki.Certificate, privateKey: string): string {
  certificate.sign(pki.privateKeyFromPem(privateKey), md.sha256.create())
  return `${pki.certificateToPem(certificate).replaceAll('\r\n', '\n').trim()}\n`
}
