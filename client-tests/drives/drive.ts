// What a drive is: a simulated world, a merchant, and time that passes for both. How each comes about is
// the business of over-http and in-process; run.ts plays the scenarios on any of them.
import type { Fen } from '../../server/values/money.ts'
import type { CallAdapter } from '../adapter/merchant.ts'
import type { AcquirerScenario } from '../scenario/acquirer/scenario.ts'
import type { World } from './world.ts'

export interface Drive {
  world: World
  call: CallAdapter
  /** Gateway time, in ms, that lets everything else go on meanwhile. */
  sleep(durationMs: number): Promise<void>
  /** Resolves once machine and merchant bear one more sale; absent in virtual time, which bears all. */
  room?(): Promise<void>
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
  /** 1, or which time it is that sales are played again. */
  round?: number
  /** The sales of the first round that are played again; all of them without it. */
  only?: ReadonlySet<string>
  /** What is played instead where the merchant is an acquirer: the whole library of these by default. */
  acquirerScenarios?: readonly AcquirerScenario[]
  /** How many sales may be under way; as many as there is room for without it. */
  atOnce?: number
}

/** How far a run is: told whenever a sale ends, or a fault meets one. */
export interface RunProgress {
  /** 1, or which time it is that sales are played again. */
  round: number
  /** Sales of this round that have come to rest. */
  done: number
  total: number
  /** What happened last; empty before anything has. */
  what: string
  /** Real ms until all is over, by the pace of the sales so far: an estimate, not a promise. */
  leftMs: number
  /** What of this round is played, and what is left. */
  scenarios: readonly ScenarioProgress[]
}

export interface ScenarioProgress {
  id: string
  sales: number
  /** Of them at rest. */
  done: number
  isBegun: boolean
}

export type OnProgress = (now: RunProgress) => void
