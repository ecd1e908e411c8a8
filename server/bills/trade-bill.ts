// 业务明细 and its summary: one row per payment and per refund that was carried out, by the day on
// which the money moved. Orders that were never paid have no row (003:L53-58).
import type { Refund, Trade } from '../trade/trade.ts'
import { maskLogonId, type Buyer } from '../trade/buyer.ts'
import type { Movement } from '../storage/movements.ts'
import { formatChinaTime, type Instant } from '../values/instant.ts'
import type { Fen } from '../values/money.ts'
import { digits, sumOf, words, writeSheet, yuan } from './csv.ts'
import type { Period } from './period.ts'

/** The records behind the movements of an account. */
export interface Books {
  trade(tradeNo: string): Trade | undefined
  refunds(tradeNo: string): Refund[]
  buyer(buyerId: string): Buyer | undefined
}

/** One row; the amounts of a refund are negative. */
export interface TradeRow {
  kind: 'payment' | 'refund'
  tradeNo: string
  outTradeNo: string
  subject: string
  remark?: string
  createdAt: Instant
  doneAt: Instant
  storeId?: string
  terminalId?: string
  /** `*津水(602***@qq.com)` */
  counterparty: string
  orderFen: Fen
  receiptFen: Fen
  /** `out_request_no`; of a cancel the trade number. Empty for a payment. */
  batchNo: string
  /** Negative when the merchant paid it, positive when it came back. */
  feeFen: Fen
}

/** Reads the rows of a period off the movements of the merchant's account. */
export function tradeRows(movements: readonly Movement[], books: Books): TradeRow[] {
  const rows: TradeRow[] = []
  const byTrade = new Map<string, TradeRow[]>()
  const add = (row: TradeRow, ofTrade: TradeRow[]) => {
    rows.push(row)
    byTrade.set(row.tradeNo, [...ofTrade, row])
  }
  for (const { memo, tradeNo, amountFen, at } of movements) {
    const trade = tradeNo === undefined ? undefined : books.trade(tradeNo)
    if (!trade) continue
    const ofTrade = byTrade.get(trade.tradeNo) ?? []
    if (memo === 'payment') add(paymentRow(trade, amountFen, at, books), ofTrade)
    if (memo === 'refund') {
      const nth = ofTrade.filter(({ kind }) => kind === 'refund').length
      add(refundRow(trade, amountFen, at, nth, movements, books), ofTrade)
    }
    // A fee follows the movement it belongs to.
    const owner = ofTrade.at(-1)
    if (isFee(memo) && owner) owner.feeFen += amountFen
  }
  return rows
}

export const isFee = (memo: string) => memo.startsWith('fee')

function paymentRow(trade: Trade, amountFen: Fen, doneAt: Instant, books: Books): TradeRow {
  const { tradeNo, outTradeNo, subject, body: remark, createdAt, storeId, terminalId } = trade
  const buyer = books.buyer(trade.buyerId)
  const counterparty = buyer ? `*${buyer.name.slice(1)}(${maskLogonId(buyer.logonId)})` : ''
  return {
    kind: 'payment',
    ...{ tradeNo, outTradeNo, subject, remark, createdAt, doneAt, storeId, terminalId },
    counterparty,
    orderFen: trade.totalFen,
    receiptFen: amountFen,
    batchNo: '',
    feeFen: 0,
  }
}

/** The n-th refund row of a trade in this period is the n-th refund made in it. */
function refundRow(
  trade: Trade,
  amountFen: Fen,
  doneAt: Instant,
  nth: number,
  movements: readonly Movement[],
  books: Books,
): TradeRow {
  const first = movements[0]?.at ?? doneAt
  const made = books.refunds(trade.tradeNo).filter(({ at }) => at >= first)[nth]
  if (!made) throw new Error(`trade ${trade.tradeNo} gave money back without a refund`)
  return {
    ...paymentRow(trade, amountFen, doneAt, books),
    kind: 'refund',
    orderFen: -made.amountFen,
    batchNo: made.outRequestNo,
  }
}

const DETAIL_HEADER = (
  '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,' +
  '对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,' +
  '商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,' +
  '退款批次号/请求号,服务费（元）,分润（元）,备注'
).split(',')

const NAMES = { payment: '交易', refund: '退款' } as const
const NONE = '0.00'

export function tradeDetail(account: string, period: Period, rows: readonly TradeRow[]) {
  const payments = rows.filter(({ kind }) => kind === 'payment')
  const refunds = rows.filter(({ kind }) => kind === 'refund')
  const received = (some: readonly TradeRow[]) => yuan(sumOf(some, ({ receiptFen }) => receiptFen))
  return writeSheet({
    title: '支付宝业务明细查询',
    account,
    period,
    opens:
      '#-----------------------------------------业务明细列表----------------------------------------',
    closes:
      '#-----------------------------------------业务明细列表结束------------------------------------',
    header: DETAIL_HEADER,
    rows: rows.map(detailCells),
    totals: [
      `交易合计：${payments.length}笔，商家实收共${received(payments)}元，商家优惠共${NONE}元`,
      `退款合计：${refunds.length}笔，商家实收退款共${received(refunds)}元，商家优惠退款共${NONE}元`,
    ],
  })
}

function detailCells(row: TradeRow): string[] {
  return [
    digits(row.tradeNo),
    digits(row.outTradeNo),
    digits(NAMES[row.kind]),
    words(row.subject),
    formatChinaTime(row.createdAt),
    formatChinaTime(row.doneAt),
    digits(row.storeId),
    digits(row.storeId),
    digits(),
    digits(row.terminalId),
    digits(row.counterparty),
    yuan(row.orderFen),
    yuan(row.receiptFen),
    ...[NONE, NONE, NONE, NONE, NONE],
    '',
    digits(NONE),
    NONE,
    digits(row.batchNo),
    yuan(row.feeFen),
    NONE,
    words(row.remark),
  ]
}

const SUMMARY_HEADER = (
  '门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）,' +
  '商家优惠（元）,卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）'
).split(',')

export function tradeSummary(account: string, period: Period, rows: readonly TradeRow[]) {
  const stores = Map.groupBy(rows, ({ storeId }) => storeId ?? '')
  return writeSheet({
    title: '支付宝业务汇总查询',
    account,
    period,
    opens:
      '#-----------------------------------------业务汇总列表----------------------------------------',
    closes:
      '#----------------------------------------业务汇总列表结束-------------------------------------',
    header: SUMMARY_HEADER,
    rows: [
      ...[...stores].map(([id, some]) => [digits(id), digits(id), ...summaryCells(some)]),
      [digits('合计'), digits(), ...summaryCells(rows)],
    ],
  })
}

function summaryCells(rows: readonly TradeRow[]): string[] {
  const refunds = rows.filter(({ kind }) => kind === 'refund').length
  const receiptFen = sumOf(rows, (row) => row.receiptFen)
  const feeFen = sumOf(rows, (row) => row.feeFen)
  return [
    String(rows.length - refunds),
    String(refunds),
    yuan(sumOf(rows, ({ orderFen }) => orderFen)),
    yuan(receiptFen),
    ...[NONE, NONE, NONE],
    yuan(feeFen),
    NONE,
    yuan(receiptFen + feeFen),
  ]
}
