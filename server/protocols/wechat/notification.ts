// The result of a refund, told to the address that the refund named: XML whose `req_info` only somebody with
// the key of the merchant can have written. There is no other signature, and no notification of a payment by code.
import { createCipheriv, createHash } from 'node:crypto'
import { TRADE_STATUSES } from '../../journal/entry.ts'
import { formatChinaTime } from '../../values/instant.ts'
import type { NotificationContent, UnsignedNotification } from '../notification.ts'
import type { App } from '../protocol.ts'
import { appidOf, merchantOf } from './credentials.ts'
import { refundIdOf } from './ids.ts'
import { readXml, writeXml } from './xml.ts'

/** AES-256-ECB under the MD5 of the key in small letters. */
function encryptInfo(text: string | Uint8Array, apiKey: string): string {
  const key = createHash('md5').update(apiKey).digest('hex')
  const cipher = createCipheriv('aes-256-ecb', key, null)
  return Buffer.concat([cipher.update(text), cipher.final()]).toString('base64')
}

const isKnown = (state: string) => TRADE_STATUSES.some((one) => one === state)

export function notification(content: NotificationContent, named: App): UnsignedNotification {
  const merchant = merchantOf(named)
  if (!merchant)
    throw new Error(`app ${named.appId} has no key of WeChat to write a notification with`)
  const { apiKey } = merchant
  const { trade, refund, tradeNo, orderNo, totalFen, notifyAt, members } = content
  const number = refund?.number ?? ''
  const amountFen = refund?.made?.amountFen ?? refund?.refundedFen ?? 0
  const { add = {}, leaveOut = [], empty = [] } = members ?? {}
  const info = Object.entries({
    transaction_id: tradeNo,
    out_trade_no: orderNo,
    refund_id: refundIdOf(trade.tradeNo, number),
    out_refund_no: number,
    total_fee: String(totalFen),
    refund_fee: String(amountFen),
    settlement_refund_fee: String(amountFen),
    // A state that a fault made up goes out as it is.
    refund_status: isKnown(content.state) ? 'SUCCESS' : content.state,
    success_time: formatChinaTime(refund?.at ?? notifyAt),
    refund_recv_accout: '支付用户零钱',
    refund_account: 'REFUND_SOURCE_RECHARGE_FUNDS',
    refund_request_source: 'API',
    ...Object.fromEntries(empty.map((name) => [name, ''])),
    ...add,
  }).filter(([name]) => !leaveOut.includes(name))
  const bytes = Buffer.from(
    writeXml(info)
      .replace(/^<xml>/, '<root>')
      .replace(/<\/xml>$/, '</root>'),
  )
  const by = (key: string) => ({
    how: 'secret' as const,
    sign: (text: Uint8Array) => encryptInfo(text, key),
  })
  const head = [
    ['return_code', 'SUCCESS'],
    // Faults may have it tell of another merchant.
    ['appid', appidOf(content)],
    ['mch_id', content.sellerId],
    ['nonce_str', createHash('md5').update(content.notifyId).digest('hex')],
  ] as const
  return {
    text: {
      state: content.state,
      orderNo,
      total: String(totalFen),
      sellerId: content.sellerId,
      refundNo: refund?.number,
      ofRefund: refund !== undefined,
    },
    signing: { bytes, by: by(apiKey), stranger: by('a key that nobody was given') },
    finish: (reqInfo) => ({
      headers: { 'content-type': 'text/xml' },
      body: writeXml(reqInfo === undefined ? head : [...head, ['req_info', reqInfo]]),
    }),
  }
}

/** 15s 15s 30s 3m 10m 20m 30m 30m 30m 60m 3h 3h 3h 6h 6h (pay.weixin.qq.com, notifications of refunds). */
const MINUTE = 60_000
export const RESEND_GAPS: readonly number[] = [
  15_000,
  15_000,
  30_000,
  ...[3, 10, 20, 30, 30, 30, 60, 180, 180, 180, 360, 360].map((minutes) => minutes * MINUTE),
]

/** An XML whose return_code is SUCCESS; WeChat compares nothing else. */
export function readReply(status: number, body: string) {
  if (status !== 200) return { answer: 'other' as const, why: `answered HTTP ${status}, not 200` }
  const read = readXml(Buffer.from(body))
  const code = 'fields' in read ? read.fields.get('return_code') : undefined
  if (code === 'SUCCESS') return { answer: 'accepted' as const, why: 'acknowledged' }
  const shown = JSON.stringify(body.length > 40 ? `${body.slice(0, 40)}…` : body)
  const wanted = 'not an XML with return_code SUCCESS'
  if (code !== undefined) return { answer: 'refused' as const, why: `answered ${shown}, ${wanted}` }
  const isMeant = /^\s*"?success"?\s*$/i.test(body)
  return {
    answer: isMeant ? ('nearly' as const) : ('other' as const),
    why: `answered ${shown}, ${wanted}`,
  }
}
