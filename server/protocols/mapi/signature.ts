// How the old gateway signs, requests and news alike: every parameter with a value but `sign` and `sign_type`, sorted
// by name, joined raw, in the bytes of `_input_charset`; MD5 with the key glued behind, or RSA or DSA over SHA-1.
import { createHash, timingSafeEqual } from 'node:crypto'
import { isSignedByDsa, readyMadeDsa, signDsa } from '../../pki/dsa.ts'
import { readyMade } from '../../pki/key-pair.ts'
import { isSignedBy } from '../../pki/signature.ts'
import { encodeText, type Charset } from '../../values/charset.ts'
import type { Signing } from '../signing.ts'
import type { MapiKeys } from './credentials.ts'

export const SIGN_TYPES = ['MD5', 'RSA', 'DSA'] as const
export type SignType = (typeof SIGN_TYPES)[number]

/** In capital letters; RSA2 is of the cross-border products alone. */
export const signTypeNamed = (name: string | undefined): SignType | undefined =>
  SIGN_TYPES.find((one) => one === name)

export type Pair = readonly [name: string, value: string]

/** A way to put the signed text together: the documented one, or what clients in wide use do instead. */
export interface Reading {
  name: string
  /** For the journal; the documented one needs no word. */
  about?: string
  keepsEmpties?: true
  keepsSignType?: true
}

const EMPTIES = 'parameters without a value are signed, which the documentation leaves out'
const TYPE = 'sign_type is signed, which the documentation leaves out'

/** Strict first. The Ruby gem and lxneng/alipay keep empty values, omnipay-alipay keeps sign_type. */
export const READINGS: readonly Reading[] = [
  { name: 'strict' },
  { name: 'empties-signed', about: EMPTIES, keepsEmpties: true },
  { name: 'sign-type-signed', about: TYPE, keepsSignType: true },
  {
    name: 'empties-and-sign-type-signed',
    about: `${EMPTIES}; ${TYPE}`,
    keepsEmpties: true,
    keepsSignType: true,
  },
]

export function textToSign(
  pairs: Iterable<Pair>,
  { keepsEmpties, keepsSignType }: Omit<Reading, 'name'> = {},
): string {
  return [...pairs]
    .filter(([name]) => name !== 'sign' && (keepsSignType || name !== 'sign_type'))
    .filter(([, value]) => keepsEmpties || value !== '')
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

const md5Of = (bytes: Uint8Array, key: string): string =>
  createHash('md5').update(bytes).update(key).digest('hex')

interface Signed {
  pairs: readonly Pair[]
  sign: string
  type: SignType
  charset: Charset
}

/** The first reading that the signature fits; none where none does. */
export function readingThatFits(
  { pairs, sign, type, charset }: Signed,
  keys: MapiKeys,
  readings: readonly Reading[],
): Reading | undefined {
  const tried = new Set<string>()
  return readings.find((reading) => {
    const text = textToSign(pairs, reading)
    if (tried.has(text)) return false
    tried.add(text)
    return isSigned(encodeText(text, charset), sign, type, keys)
  })
}

function isSigned(bytes: Uint8Array, sign: string, type: SignType, keys: MapiKeys): boolean {
  switch (type) {
    case 'MD5':
      return isSame(Buffer.from(md5Of(bytes, keys.md5Key)), Buffer.from(sign))
    case 'RSA':
      return isSignedBy(keys.merchantPublicKey, 'sha1', bytes, sign)
    case 'DSA':
      return isSignedByDsa(keys.dsa.merchant.y, bytes, sign)
  }
}

const isSame = (one: Uint8Array, other: Uint8Array) =>
  one.length === other.length && timingSafeEqual(one, other)

/** By the gateway, in the way that the order was signed. */
export function signedByGateway(keys: MapiKeys, type: SignType, bytes: Uint8Array): Signing {
  const secret = (sign: (text: Uint8Array) => string) => ({ how: 'secret' as const, sign })
  switch (type) {
    case 'MD5':
      return {
        bytes,
        by: secret((text) => md5Of(text, keys.md5Key)),
        stranger: secret((text) => md5Of(text, 'a key that nobody was given')),
      }
    case 'RSA': {
      const { gatewayPrivateKey, gatewayPublicKey } = keys
      return {
        bytes,
        by: { how: 'rsa', privateKey: gatewayPrivateKey, digest: 'sha1' },
        get stranger() {
          const first = readyMade('gateway', 0)
          const isOurs = first.publicKey === gatewayPublicKey
          const { privateKey } = isOurs ? readyMade('gateway', 1) : first
          return { how: 'rsa' as const, privateKey, digest: 'sha1' as const }
        },
      }
    }
    case 'DSA': {
      const { x } = keys.dsa.gateway
      const first = readyMadeDsa('gateway', 0)
      const other = first.x === x ? readyMadeDsa('gateway', 1) : first
      return {
        bytes,
        by: secret((text) => signDsa(x, text)),
        stranger: secret((text) => signDsa(other.x, text)),
      }
    }
  }
}
