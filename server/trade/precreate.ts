// A QR order. No trade exists until somebody scans it; until then a changed order replaces the old.
import { drawQrCode } from '../values/ids.ts'
import { NOBODY } from './buyer.ts'
import { answer, refuse, unchanged, type Decide, type Precreate } from './decision.ts'
import { asBefore } from './repeated.ts'
import { created, openTrade, refuseNumber, refuseTerms, sameOrder, toOrder } from './open.ts'
import type { PendingOrder } from './trade.ts'

/** More requests for one number are refused, as the support posts report: about 20. */
const MOST_REQUESTS = 20

export const precreate: Decide<Precreate> = (command, records, now, draw) => {
  const { outTradeNo, wantsShareCode: withShareCode } = command
  const { trade, options, ways, order: existing } = records
  const before = asBefore(command, records)
  if (before) return before
  const usedUp = refuseNumber(records)
  if (usedUp) return refuse(usedUp, outTradeNo)
  if (trade && !sameOrder(command, trade, records)) return refuse('OrderChanged', outTradeNo)
  const refusal = refuseTerms(command, records, now)
  if (refusal) return refuse(refusal, outTradeNo)
  const asked = (existing?.asked ?? 0) + 1
  if (asked > MOST_REQUESTS) return refuse('TooManyQrRequests', outTradeNo)
  const live = existing && !existing.dead && now < existing.qrExpiresAt
  if (live && sameOrder(command, existing, records)) {
    const order = { ...existing, asked }
    return { ...answer({ kind: 'qr', order, withShareCode }), changes: { ...unchanged(), order } }
  }

  const wanted = toOrder(command, 'qr', options, now)
  const qrExpiresAt = Math.min(
    command.qrExpiresAt ?? Infinity,
    now + options.qrLifetimeMs,
    wanted.expiresAt,
  )
  const qrCode = drawQrCode(draw)
  const life = { createdAt: now, qrExpiresAt, dead: false }
  const order: PendingOrder = { ...wanted, qrCode, asked, ...life }
  const outcome = { kind: 'qr', order, withShareCode } as const
  const changes = { ...unchanged(), order }
  if (ways.invitation === 'order' || trade) return { outcome, changes, events: [] }
  const waiting = openTrade(wanted, NOBODY.buyerId, now, draw, changes, records.drawTradeNo)
  return { outcome: { ...outcome, waiting }, changes, events: [created(waiting)] }
}
