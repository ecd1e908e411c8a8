// What a signature holds: RSA undone with the public key gives the digest of the text that was
// signed, so that a thousand guesses cost a thousand hashes and no RSA.
import { constants, createHash, privateDecrypt, publicDecrypt } from 'node:crypto'
import { privateKeyOf, publicKeyOf } from '../../pki/signature.ts'

export type Hash = 'md5' | 'sha1' | 'sha256' | 'sha512'

export type Opened =
  /** A signature as it should be. */
  | { kind: 'digest'; hash: Hash; digest: Buffer }
  /** PKCS#1 padding around something else: a bare digest, or the text itself. */
  | { kind: 'bare'; content: Buffer }
  | { kind: 'pss' }

/** The ASN.1 that names the hash in front of its digest. */
const PREFIXES: Record<Hash, string> = {
  md5: '3020300c06082a864886f70d020505000410',
  sha1: '3021300906052b0e03021a05000414',
  sha256: '3031300d060960864801650304020105000420',
  sha512: '3051300d060960864801650304020305000440',
}

const NO_PADDING = constants.RSA_NO_PADDING

/** A text that was encrypted instead of signed has a block for each 245 bytes of it. */
const MOST_BLOCKS = 16

/** `undefined` when the signature is of another key, or damaged. */
export function openSignature(signature: Buffer, publicKey: string): Opened | undefined {
  const size = sizeOf(publicKey)
  if (signature.length === 0 || signature.length % size !== 0) return undefined
  if (signature.length / size > MOST_BLOCKS) return undefined
  const key = publicKeyOf(publicKey)
  const blocks: Buffer[] = []
  for (let at = 0; at < signature.length; at += size) {
    const block = undo(() =>
      publicDecrypt({ key, padding: NO_PADDING }, signature.subarray(at, at + size)),
    )
    const content = block && unpad(block, 1)
    if (!content) return block && isPss(block) ? { kind: 'pss' } : undefined
    blocks.push(content)
  }
  return read(Buffer.concat(blocks))
}

function read(content: Buffer): Opened {
  const hex = content.toString('hex')
  for (const hash of ['md5', 'sha1', 'sha256', 'sha512'] as const) {
    const prefix = PREFIXES[hash]
    if (hex.startsWith(prefix)) {
      return { kind: 'digest', hash, digest: content.subarray(prefix.length / 2) }
    }
  }
  return { kind: 'bare', content }
}

/**
 * Padded as PSS: under the mask stand zeros, a one, and the salt. The last byte alone would take
 * every 256th wrong key for a right one.
 */
function isPss(block: Buffer): boolean {
  if (block.at(-1) !== 0xbc || (block[0] ?? 0) > 0x7f) return false
  return (['sha1', 'sha256', 'sha512'] as const).some((hash) => {
    const end = block.length - 1 - createHash(hash).digest().length
    const mask = maskOf(block.subarray(end, -1), end, hash)
    const filling = Buffer.from(block.subarray(0, end).map((byte, at) => byte ^ (mask[at] ?? 0)))
    filling[0] = (filling[0] ?? 0) & 0x7f
    const one = filling.findIndex((byte) => byte !== 0)
    // The longest salt leaves no room for zeros.
    return (one === 0 || one > 8) && filling[one] === 1
  })
}

/** MGF1 of RFC 8017. */
function maskOf(seed: Buffer, length: number, hash: Hash): Buffer {
  const blocks: Buffer[] = []
  for (let size = 0, counter = 0; size < length; counter++) {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    const block = createHash(hash).update(seed).update(count).digest()
    blocks.push(block)
    size += block.length
  }
  return Buffer.concat(blocks)
}

/** Whether somebody encrypted with the public half of this key instead of signing. */
export function isEncryptedFor(privateKey: string, signature: Buffer): boolean {
  const key = privateKeyOf(privateKey)
  const block = undo(() => privateDecrypt({ key, padding: NO_PADDING }, signature))
  return block !== undefined && unpad(block, 2) !== undefined
}

/** The modulus in bytes. */
export function sizeOf(publicKey: string): number {
  return (publicKeyOf(publicKey).asymmetricKeyDetails?.modulusLength ?? 0) / 8
}

/** `00 type … 00 content`, as PKCS#1 v1.5 pads. */
function unpad(block: Buffer, type: number): Buffer | undefined {
  if (block[0] !== 0 || block[1] !== type) return undefined
  const end = block.indexOf(0, 2)
  const filling = block.subarray(2, end)
  if (end < 10 || (type === 1 && filling.some((byte) => byte !== 0xff))) return undefined
  return block.subarray(end + 1)
}

function undo(work: () => Buffer): Buffer | undefined {
  try {
    return work()
  } catch {
    // Not as long as the key, or larger than its modulus: no signature of this key.
    return undefined
  }
}
