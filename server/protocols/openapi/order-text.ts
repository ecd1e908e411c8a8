// What an order says, in its own text, whatever becomes of it: checks of form (a price with three
// decimals, a name in place of an id) need what was written, not what it was taken for.
import { isOneOf, OPENING_OPS, type Op, type OrderText } from '../../journal/entry.ts'
import { sentFields } from './fields.ts'

/** `undefined` for what opens no order. */
export function orderText(
  op: Op,
  content: unknown,
  notifyUrl: string | undefined,
): OrderText | undefined {
  const sent = isOneOf(OPENING_OPS, op) ? sentFields(content) : undefined
  if (!sent) return undefined
  const expires = EXPIRIES.flatMap((name) => text(sent[name]) ?? []).at(0)
  const written: { [K in keyof OrderText]: OrderText[K] | undefined } = {
    outTradeNo: text(sent['out_trade_no']),
    total: text(sent['total_amount']),
    discountable: text(sent['discountable_amount']),
    undiscountable: text(sent['undiscountable_amount']),
    subject: text(sent['subject']),
    storeId: text(sent['store_id']),
    terminalId: text(sent['terminal_id']),
    providerId: text(sentFields(sent['extend_params'])?.['sys_service_provider_id']),
    expires,
    notifyUrl,
    goods: goodsOf(sent['goods_detail']),
  }
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined))
}

const EXPIRIES = ['time_expire', 'timeout_express', 'qr_code_timeout_express']

function goodsOf(sent: unknown): OrderText['goods'] {
  if (!Array.isArray(sent)) return undefined
  return sent.map((item: unknown) => {
    const fields = sentFields(item)
    return {
      id: text(fields?.['goods_id']) ?? '',
      price: text(fields?.['price']) ?? '',
      quantity: text(fields?.['quantity']) ?? '',
    }
  })
}

/** A number is written as JSON wrote it, with all its digits. */
function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}
