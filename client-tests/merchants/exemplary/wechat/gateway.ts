// The till's other gateway: WeChat's payment code by XML over POST, signed with the key of the merchant's
// account. Every reply is verified; what cannot be verified says nothing of what was done.
import { inTime, type InTime } from '../gateway-over-fetch.ts'
import type { WireDecisions } from '../decisions/wire.ts'
import type { Download, Gateway, Reply } from '../ports.ts'
import { fenOf } from '../yuan.ts'
import { signOf, type WechatSignType } from './sign.ts'
import { replyInWords, type WechatCall } from './words.ts'
import { readXml, writeXml } from './xml.ts'

/** As WeChat knows the shop. */
export interface WechatAccount {
  appId: string
  mchId: string
  /** 32 characters, for MD5 and HMAC. */
  apiKey: string
}

interface Wire extends WechatOptions {
  /** Never twice in the life of the account. */
  nonce(): string
}

export interface WechatOptions extends InTime {
  /** The gateway's address, without a path. */
  url: string
  account: WechatAccount
  signType: WechatSignType
  believesReplies: WireDecisions['believesReplies']
  fetch(request: Request): Promise<Response>
  /** What an order came to: a refund has to name it. */
  totalFenOf(outTradeNo: string): number | undefined
}

const PATHS: Record<WechatCall | 'closeorder' | 'downloadbill', string> = {
  micropay: '/pay/micropay',
  orderquery: '/pay/orderquery',
  reverse: '/secapi/pay/reverse',
  refund: '/secapi/pay/refund',
  refundquery: '/pay/refundquery',
  closeorder: '/pay/closeorder',
  downloadbill: '/pay/downloadbill',
}

type Fields = Record<string, string>

export function createWechatGateway(given: WechatOptions): Gateway {
  let sent = 0
  // The time, and a count for what is sent at one time.
  const options: Wire = { ...given, nonce: () => `${given.clock.now()}x${(sent += 1)}` }
  const bills = new Map<string, Uint8Array>()
  const call = (name: WechatCall, fields: Fields) => ask(options, name, fields)
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  const fen = (yuan: unknown) => String(fenOf(text(yuan)) ?? '')
  const none = () => Promise.resolve<Reply>({ kind: 'unknown', why: 'WeChat has no such call' })
  return {
    pay: (order) =>
      call('micropay', {
        out_trade_no: text(order['out_trade_no']),
        auth_code: text(order['auth_code']),
        total_fee: fen(order['total_amount']),
        body: text(order['subject']),
        device_info: text(order['terminal_id']),
        spbill_create_ip: '127.0.0.1',
      }),
    query: (outTradeNo) => call('orderquery', { out_trade_no: outTradeNo }),
    cancel: (outTradeNo) => call('reverse', { out_trade_no: outTradeNo }),
    close: async (outTradeNo) => {
      const text = await post(options, 'closeorder', { out_trade_no: outTradeNo })
      return typeof text === 'string' ? readReply(options, 'orderquery', text, {}) : text
    },
    refund: ({ outTradeNo, outRequestNo, amount, reason }) =>
      call('refund', {
        out_trade_no: outTradeNo,
        out_refund_no: outRequestNo,
        total_fee: String(options.totalFenOf(outTradeNo) ?? ''),
        refund_fee: fen(amount),
        refund_desc: reason ?? '',
      }),
    refundQuery: (_outTradeNo, outRequestNo) =>
      call('refundquery', { out_refund_no: outRequestNo }),
    billUrl: (date) => fetchBill(options, date, bills),
    download: (url) => Promise.resolve(kept(bills, url)),
    precreate: none,
    pageUrl: () => '',
    heartbeat: none,
    verifyNotification: () => false,
  }
}

async function ask(options: Wire, call: WechatCall, fields: Fields): Promise<Reply> {
  const text = await post(options, call, fields)
  return typeof text === 'string' ? readReply(options, call, text, fields) : text
}

/** The whole text of a reply, or why there is none. */
function post(options: Wire, call: keyof typeof PATHS, fields: Fields) {
  const { account, signType, fetch } = options
  const given = Object.entries(fields).filter(([, value]) => value !== '')
  const message = {
    appid: account.appId,
    mch_id: account.mchId,
    nonce_str: options.nonce(),
    sign_type: signType,
    ...Object.fromEntries(given),
  }
  const body = writeXml({ ...message, sign: signOf(message, account.apiKey, signType) })
  return inTime<string | { kind: 'unknown'; why: string }>(options, async (signal) => {
    try {
      const headers = { 'content-type': 'text/xml; charset=utf-8' }
      const url = new URL(PATHS[call], options.url)
      const response = await fetch(new Request(url, { method: 'POST', headers, body, signal }))
      const text = await response.text()
      return response.status === 200 ? text : { kind: 'unknown', why: `HTTP ${response.status}` }
    } catch (error) {
      return { kind: 'unknown', why: error instanceof Error ? error.message : String(error) }
    }
  })
}

function readReply(
  { account, signType, believesReplies }: WechatOptions,
  call: WechatCall,
  text: string,
  sent: Fields,
): Reply {
  const fields = readXml(text)
  if (!fields) return { kind: 'unknown', why: 'the reply is no XML of WeChat' }
  // A transport failure is signed by nobody, so that it proves nothing.
  if (fields['return_code'] !== 'SUCCESS')
    return { kind: 'unknown', why: `${fields['return_code']} ${fields['return_msg'] ?? ''}` }
  if (believesReplies !== 'own' && fields['sign'] !== signOf(fields, account.apiKey, signType))
    return { kind: 'unknown', why: 'the signature of the reply is wrong' }
  const about = fields['out_trade_no']
  const isOurs = [undefined, '', sent['out_trade_no']].includes(about)
  if (believesReplies !== 'signed' && 'out_trade_no' in sent && !isOurs)
    return { kind: 'unknown', why: `the reply is about ${about}` }
  return replyInWords(call, fields)
}

/** The file comes at once; its link is a word for what was kept. */
async function fetchBill(
  options: Wire,
  date: string,
  bills: Map<string, Uint8Array>,
): Promise<Reply> {
  const day = date.replaceAll('-', '')
  const text = await post(options, 'downloadbill', { bill_date: day, bill_type: 'ALL' })
  if (typeof text !== 'string') return text
  const failure = readXml(text)
  if (failure) {
    const why = failure['return_msg'] ?? ''
    const isMissing = /no bill exist|bill creating/i.test(why) || failure['error_code'] === '20002'
    const subCode = isMissing ? 'isp.bill_not_exist' : `WX.${failure['error_code'] ?? why}`
    return { kind: 'answered', code: '40004', subCode, fields: {} }
  }
  const url = `wechat-bill:${date}`
  bills.set(url, new TextEncoder().encode(text))
  return { kind: 'answered', code: '10000', subCode: '', fields: { bill_download_url: url } }
}

function kept(bills: Map<string, Uint8Array>, url: string): Download {
  const bytes = bills.get(url)
  bills.delete(url)
  return bytes ? { kind: 'file', bytes } : { kind: 'refused', status: 404 }
}
