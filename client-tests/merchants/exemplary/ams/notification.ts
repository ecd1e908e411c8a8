// Notifications of AMS: JSON, signed over the address they came to. What they say is put into the words of openapi,
// and judged and booked by the same code as theirs.
import type { Form } from '../decisions/notification.ts'
import { hearAndReply } from '../notification.ts'
import type { Shop } from '../shop.ts'
import { yuan } from '../yuan.ts'
import { hearOfToken, isTokenNews } from './agent-tokens.ts'
import { learn } from './gateway.ts'
import { inside, membersIn, textIn, type Members } from './json.ts'
import { acknowledgement, sumOf, timeOf } from './words.ts'

const JSON_TYPE = 'application/json; charset=UTF-8'

export async function receiveFromAms(shop: Shop, request: Request): Promise<Response> {
  const { decisions, store } = shop
  const body = await request.text()
  const members = membersIn(body)
  if (!members) return decisions.notifyAnswer(acknowledgement(false), JSON_TYPE)
  const isSigned = isFromAms(shop, request, body)
  if (isTokenNews(members)) {
    const reply = decisions.tokenReply(hearOfToken(shop, members, isSigned))
    return decisions.notifyAnswer(reply, JSON_TYPE)
  }
  const form = formOf(shop, members, request.headers)
  if (isSigned) learn(store, form['out_trade_no'] ?? '', members)
  const reply = await hearAndReply(shop, form, () => isSigned)
  return decisions.notifyAnswer(acknowledgement(reply === 'success'), JSON_TYPE)
}

function isFromAms({ signedByAms }: Shop, { headers, url }: Request, body: string): boolean {
  const { pathname, search } = new URL(url)
  const message = {
    target: `${pathname}${search}`,
    clientId: headers.get('client-id') ?? '',
    time: headers.get('request-time') ?? '',
    body,
    signature: headers.get('signature') ?? '',
  }
  return signedByAms?.(message) ?? false
}

/** S is paid, F is closed; everything else is no end. */
const STATES: Readonly<Record<string, string>> = {
  S: 'TRADE_SUCCESS',
  F: 'TRADE_CLOSED',
  U: 'WAIT_BUYER_PAY',
}

function formOf({ store }: Shop, members: Members, headers: Headers): Form {
  const refundNo = textIn(members, 'refundRequestId')
  const refund = store.refunds.all().find(({ outRequestNo }) => outRequestNo === refundNo)
  const outTradeNo = textIn(members, 'paymentRequestId') || (refund?.outTradeNo ?? '')
  const attempt = store.attempts.get(outTradeNo)
  const amount = inside(members, 'paymentAmount')
  const status = textIn(inside(members, 'result'), 'resultStatus')
  const paidAt = textIn(members, 'paymentTime')
  return {
    app_id: headers.get('client-id') ?? '',
    notify_id: headers.get('tracerid') ?? '',
    out_trade_no: outTradeNo,
    // No seller is named, and a refund names no sum of its payment.
    seller_id: attempt?.sellerId ?? '',
    total_amount: refundNo === '' ? sumOf(amount) : yuan(attempt?.amountFen ?? 0),
    ...('currency' in amount && { currency: textIn(amount, 'currency') }),
    trade_status: STATES[status] ?? status,
    ...(paidAt !== '' && { gmt_payment: timeOf(paidAt) }),
    ...(refundNo !== '' && {
      out_biz_no: refundNo,
      refund_fee: sumOf(inside(members, 'refundAmount')),
    }),
  }
}
