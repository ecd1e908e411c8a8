// Requests of undici are invisible to msw: the official SDK 4 would reach the real Alipay through it
// (or, under msw 3, end the process), and msw's report of unhandled requests would not hear of it. From the import of
// `alipay-sim/msw` on they are refused, until a dispatcher of ours takes their place. The global `fetch`
// stands on undici too, and msw sees it: msw 3 below the dispatcher, at the socket.
import { GLOBAL_DISPATCHER, dispatcherInCharge, type Next } from '../dispatcher/others.ts'
import { openLine, type Handler } from '../dispatcher/line.ts'
import { urlOf, type DispatchOptions } from '../dispatcher/request.ts'
import { isPaymentHost } from '../payment-hosts.table.ts'

/** undici 8 keeps its own beside the one of all others. */
const PLACES = [GLOBAL_DISPATCHER, Symbol.for('undici.globalDispatcher.2')]
const GUARDED = Symbol.for('alipay-sim.guarded')

/** Whether a call of the global `fetch` is under way. A browser has neither it nor undici. */
const hooks = globalThis.process?.getBuiltinModule?.('node:async_hooks')
const fetching = hooks && new hooks.AsyncLocalStorage<true>()

export function guardUndici(): void {
  if (!fetching) return
  markFetch(fetching)
  dispatcherInCharge()
  for (const place of PLACES) {
    const found: unknown = Reflect.get(globalThis, place)
    if (typeof found !== 'object' || found === null || Reflect.has(found, GUARDED)) continue
    Object.defineProperty(globalThis, place, {
      value: guarded(found as Next),
      writable: true,
      enumerable: false,
      configurable: false,
    })
  }
}

/** msw puts its own `fetch` over this one, or has put it below. */
function markFetch(mark: NonNullable<typeof fetching>): void {
  const { fetch } = globalThis
  if (Reflect.has(fetch, GUARDED)) return
  const marked: typeof fetch = (...given) => mark.run(true, () => fetch(...given))
  Object.defineProperty(marked, GUARDED, { value: true })
  globalThis.fetch = marked
}

/** The same dispatcher, but for requests to payment gateways. */
function guarded(next: Next): Next {
  const dispatch = (options: DispatchOptions, handler: Handler): boolean => {
    const url = urlOf(options)
    const isSeen = fetching?.getStore() === true
    if (isSeen || !isPaymentHost(url.hostname)) return next.dispatch(options, handler)
    const line = openLine(handler)
    queueMicrotask(() => line.fail(notSeen(url)))
    return true
  }
  return new Proxy(next, {
    has: (target, name) => name === GUARDED || Reflect.has(target, name),
    get: (target, name) => {
      if (name === 'dispatch') return dispatch
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

function notSeen({ host }: URL): Error {
  const error = new Error(
    `alipay-sim keeps this request from the real ${host}: msw does not see requests of undici, and ` +
      'alipay-sdk 4 stands on it. Give the SDK a dispatcher: import { createDispatcher } from ' +
      "'alipay-sim/undici', then new AlipaySdk({ ...config, proxyAgent: createDispatcher(sandbox) }), " +
      'or setGlobalDispatcher(createDispatcher(sandbox)) for everything that stands on undici',
  )
  return Object.assign(error, { name: 'RefusedByAlipaySim', code: 'ERR_ALIPAY_SIM_REFUSED' })
}
