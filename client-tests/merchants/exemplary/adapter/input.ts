// What the conformance adapter accepts, as schemas, and the words for what it does not.
import * as v from 'valibot'
import { fenOf } from '../yuan.ts'

const id = v.pipe(v.string(), v.nonEmpty('must not be empty'), v.maxLength(64))
const amountFen = v.pipe(
  v.string(),
  v.transform((text) => fenOf(text)),
  v.number('must be an amount in yuan with at most two decimals'),
  v.minValue(1, 'must be at least 0.01'),
)
// Forwarded unchanged: prefixes and lengths of payment codes grow (004:L94-100).
const authCode = v.pipe(v.string(), v.nonEmpty('must not be empty'), v.maxLength(64))
// A shop name is no store id: what is not letters and digits is left to the shop's own id (004:L102-106).
const idOrNothing = v.pipe(
  v.optional(v.string()),
  v.transform((text) =>
    text !== undefined && /^[A-Za-z0-9]{1,32}$/.test(text) ? text : undefined,
  ),
)

const item = v.object({ goods_id: id, price: amountFen, quantity: v.pipe(v.number(), v.integer()) })

export const saleInput = v.pipe(
  v.object({
    sale_id: id,
    kind: v.picklist(['barcode', 'qr', 'web', 'entry'], 'must be barcode, qr, web or entry'),
    amount: amountFen,
    subject: v.pipe(v.string(), v.nonEmpty('must not be empty'), v.maxLength(256)),
    auth_code: v.optional(authCode),
    items: v.optional(v.array(item), []),
    currency: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'must be a currency: USD'))),
    seller_id: v.optional(v.string()),
    merchant_id: v.optional(v.string()),
    store_id: idOrNothing,
    terminal_id: idOrNothing,
    expiry_s: v.optional(v.pipe(v.number(), v.minValue(1)), 120),
    discount: v.optional(amountFen),
    buyer_account: v.optional(v.string()),
  }),
  v.forward(
    v.check(
      ({ discount = 0, amount }) => discount <= amount,
      'must not be more than the amount', // 004:L126-130
    ),
    ['discount'],
  ),
  v.forward(
    v.check(
      (sale) => sale.kind !== 'barcode' || sale.auth_code !== undefined,
      'a barcode sale needs the code the customer shows',
    ),
    ['auth_code'],
  ),
  v.forward(
    v.check(
      ({ items, amount }) => items.length === 0 || sumOf(items) === amount,
      'the items must add up to the amount', // 000:L38-39
    ),
    ['items'],
  ),
  v.transform((sale) => ({
    saleId: sale.sale_id,
    kind: sale.kind,
    amountFen: sale.amount,
    subject: sale.subject,
    authCode: sale.auth_code,
    items: sale.items.map(({ goods_id: goodsId, price: priceFen, quantity }) => ({
      goodsId,
      priceFen,
      quantity,
    })),
    currency: sale.currency,
    sellerId: sale.merchant_id ?? sale.seller_id,
    storeId: sale.store_id,
    terminalId: sale.terminal_id,
    expiryS: sale.expiry_s,
    discountFen: sale.discount,
    payer: sale.buyer_account,
  })),
)

function sumOf(items: { price: number; quantity: number }[]): number {
  return items.reduce((sum, { price, quantity }) => sum + price * quantity, 0)
}

export const payAgainInput = v.object({ auth_code: v.optional(authCode) })
export const refundInput = v.object({ refund_id: id, sale_id: id, amount: amountFen })
export const batchInput = v.object({
  batch_id: id,
  items: v.pipe(v.array(refundInput), v.minLength(1, 'must hold at least one refund')),
})
export const manualQueryInput = v.object({ out_trade_no: id })
export const resolveInput = v.object({
  decision: v.picklist(['confirm_and_refund', 'accept', 'close']),
})

export const reconcileInput = v.object({
  date: v.pipe(v.string(), v.isoDate('must be a day such as 2026-01-05')),
})

type Parsed<T> = { ok: true; value: T } | { ok: false; reason: string; field: string }

export function parse<const S extends v.GenericSchema>(
  schema: S,
  body: unknown,
): Parsed<v.InferOutput<S>> {
  const result = v.safeParse(schema, body)
  if (result.success) return { ok: true, value: result.output }
  const [issue] = result.issues
  return { ok: false, reason: issue.message, field: v.getDotPath(issue) ?? '' }
}
