// Notifications of AMS: a signed POST of JSON, whose signature covers the address it goes to. A payment that
// failed tells little more than that.
import type { NotificationText } from '../../journal/notification-entry.ts'
import { parseJson } from '../json.ts'
import type { NotificationContent, UnsignedNotification } from '../notification.ts'
import type { App } from '../protocol.ts'
import type { Token } from '../tokens.ts'
import { amountOf, paidFields, refundedFields, walletAmount } from './amounts.ts'
import { isoTime } from './context.ts'
import { keysOf, signedByGateway } from './credentials.ts'
import { envelope, JSON_TYPE } from './encode.ts'
import { refundIdOf } from './numbers.ts'
import { targetOf } from './paths.table.ts'
import { bytesToSign, writeSignatureHeader } from './signature.ts'
import { paymentCode, paymentStatus } from './states.ts'

export function notification(content: NotificationContent, app: App): UnsignedNotification {
  const keys = keysOf(app)
  if (!keys) throw new Error(`app ${app.appId} has no keys of AMS to sign a notification with`)
  const text = JSON.stringify(membersOf(content))
  const { appId, trade } = content
  // A fault may name another app than the order's.
  const clientId = (appId === trade.appId ? trade.kept?.clientId : undefined) ?? appId
  const time = isoTime(content.notifyAt)
  const body = Buffer.from(text)
  const target = targetOf(content.url)
  return {
    text: textOfContent(content),
    signing: signedByGateway(keys, bytesToSign({ target, clientId, time, body })),
    finish: (signature) => ({
      headers: {
        ...JSON_TYPE,
        'client-id': clientId,
        'request-time': time,
        tracerid: content.notifyId,
        ...(content.agentToken !== undefined && { 'agent-token': content.agentToken }),
        ...(signature !== undefined && { signature: writeSignatureHeader(signature) }),
      },
      body: text,
    }),
  }
}

/** With the members that a fault wants. */
function membersOf(content: NotificationContent): Record<string, unknown> {
  const { add = {}, leaveOut = [], empty = [] } = content.members ?? {}
  const own = ownMembers(content)
  const kept = Object.entries(own).filter(
    ([name, value]) => value !== undefined && !leaveOut.includes(name),
  )
  return {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(empty.map((name) => [name, ''])),
    ...add,
  }
}

function ownMembers(content: NotificationContent): Record<string, unknown> {
  const { refund, token } = content
  if (token) return tokenMembers(token)
  return refund ? refundMembers(content, refund) : paymentMembers(content)
}

/** It has no result: that is how SDKs tell it from news of a payment. */
const tokenMembers = (token: Token): Record<string, unknown> => ({
  clientId: token.appId,
  authClientId: token.authAppId,
  authTime: String(token.issuedAt),
  accessToken: token.token,
  accessTokenExpiryTime: isoTime(token.expiresAt),
  customerId: token.holderId,
})

/** `undefined` for a state that nobody knows, which a fault has made up. */
function codeIn({ state, trade }: NotificationContent): string | undefined {
  switch (state) {
    case 'TRADE_SUCCESS':
    case 'TRADE_FINISHED':
      return 'SUCCESS'
    case 'TRADE_CLOSED':
      return paymentCode(trade, paymentStatus(trade, state))
    case 'WAIT_BUYER_PAY':
      return 'PAYMENT_IN_PROCESS'
    default:
      return undefined
  }
}

function paymentMembers(content: NotificationContent): Record<string, unknown> {
  const { orderNo, tradeNo, totalFen, currency, paidAt, trade, buyer, state } = content
  const code = codeIn(content)
  const result = code === undefined ? { ...envelope(state), resultStatus: state } : envelope(code)
  const isPending = code === 'PAYMENT_IN_PROCESS'
  const names = {
    notifyType: isPending ? 'PAYMENT_PENDING' : 'PAYMENT_RESULT',
    result,
    paymentRequestId: orderNo,
    paymentId: tradeNo,
    paymentAmount: amountOf(totalFen, currency),
    paymentCreateTime: isoTime(trade.createdAt),
  }
  if (code !== 'SUCCESS' || paidAt === undefined) return names
  // A fault that tells another sum tells it throughout.
  const told = totalFen === trade.totalFen ? trade : { ...trade, totalFen, conversion: undefined }
  return { ...names, paymentTime: isoTime(paidAt), ...paidFields(told, buyer) }
}

function refundMembers(
  { trade, tradeNo, currency }: NotificationContent,
  { at, made, refundedFen, number }: NonNullable<NotificationContent['refund']>,
): Record<string, unknown> {
  const refund = made ?? { tradeNo, outRequestNo: number, amountFen: refundedFen, at }
  return {
    notifyType: 'REFUND_RESULT',
    result: envelope('SUCCESS'),
    refundStatus: 'SUCCESS',
    refundRequestId: refund.outRequestNo,
    refundId: refundIdOf(trade, refund),
    refundAmount: amountOf(refund.amountFen, currency),
    refundTime: isoTime(refund.settlesAt ?? refund.at),
    actualRefundAmount: walletAmount(refund),
    ...refundedFields(trade, refund),
  }
}

/** For the journal, in words that every family shares. */
function textOfContent(content: NotificationContent): NotificationText {
  const { state, orderNo, totalFen, currency = 'CNY', sellerId, refund, token } = content
  if (token) return { state: 'TOKEN_CREATED', sellerId, ofRefund: false, ofToken: true }
  return {
    state,
    orderNo,
    total: String(totalFen),
    currency,
    sellerId,
    refundNo: refund?.number,
    ofRefund: refund !== undefined,
  }
}

const EXPECTED = '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}'

/** Only HTTP 200 with a result whose status is S and whose code is SUCCESS counts. */
export function readReply(status: number, body: string) {
  const parsed: unknown = parseJson(body)
  const { resultStatus, resultCode } = resultIn(parsed)
  const isS = resultStatus === 'S'
  if (status === 200 && isS && resultCode === 'SUCCESS') {
    return { answer: 'accepted' as const, why: 'acknowledged' }
  }
  const isPlainly = resultStatus === 'F' || resultStatus === 'U'
  const isMeant = isS || /^\W*success\W*$/i.test(body)
  const answer = isPlainly ? 'refused' : isMeant ? 'nearly' : 'other'
  if (status !== 200) return { answer, why: `answered HTTP ${status}, not 200` } as const
  const shown = JSON.stringify(body.length > 60 ? `${body.slice(0, 60)}…` : body)
  return { answer, why: `answered ${shown}, not ${EXPECTED}` } as const
}

function resultIn(parsed: unknown): Record<string, unknown> {
  const { result } = Object(parsed) as Record<string, unknown>
  return Object(result) as Record<string, unknown>
}
