// Reads the file a bill comes in. Alipay's is a zip: the entry of single rows, GBK text, columns found by
// their names.
import { unzipSync } from 'fflate'
import type { BillRow } from './bill-compare.ts'
import { isWechatBill, readWechatBill } from './wechat/bill-file.ts'
import { fenOf } from './yuan.ts'

const COLUMNS = {
  tradeNo: '支付宝交易号',
  outTradeNo: '商户订单号',
  kind: '业务类型',
  amount: '订单金额（元）',
  batchNo: '退款批次号/请求号',
} as const

/** Throws when the file is no bill: that is for people, not for a comparison with nothing. */
export function readBill(file: Uint8Array): BillRow[] {
  const plain = new TextDecoder().decode(file)
  return isWechatBill(plain) ? readWechatBill(plain) : readAlipayBill(file)
}

function readAlipayBill(zip: Uint8Array): BillRow[] {
  const decoder = new TextDecoder('gb18030')
  const texts = Object.values(unzipSync(zip)).map((bytes) => decoder.decode(bytes))
  // The names of the entries are GBK without saying so; the first line tells as well.
  const text = texts.find((one) => one.startsWith('#支付宝业务明细查询'))
  if (text === undefined) throw new Error('the file holds no 业务明细')
  const [header = '', ...rows] = text
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
  const names = header.split(',').map((name) => name.trim())
  return rows.map((line) => {
    const cells = line.split(',').map((cell) => cell.trim())
    const cell = (column: keyof typeof COLUMNS) => cells[names.indexOf(COLUMNS[column])] ?? ''
    const amount = cell('amount')
    const fen = fenOf(amount.replace('-', ''))
    if (fen === undefined) throw new Error(`a row has the amount "${amount}"`)
    return {
      kind: cell('kind') === '退款' ? 'refund' : 'payment',
      tradeNo: cell('tradeNo'),
      outTradeNo: cell('outTradeNo'),
      amountFen: amount.startsWith('-') ? -fen : fen,
      batchNo: cell('batchNo'),
    }
  })
}
