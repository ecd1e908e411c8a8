// Every decision of an acquirer that a test bends, in one place: what is usual, and what of it depends on how
// its shops are connected.
import type { Payment, State } from '../books.ts'
import type { Amount } from '../ports.ts'

export type Model = 'forwarding' | 'restful' | 'switch'

export interface Decisions {
  /** When gateway and till give a payment up, in s. */
  timeouts: { gateway: number; merchant: number }
  /** Whether the gateway reverses a payment by itself when its time is over. */
  reversesAtTimeout(payment: Payment): boolean
  /** So much later than its time-out, in ms. */
  reversesLateMs: number
  /** Between two questions to Alipay, of a gateway that asks by itself, in ms. */
  askEveryMs: number
  /** Between two tries of a reversal: in its first minute, and afterwards, in ms. */
  retryMs: number
  retryLaterMs: number
  /** How often a reversal is tried. */
  tries: number
  /** What of a payment goes to disk. */
  kept(payment: Payment): Payment
  /** What the shop is shown. */
  shown(payment: Payment): State
  /** What a payment is, of which no reply has come. */
  withoutReply: State
  /** The number of a payment at Alipay, which is not the till's (001:L116). */
  paymentNumber(ofTheTill: string, fresh: string): string
  /** The amount that Alipay is asked for. */
  charged(amount: Amount): Amount
  /** Whether a cancel or an advice of the till goes on to Alipay. */
  sendsCancelOn(payment: Payment): boolean
  /** Whether a cancel is taken whose payment has not come yet. */
  takesEarlyCancel: boolean
  /** Whether a payment that comes after its cancel goes to Alipay, to be cancelled there. */
  sendsCancelledOn: boolean
  /** Whether an advice is answered before Alipay has taken the cancel. */
  answersAdviceAtOnce: boolean
  /** Whether a refund that is done and comes again is answered, and not made again. */
  answersRepeatedRefund: boolean
  /** The number of a refund at Alipay, at each try. */
  refundNumber(known: string, fresh: string): string
}

/** A gateway that forwards has to wait longer than its shops, one that asks by itself less long (001:L172, L192). */
const TIMEOUTS: Record<Model, Decisions['timeouts']> = {
  forwarding: { gateway: 60, merchant: 45 },
  restful: { gateway: 40, merchant: 60 },
  switch: { gateway: 28, merchant: 32 },
}

const isOpen = ({ state }: Payment) => state === 'PENDING'

/** A switch leaves it to its shops; whoever forwards steps in for a till that is silent (001:L162-164, L195-197, L207). */
const AT_TIMEOUT: Record<Model, Decisions['reversesAtTimeout']> = {
  forwarding: isOpen,
  restful: (payment) => isOpen(payment) || (payment.state === 'APPROVED' && !payment.isTold),
  switch: () => false,
}

export const usualDecisions = (model: Model): Decisions => ({
  timeouts: TIMEOUTS[model],
  reversesAtTimeout: AT_TIMEOUT[model],
  reversesLateMs: 0,
  askEveryMs: 3_000,
  retryMs: 5_000,
  retryLaterMs: 10_000,
  tries: Number.POSITIVE_INFINITY,
  kept: (payment) => payment,
  shown: ({ state }) => state,
  withoutReply: 'PENDING',
  paymentNumber: (_ofTheTill, fresh) => fresh,
  charged: (amount) => amount,
  sendsCancelOn: () => true,
  takesEarlyCancel: true,
  sendsCancelledOn: false,
  answersAdviceAtOnce: true,
  answersRepeatedRefund: true,
  refundNumber: (known) => known,
})
