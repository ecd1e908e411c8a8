// What a signature holds: RSA undone with the public key gives the digest of the text that was
// signed, so that a thousand guesses cost a thousand hashes and no RSA.
import { constants, privateDecrypt, publicDecrypt } from 'node:crypto'
import { privateKeyOf, publicKeyOf } from '../../../pki/signature.ts'

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
    if (!content) return block?.at(-1) === 0xbc && block[0] !== 0 ? { kind: 'pss' } : undefined
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
