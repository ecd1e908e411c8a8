// Numbers that the old gateway makes: of notifications, of the news that a browser brings along, and the key against
// phishing. The last two say themselves who made them and when, so nobody has to keep them.
import { createHash, createHmac } from 'node:crypto'
import type { Draw } from '../../values/random.ts'
import type { Instant } from '../../values/instant.ts'
import type { MapiKeys } from './credentials.ts'

/** 32 hexadecimal digits, by which they are told from those of openapi. */
export function drawNotifyId(draw: Draw, _buyerId: string | undefined, at: Instant): string {
  const digits = draw.digits('mapi_notify_id', 16)
  return createHash('md5').update(`${at} ${digits}`).digest('hex')
}

/** Eight bytes of time and ten that only the gateway can make of it. */
function stamp(use: string, { gatewayPrivateKey }: MapiKeys, at: Instant): Buffer {
  const time = Buffer.alloc(8)
  time.writeBigUInt64BE(BigInt(Math.floor(at)))
  const mac = createHmac('sha256', gatewayPrivateKey).update(use).update(time).digest()
  return Buffer.concat([time, mac.subarray(0, 10)])
}

/** When a stamp was made; `undefined` for one that this gateway has not made for this use. */
function readStamp(use: string, keys: MapiKeys, text: string): Instant | undefined {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length !== 18) return undefined
  const at = Number(bytes.readBigUInt64BE())
  return stamp(use, keys, at).equals(bytes) ? at : undefined
}

/** Percent-encoded in itself, so that it shows double-encoded in an address (`RqPn…%252F…`). */
export const returnIdOf = (keys: MapiKeys, tradeNo: string, at: Instant): string =>
  encodeURIComponent(`${stamp(`return ${tradeNo}`, keys, at).toString('base64')}/${tradeNo}`)

/** As the merchant hands it back: with its own encoding or without it. */
export function readReturnId(keys: MapiKeys, id: string): Instant | undefined {
  const plain = decoded(id)
  return readStamp(`return ${plain.slice(25)}`, keys, plain.slice(0, 24))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Of query_timestamp: valid for half a minute. */
export const antiPhishingKeyOf = (keys: MapiKeys, at: Instant): string =>
  stamp('anti-phishing', keys, at).toString('base64')

export const readAntiPhishingKey = (keys: MapiKeys, key: string): Instant | undefined =>
  readStamp('anti-phishing', keys, key)
