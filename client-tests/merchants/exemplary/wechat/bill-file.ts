// Reads WeChat's bill: UTF-8 with a BOM, a backtick before every value, rows and then the sums. A refund that
// a reverse made is told by the state REVOKED (003:L55-56), not by a number.
import type { BillRow } from '../bill-compare.ts'
import { fenOf } from '../yuan.ts'

const COLUMNS = {
  tradeNo: '微信订单号',
  outTradeNo: '商户订单号',
  state: '交易状态',
  paid: '订单金额',
  batchNo: '商户退款单号',
  back: '申请退款金额',
} as const

const FIRST = '交易时间,公众账号ID,'

export const isWechatBill = (text: string) => text.replace(/^\uFEFF/, '').startsWith(FIRST)

export function readWechatBill(text: string): BillRow[] {
  const [header = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '')
  const names = header.split(',')
  // A backtick begins every value, so that commas within one divide nothing.
  const rows = lines.map((line) => line.split(/(?:^|,)`/).slice(1))
  return rows
    .filter((cells) => cells.length === names.length)
    .map((cells) => rowOf((column) => cells[names.indexOf(COLUMNS[column])]?.trim() ?? ''))
}

function rowOf(cell: (column: keyof typeof COLUMNS) => string): BillRow {
  const state = cell('state')
  const isPayment = state === 'SUCCESS'
  const amount = isPayment ? cell('paid') : cell('back')
  const fen = fenOf(amount)
  if (fen === undefined) throw new Error(`a row has the amount "${amount}"`)
  return {
    kind: isPayment ? 'payment' : 'refund',
    tradeNo: cell('tradeNo'),
    outTradeNo: cell('outTradeNo'),
    amountFen: isPayment ? fen : -fen,
    batchNo: isPayment ? '' : cell('batchNo'),
    state,
  }
}
