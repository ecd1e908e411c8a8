// What openapi answers: outcomes as business fields, the same in v2 and v3. Envelope, signature and
// charset are the business of each version.
import type { Op } from '../../journal/entry.ts'
import { maskLogonId, type Buyer } from '../../trade/buyer.ts'
import type { Outcome } from '../../trade/decision.ts'
import type { Trade } from '../../trade/trade.ts'
import { formatChinaTime } from '../../values/instant.ts'
import { shareCodeOf } from '../../values/ids.ts'
import { formatYuan } from '../../values/money.ts'
import type { ServiceOutcome } from '../service.ts'
import type { Answer, Fields } from './answer.ts'
import type { Failure } from '../../journal/reasons.ts'
import { SUB_CODES, UNKNOWN_CODES } from './codes.table.ts'
import { isPublicError, publicError } from './public-errors.table.ts'
import { textOf } from './texts.table.ts'
import { paidAmounts, refundDetail } from './amounts.ts'
import { asksBank, bankDetail, returnsOf } from './refund-details.ts'
import { SERVICE_ANSWERS } from './service-answers.ts'

/** Writes an outcome as business fields, in the order in which they stand on the wire. */
export function answerOf(outcome: Outcome | ServiceOutcome, op: Op | undefined): Answer {
  // One table per family; the kind picks the entry whose outcome this is.
  const write = ANSWERS[outcome.kind] as (outcome: Outcome | ServiceOutcome, op?: Op) => Answer
  const { fields, ...answer } = write(outcome, op)
  return fields ? { ...answer, fields: sorted(fields) } : answer
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

/** Apps in open_id mode never learn the user id. */
const nameOf = ({ buyerId, openId }: Buyer): Fields =>
  openId === undefined ? { buyer_user_id: buyerId } : { buyer_open_id: openId }

const parties = (trade: Trade, buyer: Buyer) => ({
  buyer_logon_id: maskLogonId(buyer.logonId),
  ...nameOf(buyer),
  out_trade_no: trade.outTradeNo,
  trade_no: trade.tradeNo,
})

type State = Extract<Outcome, { kind: 'state' }>

function stateFields({ trade, buyer, shown, shows, isBare, hidesFunds }: State): Fields {
  const paidAt = shown === 'WAIT_BUYER_PAY' ? undefined : trade.paidAt
  return {
    ...parties(trade, buyer),
    ...(paidAt === undefined || isBare ? NOTHING_PAID : paidAmounts(trade, shows, hidesFunds)),
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
  if (op === 'PRECREATE' || op === 'CREATE' || op === 'SETTLE' || op === 'SYNC') return {}
  const named = { out_trade_no: outTradeNo }
  if (op === 'PAY' || op === 'QUERY') return { ...named, ...NOTHING_PAID }
  if (op === 'REFUND') return { ...named, refund_fee: '0.00', send_back_fee: '0.00' }
  if (op === 'CANCEL') return { ...named, retry_flag: 'N' }
  return named
}

function failure(reason: Failure, op: Op | undefined, outTradeNo: string | undefined): Answer {
  const subCode = SUB_CODES[reason]
  const subMsg = textOf(subCode, op, reason)
  return { code: '40004', subCode, subMsg, fields: refusedFields(op, outTradeNo) }
}

type Encode<K extends Outcome['kind']> = (
  outcome: Extract<Outcome, { kind: K }>,
  op: Op | undefined,
) => Answer

const TRADE_ANSWERS: { [K in Outcome['kind']]: Encode<K> } = {
  paid: ({ trade, buyer, hidesFunds }) => ({
    code: '10000',
    fields: {
      ...parties(trade, buyer),
      ...paidAmounts(trade, trade.shows, hidesFunds),
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
  qr: ({ order, withShareCode }) => ({
    code: '10000',
    fields: {
      out_trade_no: order.outTradeNo,
      qr_code: order.qrCode,
      share_code: withShareCode ? shareCodeOf(order.qrCode) : undefined,
    },
  }),
  // The wire carries a redirect to the cashier instead of fields.
  cashier: () => ({ code: '10000' }),
  state: (state) => ({
    code: '10000',
    fields: stateFields(state),
    result: { tradeStatus: state.shown, tradeNo: state.trade.tradeNo },
  }),
  created: ({ trade }) => ({
    code: '10000',
    fields: { out_trade_no: trade.outTradeNo, trade_no: trade.tradeNo },
    result: { tradeNo: trade.tradeNo },
  }),
  settled: ({ trade, settlement }) => ({
    code: '10000',
    fields: { trade_no: trade.tradeNo, settle_no: settlement.settleNo },
    result: { tradeNo: trade.tradeNo },
  }),
  synced: ({ trade, buyer }) => ({
    code: '10000',
    fields: {
      trade_no: trade.tradeNo,
      out_trade_no: trade.outTradeNo,
      ...(buyer && nameOf(buyer)),
    },
    result: { tradeNo: trade.tradeNo },
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
  refunded: ({ trade, buyer, refund, moved, shows, bank }) => ({
    code: '10000',
    fields: {
      ...parties(trade, buyer),
      fund_change: moved ? 'Y' : 'N',
      gmt_refund_pay: formatChinaTime(refund.at),
      // Cumulative over the trade, not this request (004:L223-226).
      refund_fee: formatYuan(trade.refundedFen),
      send_back_fee: '0.00',
      ...(moved && refundDetail(refund, shows)),
      has_deposit_back: asksBank(shows) ? String(bank !== undefined) : undefined,
    },
    result: { fundChange: moved ? 'Y' : 'N', refundFen: trade.refundedFen, tradeNo: trade.tradeNo },
  }),
  'refund-state': ({ trade, refund, shows = [], bank }) => ({
    code: '10000',
    fields: refund && {
      out_request_no: refund.outRequestNo,
      out_trade_no: trade.outTradeNo,
      refund_amount: formatYuan(refund.amountFen),
      refund_reason: refund.reason,
      refund_status: 'REFUND_SUCCESS',
      total_amount: formatYuan(trade.totalFen),
      trade_no: trade.tradeNo,
      gmt_refund_pay: shows.includes('gmt_refund_pay') ? formatChinaTime(refund.at) : undefined,
      ...refundDetail(refund, shows),
      refund_royaltys: returnsOf(refund),
      ...bankDetail(bank, shows),
    },
    result: { refundFen: refund?.amountFen },
  }),
  refused: ({ refusal, outTradeNo }, op) => failure(refusal, op, outTradeNo),
  failed: ({ reason, outTradeNo }, op) => failure(reason, op, outTradeNo),
  documented: ({ name, outTradeNo }, op) =>
    isPublicError(name)
      ? publicError(name)
      : {
          code: '40004',
          subCode: name,
          subMsg: textOf(name, op),
          fields: refusedFields(op, outTradeNo),
        },
  unknown: ({ reason, asFailure, outTradeNo }, op) => {
    const subCode = UNKNOWN_CODES[reason]
    return {
      code: asFailure ? '40004' : '20000',
      subCode,
      subMsg: textOf(subCode, undefined, reason),
      fields: { ...refusedFields(op, outTradeNo), ...(op === 'CANCEL' && { retry_flag: 'Y' }) },
    }
  },
  // It has no batches; only a fault could make one up.
  batch: () => ({ code: '10000' }),
  happened: () => ({ code: '10000' }),
}

const ANSWERS = { ...TRADE_ANSWERS, ...SERVICE_ANSWERS }
