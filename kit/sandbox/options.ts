// What a test sandbox is made of, and what its buyers do.
import type { MemoryOptions } from '../../server/hosts/memory.ts'
import { InputError } from '../../server/values/input-error.ts'
import { shown, type Duration } from '../input.ts'
import type { DispatcherOptions } from '../undici.ts'

export interface TestSandboxOptions
  extends Pick<MemoryOptions, 'seed' | 'reading' | 'startAt' | 'skewMs'>, DispatcherOptions {
  /**
   * Takes the notifications, as the route of your shop would, whatever their notify_url is. Without it
   * they are sent to their notify_url.
   */
  merchant?: (request: Request) => Promise<Response> | Response
  /** How long the kit waits, by the real clock, for a shop that has something else to do: `1s`. */
  patience?: Duration
}

/** What a payment code's owner does; the time after `=` is a duration, five seconds without it. */
export type Pays =
  | 'at-once'
  | 'never'
  | 'no-money'
  | 'risk-refused'
  | 'expired'
  | 'used'
  | 'invalid'
  | 'after-password'
  | `after-password=${string}`
  | 'closes'
  | `closes=${string}`
  | 'after-cancel'
  | `after-cancel=${string}`

const NAMES = ['merchant', 'hosts', 'others', 'seed', 'reading', 'startAt', 'skewMs', 'patience']

export function checkOptions(options: TestSandboxOptions): void {
  const unknown = Object.keys(options).find((name) => !NAMES.includes(name))
  if (unknown !== undefined) {
    throw new InputError(unknown, `there is no such option; use ${NAMES.join(', ')}`)
  }
  const { merchant } = options
  if (merchant !== undefined && typeof merchant !== 'function') {
    const remedy = 'write (request) => app.fetch(request)'
    throw new InputError('merchant', `${shown(merchant)} is no function; ${remedy}`)
  }
}
