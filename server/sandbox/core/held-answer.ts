// An answer that a breakpoint holds, and how that can end.
import type { Op } from '../../journal/entry.ts'
import type { Instant } from '../../values/instant.ts'

export interface HeldAnswer {
  exchange: string
  op: Op | undefined
  outTradeNo: string | undefined
  appId: string | undefined
  /** What the client would read: `10000`. */
  code: string | undefined
  since: Instant
  /** When it is released by itself. */
  until: Instant
}

/** `left` is the client's doing, `stopped` the end of the process. */
export type Verdict = 'released' | 'dropped' | 'timed-out' | 'left' | 'stopped'
