// Opens sales and attempts: the records and the order that will be sent. Sends nothing itself.
import type { Attempt, Sale, SaleRequest } from './records.ts'
import { attemptOf, nextNumber } from './shop.ts'
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

/** A new attempt always has a new number (000:L28-30); its loop is started by the caller's run. */
export function openAttempt(shop: Shop, saleId: string, authCode?: unknown): Attempt {
  return shop.store.transaction(() => {
    const sale = shop.store.sales.get(saleId)
    if (sale === undefined) throw new Error(`no sale ${saleId} in the store`)
    const outTradeNo = nextNumber(shop)
    const attempt: Attempt = {
      outTradeNo,
      saleId,
      kind: sale.kind,
      amountFen: sale.amountFen,
      order: orderOf(shop, sale, outTradeNo, authCode),
      step: sale.kind === 'barcode' ? 'PAYING' : 'PRECREATING',
      belief: 'PENDING',
      openedAt: shop.clock.now(),
      sent: 0,
      sentAt: shop.clock.now(),
      notifyIds: [],
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

function orderOf(shop: Shop, sale: Sale, outTradeNo: string, authCode: unknown) {
  const { config } = shop
  const goods = sale.items.map((item) => ({
    goods_id: item.goodsId,
    goods_name: item.goodsId,
    quantity: item.quantity,
    price: yuan(item.priceFen),
  }))
  const minutes = Math.max(1, Math.ceil(sale.expiryS / 60))
  return {
    out_trade_no: outTradeNo,
    ...(sale.kind === 'barcode'
      ? { scene: 'bar_code', auth_code: authCode }
      : { timeout_express: `${minutes}m` }),
    total_amount: yuan(sale.amountFen),
    subject: sale.subject,
    store_id: sale.storeId ?? config.storeId,
    terminal_id: sale.terminalId ?? config.terminalId,
    ...(goods.length > 0 && { goods_detail: goods }),
    ...(config.providerId !== undefined && {
      extend_params: { sys_service_provider_id: config.providerId },
    }),
  }
}
