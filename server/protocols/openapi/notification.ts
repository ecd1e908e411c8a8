// Asynchronous notifications of v2: a signed form POST. Trade notifications are signed by the V1
// rule (sign_type left out of the signed text); an empty value is never sent, because SDKs
// disagree on whether it is signed.
import { maskLogonId } from '../../trade/buyer.ts'
import { formatChinaMillis, formatChinaTime } from '../../values/instant.ts'
import { charsetNamed, encodeText } from '../../values/charset.ts'
import { causeOfAnswer } from './bad-answers.table.ts'
import { notifiedAmounts, sendBack } from './amounts.ts'
import { formatYuan, shortYuan } from '../../values/money.ts'
import { answerOf, readNotificationForm } from '../../journal/older-openapi-notifications.ts'
import type { NotificationContent, UnsignedNotification } from '../notification.ts'
import type { App, OptionValues } from '../protocol.ts'
import { writeForm } from '../write-form.ts'
import { openapiApp } from './credentials.ts'
import { openapiOptions, type OpenapiOptions } from './options.table.ts'
import { signedByGateway } from './gateway-keys.ts'
import { stringToSign } from './signing.ts'

export function notification(
  content: NotificationContent,
  named: App,
  options: OptionValues,
): UnsignedNotification {
  const app = openapiApp(named)
  if (!app) throw new Error(`app ${named.appId} has no keys of openapi to sign a notification with`)
  const fields = fieldsOf(content, openapiOptions(options))
  const signType = fields.sign_type === 'RSA' ? 'RSA' : 'RSA2'
  const { charset = 'utf-8' } = fields
  const headers = { 'content-type': `application/x-www-form-urlencoded; charset=${charset}` }
  return {
    text: readNotificationForm(new URLSearchParams(fields)),
    signing: signedByGateway(app, signType, notificationToSign(fields)),
    finish: (sign) => ({
      headers,
      body: writeForm(sign === undefined ? fields : { ...fields, sign }, charsetIn(fields)),
    }),
  }
}

function fieldsOf(
  content: NotificationContent,
  { notifyAmounts, notifySendBackFee }: OpenapiOptions,
): Record<string, string> {
  const { trade, buyer, refund, paidAt, closedAt } = content
  const amountsAreShort = notifyAmounts === 'short'
  const fields: Record<string, string | undefined> = {
    notify_time: formatChinaTime(content.notifyAt),
    notify_type: 'trade_status_sync',
    notify_id: content.notifyId,
    charset: content.charset === 'gbk' ? 'GBK' : 'utf-8',
    version: '1.0',
    sign_type: trade.signType ?? 'RSA2',
    app_id: content.appId,
    auth_app_id: content.authAppId,
    trade_no: content.tradeNo,
    out_trade_no: content.orderNo,
    trade_status: content.state,
    total_amount: amountsAreShort ? shortYuan(content.totalFen) : formatYuan(content.totalFen),
    subject: content.subject,
    body: content.body,
    ...(buyer.openId === undefined ? { buyer_id: buyer.buyerId } : { buyer_open_id: buyer.openId }),
    buyer_logon_id: maskLogonId(buyer.logonId),
    seller_id: content.sellerId,
    seller_email: content.sellerEmail,
    gmt_create: formatChinaTime(trade.createdAt),
    gmt_payment: paidAt === undefined ? undefined : formatChinaTime(paidAt),
    gmt_close: closedAt === undefined ? undefined : formatChinaTime(closedAt),
    passback_params: content.passback,
    ...(refund
      ? {
          gmt_refund: formatChinaMillis(refund.at),
          refund_fee: formatYuan(refund.refundedFen),
          send_back_fee: notifySendBackFee && refund.made ? sendBack(refund.made) : undefined,
          out_biz_no: refund.number,
        }
      : paidAt !== undefined && notifiedAmounts(trade, amountsAreShort)),
  }
  const present = Object.entries(fields).filter((one): one is [string, string] => Boolean(one[1]))
  return otherwise(Object.fromEntries(present), content)
}

/** With the members and the algorithm that a fault wants. */
function otherwise(
  fields: Record<string, string>,
  { members, signAs }: NotificationContent,
): Record<string, string> {
  const { add = {}, leaveOut = [], empty = [] } = members ?? {}
  return {
    ...Object.fromEntries(Object.entries(fields).filter(([name]) => !leaveOut.includes(name))),
    ...Object.fromEntries(empty.map((name) => [name, ''])),
    ...add,
    ...(signAs !== undefined && { sign_type: signAs }),
  }
}

export function notificationToSign(fields: Record<string, string>): Uint8Array {
  const signed = Object.entries(fields).filter(([key]) => key !== 'sign_type')
  return encodeText(stringToSign(signed), charsetIn(fields))
}

const charsetIn = (fields: Record<string, string>) => charsetNamed(fields.charset ?? '') ?? 'utf-8'

/** Only status 200 with exactly `success` counts; redirects are not followed (004:L395-397). */
export function readReply(status: number, body: string) {
  const answer = answerOf(status, body)
  if (answer === 'accepted') return { answer, why: 'acknowledged' }
  const cause = causeOfAnswer(status, body)
  const tail = cause === undefined ? '' : ` (${cause})`
  if (status !== 200) return { answer, why: `answered HTTP ${status}, not 200${tail}` }
  const bytes = Buffer.byteLength(body)
  const shown = JSON.stringify(body.length > 40 ? `${body.slice(0, 40)}…` : body)
  return {
    answer,
    why: `answered ${shown} (${bytes} bytes), not exactly "success"${tail}`,
  }
}
