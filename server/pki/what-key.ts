// Says what a key or certificate file is, however it is written: PEM, Base64 on one line, or DER.
import { createHash, createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { blocksOf, isRsa, rootCertSn, snOf } from './cert-sn.ts'
import { APP_KEYS, GATEWAY_KEYS } from './ready-made-keys.table.ts'

/** How a key stands in its file: the names of docs/sdks.md. */
export type KeyForm =
  | 'pkcs1-bare'
  | 'pkcs1-pem'
  | 'pkcs8-bare'
  | 'pkcs8-pem'
  | 'public-bare'
  | 'public-pem'
  | 'certificate'
  | 'root-certificates'
  | 'aes'

export interface WhatKey {
  /** `undefined` for what no SDK takes. */
  form?: KeyForm
  /** In a few words: `an RSA private key of 2048 bits, PKCS#1, PEM`. */
  is: string
  /** What is wrong with it, and how to mend that. */
  problems: string[]
  /** What else can be said: names, SNs, how long it is valid. */
  facts: string[]
  /** Of the public key: equal in both halves of a pair and in its certificate. */
  fingerprint?: string
}

/** `now`: against which the time of a certificate is held. */
export function whatKey(bytes: Uint8Array, now: Date): WhatKey {
  const raw = Buffer.from(bytes)
  const text = raw.toString('utf8')
  const problems = troublesOf(text)
  const clean = text.replace(/^\uFEFF/, '').replaceAll(String.raw`\n`, '\n')
  const found = clean.includes('-----BEGIN')
    ? inPem(clean, now)
    : (inBase64(clean, now) ?? inDer(raw, now))
  const is = 'nothing that is known here as a key or a certificate'
  return found
    ? { ...found, problems: [...problems, ...found.problems] }
    : { is, problems, facts: [] }
}

function troublesOf(text: string): string[] {
  const troubles: string[] = []
  if (text.startsWith('\uFEFF')) {
    troubles.push(
      'it begins with a byte order mark, which SDKs refuse: save it as UTF-8 without one',
    )
  }
  if (text.includes(String.raw`\n`)) {
    troubles.push('its line breaks are written \\n, as in JSON or .env: turn them into real ones')
  }
  if (/^\s*["']/.test(text)) troubles.push('it stands in quotation marks: take them away')
  return troubles
}

const REFUSED: Record<string, string> = {
  'ENCRYPTED PRIVATE KEY':
    'a private key under a password: take it off with "openssl pkcs8 -in FILE -out NEW"',
  'OPENSSH PRIVATE KEY': 'a key of SSH: make one with "openssl genrsa 2048"',
  'CERTIFICATE REQUEST': 'a request for a certificate: upload it to the console, SDKs take none',
  'NEW CERTIFICATE REQUEST':
    'a request for a certificate: upload it to the console, SDKs take none',
}

function inPem(text: string, now: Date): WhatKey | undefined {
  const label = /-----BEGIN ([A-Z0-9 ]+)-----/.exec(text)?.[1] ?? ''
  if (label === 'CERTIFICATE') return certificates(text, now)
  const refused = REFUSED[label]
  if (refused !== undefined) return { is: refused, problems: [], facts: [] }
  if (!text.includes(`-----END ${label}-----`)) {
    return {
      is: `a PEM (${label}) that is cut off`,
      problems: ['its END line is missing'],
      facts: [],
    }
  }
  const block = text.slice(text.indexOf('-----BEGIN'))
  const isPublic = label.endsWith('PUBLIC KEY')
  const key = attempt(() => (isPublic ? createPublicKey(block) : createPrivateKey(block)))
  if (!key) {
    const how = 'a line may be missing, or the label may be another one: the body decides'
    return (
      inBase64(bodyOf(block), now) ?? {
        is: `a PEM (${label}) that is damaged`,
        problems: [how],
        facts: [],
      }
    )
  }
  if (isPublic) {
    const pkcs1 = label === 'RSA PUBLIC KEY' ? ['PKCS#1: most SDKs want "BEGIN PUBLIC KEY"'] : []
    return { ...publicKey(key, 'public-pem', 'PEM'), problems: pkcs1 }
  }
  return label === 'RSA PRIVATE KEY'
    ? privateKey(key, 'pkcs1-pem', 'PKCS#1, PEM')
    : privateKey(key, 'pkcs8-pem', 'PKCS#8, PEM')
}

const bodyOf = (pem: string) => pem.replaceAll(/-----[^-]+-----/g, '')

function inBase64(text: string, now: Date): WhatKey | undefined {
  const bare = text.replaceAll(/[\s"']+/g, '')
  if (bare === '' || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(bare)) return undefined
  const der = Buffer.from(bare, 'base64')
  const found = byDer(der, 'bare', now)
  const isOneLine = !/\S\s+\S/.test(text.trim())
  const broken = 'it has line breaks: most SDKs want Base64 on one line, or PEM with its labels'
  if (found) return { ...found, problems: isOneLine ? found.problems : [broken, ...found.problems] }
  if (![16, 24, 32].includes(der.length)) return undefined
  return {
    form: 'aes',
    is: `an AES key of ${der.length * 8} bits, Base64`,
    problems: [],
    facts: [],
  }
}

const inDer = (raw: Buffer, now: Date): WhatKey | undefined => {
  const found = byDer(raw, 'pem', now)
  if (!found) return undefined
  const how = 'it is DER, which no SDK takes: "openssl pkey -inform DER -in FILE" prints PEM'
  return { ...found, form: undefined, problems: [how, ...found.problems] }
}

function byDer(der: Buffer, written: 'bare' | 'pem', now: Date): WhatKey | undefined {
  const as = written === 'bare' ? 'Base64' : 'DER'
  const key = (type: 'pkcs1' | 'pkcs8') =>
    attempt(() => createPrivateKey({ key: der, format: 'der', type }))
  const pkcs8 = key('pkcs8')
  if (pkcs8) return privateKey(pkcs8, `pkcs8-${written}`, `PKCS#8, ${as}`)
  const pkcs1 = key('pkcs1')
  if (pkcs1) return privateKey(pkcs1, `pkcs1-${written}`, `PKCS#1, ${as}`)
  for (const type of ['spki', 'pkcs1'] as const) {
    const found = attempt(() => createPublicKey({ key: der, format: 'der', type }))
    if (found) return publicKey(found, `public-${written}`, as)
  }
  const one = attempt(() => new X509Certificate(der))
  return one && { ...certificates(one.toString(), now), form: undefined }
}

function privateKey(key: KeyObject, form: KeyForm, how: string): WhatKey {
  const half = createPublicKey(key)
  const facts = isPublished(half)
    ? ['alipay-sim publishes this key: never register it with a real gateway']
    : []
  return { ...described(key, form, 'private', how), facts, fingerprint: fingerprintOf(half) }
}

function publicKey(key: KeyObject, form: KeyForm, how: string): WhatKey {
  return { ...described(key, form, 'public', how), fingerprint: fingerprintOf(key) }
}

function described(key: KeyObject, form: KeyForm, half: string, how: string): WhatKey {
  const type = key.asymmetricKeyType ?? 'unknown'
  const bits = key.asymmetricKeyDetails?.modulusLength
  if (type !== 'rsa') {
    const problems = ['openapi signs with RSA: make a pair with "openssl genrsa 2048"']
    return { is: `a ${type.toUpperCase()} ${half} key, ${how}`, problems, facts: [] }
  }
  const short = bits !== undefined && bits < 2048 ? ['too short: RSA2 wants 2048 bits'] : []
  return { form, is: `an RSA ${half} key of ${bits} bits, ${how}`, problems: short, facts: [] }
}

function certificates(text: string, now: Date): WhatKey {
  const all = blocksOf(text).flatMap((block) => attempt(() => new X509Certificate(block)) ?? [])
  const [first] = all
  if (!first) return { is: 'a certificate that is damaged', problems: [], facts: [] }
  const facts = all.slice(0, 6).map(factOf)
  const roots = all.filter(({ issuer, subject }) => issuer === subject)
  if (all.length > 1 && roots.length === all.length) {
    const sn = rootCertSn(text)
    return {
      form: 'root-certificates',
      is: `${all.length} root certificates: what SDKs call alipayRootCert`,
      problems: sn === '' ? ['none of them is RSA'] : [],
      facts: [`alipay_root_cert_sn is ${sn}`, ...facts],
    }
  }
  const chain = all.length > 1 ? ` and ${all.length - 1} above it` : ''
  return {
    form: 'certificate',
    is: `a certificate${chain}, for ${nameOf(first.subject)}`,
    problems: first.validToDate < now ? ['its time is over'] : [],
    facts,
    fingerprint: fingerprintOf(first.publicKey),
  }
}

function factOf(one: X509Certificate): string {
  const kind = isRsa(one) ? `SN ${snOf(one)}` : 'not RSA: does not count for an SN'
  return `${nameOf(one.subject)}, by ${nameOf(one.issuer)}, until ${one.validTo}: ${kind}`
}

const nameOf = (name: string) =>
  /(?:^|\n)CN=([^\n]*)/.exec(name)?.[1] ?? name.replaceAll('\n', ', ')

const fingerprintOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16)

const isPublished = (half: KeyObject): boolean =>
  [...APP_KEYS, ...GATEWAY_KEYS].some(
    (pem) => fingerprintOf(createPublicKey(pem)) === fingerprintOf(half),
  )

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    // Not of this kind: the next one is tried.
    return undefined
  }
}
