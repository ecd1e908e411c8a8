// Opens sales and attempts: the records and the order that will be sent. Sends nothing itself.
import type { Decisions } from './decisions.ts'
import type { Attempt, Sale, SaleRequest, Step } from './records.ts'
import { attemptOf, newNumber } from './shop.ts'
import type { Shop } from './shop.ts'
import { yuan } from './yuan.ts'

/** The sale's lock is the transaction: of two terminals that ask at once, one is refused. */
export function openSale(shop: Shop, request: SaleRequest): Attempt | null {
  return shop.store.transaction(() => {
    if (!shop.decisions.mayStartSale(shop.store.sales.get(request.saleId))) return null
    const openedAt = shop.clock.now()
    const empty = { attempts: [], effects: [], refundedFen: 0, refundable: true, voided: false }
    shop.store.sales.put(request.saleId, { ...request, ...empty, openedAt })
    return openAttempt(shop, request.saleId, request.authCode)
  })
}

/** A web order is known to the gateway only when the browser gets there. */
const FIRST_STEP = {
  barcode: 'PAYING',
  qr: 'PRECREATING',
  web: 'SHOWING',
  entry: 'PRECREATING',
} as const satisfies Record<Attempt['kind'], Step>

/**
 * A new attempt always has a new number (000:L28-30); its loop is started by the caller's run. Who
 * has been shown a QR may pay by code after all, when the cashier asks for one.
 */
export function openAttempt(shop: Shop, saleId: string, authCode?: string): Attempt {
  return shop.store.transaction(() => {
    const sale = shop.store.sales.get(saleId)
    if (sale === undefined) throw new Error(`no sale ${saleId} in the store`)
    const { config, decisions } = shop
    const kind = authCode === undefined ? sale.kind : 'barcode'
    const terminalId = sale.terminalId ?? config.terminalId
    const { saleId: id, amountFen } = sale
    const { number, ...parts } = newNumber(shop)
    const of = { ...parts, saleId: id, terminalId, amountFen }
    const outTradeNo = decisions.attemptNumber(number, sale.attempts.at(-1), of)
    const attempt: Attempt = {
      outTradeNo,
      saleId,
      kind,
      amountFen,
      sellerId: sale.sellerId ?? config.sellerId,
      terminalId,
      order: {},
      step: FIRST_STEP[kind],
      belief: 'PENDING',
      openedAt: shop.clock.now(),
      sent: 0,
      sentAt: shop.clock.now(),
      notifyIds: [],
    }
    attempt.order = orderOf(shop, sale, attempt, authCode)
    if (kind === 'web') {
      attempt.payUrl = shop.gateway.pageUrl(attempt.order, decisions.sendsNotifyUrl(kind))
      attempt.expiresAt = attempt.openedAt + qrMinutes(decisions, sale) * 60_000
    }
    shop.store.attempts.put(outTradeNo, attempt)
    const attempts = [...sale.attempts, outTradeNo]
    shop.store.sales.put(saleId, { ...sale, attempts, payAgain: undefined })
    return attempt
  })
}

export function lastAttempt(shop: Shop, sale: Sale): Attempt {
  return attemptOf(shop.store, sale.attempts.at(-1) ?? '')
}

function orderOf(shop: Shop, sale: Sale, attempt: Attempt, authCode: string | undefined) {
  const { config, decisions } = shop
  const { outTradeNo, kind, sellerId } = attempt
  const goods = sale.items.map((item) => ({
    goods_id: decisions.goodsId(item),
    goods_name: item.goodsId,
    quantity: item.quantity,
    price: yuan(item.priceFen),
  }))
  return {
    out_trade_no: outTradeNo,
    ...(kind === 'web' && { product_code: 'FAST_INSTANT_TRADE_PAY' }),
    ...(kind === 'barcode' ? byCode(shop, authCode) : expiry(shop, sale)),
    total_amount: decisions.orderTotal(sale.amountFen, sale.items),
    ...decisions.discount(sale.amountFen, sale.discountFen),
    subject: sale.subject,
    ...(sellerId !== config.sellerId && { seller_id: sellerId }),
    ...atOldGateway(shop, sale, sellerId),
    store_id: decisions.storeId(sale.storeId, config.storeId, kind),
    terminal_id: decisions.terminalId(sale.terminalId, config.terminalId),
    ...(goods.length > 0 && { goods_detail: goods }),
    ...(config.providerId !== undefined && {
      extend_params: { sys_service_provider_id: decisions.providerId(config.providerId) },
    }),
  }
}

/** What the page that leads to the old gateway needs beside. */
function atOldGateway({ decisions, mapi }: Shop, { saleId, payer = '' }: Sale, sellerId: string) {
  if (!mapi) return {}
  return { sale_id: saleId, buyer_id: decisions.mapiNamesPayer(payer, sellerId) }
}

function byCode(shop: Shop, authCode = '') {
  const nth = (shop.store.counters.get('codes') ?? 0) + 1
  shop.store.counters.put('codes', nth)
  return { scene: 'bar_code', auth_code: shop.decisions.authCodeSent(authCode, nth) }
}

function expiry({ decisions }: Shop, sale: Sale) {
  const { timeout } = decisions.qrEnding
  return timeout ? { timeout_express: `${qrMinutes(decisions, sale)}m` } : {}
}

/** timeout_express counts in whole minutes, so the QR lives a whole number of them. */
export function qrMinutes({ qrEnding }: Decisions, { expiryS }: Sale): number {
  return qrEnding.minutes ?? Math.max(1, Math.ceil(expiryS / 60))
}
