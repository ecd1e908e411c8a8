// What the control API answers, as schemas: the compiler holds the answers to them, and the OpenAPI
// document is made from them. An answer may hold more than its shape says, never less.
import * as v from 'valibot'
import { appShape } from './app-shape.ts'
import { matchSchema } from '../faults/match.ts'
import { SCHEMA_VERSION, TRADE_STATUSES } from '../journal/entry.ts'
import { GRADE_SHAPES } from './grade-shapes.ts'

const text = v.string()
const whole = v.pipe(v.number(), v.integer())
const money = v.pipe(whole, v.description('fen'))
const instant = v.pipe(whole, v.description("ms since 1970 on the gateway's clock"))
const maybeText = v.optional(text)
const tradeStatus = v.picklist(TRADE_STATUSES)

export const listOf = <S extends v.GenericSchema>(item: S) => v.pipe(v.array(item), v.readonly())

const anyObject = v.record(v.string(), v.unknown())

const refund = v.object({
  tradeNo: text,
  outRequestNo: text,
  amountFen: money,
  at: instant,
  reason: maybeText,
})
const tradeFields = v.object({
  tradeNo: text,
  outTradeNo: text,
  status: tradeStatus,
  appId: text,
  via: v.pipe(text, v.description('the protocol that opened it')),
  totalFen: money,
  refundedFen: money,
  currency: v.optional(
    v.pipe(text, v.description('ISO 4217; CNY when absent. The sums count its smallest units')),
  ),
  subject: text,
  buyerId: text,
  createdAt: instant,
  expiresAt: instant,
  paidAt: v.optional(instant),
  closedAt: v.optional(instant),
  notifyUrl: maybeText,
})

/** Something that has happened or will, and why. */
const timedEvent = v.object({
  at: v.pipe(text, v.description('China time')),
  what: text,
  why: text,
  outTradeNo: maybeText,
})

const clock = v.object({
  now: v.pipe(text, v.description('China time')),
  nowMs: instant,
  elapsedMs: v.number(),
  rate: v.pipe(v.number(), v.description('1 is real time, 0 frozen')),
  next: v.optional(timedEvent),
})

/** Shapes with a name of their own in the document. */
export const SHAPES = {
  Problem: v.object({
    type: text,
    title: text,
    status: whole,
    detail: text,
    field: maybeText,
  }),
  Sandbox: v.object({
    id: text,
    seed: text,
    appIds: listOf(text),
    now: text,
    rate: v.number(),
    token: maybeText,
  }),
  App: appShape,
  ClientCertificate: v.object({ certificate: text, privateKey: text }),
  AuthorisationCode: v.object({ code: text }),
  /** How many tokens have ended. */
  Revoked: v.object({ revoked: v.pipe(v.number(), v.integer()) }),
  Trade: tradeFields,
  TradeWithRefunds: v.object({
    ...tradeFields.entries,
    refunds: v.array(refund),
    says: v.optional(v.pipe(text, v.description('the state in the words of its gateway'))),
  }),
  Batch: v.object({
    batchNo: text,
    pid: text,
    appId: text,
    state: v.picklist(['asked', 'accepted', 'done']),
    askedAt: instant,
    notifyUrl: maybeText,
    items: listOf(
      v.object({
        tradeNo: text,
        amountFen: money,
        reason: maybeText,
        state: v.pipe(text, v.description('waiting, refunded, or why it was not refunded')),
      }),
    ),
  }),
  Buyer: v.object({
    buyerId: text,
    name: text,
    logonId: text,
    phone: maybeText,
    balanceFen: money,
  }),
  Shop: v.object({
    name: text,
    stores: listOf(v.object({ storeId: text, name: text, address: text })),
    goods: listOf(v.object({ goodsId: text, name: text, priceFen: money })),
  }),
  WalletRow: v.object({
    at: instant,
    what: v.picklist(['waiting', 'paid', 'closed', 'refund']),
    amountFen: v.pipe(
      v.number(),
      v.description('fen: negative left the wallet, positive came back'),
    ),
    outTradeNo: text,
    tradeNo: text,
    status: tradeStatus,
    merchant: text,
    subject: text,
  }),
  Balance: v.object({ account: text, balanceFen: money }),
  PaymentCode: v.object({
    authCode: text,
    buyerId: text,
    expiresAt: instant,
    usedBy: maybeText,
  }),
  Trigger: v.object({ name: text, says: text, form: text, example: text, amount: text }),
  Claim: v.object({
    outTradeNo: text,
    claims: v.literal('paid'),
    status: v.optional(tradeStatus),
    paidFen: money,
  }),
  Clock: clock,
  PlannedEvent: v.object({ ...timedEvent.entries, due: instant }),
  ClockMove: v.object({
    fired: v.array(timedEvent),
    clock,
  }),
  FaultRule: v.object({
    id: text,
    fault: text,
    options: anyObject,
    match: v.pipe(v.object(matchSchema.entries), v.description('which messages it is for')),
    addedAt: instant,
    hits: v.pipe(whole, v.description('messages that matched')),
    fired: v.pipe(whole, v.description('messages that it bent')),
    profile: v.optional(v.pipe(text, v.description('the profile it belongs to'))),
    isPaused: v.optional(v.literal(true)),
  }),
  HeldAnswer: v.object({
    exchange: text,
    op: maybeText,
    outTradeNo: maybeText,
    appId: maybeText,
    code: v.pipe(maybeText, v.description('what the client would read')),
    since: instant,
    until: v.pipe(instant, v.description('when it is released by itself')),
  }),
  Fault: v.object({ name: text, ids: listOf(text), about: text, ledger: text }),
  BendingFault: v.object({
    name: text,
    ids: listOf(text),
    about: text,
    ledger: text,
    ops: v.optional(listOf(text)),
    takes: v.pipe(listOf(text), v.description('the names of its options')),
  }),
  FaultForecast: v.object({
    message: v.object({
      kind: v.picklist(['call', 'notification', 'return']),
      op: maybeText,
      outTradeNo: maybeText,
      authCode: maybeText,
      amountFen: v.optional(money),
      appId: text,
      protocol: text,
      tradeStatus: maybeText,
    }),
    rules: v.array(
      v.object({
        rule: text,
        fault: text,
        catalogueId: text,
        stage: text,
        verdict: v.picklist(['acts', 'maybe', 'waits', 'no']),
        why: v.array(text),
        hits: whole,
        fired: whole,
      }),
    ),
    acted: v.array(v.object({ rule: text, fault: text, catalogueId: text, note: text })),
  }),
  Notification: v.object({
    notifyId: text,
    appId: text,
    url: text,
    trade: tradeFields,
    eventAt: instant,
    attempts: whole,
    state: v.picklist(['pending', 'acknowledged', 'exhausted']),
    lastWhy: maybeText,
  }),
  Plant: v.object({
    id: text,
    kind: text,
    date: text,
    options: v.object({}),
    fired: whole,
  }),
  JournalEntry: v.object({
    schemaVersion: v.literal(SCHEMA_VERSION),
    seq: whole,
    at: instant,
    elapsedMs: v.number(),
    kind: text,
  }),
  SuccessRate: v.object({
    orders: v.object({ asked: whole, paid: whole, waiting: whole, closed: whole, failed: whole }),
    rate: v.optional(v.number()),
    isEnough: v.optional(v.boolean()),
    wanted: v.number(),
    ops: v.array(
      v.object({
        op: text,
        calls: whole,
        succeeded: whole,
        waiting: whole,
        refused: whole,
        unknown: whole,
        unanswered: whole,
        codes: v.record(v.string(), whole),
      }),
    ),
  }),
  ...GRADE_SHAPES,
  Explanation: v.object({
    kind: text,
    verdict: v.picklist(['mistake', 'none-fits', 'fits']),
    mistakes: v.array(v.object({ name: text, about: text })),
    isCutShort: v.optional(v.literal(true)),
    gatewayText: text,
    clientText: maybeText,
    hints: v.optional(listOf(v.object({ name: text, about: text }))),
    differsAt: v.optional(whole),
  }),
}
