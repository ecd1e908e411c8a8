// Asynchronous notifications of v2: a signed form POST. Trade notifications are signed by the V1
// rule (sign_type left out of the signed text); an empty value is never sent, because SDKs
// disagree on whether it is signed.
import { maskLogonId } from '../../trade/buyer.ts'
import { formatChinaMillis, formatChinaTime } from '../../values/instant.ts'
import { charsetNamed, encodeText } from '../../values/charset.ts'
import { causeOfAnswer } from './bad-answers.table.ts'
import { notifiedAmounts, sendBack } from './amounts.ts'
import { formatYuan, shortYuan } from '../../values/money.ts'
import type { App, NotificationContent } from '../protocol.ts'
import { stringToSign } from './signing.ts'

export function notification(content: NotificationContent, app: App): Record<string, string> {
  const { trade, buyer, refund, amountsAreShort } = content
  const paid = trade.paidAt !== undefined
  const fields: Record<string, string | undefined> = {
    notify_time: formatChinaTime(content.notifyAt),
    notify_type: 'trade_status_sync',
    notify_id: content.notifyId,
    charset: trade.charset === 'gbk' ? 'GBK' : 'utf-8',
    version: '1.0',
    sign_type: trade.signType ?? 'RSA2',
    app_id: trade.appId,
    auth_app_id: trade.authAppId ?? trade.appId,
    trade_no: trade.tradeNo,
    out_trade_no: trade.outTradeNo,
    trade_status: trade.status,
    total_amount: amountsAreShort ? shortYuan(trade.totalFen) : formatYuan(trade.totalFen),
    subject: trade.subject,
    body: trade.body,
    ...(buyer.openId === undefined ? { buyer_id: buyer.buyerId } : { buyer_open_id: buyer.openId }),
    buyer_logon_id: maskLogonId(buyer.logonId),
    seller_id: trade.sellerId,
    seller_email: app.sellerEmail,
    gmt_create: formatChinaTime(trade.createdAt),
    gmt_payment: trade.paidAt === undefined ? undefined : formatChinaTime(trade.paidAt),
    gmt_close: trade.closedAt === undefined ? undefined : formatChinaTime(trade.closedAt),
    passback_params: trade.passbackParams,
    ...(refund
      ? {
          gmt_refund: formatChinaMillis(refund.at),
          refund_fee: formatYuan(trade.refundedFen),
          send_back_fee: content.withSendBackFee ? sendBack(refund) : undefined,
          out_biz_no: refund.isUnnumbered ? trade.tradeNo : refund.outRequestNo,
        }
      : paid && notifiedAmounts(trade, amountsAreShort)),
  }
  const present = Object.entries(fields).filter((one): one is [string, string] => Boolean(one[1]))
  return Object.fromEntries(present)
}

export function notificationToSign(fields: Record<string, string>): Uint8Array {
  const signed = Object.entries(fields).filter(([key]) => key !== 'sign_type')
  return encodeText(stringToSign(signed), charsetIn(fields))
}

export function notificationBody(fields: Record<string, string>): string {
  const charset = charsetIn(fields)
  if (charset === 'utf-8') return new URLSearchParams(fields).toString()
  const escaped = (text: string) => escapeBytes(encodeText(text, charset))
  return Object.entries(fields)
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    .join('&')
}

const charsetIn = (fields: Record<string, string>) => charsetNamed(fields.charset ?? '') ?? 'utf-8'

/** As URLSearchParams does it, which knows only UTF-8. */
function escapeBytes(bytes: Uint8Array): string {
  const hex = (code: number) => `%${code.toString(16).toUpperCase().padStart(2, '0')}`
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[^\w.*-]/g, (one) => (one === ' ' ? '+' : hex(one.charCodeAt(0))))
}

/** Only status 200 with exactly `success` counts; redirects are not followed (004:L395-397). */
export function acknowledged(status: number, body: string) {
  if (status === 200 && body === 'success') return { acknowledged: true, why: 'acknowledged' }
  const cause = causeOfAnswer(status, body)
  const tail = cause === undefined ? '' : ` (${cause})`
  if (status !== 200) return { acknowledged: false, why: `answered HTTP ${status}, not 200${tail}` }
  const bytes = Buffer.byteLength(body)
  const shown = JSON.stringify(body.length > 40 ? `${body.slice(0, 40)}…` : body)
  return {
    acknowledged: false,
    why: `answered ${shown} (${bytes} bytes), not exactly "success"${tail}`,
  }
}
