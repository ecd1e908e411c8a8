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

/** The dispatcher in charge now; Node's own where nobody has set one. */
export function dispatcherInCharge(): Next {
  // Node loads its own undici, which brings the first dispatcher, when one of its classes is first used.
  void new Response().status
  const found: unknown = Reflect.get(globalThis, GLOBAL_DISPATCHER)
  if (typeof found === 'object' && found !== null && 'dispatch' in found) return found as Next
  throw new Error('this Node has no global dispatcher; use `others: "refuse"`')
}

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
