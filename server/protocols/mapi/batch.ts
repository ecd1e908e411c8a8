// Batch refunds, with a password typed on a page (refund_fastpay_by_platform_pwd) and without: the number, the count
// and the list of items, and what the gateway says of each that is wrong.
import type { CallPart } from '../../journal/entry.ts'
import type { AskBatch, AskedItem } from '../../trade/refund-batch.ts'
import { parseChinaTime } from '../../values/instant.ts'
import { parseYuan } from '../../values/money.ts'
import type { Parameters } from '../parameters.ts'
import { MAPI } from './credentials.ts'
import { address, BadCall, given, required } from './fields.ts'
import { sellerIn, type CallSite } from './pay.ts'

const MOST_ITEMS = 1_000
const MOST_REASON_BYTES = 256

export function readBatch(parameters: Parameters, site: CallSite, asksPassword: boolean): AskBatch {
  const { app, options, charset, signType } = site
  const { appId, pid } = app
  if (!options.mapiRefundContract) {
    throw new BadCall('PARTNER_NOT_SIGN_PROTOCOL', '未签约退款接口', 'RefundNotAllowed')
  }
  const batchNo = required(parameters, 'batch_no', 64, 'BATCH_NO_FORMAT_ERROR')
  const date = required(parameters, 'refund_date', 32, 'REFUND_DATE_ERROR')
  if (date.length !== 19 || parseChinaTime(date) === undefined) {
    throw new BadCall(
      'REFUND_DATE_ERROR',
      `refund_date：格式应为 yyyy-MM-dd HH:mm:ss，传入 ${date}`,
    )
  }
  // Of the day that the request names: the same batch may come again after midnight (002:L104).
  checkNumber(batchNo, date.slice(0, 10).replaceAll('-', ''))
  const items = readItems(parameters)
  return {
    op: 'REFUND',
    via: MAPI,
    appId,
    pid,
    ...refundedBy(parameters, site),
    batchNo,
    items,
    notifyUrl: address(parameters, 'notify_url', 200),
    charset,
    kept: { signType },
    takesMs: options.mapiRefundTakesMs,
    ...(asksPassword && { asksPassword: true as const }),
  }
}

/** The id wins here too; it has another name than in a payment. */
function refundedBy(parameters: Parameters, { app }: CallSite): { sellerId: string } {
  const id = given(parameters, 'seller_user_id')
  return id === undefined ? sellerIn(parameters, app) : { sellerId: id }
}

function checkNumber(batchNo: string, today: string): void {
  const serial = /^\d{8}([A-Za-z0-9]{3,24})$/.exec(batchNo)?.[1]
  if (serial !== undefined && serial !== '000' && batchNo.startsWith(today)) return
  throw new BadCall(
    'BATCH_NO_FORMAT_ERROR',
    `batch_no：应为当天日期 ${today} 加 3～24 位数字或字母（不能为 000），传入 ${batchNo}`,
  )
}

function readItems(parameters: Parameters): AskedItem[] {
  const detail = given(parameters, 'detail_data')
  if (detail === undefined) throw new BadCall('DETAIL_DATA_FORMAT_ERROR', 'detail_data：必填，未传')
  const pieces = detail.split('#')
  checkCount(given(parameters, 'batch_num') ?? '', pieces.length)
  const items = pieces.map((piece, place) => readItem(piece, place + 1))
  const seen = new Set<string>()
  for (const { tradeNo } of items) {
    if (seen.has(tradeNo)) {
      throw new BadCall('DUBL_TRADE_NO_IN_SAME_BATCH', `detail_data：交易号 ${tradeNo} 出现两次`)
    }
    seen.add(tradeNo)
  }
  return items
}

function checkCount(declared: string, found: number): void {
  if (!/^\d{1,6}$/.test(declared) || Number(declared) < 1) {
    throw new BadCall(
      'BATCH_NUM_ERROR',
      `batch_num：应为 1～${MOST_ITEMS} 的整数，传入 ${declared || '空'}`,
    )
  }
  if (Number(declared) > MOST_ITEMS || found > MOST_ITEMS) {
    throw new BadCall(
      'BATCH_NUM_EXCEED_LIMIT',
      `batch_num：一批最多 ${MOST_ITEMS} 笔，传入 ${declared}`,
    )
  }
  if (Number(declared) !== found) {
    throw new BadCall(
      'BATCH_NUM_NOT_EQUAL_TOTAL',
      `batch_num 为 ${declared}，detail_data 有 ${found} 笔`,
    )
  }
}

function readItem(piece: string, nth: number): AskedItem {
  const wrong = (code: string, about: string) =>
    new BadCall(code, `detail_data 第 ${nth} 笔：${about}`)
  // What is behind the first leg gives back royalties and fees, which are not simulated.
  if (/[|$]/.test(piece)) throw wrong('PWD_REFUND_NOT_ALLOW_ROYALTY', '不支持退分润和退收费明细')
  const [tradeNo = '', amount = '', reason, ...more] = piece.split('^')
  if (!/^\d{16,64}$/.test(tradeNo) || reason === undefined || more.length > 0) {
    throw wrong('DETAIL_DATA_FORMAT_ERROR', `应为 交易号^金额^理由，传入 ${piece}`)
  }
  if (Buffer.byteLength(reason) > MOST_REASON_BYTES) {
    throw wrong('SINGLE_DETAIL_DATA_EXCEED_LIMIT', `退款理由最长 ${MOST_REASON_BYTES} 字节`)
  }
  const amountFen = parseYuan(amount)
  if (amountFen === undefined)
    throw wrong('REFUND_AMOUNT_NOT_VALID', `金额应如 88.88，传入 ${amount}`)
  if (amountFen < 1) throw wrong('RESULT_AMOUNT_NOT_VALID', '退款金额应大于 0')
  return { tradeNo, amountFen, ...(reason !== '' && { reason }) }
}

/** The items as far as they can be made out, also of a batch that is refused. */
export function partsIn(parameters: Parameters): readonly CallPart[] | undefined {
  const outRequestNo = given(parameters, 'batch_no')
  const detail = given(parameters, 'detail_data')
  if (detail === undefined) return undefined
  return detail.split('#').map((piece) => {
    const [tradeNo, amount] = piece.split('^')
    return { ids: { tradeNo: tradeNo || undefined, outRequestNo }, amountFen: parseYuan(amount) }
  })
}
