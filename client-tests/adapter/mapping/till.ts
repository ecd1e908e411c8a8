// Answers the suite's till on behalf of an acquirer that has only its own endpoints: each call and each answer
// is translated by the part `till` of the mapping file.
import { formatYuan } from '../../../server/values/money.ts'
import { findEach, findFirst, type Reply } from '../extract.ts'
import { ContractError, type AdapterReply } from '../merchant.ts'
import type { Values } from '../template.ts'
import { answer, isOk, refused, unmapped, type Perform } from './answers.ts'
import type { Mapping } from './file.ts'
import type { TillActions } from './till-schema.ts'

interface TillTranslator {
  mapping: Mapping
  actions: TillActions
  perform: Perform
  /** What is known of each payment, for the calls that come after it. */
  payments: Map<string, Values>
}

type Body = Readonly<Record<string, unknown>>

/** `undefined` for a path that is not of the till. */
export function mappedTill(mapping: Mapping, actions: TillActions, perform: Perform) {
  const translator: TillTranslator = { mapping, actions, perform, payments: new Map() }
  return (method: string, path: string, body: Body): Promise<AdapterReply> | undefined => {
    const [, room, id = '', act] = path.split('/').map(decodeURIComponent)
    switch (`${method} ${room}${act === undefined ? '' : `/${act}`}`) {
      case 'POST payments':
        return pay(translator, body)
      case 'GET payments':
        return payment(translator, 'payment', id)
      case 'POST payments/cancel':
        return payment(translator, 'cancel', id)
      case 'POST payments/refunds':
        return refund(translator, id, body)
      case 'POST advices':
        return advice(translator, body)
      case 'GET queue':
        return queue(translator)
      default:
        return undefined
    }
  }
}

function pay(translator: TillTranslator, body: Body): Promise<AdapterReply> {
  const { payment_id: id, auth_code, description } = strings(body)
  const known = { payment_id: id ?? '', description: description ?? '', ...amountIn(body) }
  translator.payments.set(known.payment_id, known)
  return payment(translator, 'pay', known.payment_id, { auth_code: auth_code ?? '' })
}

async function payment(
  { mapping, actions, perform, payments }: TillTranslator,
  name: 'pay' | 'payment' | 'cancel',
  id: string,
  more: Values = {},
): Promise<AdapterReply> {
  const action = actions[name]
  if (!action) return unmapped
  // A cancel may come before its payment.
  const values = { payment_id: id, ...payments.get(id), ...more }
  const reply = await perform(action, values)
  if (!isOk(action, reply)) return reply.status === 404 ? unknown(reply) : refused(reply)
  const state = stateIn(mapping, name, action, reply)
  const number = action.payment_request_id && findFirst(action.payment_request_id, reply.text)
  return answer(200, { state, ...(number !== undefined && { payment_request_id: number }) })
}

const unknown = ({ text }: Reply) => answer(404, { reason: text.slice(0, 300) })

async function refund(
  { mapping, actions, perform, payments }: TillTranslator,
  id: string,
  body: Body,
): Promise<AdapterReply> {
  const action = actions.refund
  if (!action) return unmapped
  const { refund_id: refundId = '' } = strings(body)
  const values = { payment_id: id, ...payments.get(id), ...amountIn(body), refund_id: refundId }
  const reply = await perform(action, values)
  if (!isOk(action, reply)) return refused(reply)
  return answer(200, { state: stateIn(mapping, 'refund', action, reply) })
}

async function advice(
  { actions, perform, payments }: TillTranslator,
  body: Body,
): Promise<AdapterReply> {
  const action = actions.advice
  if (!action) return unmapped
  const given = strings(body)
  const reply = await perform(action, { ...payments.get(given['payment_id'] ?? ''), ...given })
  return isOk(action, reply) ? answer(200, {}) : refused(reply)
}

async function queue({ actions, perform }: TillTranslator): Promise<AdapterReply> {
  const action = actions.queue
  if (!action) return unmapped
  const reply = await perform(action, {})
  if (!isOk(action, reply)) return refused(reply)
  const waiting = findEach(action.each, reply.text).flatMap(
    (part) => findFirst(action.payment_id, part) ?? [],
  )
  return answer(
    200,
    waiting.map((payment_id) => ({ payment_id, op: 'CANCEL' })),
  )
}

interface Stated {
  state?: string
  map?: Readonly<Record<string, string>>
}

/** A cancel that names no state is taken: the acquirer will end it. */
function stateIn(
  mapping: Mapping,
  name: keyof TillActions,
  { state, map = {} }: Stated,
  { status, text }: Reply,
): string {
  if (state === undefined) return name === 'cancel' ? 'CANCELLING' : 'PENDING'
  const word = findFirst(state, text)
  if (word === undefined) {
    const where = mapping.where('till', name, 'state')
    const seen = `${status} ${text.slice(0, 160)}`
    throw new ContractError(`${where}: till.${name}.state found nothing in ${seen}`)
  }
  const meant = map[word] ?? map['*']
  if (meant !== undefined) return meant
  const where = mapping.where('till', name, 'map')
  throw new ContractError(
    `${where}: till.${name}.map has no "${word}", which the acquirer said; add it, or "*" for all others`,
  )
}

function amountIn({ amount }: Body): Record<'value' | 'amount' | 'currency', string> {
  const { currency = '', value = '' } = strings(Object(amount) as Body)
  return { currency, value, amount: formatYuan(Number(value)) }
}

function strings(body: Body): Record<string, string> {
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, one]) => (typeof one === 'string' ? [[name, one]] : [])),
  )
}
