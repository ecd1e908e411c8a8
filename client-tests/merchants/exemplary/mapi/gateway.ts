// Alipay's old gateway (mapi, 即时到账): a form that the buyer's browser brings, and calls that are answered in XML.
// Signed by MD5 or RSA. What cannot be verified says nothing of what was done.
import type { MapiDecisions } from '../decisions/mapi.ts'
import { inTime, type InTime } from '../gateway-over-fetch.ts'
import type { Gateway, Reply } from '../ports.ts'
import type { BatchReply, BatchText, OldGateway, OrderForm } from './port.ts'
import { isSigned, signed, type MapiSigner } from './sign.ts'
import { replyInWords, type MapiCall } from './words.ts'
import { readXml } from './xml.ts'

export interface MapiOptions extends InTime {
  /** Of `gateway.do`. */
  url: string
  /** 2088…: the merchant, as the gateway knows it. */
  partner: string
  sellerEmail: string
  /** Where this shop is reached; its pages and addresses for news are below. */
  publicUrl: string
  signer: MapiSigner
  fetch(request: Request): Promise<Response>
  /** Told of every trade that a verified reply names. */
  learn(told: Readonly<Record<string, string>>): void
  decisions: Pick<
    MapiDecisions,
    'mapiNamesSellerBy' | 'mapiSendsBrowserBy' | 'mapiBatchesBy' | 'mapiPassback'
  >
}

export type MapiGateway = Gateway & OldGateway

export const PAGES = '/mapi/pay/'
export const NOTIFY = '/mapi/notify'
export const REFUND_NOTIFY = '/mapi/refund-notify'
export const RETURN = '/mapi/return'

type Fields = Record<string, string>
type Order = Readonly<Record<string, unknown>>

export function createMapiGateway(options: MapiOptions): MapiGateway {
  const { decisions, partner, publicUrl, signer, url } = options
  const none = () => Promise.resolve<Reply>({ kind: 'unknown', why: 'mapi has no such call' })
  const call = (service: MapiCall, fields: Fields) => ask(options, service, fields)
  const orderForm = (order: Order, totalFee: string): OrderForm => {
    const fields = orderFields(options, order, totalFee)
    return { action: `${url}?_input_charset=utf-8`, fields: signed(signer, fields) }
  }
  return {
    orderForm,
    pageUrl: (order) => {
      if (decisions.mapiSendsBrowserBy !== 'address')
        return `${publicUrl}${PAGES}${encodeURIComponent(text(order['out_trade_no']))}`
      const { fields } = orderForm(order, text(order['total_amount']))
      return `${url}?${new URLSearchParams(fields).toString()}`
    },
    query: (no) => call('single_trade_query', { out_trade_no: no }),
    // It calls the merchant's number otherwise than all others.
    close: (no) => call('close_trade', { out_order_no: no, trade_role: 'S' }),
    sendBatch: (batch) => sendBatch(options, batch),
    isSigned: (form) => isSigned(signer, form),
    verifyNotification: (form) => isSigned(signer, form),
    pay: none,
    precreate: none,
    cancel: none,
    refund: none,
    refundQuery: none,
    heartbeat: none,
    billUrl: none,
    download: () => Promise.resolve({ kind: 'unknown', why: 'mapi has no bills here' }),
  }

  function orderFields({ sellerEmail }: MapiOptions, order: Order, totalFee: string): Fields {
    const byId = decisions.mapiNamesSellerBy === 'id'
    return {
      service: 'create_direct_pay_by_user',
      partner,
      _input_charset: 'utf-8',
      payment_type: '1',
      notify_url: `${publicUrl}${NOTIFY}`,
      return_url: `${publicUrl}${RETURN}`,
      out_trade_no: text(order['out_trade_no']),
      subject: text(order['subject']),
      total_fee: totalFee,
      // 002:L46-47: an id does not change, an address may.
      ...(byId
        ? { seller_id: text(order['seller_id']) || partner }
        : { seller_email: sellerEmail }),
      buyer_id: text(order['buyer_id']),
      it_b_pay: text(order['timeout_express']),
      extra_common_param: decisions.mapiPassback(text(order['sale_id'])),
    }
  }
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')

async function ask(options: MapiOptions, service: MapiCall, fields: Fields): Promise<Reply> {
  const { partner, signer } = options
  const sent = signed(signer, { service, partner, _input_charset: 'utf-8', ...fields })
  const body = await post(options, sent)
  if (typeof body !== 'string') return body
  const reply = readXml(body)
  if (!reply) return { kind: 'unknown', why: 'the reply is no XML of the gateway' }
  const members = { ...reply.members, sign: reply.sign, sign_type: reply.signType }
  const hasMembers = Object.keys(reply.members).length > 0
  if (hasMembers && !isSigned(signer, members))
    return { kind: 'unknown', why: 'the signature of the reply is wrong' }
  const about = reply.members['out_trade_no']
  if (about !== undefined && about !== fields['out_trade_no'])
    return { kind: 'unknown', why: `the reply is about ${about}` }
  options.learn(reply.members)
  return replyInWords(reply)
}

async function sendBatch(options: MapiOptions, batch: BatchText): Promise<BatchReply> {
  const { decisions, partner, publicUrl, signer } = options
  const sent = signed(signer, {
    service: 'refund_fastpay_by_platform_nopwd',
    partner,
    _input_charset: 'utf-8',
    notify_url: `${publicUrl}${REFUND_NOTIFY}`,
    seller_user_id: partner,
    refund_date: batch.refundDate,
    batch_no: batch.batchNo,
    batch_num: String(batch.declared),
    detail_data: batch.detail,
    return_type: 'xml',
  })
  const body = await post(options, sent, decisions.mapiBatchesBy)
  if (typeof body !== 'string') return body
  const reply = readXml(body)
  if (!reply) return { kind: 'unknown', why: 'the reply is no XML of the gateway' }
  if (reply.isSuccess) return { kind: 'accepted' }
  if (reply.error === 'SYSTEM_ERROR') return { kind: 'unknown', why: reply.error }
  return { kind: 'refused', code: reply.error }
}

/** The whole text of a reply, or why there is none. */
function post(options: MapiOptions, sent: Fields, by: 'POST' | 'GET' = 'POST') {
  const { fetch, url } = options
  const form = new URLSearchParams(sent).toString()
  return inTime<string | { kind: 'unknown'; why: string }>(options, async (signal) => {
    try {
      const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
      const request =
        by === 'GET'
          ? new Request(`${url}?${form}`, { signal })
          : new Request(`${url}?_input_charset=utf-8`, {
              method: 'POST',
              headers,
              body: form,
              signal,
            })
      const response = await fetch(request)
      const body = await response.text()
      return response.status === 200 ? body : { kind: 'unknown', why: `HTTP ${response.status}` }
    } catch (error) {
      return { kind: 'unknown', why: error instanceof Error ? error.message : String(error) }
    }
  })
}
