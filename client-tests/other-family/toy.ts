// A family of gateways that no one else knows: it shows that one is a folder. JSON bodies, HMAC-SHA256 in a
// header, states in its own words, notifications that are acknowledged in JSON.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Op, TradeStatus } from '../../server/journal/entry.ts'
import type {
  NotificationContent,
  UnsignedNotification,
} from '../../server/protocols/notification.ts'
import type {
  App,
  Apps,
  CallSummary,
  Decoded,
  Family,
  Protocol,
  ReplyContext,
} from '../../server/protocols/protocol.ts'
import type { WireRequest } from '../../server/protocols/wire.ts'
import type { Call } from '../../server/trade/decision.ts'
import { canonicalJson } from '../../server/values/canonical-json.ts'
import { encode } from './toy-replies.ts'
import {
  MAC_HEADER,
  macOf,
  secretOf,
  signedWith,
  STATE_WORDS,
  TOY,
  type ToyCredentials,
} from './toy-wire.ts'

const PATHS: Readonly<Record<string, Op>> = {
  '/toy/charge': 'PAY',
  '/toy/look': 'QUERY',
  '/toy/undo': 'CANCEL',
  '/toy/give-back': 'REFUND',
  '/toy/give-many-back': 'REFUND',
  '/toy/look-at-give-back': 'REFQUERY',
}

const pathOf = ({ url }: WireRequest) => new URL(url).pathname

const toyV1: Protocol = {
  name: 'toy-v1',
  traceHeader: 'x-toy-trace',
  paths: ['/toy/*'],
  accepts: (request) => pathOf(request).startsWith('/toy/'),
  routingKey: (request) => textIn(read(request), 'shop'),
  decode,
  encode,
  explain: () => undefined,
  notification,
  readReply: (status, body) => {
    if (status === 200 && body === '{"ok":true}') return { answer: 'accepted', why: 'acknowledged' }
    const isRefusal = body === '{"ok":false}'
    return { answer: isRefusal ? 'refused' : 'other', why: `answered ${body}, not {"ok":true}` }
  },
}

export const toy: Family = {
  name: TOY,
  protocols: [toyV1],
  usual: toyV1,
  options: {},
  credentials: ({ draw }): ToyCredentials => ({ secret: draw.letters('toy_secret', 24) }),
  whereabouts: 'a path under /toy/',
  readPasted: () => undefined,
}

type Body = Readonly<Record<string, unknown>>

function read({ body }: WireRequest): Body {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {}
  } catch {
    return {}
  }
}

function textIn(body: Body, name: string): string | undefined {
  const value = body[name]
  return typeof value === 'string' ? value : undefined
}

const minorIn = ({ minor }: Body) => (Number.isSafeInteger(minor) ? Number(minor) : 0)

function decode(request: WireRequest, apps: Apps): Decoded {
  const body = read(request)
  const op = PATHS[pathOf(request)]
  const app = apps(textIn(body, 'shop') ?? '')
  const context: ReplyContext = { app }
  const bodies = bodiesIn(body)
  const [first = body] = bodies
  const summary = summaryOf(request, op, first, bodies.length > 1 ? bodies.map(partOf) : undefined)
  const refuse = (code: string, about: string, reason?: 'SignatureWrong') => ({
    context,
    summary: { ...summary, appId: app?.appId },
    rejection: { reason, code, subCode: code, subMsg: about },
  })
  if (!op) return refuse('NO_SUCH_CALL', `there are ${Object.keys(PATHS).join(', ')}`)
  if (!app) return refuse('NO_SUCH_SHOP', 'shop: the id of no app')
  if (!isSigned(request, app)) {
    return refuse('BAD_MAC', `${MAC_HEADER}: HMAC-SHA256 of the body`, 'SignatureWrong')
  }
  const calls = bodies.flatMap((one) => callOf(op, app, one) ?? [])
  const [call, ...also] = calls
  if (!call || calls.length < bodies.length) {
    return refuse('NO_REF', 'ref: the number of the order, missing')
  }
  return { context, summary: { ...summary, appId: app.appId }, call, also }
}

/** A batch is a list under `many`. */
function bodiesIn(body: Body): Body[] {
  const { many } = body
  if (!Array.isArray(many)) return [body]
  return many.map((one: unknown) => ({ ...Object(one) }))
}

const partOf = (body: Body) => ({
  ids: { outTradeNo: textIn(body, 'ref'), outRequestNo: textIn(body, 'back') },
  amountFen: minorIn(body),
})

function summaryOf(
  request: WireRequest,
  op: Op | undefined,
  body: Body,
  parts: CallSummary['parts'],
): CallSummary {
  const outTradeNo = textIn(body, 'ref')
  const text = canonicalJson(read(request))
  return {
    op,
    method: pathOf(request),
    ids: { outTradeNo, authCode: textIn(body, 'code'), outRequestNo: textIn(body, 'back') },
    amountFen: 'minor' in body ? minorIn(body) : undefined,
    currency: textIn(body, 'currency'),
    parts,
    fingerprint: createHash('sha256').update(text).digest('hex').slice(0, 16),
    order:
      op === 'PAY'
        ? { outTradeNo, total: String(minorIn(body)), notifyUrl: textIn(body, 'hook') }
        : undefined,
  }
}

function isSigned({ headers, body }: WireRequest, app: App): boolean {
  const expected = Buffer.from(macOf(secretOf(app), body))
  const seen = Buffer.from(headers[MAC_HEADER] ?? '')
  return expected.length === seen.length && timingSafeEqual(expected, seen)
}

function callOf(op: Op, app: App, body: Body): Call | undefined {
  const outTradeNo = textIn(body, 'ref')
  if (!outTradeNo) return undefined
  const key = { pid: app.pid, outTradeNo }
  switch (op) {
    case 'PAY':
      return {
        op,
        ...key,
        via: toyV1.name,
        appId: app.appId,
        totalFen: minorIn(body),
        currency: textIn(body, 'currency'),
        subject: textIn(body, 'title') ?? outTradeNo,
        authCode: textIn(body, 'code'),
        notifyUrl: textIn(body, 'hook'),
      }
    case 'CANCEL':
      return { op, ...key }
    case 'REFUND':
      return { op, ...key, amountFen: minorIn(body), outRequestNo: textIn(body, 'back') }
    case 'REFQUERY':
      return { op, ...key, outRequestNo: textIn(body, 'back') ?? '' }
    default:
      return { op: 'QUERY', ...key }
  }
}

function notification(content: NotificationContent, app: App): UnsignedNotification {
  const { orderNo, tradeNo, totalFen, sellerId, refund, state } = content
  const bytes = Buffer.from(
    JSON.stringify({
      id: content.notifyId,
      shop: content.appId,
      ref: orderNo,
      number: tradeNo,
      state: wordFor(state),
      minor: totalFen,
      currency: content.currency ?? 'CNY',
      seller: sellerId,
      ...(refund && { back: refund.number, given_back: refund.refundedFen }),
      ...content.members?.add,
    }),
  )
  return {
    text: {
      state,
      orderNo,
      total: String(totalFen),
      sellerId,
      refundNo: refund?.number,
      ofRefund: refund !== undefined,
    },
    signing: signedWith(app, bytes),
    finish: (mac) => ({
      headers: {
        'content-type': 'application/json',
        ...(mac !== undefined && { [MAC_HEADER]: mac }),
      },
      body: bytes.toString('utf8'),
    }),
  }
}

/** A state that nobody knows goes out as it is. */
const wordFor = (state: string) =>
  state in STATE_WORDS ? STATE_WORDS[state as TradeStatus] : state
