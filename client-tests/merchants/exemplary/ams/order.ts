// An order of the shop as AMS reads it. The same order is the same text every time: its times are those at which it
// was opened.
import type { Store } from '../ports.ts'
import type { Attempt, Sale, SaleKind } from '../records.ts'
import { fenOf } from '../yuan.ts'
import { textIn, type Members } from './json.ts'

export interface Shopfront {
  store: Pick<Store, 'attempts' | 'sales'>
  /** Of an order, from a sum as the shop writes sums. */
  amountOf(outTradeNo: string, sum: string): Members
}

/** How a shop with one currency reads sums: hundredths, as text. */
export function amountsIn(
  { attempts, sales }: Pick<Store, 'attempts' | 'sales'>,
  usual: string,
): Shopfront['amountOf'] {
  return (outTradeNo, sum) => {
    const sale = sales.get(attempts.get(outTradeNo)?.saleId ?? '')
    return { currency: sale?.currency ?? usual, value: String(fenOf(sum) ?? '') }
  }
}

/** A web order is no order in store. */
const SCENARIOS = {
  barcode: 'PaymentCode',
  qr: 'OrderCode',
  entry: 'EntryCode',
  web: undefined,
} as const satisfies Record<SaleKind, string | undefined>

/** Of the wallet that has scanned the code on the counter. */
const USER_AGENT = 'Mozilla/5.0 (Linux; Android 14) AlipayClient/10.5.0 AlipayConnect'

type Order = Readonly<Record<string, unknown>>

export function orderOf(shop: Shopfront, order: Order, notifyUrl: string | undefined): Members {
  const no = textIn(order, 'out_trade_no')
  const attempt = shop.store.attempts.get(no)
  const sale = shop.store.sales.get(attempt?.saleId ?? '')
  if (!attempt || !sale) throw new Error(`no order ${no} in the store`)
  const amount = shop.amountOf(no, textIn(order, 'total_amount'))
  const code = order['auth_code']
  return {
    productCode: 'IN_STORE_PAYMENT',
    paymentRequestId: no,
    order: {
      referenceOrderId: sale.saleId,
      orderDescription: textIn(order, 'subject'),
      orderAmount: amount,
      merchant: {
        referenceMerchantId: attempt.sellerId,
        merchantName: 'The exemplary shop',
        merchantMCC: '5411',
        store: {
          referenceStoreId: textIn(order, 'store_id'),
          storeName: 'Main street',
          storeMCC: '5411',
        },
      },
      env: envOf(attempt, order),
      ...goodsOf(order, amount),
    },
    paymentAmount: amount,
    paymentMethod: {
      paymentMethodType: 'CONNECT_WALLET',
      ...(typeof code === 'string' && { paymentMethodId: code }),
    },
    paymentFactor: { inStorePaymentScenario: SCENARIOS[attempt.kind] },
    ...(notifyUrl !== undefined && { paymentNotifyUrl: notifyUrl }),
    ...(attempt.kind !== 'barcode' && { paymentExpiryTime: expiryOf(attempt, sale) }),
  }
}

/** The items of the sale, priced in the currency of the order. */
function goodsOf(order: Order, { currency }: Members): Members {
  const items = order['goods_detail']
  if (!Array.isArray(items)) return {}
  const goods = (items as Members[]).map((item) => ({
    referenceGoodsId: textIn(item, 'goods_id'),
    goodsName: textIn(item, 'goods_name'),
    goodsUnitAmount: { currency, value: String(fenOf(textIn(item, 'price')) ?? '') },
    goodsQuantity: textIn(item, 'quantity'),
  }))
  return { goods }
}

const isoTime = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`

function envOf({ kind, openedAt }: Attempt, order: Order): Members {
  const till = {
    storeTerminalId: textIn(order, 'terminal_id'),
    storeTerminalRequestTime: isoTime(openedAt),
  }
  return kind === 'entry' ? { ...till, userAgent: USER_AGENT } : till
}

/** In whole minutes, as the shop counts the life of a code. */
const expiryOf = ({ openedAt }: Attempt, { expiryS }: Sale) =>
  isoTime(openedAt + Math.max(1, Math.ceil(expiryS / 60)) * 60_000)
