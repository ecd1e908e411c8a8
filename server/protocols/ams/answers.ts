// What AMS answers: outcomes as a result code and the fields beside it. What S means is the scenario's affair:
// a payment code is paid, an entry code or order code only made.
import type { Op, Result } from '../../journal/entry.ts'
import { maskLogonId, type Buyer } from '../../trade/buyer.ts'
import type { Outcome } from '../../trade/decision.ts'
import type { PendingOrder, Refund, Trade } from '../../trade/trade.ts'
import type { Instant } from '../../values/instant.ts'
import type { ServiceOutcome } from '../service.ts'
import { amountOf, paidFields, refundedFields } from './amounts.ts'
import { codeOf, isCode, textOf, UNKNOWN_CODE } from './codes.table.ts'
import { isoTime, type AmsContext } from './context.ts'
import { refundIdOf } from './numbers.ts'
import { paymentCode, paymentStatus, shownAs } from './states.ts'

export interface Answer {
  code: string
  /** Beside the text of the code. */
  about?: string
  fields?: Record<string, unknown>
  result?: Partial<Result>
}

interface Site {
  op: Op | undefined
  now: Instant
  context: AmsContext
}

type Writer<K extends string> = (
  outcome: Extract<Outcome | ServiceOutcome, { kind: K }>,
  site: Site,
) => Answer

type Kind = (Outcome | ServiceOutcome)['kind']

const namesOf = ({ outTradeNo, tradeNo, totalFen, currency, createdAt }: Trade) => ({
  paymentRequestId: outTradeNo,
  paymentId: tradeNo,
  paymentAmount: amountOf(totalFen, currency),
  paymentCreateTime: isoTime(createdAt),
})

const paidOf = (trade: Trade, buyer: Buyer) =>
  trade.paidAt === undefined
    ? {}
    : { paymentTime: isoTime(trade.paidAt), ...paidFields(trade, buyer) }

/** The wallet opens what the link leads to. */
const wallet = (link: string) =>
  `alipays://platformapi/startApp?appId=10000007&actionType=route&qrcode=${link}`

const PICTURES = { SMALLIMAGE: 'small', MIDDLEIMAGE: 'middle', BIGIMAGE: 'big' } as const

/** The code as text, and where pictures of it are in three sizes. */
function codeDetails({ appId, qrCode }: PendingOrder, origin: string) {
  const pictures = Object.entries(PICTURES).map(([displayType, size]) => {
    const query = new URLSearchParams({ code: qrCode })
    return { displayType, codeValue: `${origin}/cashier/${appId}/picture/${size}?${query}` }
  })
  return [{ displayType: 'TEXT', codeValue: qrCode }, ...pictures].map((one) => ({
    codeValueType: 'QRCODE',
    ...one,
  }))
}

function invitation(
  order: PendingOrder,
  waiting: Trade | undefined,
  origin: string,
): Record<string, unknown> {
  const names = waiting
    ? namesOf(waiting)
    : {
        paymentRequestId: order.outTradeNo,
        paymentAmount: amountOf(order.totalFen, order.currency),
      }
  if (order.kept?.scenario === 'EntryCode') {
    return { ...names, redirectActionForm: { method: 'SCAN', redirectUrl: wallet(order.qrCode) } }
  }
  const orderCodeForm = {
    paymentMethodType: 'CONNECT_WALLET',
    expireTime: isoTime(order.qrExpiresAt),
    codeDetails: codeDetails(order, origin),
  }
  return { ...names, orderCodeForm }
}

const isUnderWay = ({ settlesAt }: Refund, now: Instant) =>
  settlesAt !== undefined && now < settlesAt

const refundFields = (trade: Trade, refund: Refund) => ({
  refundId: refundIdOf(trade, refund),
  refundRequestId: refund.outRequestNo,
  paymentId: trade.tradeNo,
  refundAmount: amountOf(refund.amountFen, trade.currency),
  refundTime: isoTime(refund.settlesAt ?? refund.at),
})

/** What has gone back of a payment, as its inquiry tells it. */
const transactionsOf = (trade: Trade, refunds: readonly Refund[], now: Instant) =>
  refunds.map((refund) => ({
    transactionType: 'REFUND',
    transactionStatus: isUnderWay(refund, now) ? 'PROCESSING' : 'SUCCESS',
    transactionId: refundIdOf(trade, refund),
    transactionRequestId: refund.outRequestNo,
    transactionAmount: amountOf(refund.amountFen, trade.currency),
    transactionTime: isoTime(refund.settlesAt ?? refund.at),
  }))

function refused(reason: Parameters<typeof codeOf>[0], { op, context }: Site): Answer {
  const code = codeOf(reason, op)
  const isOfCancelled = op === 'REFUND' && code === 'ORDER_IS_CANCELED'
  return { code: isOfCancelled ? context.options.amsRefundOfCancelled : code }
}

const ok = (fields: Record<string, unknown>, result?: Partial<Result>): Answer => ({
  code: 'SUCCESS',
  fields,
  result,
})

/** Operations that AMS does not have are refused before they get here. */
const FOREIGN: Answer = { code: 'INVALID_API' }

const ANSWERS: { [K in Kind]: Writer<K> } = {
  paid: ({ trade, buyer }) =>
    ok({ ...namesOf(trade), ...paidOf(trade, buyer) }, { tradeNo: trade.tradeNo }),
  waiting: ({ trade }) => ({
    code: 'PAYMENT_IN_PROCESS',
    fields: namesOf(trade),
    result: { tradeNo: trade.tradeNo },
  }),
  qr: ({ order, waiting }, { context }) =>
    ok(invitation(order, waiting, context.origin), { tradeNo: waiting?.tradeNo }),
  state: ({ trade, buyer, shown, refunds = [] }, { now }) => {
    const status = paymentStatus(trade, shown)
    const code = paymentCode(trade, status)
    const transactions = transactionsOf(trade, refunds, now)
    const fields = {
      ...namesOf(trade),
      paymentStatus: status,
      paymentResultCode: code,
      paymentResultMessage: textOf(code),
      ...(status === 'SUCCESS' && paidOf(trade, buyer)),
      ...(status === 'SUCCESS' && transactions.length > 0 && { transactions }),
    }
    return ok(fields, { tradeStatus: shownAs(status), tradeNo: trade.tradeNo })
  },
  cancelled: ({ tradeNo, outTradeNo, retryFlag, at }, { now }) => {
    const names = { paymentId: tradeNo, paymentRequestId: outTradeNo }
    // "Call again" has one form here: the result is not known.
    if (retryFlag === 'Y') return { code: UNKNOWN_CODE.ResultUnknown, result: { tradeNo } }
    return ok({ ...names, cancelTime: isoTime(at ?? now) }, { tradeNo })
  },
  refunded: ({ trade, refund }, { now }) => {
    const result = { refundFen: refund.amountFen, tradeNo: trade.tradeNo }
    const fields = refundFields(trade, refund)
    if (isUnderWay(refund, now)) {
      const { refundTime: _later, ...known } = fields
      return { code: 'REFUND_IN_PROCESS', fields: known, result }
    }
    return ok({ ...fields, ...refundedFields(trade, refund) }, result)
  },
  'refund-state': ({ trade, refund }, { now }) => {
    if (!refund) return { code: 'REFUND_NOT_EXIST' }
    const isDone = !isUnderWay(refund, now)
    const { refundTime, ...fields } = refundFields(trade, refund)
    const status = { refundStatus: isDone ? 'SUCCESS' : 'PROCESSING' }
    const told = isDone ? { refundTime, ...refundedFields(trade, refund) } : {}
    return ok({ ...fields, ...status, ...told }, isDone ? { refundFen: refund.amountFen } : {})
  },
  refused: ({ refusal }, site) => refused(refusal, site),
  failed: ({ reason }, site) => refused(reason, site),
  documented: ({ name, reason }, site) => {
    if (isCode(name)) return { code: name }
    return reason ? refused(reason, site) : { code: 'PROCESS_FAIL' }
  },
  unknown: ({ reason }) => ({ code: UNKNOWN_CODE[reason] }),
  declined: ({ reason, note: about }) => ({ code: DECLINES[reason] ?? 'PROCESS_FAIL', about }),
  happened: () => ({ code: 'SUCCESS' }),
  closed: ({ trade }) => ok(namesOf(trade)),
  created: ({ trade }) => ok(namesOf(trade)),
  cashier: () => FOREIGN,
  settled: () => FOREIGN,
  synced: () => FOREIGN,
  verified: () => FOREIGN,
  heartbeat: () => FOREIGN,
  'user-tokens': ({ tokens: { access, refresh }, logonId }) =>
    ok({
      accessToken: access.token,
      accessTokenExpiryTime: isoTime(access.expiresAt),
      refreshToken: refresh.token,
      refreshTokenExpiryTime: isoTime(refresh.expiresAt),
      userLoginId: logonId && maskLogonId(logonId),
    }),
  'consent-page': ({ url }) => ok({ authUrl: url, normalUrl: url }),
  consented: () => ok({}),
  revoked: () => ok({}),
  ticket: ({ number }) => ok({ ticketId: number }),
  'app-tokens': () => FOREIGN,
  'bill-link': () => FOREIGN,
  'bill-refused': () => FOREIGN,
  certificate: () => FOREIGN,
  'bill-rows': () => FOREIGN,
  'code-owner': () => FOREIGN,
  'sandbox-key': () => FOREIGN,
  batch: () => FOREIGN,
  timestamp: () => FOREIGN,
}

/** What the gateway will not do, for no reason of business. */
const DECLINES: Readonly<Record<string, string>> = {
  InvalidParameter: 'PARAM_ILLEGAL',
  TooManyCalls: 'REQUEST_TRAFFIC_EXCEED_LIMIT',
  TooManyCallsOfMethod: 'REQUEST_TRAFFIC_EXCEED_LIMIT',
  TokenUnknown: 'INVALID_ACCESS_TOKEN',
  GrantTypeWrong: 'PARAM_ILLEGAL',
  GrantOfAnotherApp: 'INVALID_CODE',
  CodeUnknown: 'INVALID_CODE',
  CodeSpent: 'INVALID_CODE',
  RefreshTokenUnknown: 'INVALID_CODE',
  RefreshTokenSpent: 'INVALID_CODE',
  RefreshTokenLate: 'EXPIRED_CODE',
  GrantRevoked: 'OAUTH_FAILED',
}

export function answerOf(outcome: Outcome | ServiceOutcome, site: Site): Answer {
  // The kind picks the entry whose outcome this is.
  const write = ANSWERS[outcome.kind] as (one: Outcome | ServiceOutcome, site: Site) => Answer
  return write(outcome, site)
}
