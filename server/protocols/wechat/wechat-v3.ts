// Callbacks of WeChat Pay's v3, for shops that take them: JSON whose resource is encrypted with the APIv3 key, under
// an RSA signature of the platform. Nothing else of v3 is simulated: it takes no requests.
import { createCipheriv, createHash } from 'node:crypto'
import { readyMade } from '../../pki/key-pair.ts'
import { formatChinaTime, type Instant } from '../../values/instant.ts'
import { amountsOf } from '../../trade/funds.ts'
import type { Product } from '../../trade/trade.ts'
import type { NotificationContent, UnsignedNotification } from '../notification.ts'
import type { App, Protocol } from '../protocol.ts'
import { appidOf, merchantOf } from './credentials.ts'
import { RESEND_GAPS } from './notification.ts'
import { openidOf } from './ids.ts'

const TRADE_TYPES: Readonly<Record<Product, string>> = {
  barcode: 'MICROPAY',
  qr: 'NATIVE',
  create: 'JSAPI',
  page: 'NATIVE',
  wap: 'MWEB',
  app: 'APP',
}

export const wechatV3: Protocol = {
  name: 'wechat-v3',
  traceHeader: 'request-id',
  paths: [],
  accepts: () => false,
  routingKey: () => undefined,
  decode: () => {
    throw new Error('no request of WeChat’s v3 is taken')
  },
  encode: () => {
    throw new Error('no request of WeChat’s v3 is taken')
  },
  explain: () => undefined,
  notification,
  resendGaps: RESEND_GAPS,
  readReply,
}

function notification(content: NotificationContent, named: App): UnsignedNotification {
  const merchant = merchantOf(named)
  if (!merchant) throw new Error(`app ${named.appId} has no key of WeChat to write a callback with`)
  const { platformPrivateKey, platformKeyId, apiV3Key } = merchant
  const digest = createHash('sha256').update(content.notifyId).digest('hex')
  const [nonce, secretNonce] = [digest.slice(0, 32).toUpperCase(), digest.slice(32, 44)]
  const timestamp = String(Math.floor(content.notifyAt / 1_000))
  const body = JSON.stringify({
    id: digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5'),
    create_time: rfc3339(content.notifyAt),
    resource_type: 'encrypt-resource',
    event_type: 'TRANSACTION.SUCCESS',
    summary: '支付成功',
    resource: {
      original_type: 'transaction',
      algorithm: 'AEAD_AES_256_GCM',
      ciphertext: sealed(JSON.stringify(transactionOf(content)), apiV3Key, secretNonce),
      associated_data: 'transaction',
      nonce: secretNonce,
    },
  })
  const { state, orderNo, totalFen, sellerId } = content
  return {
    text: { state, orderNo, total: String(totalFen), sellerId, ofRefund: false },
    signing: {
      bytes: Buffer.from(`${timestamp}\n${nonce}\n${body}\n`),
      by: { how: 'rsa', privateKey: platformPrivateKey, digest: 'sha256' },
      get stranger() {
        return {
          how: 'rsa' as const,
          privateKey: otherThan(platformPrivateKey),
          digest: 'sha256' as const,
        }
      },
    },
    finish: (signature) => ({
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'wechatpay-timestamp': timestamp,
        'wechatpay-nonce': nonce,
        'wechatpay-serial': platformKeyId,
        'wechatpay-signature-type': 'WECHATPAY2-SHA256-RSA2048',
        ...(signature !== undefined && { 'wechatpay-signature': signature }),
      },
      body,
    }),
  }
}

function transactionOf(content: NotificationContent) {
  const { trade, buyer, totalFen, orderNo, tradeNo, paidAt, passback, members } = content
  const { add = {}, leaveOut = [] } = members ?? {}
  const appid = appidOf(content)
  const all = {
    appid,
    mchid: content.sellerId,
    out_trade_no: orderNo,
    transaction_id: tradeNo,
    trade_type: TRADE_TYPES[trade.product],
    trade_state: content.state === 'TRADE_SUCCESS' ? 'SUCCESS' : content.state,
    trade_state_desc: '支付成功',
    bank_type: 'OTHERS',
    attach: passback ?? '',
    success_time: rfc3339(paidAt ?? content.notifyAt),
    payer: { openid: openidOf(appid, buyer.buyerId) },
    amount: {
      total: totalFen,
      payer_total: totalFen === trade.totalFen ? amountsOf(trade).buyerPayFen : totalFen,
      currency: 'CNY',
      payer_currency: 'CNY',
    },
    ...add,
  }
  return Object.fromEntries(Object.entries(all).filter(([name]) => !leaveOut.includes(name)))
}

function sealed(text: string, key: string, nonce: string): string {
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from('transaction'))
  const secret = Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()])
  return secret.toString('base64')
}

/** `2026-01-05T10:00:00+08:00` */
const rfc3339 = (at: Instant): string => `${formatChinaTime(at).replace(' ', 'T')}+08:00`

function otherThan(privateKey: string): string {
  const first = readyMade('gateway', 0).privateKey
  return first === privateKey ? readyMade('gateway', 1).privateKey : first
}

/** HTTP 200 or 204 is enough; anything else is a refusal with a text for people. */
function readReply(status: number, body: string) {
  if (status === 200 || status === 204) return { answer: 'accepted' as const, why: 'acknowledged' }
  const answer = /"code"\s*:\s*"FAIL"/.test(body) ? ('refused' as const) : ('other' as const)
  return { answer, why: `answered HTTP ${status}, not 200 or 204` }
}
