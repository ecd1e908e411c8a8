// The till's gateway abroad: AMS by JSON over POST, signed over the bytes of the body. Every reply is verified; what
// cannot be verified says nothing of what was done.
import type { WireDecisions } from '../decisions/wire.ts'
import { inTime } from '../gateway-over-fetch.ts'
import type { Clock, Gateway, Reply, Store } from '../ports.ts'
import type { Signer } from '../rsa2.ts'
import { inside, membersIn, textIn, type Members } from './json.ts'
import { orderOf, type Shopfront } from './order.ts'
import { isSigned, signatureHeader } from './sign.ts'
import { replyInWords, type AmsCall } from './words.ts'

export interface AmsOptions extends Shopfront {
  /** The gateway's address, without a path. */
  url: string
  clientId: string
  notifyUrl: string
  signer: Signer
  clock: Clock
  timeoutsMs: WireDecisions['amsTimeoutsMs']
  believesReplies: WireDecisions['believesReplies']
  tokenInUse: WireDecisions['tokenInUse']
  store: Pick<Store, 'agentTokens' | 'attempts' | 'sales'>
  fetch(request: Request): Promise<Response>
}

const PREFIX = '/ams/api/v1/payments/'

const WAITED_AS = {
  pay: 'pay',
  invite: 'pay',
  inquiryPayment: 'query',
  cancel: 'cancel',
  refund: 'refund',
  inquiryRefund: 'query',
} as const satisfies Record<AmsCall, keyof AmsOptions['timeoutsMs']>

export function createAmsGateway(options: AmsOptions): Gateway {
  const none = () => Promise.resolve<Reply>({ kind: 'unknown', why: 'AMS has no such call' })
  const named = (no: string) => ({ paymentRequestId: no })
  const query = (no: string) => ask(options, 'inquiryPayment', no, named(no))
  const open = (call: 'pay' | 'invite', order: Record<string, unknown>, notify: boolean) => {
    const no = String(order['out_trade_no'])
    const body = orderOf(options, order, notify ? options.notifyUrl : undefined)
    return ask(options, call, no, body)
  }
  return {
    pay: (order, notify) => open('pay', order, notify),
    precreate: (order, notify) => open('invite', order, notify),
    query,
    cancel: (no) => ask(options, 'cancel', no, named(no)),
    refund: async ({ outTradeNo, outRequestNo, amount, reason }) => {
      // A refund names the payment by the gateway's number, which an inquiry tells where no reply has.
      if (paymentIdOf(options, outTradeNo) === undefined) {
        const reply = await query(outTradeNo)
        if (paymentIdOf(options, outTradeNo) === undefined) return reply
      }
      return ask(options, 'refund', outTradeNo, {
        refundRequestId: outRequestNo,
        paymentId: paymentIdOf(options, outTradeNo),
        refundAmount: options.amountOf(outTradeNo, amount),
        ...(reason !== undefined && { refundReason: reason }),
      })
    },
    refundQuery: (no, outRequestNo) =>
      ask(options, 'inquiryRefund', no, { refundRequestId: outRequestNo }),
    close: none,
    pageUrl: () => '',
    heartbeat: none,
    billUrl: none,
    download: () => Promise.resolve({ kind: 'unknown', why: 'AMS has no bills here' }),
    verifyNotification: () => false,
  }
}

const paymentIdOf = ({ store }: AmsOptions, outTradeNo: string) =>
  store.attempts.get(outTradeNo)?.gatewayNo

function ask(
  options: AmsOptions,
  call: AmsCall,
  outTradeNo: string,
  body: Members,
): Promise<Reply> {
  const { clock, timeoutsMs } = options
  const clientTimeoutMs = timeoutsMs[WAITED_AS[call]]
  return inTime<Reply>({ clock, clientTimeoutMs }, async (signal) => {
    try {
      const request = requestOf(options, call, outTradeNo, { body, signal })
      const response = await options.fetch(request)
      const text = await response.text()
      if (response.status !== 200) return { kind: 'unknown', why: `HTTP ${response.status}` }
      return readReply(options, call, { outTradeNo, sent: body, response, text })
    } catch (error) {
      return { kind: 'unknown', why: error instanceof Error ? error.message : String(error) }
    }
  })
}

/** `invite` is a pay too: of an order that the buyer opens. */
const targetOf = (call: AmsCall) => `${PREFIX}${call === 'invite' ? 'pay' : call}`

function requestOf(
  options: AmsOptions,
  call: AmsCall,
  outTradeNo: string,
  { body, signal }: { body: Members; signal: AbortSignal },
): Request {
  const { clientId, clock, signer, url } = options
  const text = JSON.stringify(body)
  const time = new Date(clock.now()).toISOString()
  const target = targetOf(call)
  const token = tokenOf(options, outTradeNo)
  return new Request(new URL(target, url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=UTF-8',
      'client-id': clientId,
      'request-time': time,
      signature: signatureHeader(signer, { target, clientId, time, body: text }),
      ...(token !== undefined && { 'agent-token': token }),
    },
    body: text,
    signal,
  })
}

/** Under which a service provider acts for the merchant whose sale it is (001:L100-101). */
function tokenOf({ store, tokenInUse }: AmsOptions, outTradeNo: string): string | undefined {
  const merchantId = store.attempts.get(outTradeNo)?.sellerId ?? ''
  return store.agentTokens.get(merchantId)?.tokens.at(tokenInUse === 'latest' ? -1 : 0)
}

interface Answered {
  outTradeNo: string
  sent: Members
  response: Response
  text: string
}

function readReply(
  options: AmsOptions,
  call: AmsCall,
  { outTradeNo, sent, response: { headers }, text }: Answered,
): Reply {
  const { signer, believesReplies } = options
  const message = {
    target: targetOf(call),
    clientId: headers.get('client-id') ?? '',
    time: headers.get('response-time') ?? '',
    body: text,
    signature: headers.get('signature') ?? '',
  }
  if (believesReplies !== 'own' && !isSigned(signer, message))
    return { kind: 'unknown', why: 'the signature of the reply is wrong' }
  const members = membersIn(text)
  if (!members) return { kind: 'unknown', why: 'the reply is no JSON object' }
  const stranger = ['paymentRequestId', 'refundRequestId'].find((name) => {
    const about = textIn(members, name)
    return sent[name] !== undefined && about !== '' && about !== sent[name]
  })
  if (believesReplies !== 'signed' && stranger !== undefined)
    return { kind: 'unknown', why: `the reply is about ${textIn(members, stranger)}` }
  learn(options.store, outTradeNo, members)
  return replyInWords(call, members)
}

/** The gateway's number of a payment, from whatever tells it first. */
export function learn(
  { attempts }: Pick<Store, 'attempts'>,
  outTradeNo: string,
  members: Members,
): void {
  const attempt = attempts.get(outTradeNo)
  const gatewayNo = textIn(members, 'paymentId')
  const isNews = attempt !== undefined && attempt.gatewayNo === undefined && gatewayNo !== ''
  if (isNews && textIn(inside(members, 'result'), 'resultStatus') !== 'F')
    attempts.put(outTradeNo, { ...attempt, gatewayNo })
}
