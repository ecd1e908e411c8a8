// What a drive is: a simulated world, a merchant, and time that passes for both. How each comes about is
// the business of over-http and in-process; run.ts plays the scenarios on any of them.
import type { Fen } from '../../server/values/money.ts'
import type { CallAdapter } from './merchant.ts'
import type { World } from './world.ts'

export interface Drive {
  world: World
  call: CallAdapter
  /** Gateway time, in ms, that lets everything else go on meanwhile. */
  sleep(durationMs: number): Promise<void>
  /** Gateway ms between two looks at a sale. */
  lookEveryMs: number
  /** Gateway ms between the starts of two sales. */
  staggerMs: number
  /** Nobody reaches the gateway for so much gateway time. */
  cutOff(durationMs: number): Promise<void>
  /** What a browser gets from an address of the gateway or of the merchant; it follows nothing. */
  browse(request: Request): Promise<Response>
  /** Sells and is paid at the gateway under the merchant's app, past the merchant: a number. */
  sellElsewhere(amountFen: Fen): Promise<string>
}

export interface RunOptions {
  merchant: string
  onProgress?: OnProgress
}

/**
 * Told how it goes: `done` of `total` sales have come to rest, and `what` happened last: a sale ended,
 * or a fault met one. All is over after `atMostMs` of real time, whatever the merchant does.
 */
export type OnProgress = (
  done: number,
  total: number,
  what: string,
  left: { atMostMs: number },
) => void
