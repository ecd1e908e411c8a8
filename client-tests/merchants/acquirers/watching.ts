// Waiting for the end of a payment: who asks Alipay meanwhile, and what happens when the time is over.
import { ask } from './asking.ts'
import type { Books, Payment } from './books.ts'
import type { Decisions, Model } from './decisions/decisions.ts'
import type { Ports } from './ports.ts'
import type { Reversals } from './reversals.ts'

/** What the parts of an acquirer share. */
export interface Site extends Pick<Ports, 'alipay' | 'clock' | 'newId'> {
  model: Model
  books: Books
  decisions: Decisions
  reversals: Reversals
}

/** Between two looks of an answer that waits. */
const LOOK_EVERY_MS = 500

export const isOpen = ({ state }: Payment) => state === 'PENDING'

/** Until the gateway's time for it is over. */
export const leftMs = ({ clock, decisions }: Site, { order }: Payment): number =>
  (order?.acceptedMs ?? 0) +
  decisions.timeouts.gateway * 1_000 +
  decisions.reversesLateMs -
  clock.now()

/** Until there is an end or the time is over; who does not only forward asks meanwhile. */
export async function watch(site: Site, payment: Payment): Promise<void> {
  const { model, clock, decisions, reversals } = site
  const left = () => leftMs(site, payment)
  while (model !== 'forwarding' && isOpen(payment) && left() > 0) {
    await clock.sleep(Math.min(decisions.askEveryMs, left()))
    if (isOpen(payment) && left() > 0) await ask(site, payment)
  }
  if (left() > 0) await clock.sleep(left())
  if (decisions.reversesAtTimeout(payment)) reversals.begin(payment)
}

/** Lets a till wait as long as it will for what is under way. */
export async function settled(
  { clock }: Site,
  payment: Payment,
  isDone: () => boolean,
  withinMs: number,
): Promise<Payment> {
  const untilMs = clock.now() + withinMs
  while (!isDone() && clock.now() < untilMs) await clock.sleep(LOOK_EVERY_MS)
  return payment
}

/** An approval that goes to its till: from now on it is the till that may give the sale up. */
export function told({ books }: Site, payment: Payment): Payment {
  if (payment.state !== 'APPROVED' || payment.isTold) return payment
  payment.isTold = true
  books.save(payment)
  return payment
}
