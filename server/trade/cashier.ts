// Orders for Alipay's own cashier (page.pay, wap.pay, app.pay): the merchant's request leaves an
// order that is no trade yet, and a buyer who confirms makes it one.
import { MINUTE, type Instant } from '../values/instant.ts'
import { drawQrCode } from '../values/ids.ts'
import {
  answer,
  refuse,
  unchanged,
  type Decide,
  type TimedEvent,
  type OpenCashier,
  type Records,
} from './decision.ts'
import { refuseNumber, refuseTerms, sameOrder, toOrder } from './open.ts'
import type { Refusal } from '../journal/reasons.ts'
import { scan } from './scan.ts'
import { isPaid, type CashierProduct, type PendingOrder } from './trade.ts'
import { expiryOf, longestWaitMs } from './window.ts'
import type { Options } from '../options/options.ts'

const PRODUCT_CODES: Record<CashierProduct, string> = {
  page: 'FAST_INSTANT_TRADE_PAY',
  wap: 'QUICK_WAP_WAY',
  app: 'QUICK_MSECURITY_PAY',
}

/** What a product's orders may call it. Several clients hard-code QUICK_WAP_PAY, and are paid. */
export function productCodes(product: CashierProduct, { strictWapProduct }: Options): string[] {
  const more = product === 'wap' && !strictWapProduct ? ['QUICK_WAP_PAY'] : []
  return [PRODUCT_CODES[product], ...more]
}

export const openCashier: Decide<OpenCashier> = (command, records, now, draw) => {
  const { outTradeNo, product } = command
  const refusal = refuseOrder(command, records, now)
  if (refusal) return refuse(refusal, outTradeNo)
  const { order: existing, options, named } = records
  const isSame = existing && (keepsOrders(records) || sameOrder(command, existing, records))
  // The clock of page.pay runs from the first request; a repeated one does not set it back.
  const terms = { ...command, expiresAt: command.expiresAt ?? longestUntil(options, now) }
  const order: PendingOrder =
    isSame && !existing.dead && existing.product === product
      ? { ...existing, cashier: command.cashier }
      : {
          ...toOrder(terms, product, options, now),
          ...(named !== undefined && { forBuyer: named }),
          cashier: command.cashier,
          qrCode: drawQrCode(draw),
          createdAt: now,
          // Only the page shows a code that a phone can scan.
          qrExpiresAt:
            product === 'page' ? Math.min(now + options.qrLifetimeMs, terms.expiresAt) : 0,
          dead: false,
        }
  return { ...answer({ kind: 'cashier', order }), changes: { ...unchanged(), order } }
}

function refuseOrder(command: OpenCashier, records: Records, now: Instant): Refusal | undefined {
  const { options } = records
  const { product, productCode } = command
  if (!productCodes(product, options).includes(productCode)) return 'ProductNotAllowed'
  const usedUp = refuseNumber(records)
  if (usedUp) return usedUp
  const unpayable = refuseBuyer(command, records) ?? refuseChange(command, records)
  if (unpayable) return unpayable
  const later = expiryOf(command.cashier.fromConfirm?.timeoutExpress ?? '', now)
  if (later !== undefined && later > now + longestWaitMs(options)) return 'TimeTooLong'
  return refuseTerms(command, records, now)
}

const keepsOrders = ({ ways }: Records) => ways.changedOrder === 'refused'

function refuseBuyer({ buyer, sellerId }: OpenCashier, { named, pid }: Records) {
  if (!buyer) return undefined
  if (named === undefined) return 'BuyerNotFound'
  return named === (sellerId ?? pid) ? 'BuyerIsSeller' : undefined
}

/** What identifies an order stays as it was when it was first submitted, whether or not anybody has come to pay it. */
function refuseChange(command: OpenCashier, records: Records): Refusal | undefined {
  const { trade, order, options, named, pid } = records
  if (!keepsOrders(records)) {
    return trade && !sameOrder(command, trade, records) ? 'OrderChanged' : undefined
  }
  const before = trade ?? (order?.dead ? undefined : order)
  if (!before) return undefined
  if (before.totalFen !== command.totalFen) return 'OrderChanged'
  if (before.sellerId !== (command.sellerId ?? pid)) return 'SellerChanged'
  if (before.forBuyer !== named) return 'BuyerNotMatch'
  const isOtherTime = options.timeoutIsKeyData && before.asksTime !== command.asksTime
  return isOtherTime ? 'TimeChanged' : undefined
}

/** Confirming in the cashier is a scan with another clock. */
export const confirm: Decide<Extract<TimedEvent, { op: 'confirm' }>> = (
  command,
  records,
  now,
  draw,
) => {
  const { order, options } = records
  if (!order?.cashier) return refuse('TradeNotFound')
  const { fromConfirm } = order.cashier
  const expiresAt = fromConfirm
    ? payableUntil(fromConfirm.timeoutExpress, options, now)
    : order.expiresAt
  const open = { ...order, expiresAt, qrExpiresAt: expiresAt }
  return scan({ ...command, op: 'scan' }, { ...records, order: open }, now, draw)
}

const longestUntil = (options: Options, now: Instant): Instant =>
  now + Math.min(options.cashierTimeoutMs, longestWaitMs(options))

/** wap and app read anything below five minutes as five minutes. */
function payableUntil(timeoutExpress: string | undefined, options: Options, now: Instant): Instant {
  const asked = timeoutExpress === undefined ? undefined : expiryOf(timeoutExpress, now)
  if (asked === undefined) return longestUntil(options, now)
  return timeoutExpress === '1c' ? asked : Math.max(asked, now + 5 * MINUTE)
}

/** What a cashier page says of an order, by its state and the time. */
export type CashierState = 'open' | 'waiting' | 'paid' | 'closed' | 'expired'

export function cashierState(
  { order, trade }: Pick<Records, 'order' | 'trade'>,
  now: Instant,
): CashierState {
  if (trade && isPaid(trade)) return 'paid'
  if (trade?.status === 'TRADE_CLOSED') return trade.closedBy === 'timeout' ? 'expired' : 'closed'
  if (!order || order.dead) return 'closed'
  if (trade) return 'waiting'
  return !order.cashier?.fromConfirm && now >= order.expiresAt ? 'expired' : 'open'
}
