// A scenario for an acquirer: what the suite's till sells through it, and what happens meanwhile to the line
// between the two and to the line between the acquirer and Alipay. Data only.
import type { Op } from '../../../server/journal/entry.ts'

/** How shops are connected (001:L145, L179, L205): messages are forwarded, the acquirer polls for the shop, a switch. */
export const MODELS = ['forwarding', 'restful', 'switch'] as const
export type Model = (typeof MODELS)[number]

/** What a till asks of an acquirer, as the journal names it. */
export type TillAct = 'sale' | 'inquiry' | 'cancel' | 'advice' | 'refund'
export type Leg = 'request' | 'reply'

/** The n-th message of a kind, on its way there or back. */
interface Message {
  act: TillAct
  /** From 1. */
  nth: number
  leg: Leg
}

/** The line between till and acquirer breaks at this message, and is whole again so much later. */
export interface Cut extends Message {
  forMs: number
}

/** This message arrives so much later; the line is whole. */
export interface Delay extends Message {
  byMs: number
}

/** A fault on the calls about one sale, between the acquirer and Alipay. */
export interface AlipayFault {
  fault: string
  options?: Record<string, unknown>
  match: { op: Op; nth?: number; count?: number }
}

/** One sale at the till. */
export interface TillSale {
  buyer: string
  cuts?: readonly Cut[]
  delays?: readonly Delay[]
  /** What happens to calls between the acquirer and Alipay. */
  faults?: readonly AlipayFault[]
  /** The cashier cancels so long after the sale began. */
  cancelAfterMs?: number
  /** The customer brings everything back so long after the approval. */
  refundAfterMs?: number
  /** Nobody reaches Alipay for so long; it begins a second before the first of the two gives the sale up. */
  outageMs?: number
  /** The acquirer is restarted so long after the outage began. */
  restartAfterMs?: number
}

export interface AcquirerScenario {
  id: string
  /** What happens, as a name. */
  name: string
  /** What one learns from it, in a sentence. */
  teaches: string
  models: readonly Model[]
  /** Rules that it brings to a verdict. */
  exercises: readonly string[]
  /** A flawed acquirer, by name, that does not master it. */
  brokenBy: string
  sales: readonly TillSale[]
  /** Meets everybody (an outage, a restart), so nothing else may run. */
  alone?: boolean
  /** Gateway time after which an acquirer that is still busy is given up on. */
  wallMs: number
}
