// Makes key pairs on the thread pool: one takes a second at times.
import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import type { KeyPair } from '../pki/key-pair.ts'

const makePair = promisify(generateKeyPair)

export async function makeKeyPair(): Promise<KeyPair> {
  const { privateKey, publicKey } = await makePair('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  return { privateKey: privateKey.trim(), publicKey: publicKey.trim() }
}
