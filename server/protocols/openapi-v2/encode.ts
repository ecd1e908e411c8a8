// A v2 reply, in the one shape that every client accepts: compact, `/` escaped, non-ASCII raw,
// the signature over exactly the bytes between the response key and the comma.
import type { Op, Result, TradeStatus } from '../../journal/entry.ts'
import { maskLogonId, type Buyer } from '../../trade/buyer.ts'
import type { Call, Outcome } from '../../trade/decision.ts'
import type { Trade } from '../../trade/trade.ts'
import { formatChinaTime } from '../../values/instant.ts'
import { formatYuan } from '../../values/money.ts'
import type { Rejection, ReplyContext, Unsigned } from '../protocol.ts'
import { MESSAGES, said, UNKNOWN_TEXTS } from './codes.table.ts'

type Fields = Record<string, unknown>

interface Answer {
  code: string
  subCode?: string
  subMsg?: string
  msg?: string
  fields?: Fields
  result?: Partial<Result>
}

/** JSON as Alipay writes it; line separators are escaped, because a client in PHP escapes them. */
const wireJson = (value: unknown) =>
  JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')

/** The key of the reply. A method that is missing or no name gives `null_response`. */
function envelopeKey(method: string | undefined): string {
  const name = method !== undefined && /^[\w.]{1,128}$/.test(method) ? method : 'null'
  return `${name.replaceAll('.', '_')}_response`
}

export function encode(
  answer: Outcome | Rejection,
  context: ReplyContext,
  call: Call | undefined,
): Unsigned {
  const spoken = 'kind' in answer ? ANSWERS[answer.kind](answer as never, call?.op) : answer
  const { code, subCode, subMsg, msg = MESSAGES[code] } = spoken
  const business = 'fields' in spoken ? spoken.fields : undefined
  const node = wireJson({
    code,
    msg,
    ...(subCode && { sub_code: subCode, sub_msg: subMsg }),
    ...sorted(business ?? {}),
  })
  const key = envelopeKey(context.method)
  const more = 'result' in spoken ? spoken.result : undefined
  return {
    result: { readable: true, code, ...(subCode && { subCode, subMsg }), ...more },
    toSign: context.app && Buffer.from(node),
    headers: { 'content-type': 'text/html;charset=utf-8' },
    finish: (signature) => {
      const tail = signature === undefined ? '' : `,"sign":"${signature}"`
      return Buffer.from(`{"${key}":${node}${tail}}`)
    },
  }
}

/** Business keys follow in alphabetical order; absent ones are left out, never null. */
function sorted(fields: Fields): Fields {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(present.sort(([a], [b]) => (a < b ? -1 : 1)))
}

const NOTHING_PAID = {
  buyer_pay_amount: '0.00',
  invoice_amount: '0.00',
  point_amount: '0.00',
  receipt_amount: '0.00',
}

const parties = (trade: Trade, buyer: Buyer) => ({
  buyer_logon_id: maskLogonId(buyer.logonId),
  buyer_user_id: buyer.buyerId,
  out_trade_no: trade.outTradeNo,
  trade_no: trade.tradeNo,
})

const paidAmounts = (trade: Trade) => ({
  buyer_pay_amount: formatYuan(trade.totalFen),
  fund_bill_list: [{ amount: formatYuan(trade.totalFen), fund_channel: 'ALIPAYACCOUNT' }],
  invoice_amount: formatYuan(trade.totalFen),
  point_amount: '0.00',
  receipt_amount: formatYuan(trade.totalFen),
})

function stateFields(trade: Trade, buyer: Buyer, shown: TradeStatus): Fields {
  const paidAt = shown === 'WAIT_BUYER_PAY' ? undefined : trade.paidAt
  return {
    ...parties(trade, buyer),
    ...(paidAt === undefined ? NOTHING_PAID : paidAmounts(trade)),
    send_pay_date: paidAt === undefined ? undefined : formatChinaTime(paidAt),
    buyer_user_type: paidAt === undefined ? undefined : 'PRIVATE',
    store_id: trade.storeId,
    terminal_id: trade.terminalId,
    total_amount: formatYuan(trade.totalFen),
    trade_status: shown,
    ...(trade.cancelled && shown === 'TRADE_CLOSED' && { ext_infos: '{"action":"cancel"}' }),
  }
}

/** A refused pay or query still carries its zero amounts; a refused refund its zero fees. */
function refusedFields(op: Op | undefined, outTradeNo: string | undefined): Fields {
  if (op === 'PRECREATE') return {}
  const named = { out_trade_no: outTradeNo }
  if (op === 'PAY' || op === 'QUERY') return { ...named, ...NOTHING_PAID }
  if (op === 'REFUND') return { ...named, refund_fee: '0.00', send_back_fee: '0.00' }
  if (op === 'CANCEL') return { ...named, retry_flag: 'N' }
  return named
}

type Encode<K extends Outcome['kind']> = (
  outcome: Extract<Outcome, { kind: K }>,
  op: Op | undefined,
) => Answer

const ANSWERS: { [K in Outcome['kind']]: Encode<K> } = {
  paid: ({ trade, buyer }) => ({
    code: '10000',
    fields: {
      ...parties(trade, buyer),
      ...paidAmounts(trade),
      gmt_payment: formatChinaTime(trade.paidAt ?? trade.createdAt),
      total_amount: formatYuan(trade.totalFen),
    },
    result: { tradeNo: trade.tradeNo },
  }),
  waiting: ({ trade, buyer }) => ({
    code: '10003',
    fields: {
      ...parties(trade, buyer),
      ...NOTHING_PAID,
      total_amount: formatYuan(trade.totalFen),
    },
    result: { tradeNo: trade.tradeNo },
  }),
  qr: ({ order }) => ({
    code: '10000',
    fields: { out_trade_no: order.outTradeNo, qr_code: order.qrCode },
  }),
  state: ({ trade, buyer, shown }) => ({
    code: '10000',
    fields: stateFields(trade, buyer, shown),
    result: { tradeStatus: shown, tradeNo: trade.tradeNo },
  }),
  cancelled: ({ outTradeNo, tradeNo, action, retryFlag }) => ({
    code: '10000',
    fields: { action, out_trade_no: outTradeNo, retry_flag: retryFlag, trade_no: tradeNo },
    result: { retryFlag, action, tradeNo },
  }),
  closed: ({ trade }) => ({
    code: '10000',
    fields: { out_trade_no: trade.outTradeNo, trade_no: trade.tradeNo },
    result: { tradeNo: trade.tradeNo },
  }),
  refunded: ({ trade, buyer, refund, moved }) => ({
    code: '10000',
    fields: {
      ...parties(trade, buyer),
      fund_change: moved ? 'Y' : 'N',
      gmt_refund_pay: formatChinaTime(refund.at),
      // Cumulative over the trade, not this request (004:L223-226).
      refund_fee: formatYuan(trade.refundedFen),
      send_back_fee: '0.00',
    },
    result: { fundChange: moved ? 'Y' : 'N', refundFen: trade.refundedFen, tradeNo: trade.tradeNo },
  }),
  'refund-state': ({ trade, refund }) => ({
    code: '10000',
    fields: refund && {
      out_request_no: refund.outRequestNo,
      out_trade_no: trade.outTradeNo,
      refund_amount: formatYuan(refund.amountFen),
      refund_reason: refund.reason,
      refund_status: 'REFUND_SUCCESS',
      total_amount: formatYuan(trade.totalFen),
      trade_no: trade.tradeNo,
    },
    result: { refundFen: refund?.amountFen },
  }),
  refused: ({ refusal, outTradeNo }, op) => ({
    code: '40004',
    ...said(refusal, op),
    fields: refusedFields(op, outTradeNo),
  }),
  unknown: ({ code, subCode, outTradeNo }, op) => ({
    code,
    subCode,
    subMsg: UNKNOWN_TEXTS[subCode] ?? '系统异常',
    fields: { ...refusedFields(op, outTradeNo), ...(op === 'CANCEL' && { retry_flag: 'Y' }) },
  }),
  happened: () => ({ code: '10000' }),
}
