// An acquirer between its shops and Alipay. How its shops are connected decides who asks Alipay, who gives a
// payment up, and how long a till waits; the books and the queue of reversals are the same.
import { ask, sendPayment } from './asking.ts'
import { openBooks, type Payment } from './books.ts'
import type { Decisions, Model } from './decisions/decisions.ts'
import type { Amount, Ports } from './ports.ts'
import { refund } from './refunding.ts'
import { createReversals } from './reversals.ts'
import { isOpen, leftMs, settled, told, watch, type Site } from './watching.ts'

/** A gateway answers a till before the till loses patience. */
const ANSWER_WITHIN_MS = 4_000

export interface NewPayment {
  id: string
  amount: Amount
  authCode: string
  description: string
}

export interface Acquirer {
  pay(order: NewPayment): Promise<Payment>
  look(id: string): Promise<Payment | undefined>
  /** `undefined`: refused. */
  cancel(id: string): Promise<Payment | undefined>
  advise(id: string): Promise<Payment | undefined>
  refund(id: string, refundId: string, amount: Amount): Promise<string | undefined>
  queue(): { payment_id: string; op: 'CANCEL' }[]
  /** Goes on with what a restart has broken off. */
  resume(): void
}

export function createAcquirer(model: Model, ports: Ports, decisions: Decisions): Acquirer {
  const { alipay, disk, clock, newId } = ports
  const books = openBooks(disk, decisions.kept)
  const reversals = createReversals({ books, alipay, clock, decisions })
  const site: Site = { model, books, alipay, clock, newId, decisions, reversals }
  return {
    pay: (order) => pay(site, order),
    look: async (id) => {
      const payment = books.get(id)
      if (payment && model === 'forwarding' && isOpen(payment)) await ask(site, payment)
      return payment && told(site, payment)
    },
    cancel: async (id) => {
      const payment = giveUp(site, id)
      return payment && settled(site, payment, isReversed(payment), ANSWER_WITHIN_MS)
    },
    advise: async (id) => {
      const payment = giveUp(site, id)
      if (!payment || decisions.answersAdviceAtOnce) return payment
      return settled(site, payment, isReversed(payment), Number.POSITIVE_INFINITY)
    },
    refund: (id, refundId, amount) => refund(site, id, refundId, amount),
    queue: () =>
      books
        .all()
        .flatMap(({ id, reversal }) => (reversal ? [{ payment_id: id, op: 'CANCEL' }] : [])),
    resume: () => {
      reversals.resume()
      for (const payment of books.all())
        if (payment.order && !payment.reversal) void watch(site, payment)
    },
  }
}

const fresh = ({ newId, decisions }: Site, id: string): Payment => ({
  id,
  requestId: decisions.paymentNumber(id, newId()),
  state: 'PENDING',
  isSent: false,
  refunds: {},
})

const isReversed = (payment: Payment) => () => payment.state !== 'CANCELLING'

async function pay(
  site: Site,
  { id, amount, authCode, description }: NewPayment,
): Promise<Payment> {
  const { model, books, clock, decisions } = site
  const payment = books.get(id) ?? fresh(site, id)
  if (!payment.order) {
    payment.order = { amount, authCode, description, acceptedMs: clock.now() }
    books.save(payment)
    const wasCancelled = !isOpen(payment)
    if (!wasCancelled) void watch(site, payment)
    if (!wasCancelled || decisions.sendsCancelledOn)
      void sendPayment(site, payment).then(() => wasCancelled && cancelAfterAll(site, payment))
  }
  const waitsMs = model === 'switch' ? Math.max(0, leftMs(site, payment)) : ANSWER_WITHIN_MS
  return told(site, await settled(site, payment, () => !isOpen(payment), waitsMs))
}

/** It was cancelled before it came, and has gone to Alipay all the same. */
function cancelAfterAll({ reversals }: Site, payment: Payment): void {
  payment.state = 'CANCELLING'
  reversals.begin(payment)
}

/** What the till has given up is reversed, also what has not come yet; `undefined` where that is refused. */
function giveUp(site: Site, id: string): Payment | undefined {
  const { books, decisions, reversals } = site
  const payment = books.get(id) ?? (decisions.takesEarlyCancel ? fresh(site, id) : undefined)
  if (!payment || payment.state === 'DECLINED' || payment.state === 'REFUNDED') return payment
  if (decisions.sendsCancelOn(payment)) reversals.begin(payment)
  else payment.state = 'CANCELLED'
  books.save(payment)
  return payment
}
