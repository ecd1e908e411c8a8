// Says why a signature does not fit: whose key made it, over which digest, and which known mistakes
// turn the right text into the signed one. Pure: what it may know is handed in.
import { hash as digestOf } from 'node:crypto'
import type { Explanation } from '../../journal/explanation.ts'
import { PRIVATE_KEY_BYTES, PUBLIC_KEY_BYTES, type Budget } from '../budget.ts'
import { isEncryptedFor, openSignature, sizeOf, type Hash, type Opened } from './opened.ts'
import { search, type Mistake, type Written } from './search.ts'
import { shapeOf, SIGN_VALUES } from './sign-values.table.ts'

type Named = Explanation['mistakes'][number]

export interface Keys {
  /** The public key that should verify. */
  right: string
  /** Public keys that might have been taken for it, the likeliest first; looked up one by one. */
  others: Iterable<Named & { publicKey: string }>
  /** Private keys at hand, to tell what was encrypted for them. */
  privates: readonly (Named & { privateKey: string })[]
}

export interface Case<D> {
  sign: string
  keys: Keys
  /** The declared one; absent where any will do. */
  hash?: Hash
  start: D
  table: readonly Mistake<D>[]
  write(draft: D): Written
  /** What the other side says it signed or verified. */
  clientText?: string
  budget: Budget
}

export function diagnose<D>(the: Case<D>): Explanation {
  const right = the.write(the.start)
  const gatewayText = right.text
  const opening = open(the)
  if (!opening) return closed(the, gatewayText)
  const { opened, mistakes } = opening
  if (opened.kind === 'pss') {
    const about = 'sign is padded as PSS: the gateway wants PKCS#1 v1.5'
    return compared('mistake', [...mistakes, { name: 'pss-padding', about }], the, gatewayText)
  }
  const { isClients, more, text } = matcher(opened, the.hash)
  const found = search({ ...the, right, isClients })
  const named = [...mistakes, ...more, ...(found?.mistakes ?? []).map(plain)]
  const { clientText = text } = the
  if (!found) return noneFits(the, compared('none-fits', named, { clientText }, gatewayText))
  const verdict = named.length > 0 ? 'mistake' : 'fits'
  return compared(verdict, named, { clientText: found.written.text }, gatewayText)
}

const plain = ({ name, about }: Named): Named => ({ name, about })

function open<D>({
  sign,
  keys,
  budget,
}: Case<D>): { opened: Opened; mistakes: Named[] } | undefined {
  for (const { value, mistakes } of readings(sign)) {
    const signature = Buffer.from(value, 'base64')
    const tried = (publicKey: string) =>
      budget.spend(PUBLIC_KEY_BYTES) ? openSignature(signature, publicKey) : undefined
    const right = tried(keys.right)
    if (right) return { opened: right, mistakes }
    for (const { publicKey, ...named } of keys.others) {
      const opened = tried(publicKey)
      if (opened) return { opened, mistakes: [...mistakes, named] }
    }
  }
  return undefined
}

/** The value as it is when it is Base64, and as each mistake in writing it down would mend it. */
function readings(sign: string): { value: string; mistakes: Named[] }[] {
  const isPlain = /^[A-Za-z0-9+/]+={0,2}$/.test(sign)
  const mended = SIGN_VALUES.flatMap(({ mend, ...named }) => {
    const value = mend(sign)
    return value === undefined ? [] : [{ value, mistakes: [named] }]
  })
  return isPlain ? [{ value: sign, mistakes: [] }, ...mended] : mended
}

/** No key at hand opens it: what can be told by its shape, or by what it was encrypted for. */
function closed<D>({ sign, keys, clientText, budget }: Case<D>, gatewayText: string): Explanation {
  const signature = Buffer.from(sign, 'base64')
  const readFor = keys.privates.find(
    ({ privateKey }) => budget.spend(PRIVATE_KEY_BYTES) && isEncryptedFor(privateKey, signature),
  )
  const shape = readFor ? plain(readFor) : shapeOf(sign, sizeOf(keys.right))
  if (!shape && budget.isUsedUp()) {
    // Not every key at hand was tried: who reads this has more time.
    return noneFits({ budget }, compared('none-fits', [], { clientText }, gatewayText))
  }
  const mistake = shape ?? {
    name: 'key-unknown',
    about:
      'sign was made with a private key that belongs to no public key known here, or was damaged ' +
      'on the way: upload the public half of the key that signs',
  }
  return compared('mistake', [mistake], { clientText }, gatewayText)
}

interface Matcher {
  isClients(written: Written): boolean
  more: Named[]
  /** The signed text itself, where the signature holds it. */
  text?: string
}

function matcher(opened: Exclude<Opened, { kind: 'pss' }>, declared?: Hash): Matcher {
  if (opened.kind === 'digest') {
    const { hash, digest } = opened
    const about = `sign is made with ${hash}, the declared algorithm is made with ${declared}`
    return {
      isClients: ({ bytes }) => digestOf(hash, bytes, 'buffer').equals(digest),
      more:
        declared === undefined || hash === declared ? [] : [{ name: `signed-with-${hash}`, about }],
    }
  }
  const { content } = opened
  const isText = content.every((byte) => byte >= 0x20 && byte < 0x7f)
  const hash = isText ? undefined : HASH_BY_LENGTH[content.length]
  if (hash !== undefined) {
    const about = 'a digest was encrypted with the private key instead of being signed'
    return {
      isClients: ({ bytes }) => digestOf(hash, bytes, 'buffer').equals(content),
      more: [{ name: 'bare-digest', about }],
    }
  }
  const text = content.toString('utf8')
  const about = 'the text itself was encrypted with the private key instead of being signed'
  return {
    isClients: (written) => written.text === text,
    more: [{ name: 'encrypted-instead-of-signed', about }],
    text,
  }
}

const HASH_BY_LENGTH: Record<number, Hash> = { 16: 'md5', 20: 'sha1', 32: 'sha256', 64: 'sha512' }

function compared(
  verdict: Explanation['verdict'],
  mistakes: Named[],
  { clientText }: { clientText?: string },
  gatewayText: string,
): Explanation {
  if (clientText === undefined) return { verdict, mistakes, gatewayText }
  const differsAt = firstDifference(gatewayText, clientText)
  return {
    verdict,
    mistakes,
    gatewayText,
    clientText,
    ...(differsAt !== undefined && { differsAt }),
  }
}

function firstDifference(one: string, other: string): number | undefined {
  if (one === other) return undefined
  for (let at = 0; ; at++) if (one[at] !== other[at]) return at
}

/** Which known mistakes lead from the right text to the one somebody says they have. */
export function compareTexts<D>(the: Omit<Case<D>, 'sign' | 'keys' | 'hash'>): Explanation {
  const right = the.write(the.start)
  const { clientText } = the
  const found = search({ ...the, right, isClients: ({ text }) => text === clientText })
  const named = (found?.mistakes ?? []).map(plain)
  if (!found) return noneFits(the, compared('none-fits', named, { clientText }, right.text))
  return compared(named.length > 0 ? 'mistake' : 'fits', named, { clientText }, right.text)
}

/** Says whether everything was tried. */
function noneFits({ budget }: { budget: Budget }, found: Explanation): Explanation {
  return budget.isUsedUp() ? { ...found, isCutShort: true } : found
}
