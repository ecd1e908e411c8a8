// 业务明细 and its summary: one row per payment and per refund that was carried out, by the day on
// which the money moved. Orders that were never paid have no row (003:L53-58).
import { maskLogonId, type Buyer } from '../trade/buyer.ts'
import { amountsOf, backFor } from '../trade/funds.ts'
import type { Refund, Trade } from '../trade/trade.ts'
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
  /** What the merchant takes in, before the fee. */
  receiptFen: Fen
  /** What Alipay gave, what the merchant gave, and what was paid with points. */
  platformFen: Fen
  merchantFen: Fen
  pointFen: Fen
  /** `out_request_no`; of a cancel the trade number. Empty for a payment. */
  batchNo: string
  /** Negative when the merchant paid it, positive when it came back. */
  feeFen: Fen
  /** Negative: what was shared with others. Of a refund, positive: what they gave back. */
  royaltyFen: Fen
}

/** What happened to trades of this seller in this period, in order. */
export function tradeRows({ sellerId, period, movements }: Statement, books: Books): TradeRow[] {
  const royalties = new Map<string, Fen>()
  const named = new Set<string>()
  for (const { tradeNo, memo, amountFen } of movements) {
    if (tradeNo === undefined) continue
    named.add(tradeNo)
    // What comes back belongs to its refund.
    if (memo === 'royalty' && amountFen < 0)
      royalties.set(tradeNo, (royalties.get(tradeNo) ?? 0) + amountFen)
  }
  const rows = [...named].flatMap((tradeNo) => {
    const trade = books.trade(tradeNo)
    // Money shared out of another seller's trade is no business of this one.
    if (trade?.sellerId !== sellerId) return []
    return rowsOf(trade, books, royalties.get(tradeNo) ?? 0)
  })
  return rows
    .filter(({ doneAt }) => doneAt >= period.from && doneAt < period.to)
    .toSorted((a, b) => a.doneAt - b.doneAt)
}

export interface Statement {
  sellerId: string
  period: Period
  /** Of the seller's account, in this period. */
  movements: readonly Movement[]
}

function rowsOf(trade: Trade, books: Books, royaltyFen: Fen): TradeRow[] {
  const { tradeNo, outTradeNo, subject, createdAt, storeId, terminalId } = trade
  const buyer = books.buyer(trade.buyerId)
  const counterparty = buyer ? `*${buyer.name.slice(1)}(${maskLogonId(buyer.logonId)})` : ''
  const parties = { storeId, terminalId, counterparty }
  const common = { tradeNo, outTradeNo, subject, remark: trade.body, createdAt, ...parties }
  const rows: TradeRow[] = []
  if (trade.paidAt !== undefined) {
    const { receiptFen, platformFen, merchantFen, pointFen } = amountsOf(trade)
    const fees = { feeFen: -(trade.feeFen ?? 0), royaltyFen }
    const amounts = { orderFen: trade.totalFen, receiptFen, platformFen, merchantFen, pointFen }
    rows.push({
      ...common,
      ...amounts,
      ...fees,
      kind: 'payment',
      doneAt: trade.paidAt,
      batchNo: '',
    })
  }
  let refundedFen = 0
  for (const refund of books.refunds(tradeNo)) {
    const { outRequestNo: batchNo, amountFen, at: doneAt, returned = [] } = refund
    const amounts = refundAmounts({ ...trade, refundedFen }, amountFen)
    const mine = returned.filter(({ transIn }) => transIn === trade.sellerId)
    const backFen = sumOf(mine, (one) => one.amountFen)
    rows.push({ ...common, ...amounts, royaltyFen: backFen, kind: 'refund', doneAt, batchNo })
    refundedFen += amountFen
  }
  return rows
}

/** What a refund takes back of each amount, and the fee that comes back with it. */
function refundAmounts(before: Trade, amountFen: Fen) {
  const { ownFen, platformFen, feeFen, funds } = backFor(before, amountFen)
  const points = funds.filter(({ channel }) => channel === 'POINT')
  return {
    orderFen: -amountFen,
    receiptFen: -(ownFen + platformFen),
    platformFen: -platformFen,
    merchantFen: -(amountFen - ownFen - platformFen),
    pointFen: -sumOf(points, (fund) => fund.amountFen),
    feeFen,
  }
}

export const isFee = (memo: string) => memo === 'fee'

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
  const received = (some: readonly TradeRow[]) => yuan(sumOf(some, (row) => row.receiptFen))
  const given = (some: readonly TradeRow[]) => yuan(sumOf(some, (row) => row.merchantFen))
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
      `交易合计：${payments.length}笔，商家实收共${received(payments)}元，商家优惠共${given(payments)}元`,
      `退款合计：${refunds.length}笔，商家实收退款共${received(refunds)}元，商家优惠退款共${given(refunds)}元`,
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
    NONE,
    yuan(row.pointFen),
    yuan(row.platformFen),
    yuan(row.merchantFen),
    NONE,
    '',
    digits(NONE),
    NONE,
    digits(row.batchNo),
    yuan(row.feeFen),
    yuan(row.royaltyFen),
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
  const total = (amount: (row: TradeRow) => Fen) => yuan(sumOf(rows, amount))
  return [
    String(rows.length - refunds),
    String(refunds),
    total((row) => row.orderFen),
    total((row) => row.receiptFen),
    total((row) => row.platformFen),
    total((row) => row.merchantFen),
    NONE,
    total((row) => row.feeFen),
    total((row) => row.royaltyFen),
    total((row) => row.receiptFen + row.feeFen + row.royaltyFen),
  ]
}
