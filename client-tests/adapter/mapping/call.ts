// Speaks the adapter contract on behalf of a shop that has only its own endpoints: translates each
// call by the mapping file, and the shop's answers back. Remembers what the shop has no endpoint for.
import type { AdapterReply, CallAdapter } from '../merchant.ts'
import { findAll, findFirst, type Reply } from '../extract.ts'
import { answer, isOk, performed, refused, unmapped, type Perform } from './answers.ts'
import { readBatch, resubmitBatch, startBatch } from './batches.ts'
import { alerts, effects, manualItems, reconcile } from './lists.ts'
import { amountIn, amountOut, statusIn, unreadable } from './values.ts'
import type { Mapping } from './file.ts'
import {
  rememberFrom,
  saleValues,
  strings,
  textOf,
  type Body,
  type SaleNotes,
  type Translator,
} from './notes.ts'
import { mappedTill } from './till.ts'
import type { ActionName } from './schema.ts'
import type { Values } from '../template.ts'

type Route = (translator: Translator, body: Body, id: string) => Promise<AdapterReply>

const ROUTES: readonly [method: string, path: RegExp, route: Route][] = [
  ['GET', /^\/capabilities$/, capabilities],
  ['POST', /^\/sales$/, startSale],
  ['GET', /^\/sales\/([^/]+)$/, readSale],
  ['POST', /^\/sales\/([^/]+)\/pay-again$/, saleAct('pay_again')],
  ['POST', /^\/sales\/([^/]+)\/cancel$/, saleAct('cancel')],
  ['POST', /^\/refunds$/, startRefund],
  ['GET', /^\/refunds\/([^/]+)$/, readRefund],
  ['POST', /^\/batches$/, startBatch],
  ['GET', /^\/batches\/([^/]+)$/, readBatch],
  ['POST', /^\/batches\/([^/]+)\/resubmit$/, resubmitBatch],
  ['POST', /^\/manual-query$/, manualQuery],
  ['GET', /^\/manual-items$/, ({ mapping, perform }) => manualItems(mapping, perform)],
  ['POST', /^\/manual-items\/([^/]+)\/resolve$/, resolve],
  [
    'POST',
    /^\/reconcile$/,
    ({ mapping, perform }, { date }) => reconcile(mapping, perform, textOf(date)),
  ],
  ['GET', /^\/alerts$/, ({ mapping, perform }) => alerts(mapping, perform)],
  ['POST', /^\/admin\/restart$/, (translator) => act(translator, 'restart', {})],
]

const none = () => ({ sales: new Map(), refunds: new Map(), batches: new Map() })

export function mappedCall(mapping: Mapping, perform: Perform): CallAdapter {
  const translator: Translator = { mapping, perform, ...none() }
  const till = mapping.till && mappedTill(mapping, mapping.till, perform)
  return async (method, path, body) => {
    const asked = typeof body === 'object' && body !== null ? { ...body } : {}
    const answered = till?.(method, path, asked)
    if (answered) return answered
    for (const [wanted, pattern, route] of ROUTES) {
      const match = wanted === method ? pattern.exec(path) : null
      if (!match) continue
      return route(translator, asked, decodeURIComponent(match[1] ?? ''))
    }
    return unmapped
  }
}

/** The file's own words, and what follows from the actions it maps. */
async function capabilities({ mapping }: Translator): Promise<AdapterReply> {
  const {
    start_sale,
    start_qr,
    refund,
    refund_batch,
    read_sale,
    reconcile: bills,
    restart,
  } = mapping
  if (mapping.till) {
    const own = {
      families: ['A'],
      roles: ['acquirer'],
      supports: { restart: restart !== undefined },
    }
    return answer(200, { ...own, ...mapping.capabilities })
  }
  const isAtCounter = start_sale !== undefined || start_qr !== undefined
  const ops = [
    ...(start_sale ? ['PAY'] : []),
    ...(start_qr ? ['PRECREATE'] : []),
    ...(start_qr || mapping.start_web ? ['CLOSE'] : []),
    'QUERY',
    // Pages alone are closed, and at the old gateway refunds are told.
    ...(isAtCounter ? ['CANCEL'] : []),
    ...(refund || refund_batch ? ['REFUND'] : []),
    ...(refund && isAtCounter ? ['REFQUERY'] : []),
    ...(bills ? ['BILLURL', 'BILLGET'] : []),
  ]
  const supports = {
    effects: read_sale?.effects !== undefined,
    restart: restart !== undefined,
    recon: bills !== undefined,
    prompts: false,
  }
  return answer(200, { families: ['O'], ops, supports, ...mapping.capabilities })
}

const STARTED_BY: Readonly<Record<string, 'start_sale' | 'start_qr' | 'start_web'>> = {
  barcode: 'start_sale',
  qr: 'start_qr',
  web: 'start_web',
}

async function startSale(translator: Translator, body: Body): Promise<AdapterReply> {
  const { mapping, sales } = translator
  const name = STARTED_BY[textOf(body.kind)]
  const action = name && mapping[name]
  if (!action) return unmapped
  const saleId = textOf(body.sale_id)
  const values = { ...strings(body), amount: amountOut(mapping, body.amount) }
  // A sale that is rung up again keeps what is known of it; the shop decides whether it may be.
  const notes = sales.get(saleId) ?? { values }
  sales.set(saleId, notes)
  const send = async (): Promise<AdapterReply> => {
    const reply = await translator.perform(action, values)
    if (!isOk(action, reply)) return refused(reply)
    const remembered = rememberFrom(action.remember, reply.text)
    sales.set(saleId, {
      values: { ...notes.values, ...remembered },
      qrCode: action.qr_code && findFirst(action.qr_code, reply.text),
      payUrl: action.pay_url && findFirst(action.pay_url, reply.text),
      number: action.out_trade_no && findFirst(action.out_trade_no, reply.text),
      status: statusIn(mapping, name, action, reply.text),
    })
    return answer(202, {})
  }
  if (!action.blocks) return send()
  // The shop answers when the payment has ended; the suite looks at the sale meanwhile.
  void send()
  return answer(202, {})
}

async function readSale(translator: Translator, _body: Body, saleId: string) {
  const { mapping, sales } = translator
  const notes = sales.get(saleId)
  if (!notes) return answer(404, { reason: 'no such sale' })
  const action = mapping.read_sale
  const attempts = (numbers: string[]) => numbers.map((out_trade_no) => ({ out_trade_no }))
  if (!action) {
    const { start_sale, start_qr, start_web } = mapping
    if (![start_sale, start_qr, start_web].some((one) => one?.status)) return unmapped
    const numbers = notes.number === undefined ? [] : [notes.number]
    const status = notes.status ?? 'PENDING'
    return answer(200, { status, attempts: attempts(numbers), ...shownIn(notes) })
  }
  const reply = await translator.perform(action, saleValues(notes))
  if (!isOk(action, reply)) return answer(reply.status === 0 ? 0 : 404, { reason: reply.text })
  const status = statusIn(mapping, 'read_sale', action, reply.text)
  if (status === undefined) throw unreadable(mapping, 'read_sale', 'status', reply)
  const numbers = action.out_trade_no ? findAll(action.out_trade_no, reply.text) : []
  const [number] = numbers.slice(-1)
  if (number !== undefined) sales.set(saleId, { ...notes, number })
  const refunded = action.refunded && findFirst(action.refunded, reply.text)
  return answer(200, {
    status,
    attempts: attempts(numbers.length > 0 ? numbers : notes.number ? [notes.number] : []),
    refunded:
      refunded === undefined ? '0.00' : amountIn(mapping, ['read_sale', 'refunded'], refunded),
    effects: effects(mapping, reply.text),
    qr_code: (action.qr_code && findFirst(action.qr_code, reply.text)) ?? notes.qrCode,
    pay_url: (action.pay_url && findFirst(action.pay_url, reply.text)) ?? notes.payUrl,
  })
}

const shownIn = ({ qrCode, payUrl }: SaleNotes) => ({ qr_code: qrCode, pay_url: payUrl })

function saleAct(name: 'pay_again' | 'cancel'): Route {
  return async (translator, body, saleId) => {
    const notes = translator.sales.get(saleId)
    if (!notes) return answer(404, { reason: 'no such sale' })
    return act(translator, name, { ...saleValues(notes), ...strings(body) })
  }
}

async function startRefund(translator: Translator, body: Body): Promise<AdapterReply> {
  const { mapping, perform, sales, refunds } = translator
  const notes = sales.get(textOf(body.sale_id))
  const amount = amountOut(mapping, body.amount)
  const values = { ...(notes && saleValues(notes)), ...strings(body), amount }
  const remember = (action: NonNullable<Mapping['refund']>, { text }: Reply) => {
    refunds.set(textOf(body.refund_id), {
      values: { ...values, ...rememberFrom(action.remember, text) },
      status: statusIn(mapping, 'refund', action, text),
      amount: textOf(body.amount),
    })
    return {}
  }
  return performed(perform, mapping.refund, values, remember, 202)
}

async function readRefund(translator: Translator, _body: Body, refundId: string) {
  const { mapping, refunds } = translator
  const known = refunds.get(refundId)
  if (!known) return answer(404, { reason: 'no such refund' })
  const action = mapping.read_refund
  if (!action) {
    if (known.status === undefined) return unmapped
    return answer(200, { status: known.status, amount: known.amount })
  }
  const reply = await translator.perform(action, known.values)
  if (!isOk(action, reply)) return answer(reply.status === 0 ? 0 : 404, { reason: reply.text })
  const status = statusIn(mapping, 'read_refund', action, reply.text)
  if (status === undefined) throw unreadable(mapping, 'read_refund', 'status', reply)
  const amount = action.amount && findFirst(action.amount, reply.text)
  const refunded =
    amount === undefined ? known.amount : amountIn(mapping, ['read_refund', 'amount'], amount)
  return answer(200, { status, amount: refunded })
}

function manualQuery(translator: Translator, body: Body): Promise<AdapterReply> {
  const { mapping, perform } = translator
  const values = numberValues(translator, textOf(body.out_trade_no))
  return performed(perform, mapping.manual_query, values, (action, reply) => {
    const status = statusIn(mapping, 'manual_query', action, reply.text)
    return { status: status ?? 'UNKNOWN', source: 'gateway' }
  })
}

function resolve(translator: Translator, body: Body, attempt: string): Promise<AdapterReply> {
  const values = { ...numberValues(translator, attempt), ...strings(body), attempt }
  return act(translator, 'resolve', values)
}

function act({ mapping, perform }: Translator, name: ActionName, values: Values) {
  return performed(perform, mapping[name], values, () => ({}), 202)
}

function numberValues({ sales }: Translator, number: string): Values {
  const notes = [...sales.values()].find((sale) => sale.number === number)
  return { ...(notes && saleValues(notes)), out_trade_no: number }
}
