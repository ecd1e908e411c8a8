// Store and forward: a reversal stays in the books until Alipay has taken it, over outages and restarts.
import type { Books, Payment } from './books.ts'
import type { Decisions } from './decisions/decisions.ts'
import type { Alipay, Clock } from './ports.ts'

const SOON_MS = 60_000

export interface Reversals {
  /** Writes it down, and begins to send it. */
  begin(payment: Payment): void
  /** After a restart: sends what is still in the books. */
  resume(): void
}

interface Site {
  books: Books
  alipay: Alipay
  clock: Clock
  decisions: Decisions
}

export function createReversals(site: Site): Reversals {
  const { books, clock, decisions } = site
  const underWay = new Set<string>()
  const deliver = async (payment: Payment) => {
    if (underWay.has(payment.id)) return
    underWay.add(payment.id)
    while (payment.reversal) {
      const { reversal } = payment
      reversal.tries += 1
      const end = await tryToCancel(site, payment)
      if (end === 'taken') payment.state = 'CANCELLED'
      if (end === 'refused' || reversal.tries >= decisions.tries) payment.isForPeople = true
      if (end === 'taken' || payment.isForPeople) delete payment.reversal
      books.save(payment)
      const isSoon = clock.now() - reversal.sinceMs < SOON_MS
      if (payment.reversal) await clock.sleep(isSoon ? decisions.retryMs : decisions.retryLaterMs)
    }
    underWay.delete(payment.id)
  }
  return {
    begin: (payment) => {
      if (payment.reversal || payment.state === 'CANCELLED') return
      payment.state = 'CANCELLING'
      payment.reversal = { sinceMs: clock.now(), tries: 0 }
      books.save(payment)
      void deliver(payment)
    },
    resume: () => {
      for (const payment of books.all()) if (payment.reversal) void deliver(payment)
    },
  }
}

/** `taken`: nothing is left at Alipay that is money, or could become some. `open`: nobody knows yet. */
async function tryToCancel(
  { alipay, clock }: Site,
  payment: Payment,
): Promise<'taken' | 'refused' | 'open'> {
  if (!payment.isSent) return 'taken'
  const { status, code } = await alipay.cancel(payment.requestId)
  if (status === 'S') return 'taken'
  if (status !== 'F') return 'open'
  if (code === 'CANCEL_WINDOW_EXCEED') return (await isRefunded(alipay, payment)) ? 'taken' : 'open'
  // It may still be on its way: it is cancelled again for a minute before it is believed that it never came.
  const forMs = clock.now() - (payment.reversal?.sinceMs ?? clock.now())
  if (forMs < SOON_MS) return 'open'
  return code === 'ORDER_NOT_EXIST' ? 'taken' : 'refused'
}

/** Too late for a cancel: the money goes back by a refund, under a number that is always the same. */
async function isRefunded(
  alipay: Alipay,
  { order, requestId, paymentId }: Payment,
): Promise<boolean> {
  if (!order || paymentId === undefined) return false
  const refund = { requestId: `${requestId}r`, paymentId, amount: order.amount }
  const { status } = await alipay.refund(refund)
  return status === 'S'
}
