// A QR order. No trade exists until somebody scans it; until then a changed order replaces the old.
import { drawQrCode } from '../values/ids.ts'
import { answer, refuse, unchanged, type Decide, type Precreate } from './decision.ts'
import { sameOrder, toOrder } from './open.ts'
import { refuseTerms } from './pay.ts'
import { isPaid, type PendingOrder } from './trade.ts'

export const precreate: Decide<Precreate> = (command, records, now, draw) => {
  const { outTradeNo } = command
  const { trade, policy, order: existing } = records
  const receiver = command.sellerId ?? records.pid
  if (trade && isPaid(trade)) return refuse('TradeAlreadyPaid', outTradeNo)
  if (trade?.status === 'TRADE_CLOSED') return refuse('TradeAlreadyClosed', outTradeNo)
  if (trade && !sameOrder(command, trade, receiver)) return refuse('OrderChanged', outTradeNo)
  if (!trade && records.tombstone && policy.tombstone) {
    return refuse('TradeAlreadyClosed', outTradeNo)
  }
  const refusal = refuseTerms(command, records.pid, now)
  if (refusal) return refuse(refusal, outTradeNo)
  const live = existing && !existing.dead && now < existing.qrExpiresAt
  if (live && sameOrder(command, existing, receiver)) return answer({ kind: 'qr', order: existing })

  const wanted = toOrder(command, 'qr', policy, now)
  const qrExpiresAt = Math.min(
    command.qrExpiresAt ?? Infinity,
    now + policy.qrLifetimeMs,
    wanted.expiresAt,
  )
  const qrCode = drawQrCode(draw)
  const order: PendingOrder = { ...wanted, qrCode, createdAt: now, qrExpiresAt, dead: false }
  const outcome = { kind: 'qr', order } as const
  return { outcome, changes: { ...unchanged(), order }, events: [] }
}
