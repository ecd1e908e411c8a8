// Requests to hosts that no sandbox answers for: refused, or handed to the dispatcher that was in
// charge before.
import { isPaymentHost } from '../payment-hosts.table.ts'
import type { Handler } from './line.ts'
import type { DispatchOptions } from './request.ts'

export interface Next {
  dispatch(options: DispatchOptions, handler: Handler): boolean
}

/** Where undici, in each of its copies, keeps the dispatcher of everybody (undici/lib/global.js). */
export const GLOBAL_DISPATCHER = Symbol.for('undici.globalDispatcher.1')

/** The dispatcher in charge now: Node's own where nobody has set one, none yet where a test runs in a realm of its own. */
export function dispatcherInCharge(): Next | undefined {
  // Node loads its own undici, which brings the first dispatcher, when one of its classes is first used.
  void new Response().status
  const found: unknown = Reflect.get(globalThis, GLOBAL_DISPATCHER)
  const isOne = typeof found === 'object' && found !== null && 'dispatch' in found
  return isOne ? (found as Next) : undefined
}

/** Without naming this dispatcher once more, which the undici of Node 22 refuses. */
export function handOn(next: Next, options: DispatchOptions, handler: Handler): boolean {
  const { dispatcher: _ours, ...rest } = options
  return next.dispatch(rest, handler)
}

/** Where there was none: jest gives each file a realm of its own, in which undici was not yet loaded. */
export const nothingToPassTo = ({ host }: URL): Error =>
  new Error(
    `alipay-sim lets this request to ${host} pass, and has no dispatcher to hand it to; ` +
      'import undici, or what stands on it, before you make the dispatcher',
  )

/** Nothing on this machine moves money, and tests start servers here. */
export const isLoopback = (hostname: string): boolean =>
  /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)

export function refusal(url: URL, hosts: readonly string[]): Error {
  const what = isPaymentHost(url.hostname)
    ? `alipay-sim keeps this request from the real ${url.host}: no sandbox answers for it`
    : `alipay-sim refuses this request to ${url.host}: no sandbox answers for it`
  const remedy = isPaymentHost(url.hostname)
    ? `add it to \`hosts\` (now ${hosts.join(', ')})`
    : 'add it to `hosts`, or let it through with `others: "pass"`'
  return Object.assign(new Error(`${what}; ${remedy}`), {
    name: 'RefusedByAlipaySim',
    code: 'ERR_ALIPAY_SIM_REFUSED',
  })
}
