// A till at the openapi gateway: alipay.trade.pay and what follows it, signed with the app's own key.
// What it does with a reply is what every client must: verify first, then read.
import { isSignedBy, signInPlace } from '../../../pki/signature.ts'
import { formatChinaTime } from '../../../values/instant.ts'
import { formatYuan } from '../../../values/money.ts'
import type { Till } from '../../protocol.ts'
import type { TillCall, TillOp } from '../../till.ts'
import { openapiApp } from '../credentials.ts'
import { meaningOf } from '../meaning.ts'
import { stringToSign } from '../signing.ts'

const METHODS: Record<TillOp, string> = {
  PAY: 'alipay.trade.pay',
  QUERY: 'alipay.trade.query',
  CANCEL: 'alipay.trade.cancel',
  REFUND: 'alipay.trade.refund',
}

export const till: Till = {
  path: '/gateway.do',
  form: (app, call, now) => {
    const key = openapiApp(app)?.appPrivateKey
    if (key === undefined) return undefined
    const params = {
      app_id: app.appId,
      method: METHODS[call.op],
      charset: 'utf-8',
      sign_type: 'RSA2',
      timestamp: formatChinaTime(now),
      version: '1.0',
      ...(call.op === 'PAY' && { notify_url: call.notifyUrl }),
      biz_content: JSON.stringify(contentOf(call)),
    }
    const signed = Object.entries(params).filter(
      ([name]) => !(call.isMissigned && name === 'sign_type'),
    )
    const sign = signInPlace(key, 'sha256', Buffer.from(stringToSign(signed)))
    return new URLSearchParams({ ...params, sign })
  },
  read: (app, text) => {
    const node = trusted(text, openapiApp(app)?.alipayPublicKey)
    if (!node) return { meaning: 'unreadable' }
    const { code = '', msg, sub_code: subCode, sub_msg: subMsg, trade_status: tradeStatus } = node
    const { meaning } = meaningOf(code, subCode)
    return { meaning, code, subCode, says: subMsg ?? msg, tradeStatus }
  },
}

function contentOf(call: TillCall): object {
  const { op, outTradeNo: out_trade_no, amountFen, subject, authCode, outRequestNo } = call
  const yuan = formatYuan(amountFen)
  if (op === 'PAY') {
    const order = { out_trade_no, total_amount: yuan, subject }
    return { ...order, scene: 'bar_code', auth_code: authCode }
  }
  if (op === 'REFUND') return { out_trade_no, refund_amount: yuan, out_request_no: outRequestNo }
  return { out_trade_no }
}

const SHAPE = /^\{"\w+_response":(\{[^]*\}),"sign":"([^"]+)"\}$/

/** The node of a reply whose signature fits. */
function trusted(text: string, publicKey: string | undefined): Record<string, string> | undefined {
  const [, node = '', sign = ''] = SHAPE.exec(text) ?? []
  try {
    const bytes = Buffer.from(node)
    const isGenuine = publicKey !== undefined && isSignedBy(publicKey, 'sha256', bytes, sign)
    return isGenuine ? (JSON.parse(node) as Record<string, string>) : undefined
  } catch {
    return undefined
  }
}
