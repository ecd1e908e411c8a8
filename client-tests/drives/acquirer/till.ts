// The suite's till: sells through an acquirer as the contract says, and does its own part of the practice. It
// asks until it knows, gives a sale up when its time is over, and repeats a cancel until it is answered.
import { formatYuan, type Fen } from '../../../server/values/money.ts'
import { SECOND } from '../../../server/values/instant.ts'
import type { BeliefStatus } from '../../../server/journal/suite-entry.ts'
import * as contract from '../../adapter/acquirer/contract.ts'
import { readWith } from '../../adapter/issues.ts'
import { ContractError, type Acquirer, type AdapterReply } from '../../adapter/merchant.ts'
import type { Drive } from '../drive.ts'
import type { Line, Message } from './line.ts'

/** How long it waits for an answer, and between two questions (001:L41, L42, L60). */
const ANSWER_WITHIN_MS = 5 * SECOND
const ASK_EVERY_MS = { forwarding: 3 * SECOND, restful: 2 * SECOND, switch: 3 * SECOND }
/** Between two tries of a cancel, an advice or a refund: in their first minute, and afterwards. */
const RETRY_MS = 5 * SECOND
const RETRY_LATER_MS = 10 * SECOND
const SOON_MS = 60 * SECOND
/** An acquirer that answers so often that it will not has said so. */
const REFUSALS = 6

export interface TillOrder {
  saleId: string
  amountFen: Fen
  currency: string
  authCode: string
  cancelAfterMs?: number
  refundAfterMs?: number
}

interface Till {
  drive: Pick<Drive, 'world' | 'sleep'>
  line: Line
  acquirer: Acquirer
  order: TillOrder
  startedMs: number
  /** What the acquirer has said last, heard while the sale was on. */
  state: contract.PaymentState | undefined
  requestId: string | undefined
  isGivenUp: boolean
}

/** Sells; resolves when the till has nothing more to do. */
export async function sell(
  drive: Till['drive'],
  line: Line,
  acquirer: Acquirer,
  order: TillOrder,
): Promise<void> {
  const startedMs = drive.world.elapsed()
  const nothing = { state: undefined, requestId: undefined, isGivenUp: false }
  const till: Till = { drive, line, acquirer, order, startedMs, ...nothing }
  believe(till, 'PENDING')
  await askForPayment(till)
  if (till.state === undefined || till.state === 'PENDING') {
    till.isGivenUp = true
    believe(till, 'UNPAID')
    await giveUp(till)
    return
  }
  if (till.state !== 'APPROVED') {
    believe(till, 'UNPAID')
    return
  }
  believe(till, 'PAID')
  if (order.refundAfterMs !== undefined) await giveBack(till, order.refundAfterMs)
}

const pathOf = ({ order }: Till) => `/payments/${encodeURIComponent(order.saleId)}`

/** Until there is an end, or the till's time is over. */
async function askForPayment(till: Till): Promise<void> {
  const { acquirer, order, drive } = till
  const { model, merchantTimeoutMs } = acquirer
  const endsMs = till.startedMs + Math.min(merchantTimeoutMs, order.cancelAfterMs ?? Infinity)
  const leftMs = () => endsMs - drive.world.elapsed()
  const isOpen = () => (till.state ?? 'PENDING') === 'PENDING'
  const { saleId, amountFen, currency, authCode } = order
  const sale: Message = {
    act: 'sale',
    method: 'POST',
    path: '/payments',
    body: {
      payment_id: saleId,
      amount: { currency, value: String(amountFen) },
      auth_code: authCode,
      description: `conformance ${saleId} ${formatYuan(amountFen)}`,
    },
    about: { amountFen, shown: { authCode, digits: authCode.length } },
  }
  const patienceMs = model === 'switch' ? leftMs() : Math.min(ANSWER_WITHIN_MS, leftMs())
  await answered(till, sale, patienceMs)
  while (model !== 'switch' && isOpen() && leftMs() > 0) {
    await drive.sleep(Math.min(ASK_EVERY_MS[model], leftMs()))
    if (!isOpen() || leftMs() <= 0) break
    const question: Message = { act: 'inquiry', method: 'GET', path: pathOf(till) }
    await answered(till, question, Math.min(ANSWER_WITHIN_MS, leftMs()))
  }
}

/** Waits for an answer, and takes what it says of the payment; a late one counts while the sale is on. */
async function answered(till: Till, message: Message, patienceMs: number): Promise<void> {
  const hears = till.line.send(message).then((reply) => hear(till, reply))
  await Promise.race([hears, till.drive.sleep(Math.max(1, patienceMs))])
}

function hear(till: Till, reply: AdapterReply): void {
  if (reply.status !== 200 || till.isGivenUp) return
  const { state, payment_request_id } = paymentIn(reply)
  till.state = state
  till.requestId ??= payment_request_id ?? undefined
}

function paymentIn({ text }: AdapterReply) {
  const read = readWith(contract.payment, parsed(text))
  if (read.ok) return read.value
  const [first] = read.issues
  const field = first?.field ?? ''
  throw new ContractError(`the answer to the till: ${field} ${first?.what ?? 'is wrong'}`)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A cancel, or to a switch an advice, again and again until it is answered: the till has a queue of its own. */
async function giveUp(till: Till): Promise<void> {
  const { saleId } = till.order
  const message: Message =
    till.acquirer.model === 'switch'
      ? {
          act: 'advice',
          method: 'POST',
          path: '/advices',
          body: { advice_id: `${saleId}-v`, payment_id: saleId },
        }
      : { act: 'cancel', method: 'POST', path: `${pathOf(till)}/cancel`, body: {} }
  await untilDone(till, message, ({ status }) => status === 200 || status === 202)
}

async function giveBack(till: Till, afterMs: number): Promise<void> {
  const { drive, order } = till
  await drive.sleep(afterMs)
  const { saleId, amountFen, currency } = order
  const refundId = `${saleId}-b`
  const message: Message = {
    act: 'refund',
    method: 'POST',
    path: `${pathOf(till)}/refunds`,
    body: { refund_id: refundId, amount: { currency, value: String(amountFen) } },
    about: { refundId, amountFen },
  }
  const stateIn = (text: string) => {
    const read = readWith(contract.refund, parsed(text))
    return read.ok ? read.value.state : 'PENDING'
  }
  const done = await untilDone(
    till,
    message,
    ({ status, text }) => status === 200 && stateIn(text) !== 'PENDING',
  )
  if (done && stateIn(done.text) === 'REFUNDED') believe(till, 'REFUNDED')
}

async function untilDone(
  { drive, line }: Till,
  message: Message,
  isDone: (reply: AdapterReply) => boolean,
): Promise<AdapterReply | undefined> {
  const fromMs = drive.world.elapsed()
  let refusals = 0
  let done: AdapterReply | undefined
  while (!done && refusals < REFUSALS) {
    const beganMs = drive.world.elapsed()
    const hears = line.send(message).then((reply) => {
      if (isDone(reply)) done = reply
      else if (reply.status >= 400 && reply.status < 500) refusals += 1
    })
    await Promise.race([hears, drive.sleep(ANSWER_WITHIN_MS)])
    if (done) break
    const everyMs = drive.world.elapsed() - fromMs < SOON_MS ? RETRY_MS : RETRY_LATER_MS
    await drive.sleep(Math.max(1, everyMs - (drive.world.elapsed() - beganMs)))
  }
  return done
}

/** What the till holds of the sale: of one that is off it only knows that it has no money of it. */
function believe({ drive, order, requestId }: Till, status: BeliefStatus): void {
  const attempts = requestId === undefined ? [] : [{ outTradeNo: requestId, status }]
  const refundedFen = status === 'REFUNDED' ? order.amountFen : 0
  const { saleId } = order
  drive.world.note({ kind: 'belief', saleId, status, refundedFen, attempts, effects: [] })
}
