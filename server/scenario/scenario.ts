// A scenario: a few sales side by side, the faults that meet them, what the buyer does, and what
// the people in the shop do. Data only; the suite plays it against a merchant.
import type { Op, TradeStatus } from '../journal/entry.ts'

/** A fault that meets one sale: the sale is found by its amount, which no other sale has. */
export interface SaleFault {
  /** A name or number of the catalogue. */
  fault: string
  options?: Record<string, unknown>
  op?: Op
  /** From the n-th matching call on; at most `count` times; for `durationMs` from the sale's start. */
  nth?: number
  count?: number
  durationMs?: number
}

/** When a move comes: this long after the sale began, or after something was first seen. */
export interface When {
  afterMs: number
  /** `paid`: the merchant says PAID. `qr`: it shows a QR code. Without it: the start of the sale. */
  once?: 'paid' | 'qr'
}

export type Move = When &
  (
    | { do: 'pay-again'; buyer: string }
    /** The same sale is rung up once more at another till, with a code of its own. */
    | { do: 'sell-again'; buyer: string }
    | { do: 'cashier-cancel' }
    /** A refund intent for this many hundredths of the sale. */
    | { do: 'refund'; percent: number }
    | { do: 'manual-query' }
    | { do: 'resolve'; decision: 'confirm_and_refund' | 'accept' | 'close' }
    | { do: 'scan'; buyer: string }
    /** A notification of something that did not happen. */
    | { do: 'inject'; fault?: string; options?: Record<string, unknown>; status?: TradeStatus }
  )

export interface Story {
  kind: 'barcode' | 'qr'
  /** Who shows the payment code of a barcode sale: `at-once`, `after-password=8s`, `never`, … */
  buyer?: string
  /** A fixed amount where the scenario needs one; else the suite chooses. */
  amountFen?: number
  /** QR: how long the code lives. */
  expiryS?: number
  faults?: readonly SaleFault[]
  moves?: readonly Move[]
}

export interface Scenario {
  /** As in the checklist: `S03`. */
  id: string
  /** What happens, as the file is called: `buyer-never-pays`. */
  name: string
  stories: readonly Story[]
  /** Gateway seconds after which a merchant that is still busy is given up on. */
  wallS: number
}
