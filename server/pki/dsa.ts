// DSA with SHA-1, which the old gateway still takes. Done with big integers, because a signature has to be the same
// whenever a run is repeated (RFC 6979), and because not every platform has the algorithm.
import { createHash, createHmac } from 'node:crypto'
import { DSA_DOMAIN, DSA_KEYS } from './ready-made-dsa-keys.table.ts'

const big = (hex: string) => BigInt(`0x${hex}`)
const p = big(DSA_DOMAIN.p)
const q = big(DSA_DOMAIN.q)
const g = big(DSA_DOMAIN.g)

/** So many bytes has a number below q. */
const SIZE = 20

/** Hexadecimal: the private number x, and y = g^x mod p. */
export interface DsaPair {
  x: string
  y: string
}

/** A pair from the shipped pool; `place` may be any integer. */
export function readyMadeDsa(pool: 'app' | 'gateway', place: number): DsaPair {
  const keys = DSA_KEYS[pool]
  const x = keys[place % keys.length] ?? keys[0]
  return { x, y: power(g, big(x), p).toString(16) }
}

/** Base64 of the DER form, as Java's SHA1withDSA gives it. */
export function signDsa(x: string, bytes: Uint8Array): string {
  const digest = sha1(bytes)
  const h = big(digest.toString('hex'))
  for (const k of nonces(big(x), digest)) {
    const r = power(g, k, p) % q
    const s = (inverse(k) * (h + big(x) * r)) % q
    if (r !== 0n && s !== 0n) return sequence([integer(r), integer(s)]).toString('base64')
  }
  throw new Error('a nonce can always be found')
}

/** False for whatever is no signature at all. */
export function isSignedByDsa(y: string, bytes: Uint8Array, signature: string): boolean {
  const read = readSignature(Buffer.from(signature, 'base64'))
  if (!read) return false
  const { r, s } = read
  if (r <= 0n || r >= q || s <= 0n || s >= q) return false
  const w = inverse(s)
  const u = (big(sha1(bytes).toString('hex')) * w) % q
  const v = (r * w) % q
  return ((power(g, u, p) * power(big(y), v, p)) % p) % q === r
}

/** SPKI, as a verifier wants it. */
export function dsaPublicPem(y: string): string {
  return pem('PUBLIC KEY', sequence([algorithm(), bitString(integer(big(y)))]))
}

/** PKCS#8, as a signer wants it. */
export function dsaPrivatePem(x: string): string {
  return pem('PRIVATE KEY', sequence([integer(0n), algorithm(), der(0x04, integer(big(x)))]))
}

const sha1 = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest()

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  let square = base % modulus
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}

/** q is prime. */
const inverse = (value: bigint) => power(value, q - 2n, q)

/** RFC 6979, 3.2: the nonce follows from key and message, so nobody has to draw one. */
function* nonces(x: bigint, digest: Buffer): Generator<bigint> {
  const seed = Buffer.concat([octets(x), octets(big(digest.toString('hex')) % q)])
  const mac = (key: Buffer, ...parts: Buffer[]) =>
    createHmac('sha1', key).update(Buffer.concat(parts)).digest()
  let value = Buffer.alloc(SIZE, 1)
  let key = mac(Buffer.alloc(SIZE, 0), value, Buffer.of(0), seed)
  value = mac(key, value)
  key = mac(key, value, Buffer.of(1), seed)
  value = mac(key, value)
  for (;;) {
    value = mac(key, value)
    const k = big(value.toString('hex'))
    if (k > 0n && k < q) yield k
    key = mac(key, value, Buffer.of(0))
    value = mac(key, value)
  }
}

const octets = (value: bigint) => Buffer.from(value.toString(16).padStart(SIZE * 2, '0'), 'hex')

function der(tag: number, content: Buffer): Buffer {
  const { length } = content
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.of(tag, ...size), content])
}

const sequence = (parts: readonly Buffer[]) => der(0x30, Buffer.concat(parts))
const bitString = (content: Buffer) => der(0x03, Buffer.concat([Buffer.of(0), content]))

/** A leading zero keeps it positive. */
function integer(value: bigint): Buffer {
  const hex = value.toString(16)
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')
  return der(0x02, (bytes[0] ?? 0) < 0x80 ? bytes : Buffer.concat([Buffer.of(0), bytes]))
}

const ID_DSA = Buffer.from('2a8648ce380401', 'hex')
const algorithm = () =>
  sequence([der(0x06, ID_DSA), sequence([integer(p), integer(q), integer(g)])])

function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').replace(/(.{64})(?=.)/g, '$1\n')
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----`
}

/** Two integers in a sequence, both short. */
function readSignature(bytes: Buffer): { r: bigint; s: bigint } | undefined {
  const [tag, length] = bytes
  if (tag !== 0x30 || length !== bytes.length - 2) return undefined
  const first = readInteger(bytes, 2)
  if (!first) return undefined
  const second = readInteger(bytes, first.end)
  return second?.end === bytes.length ? { r: first.value, s: second.value } : undefined
}

function readInteger(bytes: Buffer, at: number): { value: bigint; end: number } | undefined {
  const length = bytes[at + 1] ?? 0
  const end = at + 2 + length
  if (bytes[at] !== 0x02 || length === 0 || length > SIZE + 1 || end > bytes.length)
    return undefined
  return { value: big(bytes.subarray(at + 2, end).toString('hex')), end }
}
