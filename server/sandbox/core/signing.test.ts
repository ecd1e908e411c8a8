// Signatures that no RSA key makes: a digest over a secret, which a family may use for its replies.
import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { isSignedBy } from '../../pki/signature.ts'
import { readyMade } from '../../pki/key-pair.ts'
import type { Signer } from '../../protocols/signing.ts'
import { signatureOf, signedAtOnce } from './signing.ts'

const bytes = Buffer.from('out_trade_no=o-1')
const hmac = (secret: string): Signer => ({
  how: 'secret',
  sign: (what) => createHmac('sha256', secret).update(what).digest('hex'),
})
const asked: string[] = []
const core = {
  sign: (_key: string, digest: string) => {
    asked.push(digest)
    return Promise.resolve('from the pool')
  },
}

test('a secret is used at once, and the thread pool is not asked', async () => {
  const signing = { bytes, by: hmac('ours'), stranger: hmac('somebody else') }
  const expected = createHmac('sha256', 'ours').update(bytes).digest('hex')
  expect(await signatureOf(core, signing)).toBe(expected)
  expect(signedAtOnce(signing.stranger, bytes)).not.toBe(expected)
  expect(asked).toEqual([])
})

test('RSA is the host’s to do, under the digest that the protocol names', async () => {
  const { privateKey, publicKey } = readyMade('gateway', 0)
  const by: Signer = { how: 'rsa', privateKey, digest: 'sha1' }
  expect(await signatureOf(core, { bytes, by, stranger: by })).toBe('from the pool')
  expect(asked).toEqual(['sha1'])
  expect(isSignedBy(publicKey, 'sha1', bytes, signedAtOnce(by, bytes))).toBe(true)
})

test('what a protocol does not sign has no signature', async () => {
  expect(await signatureOf(core, undefined)).toBeUndefined()
})
