// Key pairs in the forms that SDKs want. Only RSA; certificates come with their own file.
import { createPublicKey } from 'node:crypto'
import { privateKeyOf } from './signature.ts'
import { APP_KEYS, GATEWAY_KEYS } from './ready-made-keys.table.ts'

export interface KeyPair {
  /** PKCS#8 PEM. */
  privateKey: string
  /** SPKI PEM. */
  publicKey: string
}

export function pairOf(privateKey: string): KeyPair {
  return { privateKey, publicKey: publicHalf(privateKey) }
}

export function publicHalf(privateKey: string): string {
  const key = createPublicKey(privateKey)
  return key.export({ type: 'spki', format: 'pem' }).toString().trim()
}

const readyMadePairs = new Map<string, KeyPair>()

/** A pair from the shipped pool; `place` may be any integer. Read once: sandboxes are made anew for every test. */
export function readyMade(pool: 'app' | 'gateway', place: number): KeyPair {
  const keys = pool === 'app' ? APP_KEYS : GATEWAY_KEYS
  const privateKey = keys[place % keys.length]
  if (!privateKey) throw new Error(`no ready-made key at ${place}`)
  const pair = readyMadePairs.get(privateKey) ?? pairOf(privateKey)
  readyMadePairs.set(privateKey, pair)
  return pair
}

/** The Base64 body of a PEM on one line: the form most SDK configurations take. */
export function bareKey(pem: string): string {
  return pem.replace(/-----[^-]+-----/g, '').replace(/\s+/g, '')
}

/** PKCS#1 on one line: what the official Node SDK expects of a private key by default. */
export function barePkcs1(privateKey: string): string {
  return bareKey(privateKeyOf(privateKey).export({ type: 'pkcs1', format: 'pem' }).toString())
}

/** Reads a public key as PEM or as the bare Base64 that merchants paste; throws what is wrong. */
export function readPublicKey(given: string): string {
  const pem = given.includes('BEGIN')
    ? given
    : `-----BEGIN PUBLIC KEY-----\n${given.replace(/\s+/g, '')}\n-----END PUBLIC KEY-----`
  const key = createPublicKey(pem)
  if (key.asymmetricKeyType !== 'rsa') throw new Error('only RSA keys can sign openapi requests')
  return key.export({ type: 'spki', format: 'pem' }).toString().trim()
}
