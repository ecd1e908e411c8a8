// The bill of a day as WeChat Pay writes it: a byte order mark, a header, rows whose every cell begins with a
// backtick, and at the end the header and the line of the sums. A payment that was reversed has two rows, its own
// and one in the state REVOKED (003:L53-56).
import { gzipSync } from 'fflate'
import type { Result } from '../../journal/entry.ts'
import { formatChinaTime } from '../../values/instant.ts'
import { formatYuan, type Fen } from '../../values/money.ts'
import type { Outcome } from '../../trade/decision.ts'
import type { Rejection, Unsigned } from '../protocol.ts'
import type { BillRefusal, BillRow, ServiceOutcome } from '../service.ts'
import type { WechatMerchant } from './credentials.ts'
import { openidOf, refundIdOf } from './ids.ts'
import type { WechatContext } from './reply-context.ts'
import { writeXml } from './xml.ts'

/** What is refused is XML, unsigned, with a number of its own (pay.weixin.qq.com, downloadbill). */
const REFUSALS: Readonly<Record<BillRefusal, { text: string; code: string }>> = {
  BillDateWrong: { text: 'invalid bill_date', code: '20001' },
  BillNotThere: { text: 'No Bill Exist', code: '20002' },
  BillBeforeRegistration: { text: 'No Bill Exist', code: '20002' },
  BillTypeUnknown: { text: 'invalid bill_type', code: '20001' },
}

/** `undefined` for what is answered as any other call is. */
export function billReply(
  answer: Outcome | ServiceOutcome | Rejection,
  { bill, merchant }: WechatContext,
): Unsigned | undefined {
  if (!('kind' in answer) || !merchant) return undefined
  if (answer.kind === 'bill-refused') return refused(REFUSALS[answer.why])
  if (answer.kind === 'unknown') return refused({ text: 'SYSTEMERROR', code: '100' }, 'unknown')
  if (answer.kind !== 'bill-rows') return undefined
  const wanted = answer.rows.filter(({ kind }) => isOfType(kind, bill?.type ?? 'ALL'))
  if (wanted.length === 0) return refused(REFUSALS.BillNotThere)
  const text = Buffer.from(billText(wanted, merchant, bill?.type ?? 'ALL'))
  return {
    result: { readable: true, meaning: 'ok', code: 'SUCCESS' },
    signing: undefined,
    finish: () => ({
      status: 200,
      headers: { 'content-type': bill?.isPacked ? 'application/x-gzip' : 'text/plain' },
      // The same bill is the same bytes, whenever it is fetched.
      body: bill?.isPacked ? gzipSync(text, { mtime: '2020-01-01T00:00:00' }) : text,
    }),
  }
}

function refused(
  { text, code }: { text: string; code: string },
  meaning: Result['meaning'] = 'refused',
) {
  const fields = [
    ['return_code', 'FAIL'],
    ['return_msg', text],
    ['error_code', code],
  ] as const
  const headers = { 'content-type': 'text/plain' }
  return {
    result: { readable: true, meaning, code: 'FAIL', subCode: code, subMsg: text },
    signing: undefined,
    finish: () => ({ status: 200, headers, body: Buffer.from(writeXml(fields)) }),
  }
}

function isOfType(kind: BillRow['kind'], type: string): boolean {
  if (type === 'ALL') return true
  // Refunds of what somebody had topped up: nothing of the kind is sold here.
  if (type === 'RECHARGE_REFUND') return false
  return (type === 'REFUND') === (kind === 'refund')
}

type Cell = (row: BillRow, merchant: WechatMerchant) => string

const yuan = (amountFen: Fen) => formatYuan(Math.abs(amountFen))
const ofRefund =
  (cell: Cell, otherwise: string): Cell =>
  (row, merchant) =>
    row.kind === 'refund' ? cell(row, merchant) : otherwise
const ofPayment =
  (cell: Cell): Cell =>
  (row, merchant) =>
    row.kind === 'payment' ? cell(row, merchant) : '0.00'

/** Taken back by a reverse: the refund goes by the number of the trade itself. */
const isReversal = ({ kind, batchNo, tradeNo }: BillRow) => kind === 'refund' && batchNo === tradeNo

function stateOf(row: BillRow): string {
  if (row.kind === 'payment') return 'SUCCESS'
  return isReversal(row) ? 'REVOKED' : 'REFUND'
}

const COMMON: readonly [name: string, cell: Cell][] = [
  ['交易时间', ({ doneAt }) => formatChinaTime(doneAt)],
  ['公众账号ID', (_row, { appid }) => appid],
  ['商户号', (_row, { mchId }) => mchId],
  ['特约商户号', () => '0'],
  ['设备号', ({ terminalId }) => terminalId ?? ''],
  ['微信订单号', ({ tradeNo }) => tradeNo],
  ['商户订单号', ({ outTradeNo }) => outTradeNo],
  ['用户标识', ({ trade }, { appid }) => (trade ? openidOf(appid, trade.buyerId) : '')],
  ['交易类型', () => 'MICROPAY'],
  ['交易状态', stateOf],
  ['付款银行', () => 'OTHERS'],
  ['货币种类', () => 'CNY'],
  ['应结订单金额', ofPayment(({ receiptFen }) => yuan(receiptFen))],
  ['代金券金额', ofPayment(({ platformFen, merchantFen }) => yuan(platformFen + merchantFen))],
]

const OF_REFUNDS: readonly [name: string, cell: Cell][] = [
  ['微信退款单号', ofRefund(({ tradeNo, batchNo }) => refundIdOf(tradeNo, batchNo), '0')],
  // A reverse has no number of the merchant's own, so that the state alone tells it (003:L54-56).
  ['商户退款单号', ofRefund((row) => (isReversal(row) ? '' : row.batchNo), '0')],
  ['退款金额', ofRefund(({ receiptFen }) => yuan(receiptFen), '0.00')],
  ['充值券退款金额', ofRefund(({ platformFen }) => yuan(platformFen), '0.00')],
  ['退款类型', ofRefund(() => 'ORIGINAL', '')],
  ['退款状态', ofRefund(() => 'SUCCESS', '')],
]

const REFUND_TIMES: readonly [name: string, cell: Cell][] = [
  ['退款申请时间', ({ doneAt }) => formatChinaTime(doneAt)],
  ['退款成功时间', ({ doneAt }) => formatChinaTime(doneAt)],
]

const TAIL: readonly [name: string, cell: Cell][] = [
  ['商品名称', ({ subject }) => subject],
  ['商户数据包', ({ trade }) => trade?.passbackParams ?? ''],
  // WeChat shows what it took as positive, and what it gave back as negative, with five decimals.
  ['手续费', ({ feeFen }) => `${feeFen > 0 ? '-' : ''}${yuan(feeFen)}000`],
  ['费率', rateOf],
  ['订单金额', ofPayment(({ orderFen }) => yuan(orderFen))],
]

const ASKED_BACK: readonly [name: string, cell: Cell][] = [
  ['申请退款金额', ofRefund(({ orderFen }) => yuan(orderFen), '0.00')],
]
const NOTE: readonly [name: string, cell: Cell][] = [['费率备注', () => '']]

function rateOf({ feeFen, receiptFen }: BillRow): string {
  const percent = receiptFen === 0 ? 0 : (Math.abs(feeFen) / Math.abs(receiptFen)) * 100
  return `${percent.toFixed(2)}%`
}

/** Each type has its own columns. */
function columnsOf(type: string): readonly [name: string, cell: Cell][] {
  if (type === 'SUCCESS') return [...COMMON, ...TAIL, ...NOTE]
  const times = type === 'REFUND' ? REFUND_TIMES : []
  return [...COMMON, ...times, ...OF_REFUNDS, ...TAIL, ...ASKED_BACK, ...NOTE]
}

const SUMMARY =
  '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额'

function billText(rows: readonly BillRow[], merchant: WechatMerchant, type: string): string {
  const columns = columnsOf(type)
  const line = (cells: readonly string[]) => cells.map((cell) => `\`${plain(cell)}`).join(',')
  const sum = (kind: BillRow['kind'], amount: (row: BillRow) => Fen) =>
    yuan(rows.filter((row) => row.kind === kind).reduce((total, row) => total + amount(row), 0))
  const feeFen = rows.reduce((total, row) => total + row.feeFen, 0)
  const sums = [
    String(rows.length),
    sum('payment', ({ receiptFen }) => receiptFen),
    sum('refund', ({ receiptFen }) => receiptFen),
    sum('refund', ({ platformFen }) => platformFen),
    `${feeFen > 0 ? '-' : ''}${yuan(feeFen)}000`,
    sum('payment', ({ orderFen }) => orderFen),
    sum('refund', ({ orderFen }) => orderFen),
  ]
  const lines = [
    columns.map(([name]) => name).join(','),
    ...rows.map((row) => line(columns.map(([, cell]) => cell(row, merchant)))),
    SUMMARY,
    line(sums),
  ]
  return `\uFEFF${lines.map((one) => `${one}\r\n`).join('')}`
}

/** Cells are never quoted: what would break a row is written another way. */
const plain = (text: string) =>
  text.replaceAll(',', '，').replaceAll('`', "'").replaceAll(/\s/g, ' ')
