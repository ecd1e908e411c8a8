// How old a v3 request may be, and whether it may come twice.
import { openapiOptions } from '../options.table.ts'
import type { Instant } from '../../../values/instant.ts'
import { publicError } from '../public-errors.table.ts'
import { REJECTIONS } from '../rejections.table.ts'
import type { RequestLimits, Rejection } from '../../protocol.ts'
import type { Authorization } from './authorization.ts'

/**
 * Not older than ten minutes (open-v3/054q58). A client keeps real time while a test moves the
 * gateway's, so what either clock calls fresh is fresh.
 */
export function refuseAge(
  { values }: Authorization,
  now: Instant,
  { options, wallNow }: RequestLimits,
): Rejection | undefined {
  const timestamp = values.get('timestamp') ?? ''
  const isFresh =
    /^\d{1,15}$/.test(timestamp) &&
    Math.min(now, wallNow) - Number(timestamp) <= openapiOptions(options).v3TimestampAgeMs
  return isFresh ? undefined : REJECTIONS.invalidTimestamp
}

/** Which code a repeated nonce gives is not documented. */
const REPLAYED = publicError('isv.suspected-attack')

export function refuseReplay(
  { values }: Authorization,
  appId: string,
  { options, isNonceUsed }: RequestLimits,
): Rejection | undefined {
  const nonce = values.get('nonce')
  if (!openapiOptions(options).v3NonceOnce || !nonce) return undefined
  return isNonceUsed(appId, nonce) ? REPLAYED : undefined
}
