// News to the merchant: of a trade, to the address of its order, and of a batch of refunds, to the address of the batch.
// A signed form; what has no value is never sent, because clients disagree on whether it is signed. A refund is told
// like a payment, with refund_status beside it (002:L17-19).
import { answerOf } from '../../journal/older-openapi-notifications.ts'
import type { NotificationText } from '../../journal/notification-entry.ts'
import { toldItems, type BatchItem, type RefundBatch } from '../../trade/refund-batch.ts'
import type { Trade } from '../../trade/trade.ts'
import { charsetNamed, encodeText, type Charset } from '../../values/charset.ts'
import { formatChinaTime, type Instant } from '../../values/instant.ts'
import { formatYuan } from '../../values/money.ts'
import type { NotificationContent, UnsignedNotification } from '../notification.ts'
import type { App, OptionValues } from '../protocol.ts'
import { writeForm } from '../write-form.ts'
import { codeFor } from './codes.table.ts'
import { keysOf, type MapiKeys } from './credentials.ts'
import { mapiOptions } from './options.table.ts'
import { signedByGateway, signTypeNamed, textToSign, type SignType } from './signature.ts'
import { piecesOf } from './trade-fields.ts'

export type Fields = Record<string, string>

/** As the call was signed that its news are of. */
export const signTypeOf = ({ kept }: Pick<Trade, 'kept'>): SignType =>
  signTypeNamed(kept?.signType) ?? 'MD5'

export function notification(content: NotificationContent, app: App): UnsignedNotification {
  const keys = keysOf(app)
  if (!keys) throw new Error(`app ${app.appId} has no keys of mapi to sign a notification with`)
  const { batch, failure, charset, signAs, trade } = content
  const type = signTypeOf(trade)
  if (failure) return failureNews(failure, keys)
  const fields = otherwise(batch ? batchFields(content, batch) : tradeFields(content), content)
  const headers = {
    'content-type': `application/x-www-form-urlencoded; charset=${charset === 'gbk' ? 'GBK' : 'utf-8'}`,
  }
  return {
    text: batch ? textOfBatch(content, batch) : textOfTrade(fields, content),
    signing: signedByGateway(keys, type, bytesOf(fields, charset)),
    finish: (sign) => {
      const signed = { ...fields, sign_type: signAs ?? type, ...(sign !== undefined && { sign }) }
      return { headers, body: writeForm(signed, charset) }
    },
  }
}

/** Why a call was refused: nothing to believe, and not signed. */
function failureNews(failure: Fields, keys: MapiKeys): UnsignedNotification {
  return {
    text: {
      state: failure.error_code,
      orderNo: failure.out_trade_no,
      ofRefund: false,
      ofFailure: true,
    },
    signing: signedByGateway(keys, 'MD5', bytesOf(failure, 'utf-8')),
    finish: () => ({
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body: writeForm(failure, 'utf-8'),
    }),
  }
}

export const bytesOf = (fields: Fields, charset: Charset): Uint8Array =>
  encodeText(textToSign(Object.entries(fields)), charset)

const time = (at: Instant | undefined) => (at === undefined ? undefined : formatChinaTime(at))

function tradeFields(content: NotificationContent): Fields {
  const { trade, buyer, refund, totalFen } = content
  const { quantity, price } = piecesOf({ ...trade, totalFen })
  return present({
    notify_time: time(content.notifyAt),
    notify_type: 'trade_status_sync',
    notify_id: content.notifyId,
    out_trade_no: content.orderNo,
    trade_no: content.tradeNo,
    trade_status: content.state,
    subject: content.subject,
    body: content.body,
    price: totalFen === trade.totalFen ? price : formatYuan(totalFen),
    quantity: totalFen === trade.totalFen ? quantity : '1',
    total_fee: formatYuan(totalFen),
    discount: '0.00',
    payment_type: '1',
    seller_email: content.sellerEmail,
    seller_id: content.sellerId,
    buyer_email: buyer.logonId,
    buyer_id: buyer.buyerId,
    gmt_create: time(trade.createdAt),
    gmt_payment: time(content.paidAt),
    gmt_close: time(content.closedAt),
    ...(refund && { refund_status: 'REFUND_SUCCESS', gmt_refund: time(refund.at) }),
    is_total_fee_adjust: 'N',
    use_coupon: 'N',
    extra_common_param: content.passback,
  })
}

function batchFields({ notifyAt, notifyId }: NotificationContent, batch: RefundBatch): Fields {
  const told = toldItems(batch)
  return present({
    notify_time: time(notifyAt),
    notify_type: 'batch_refund_notify',
    notify_id: notifyId,
    batch_no: batch.batchNo,
    success_num: String(told.filter(({ state }) => state === 'refunded').length),
    result_details: told.map(itemText).join('#'),
  })
}

const codeOfItem = ({ state }: BatchItem): string => {
  if (state === 'refunded') return 'SUCCESS'
  // Told only when each has been tried.
  return state === 'waiting' ? 'REFUND_FAIL' : codeFor(state, 'item')
}

const itemText = (item: BatchItem): string =>
  [item.tradeNo, formatYuan(item.amountFen), codeOfItem(item)].join('^')

const present = (fields: Record<string, string | undefined>): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter((one): one is [string, string] => Boolean(one[1])),
  )

/** With the members that a fault wants. */
function otherwise(fields: Fields, { members }: NotificationContent): Fields {
  const { add = {}, leaveOut = [], empty = [] } = members ?? {}
  const kept = Object.entries(fields).filter(([name]) => !leaveOut.includes(name))
  return {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(empty.map((name) => [name, ''])),
    ...add,
  }
}

function textOfTrade(fields: Fields, { refund }: NotificationContent): NotificationText {
  return {
    state: fields.trade_status,
    orderNo: fields.out_trade_no,
    total: fields.total_fee,
    sellerId: fields.seller_id,
    refundNo: refund?.number,
    ofRefund: refund !== undefined,
  }
}

function textOfBatch({ sellerId }: NotificationContent, batch: RefundBatch): NotificationText {
  const items = toldItems(batch).map((item) => ({
    tradeNo: item.tradeNo,
    amount: formatYuan(item.amountFen),
    isRefunded: item.state === 'refunded',
    code: codeOfItem(item),
    ...(item.state !== 'refunded' && item.state !== 'waiting' && { reason: item.state }),
  }))
  const { batchNo: number } = batch
  return {
    state: 'BATCH_REFUNDED',
    sellerId,
    refundNo: number,
    ofRefund: true,
    batch: { number, items },
  }
}

/** Only status 200 with exactly `success` counts, unless a sandbox takes capital letters too. */
export function readReply(status: number, body: string, options: OptionValues) {
  const { mapiAcknowledgement } = mapiOptions(options)
  const isCapital = mapiAcknowledgement === 'any-case' && /^success$/i.test(body)
  const answer = status === 200 && isCapital ? 'accepted' : answerOf(status, body)
  if (answer === 'accepted') return { answer, why: 'acknowledged' }
  if (status !== 200) return { answer, why: `answered HTTP ${status}, not 200` }
  const shown = JSON.stringify(body.length > 40 ? `${body.slice(0, 40)}…` : body)
  return {
    answer,
    why: `answered ${shown} (${Buffer.byteLength(body)} bytes), not exactly "success"`,
  }
}

export const charsetOfTrade = ({ charset }: Pick<Trade, 'charset'>): Charset =>
  charsetNamed(charset ?? '') ?? 'utf-8'
