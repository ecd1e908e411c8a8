// What comes to the old gateway and what it tells, for the tests of its rules: a browser with an order, batches of
// refunds, and the news of a batch. Trade numbers are those that the journal's books give: `t-` and the order's.
import type { OrderText, Result } from '../../../server/journal/entry.ts'
import type { Reason } from '../../../server/journal/reasons.ts'
import { answerOf } from '../../../server/journal/older-openapi-notifications.ts'
import { createJournal, type Journal } from '../../trace/journal.fixture.ts'

const ORDER: OrderText = {
  total: '20.00',
  subject: 'tea',
  expires: '2m',
  payee: { by: 'id', named: '2088000000000001' },
}

interface Brought {
  order?: Partial<OrderText>
  by?: 'POST' | 'GET'
  referer?: string
  /** Why the gateway refuses it. */
  reason?: Reason
}

let count = 0

/** A browser brings the order. */
export function brings(journal: Journal, atS: number, options: Brought = {}): Journal {
  const { order, by = 'POST', referer, reason } = options
  const exchange = `p${(count += 1)}`
  const result: Result = reason
    ? { readable: true, meaning: 'refused', reason, code: 'F' }
    : { readable: true, meaning: 'ok', code: 'T' }
  return journal
    .write(atS, {
      kind: 'request',
      exchange,
      protocol: 'mapi',
      family: 'mapi',
      op: 'CASHIER',
      ids: { outTradeNo: 'A1' },
      amountFen: 2_000,
      order: { ...ORDER, ...order },
      wire: {
        start: `${by} /gateway.do HTTP/1.1`,
        headers: referer === undefined ? {} : { referer },
        body: '',
        encoding: 'utf8',
      },
    })
    .write(atS, { kind: 'answer', exchange, result, travel: 'whole' })
    .write(atS, { kind: 'end', exchange, by: 'gateway', whole: true, deliveredBytes: 1 })
}

export const sold = () => createJournal().sale('s1', 2_000, 'web')

/** Brought and paid, and both sides know it. */
export const paid = () =>
  brings(sold(), 0)
    .books(5, 'A1', 'TRADE_SUCCESS')
    .call(6, 'QUERY', 'A1', 'SUCCESS')
    .belief(7, 'PAID')

type Answer = 'T' | 'silence' | Reason

interface Sent {
  number?: string
  /** Trade and sum. */
  items?: readonly (readonly [order: string, amountFen: number])[]
  declared?: string
  by?: 'POST' | 'GET'
  answer?: Answer
}

/** A batch of refunds; one of 4.00 of the only order, unless it says otherwise. */
export function batch(journal: Journal, atS: number, options: Sent = {}): Journal {
  const { number = 'B1', items = [['A1', 400]], by = 'POST', answer = 'T' } = options
  const { declared = String(items.length) } = options
  const exchange = `b${(count += 1)}`
  journal.write(atS, {
    kind: 'request',
    exchange,
    protocol: 'mapi',
    family: 'mapi',
    op: 'REFUND',
    ids: { outRequestNo: number },
    batch: { number, declared },
    parts: items.map(([order, amountFen]) => ({
      ids: { tradeNo: `t-${order}`, outRequestNo: number },
      amountFen,
    })),
    wire: { start: `${by} /gateway.do HTTP/1.1`, headers: {}, body: '', encoding: 'utf8' },
  })
  if (answer === 'silence') {
    journal.write(atS + 5, {
      kind: 'end',
      exchange,
      by: 'client',
      whole: false,
      deliveredBytes: 0,
    })
    return journal
  }
  const result: Result =
    answer === 'T'
      ? { readable: true, meaning: 'pending', code: 'T' }
      : { readable: true, meaning: 'refused', reason: answer, code: 'F', subCode: answer }
  return journal
    .write(atS, { kind: 'answer', exchange, result, travel: 'whole' })
    .write(atS, { kind: 'end', exchange, by: 'gateway', whole: true, deliveredBytes: 1 })
}

/** The news of a batch: each order, what it was to get back, and whether it did. */
export function told(
  journal: Journal,
  atS: number,
  number: string,
  items: readonly (readonly [order: string, amount: string, isRefunded: boolean])[],
  reply?: string,
): Journal {
  const delivery = `n${(count += 1)}`
  journal.write(atS, {
    kind: 'send',
    family: 'mapi',
    delivery,
    notifyId: delivery,
    attempt: 1,
    outTradeNo: '',
    tradeStatus: 'BATCH_REFUNDED',
    genuine: true,
    text: {
      state: 'BATCH_REFUNDED',
      ofRefund: true,
      batch: {
        number,
        items: items.map(([order, amount, isRefunded]) => ({
          tradeNo: `t-${order}`,
          amount,
          isRefunded,
          code: isRefunded ? 'SUCCESS' : 'TRADE_HAS_FINISHED',
        })),
      },
    },
    wire: { start: 'POST /refund HTTP/1.1', headers: {}, body: '', encoding: 'utf8' },
  })
  if (reply !== undefined) {
    const answer = answerOf(200, reply)
    const isTaken = answer === 'accepted'
    const said = { status: 200, body: reply, tookMs: 0, answer, why: '' }
    journal.write(atS, {
      kind: 'reply',
      delivery,
      ...said,
      acknowledged: isTaken,
      accepted: isTaken,
    })
  }
  return journal
}

/** Somebody asks for a refund of the sale. */
export const asks = (journal: Journal, atS: number, refundId = 'r1', amountFen = 400) =>
  journal.act(atS, 'refund', { refundId, amountFen, batchId: 'b1' })
