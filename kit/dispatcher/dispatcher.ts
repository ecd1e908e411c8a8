// The shape of undici's Dispatcher, without undici: an SDK brings its own copy of it, in whatever
// version, and takes a dispatcher by its methods.
import { EventEmitter } from 'node:events'
import { openLine, type Handler } from './line.ts'
import type { DispatchOptions } from './request.ts'

type Dispatch = (options: DispatchOptions, handler: Handler) => boolean
type Interceptor = (dispatch: never) => unknown

const UNUSED =
  'this dispatcher carries requests and nothing else; call undici.request(url, { dispatcher }), ' +
  'or set it with setGlobalDispatcher'

export class SandboxDispatcher extends EventEmitter {
  readonly #dispatch: Dispatch
  #isClosed = false

  constructor(dispatch: Dispatch) {
    super()
    this.#dispatch = dispatch
  }

  get closed(): boolean {
    return this.#isClosed
  }

  get destroyed(): boolean {
    return this.#isClosed
  }

  /** `handler` has the callbacks of undici, one set or the other. */
  dispatch(options: DispatchOptions, handler: object): boolean {
    if (this.#isClosed) {
      openLine(handler).fail(new Error('this dispatcher was closed; make another one'))
      return false
    }
    return this.#dispatch(options, handler)
  }

  // Nothing is emitted: there are no connections. The types are what undici's own say.
  override listeners(event: string | symbol): never[] {
    return super.listeners(event) as never[]
  }

  override rawListeners(event: string | symbol): never[] {
    return super.rawListeners(event) as never[]
  }

  /** Interceptors of undici around this dispatcher, as its own `compose` puts them. */
  compose(...given: (Interceptor | Interceptor[])[]): this {
    let dispatch: unknown = (options: DispatchOptions, handler: object) =>
      this.dispatch(options, handler)
    for (const intercept of given.flat()) dispatch = intercept(dispatch as never)
    return new Proxy(this, {
      get: (target, name) => {
        if (name === 'dispatch') return dispatch
        const value: unknown = Reflect.get(target, name, target)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  }

  /** Further requests are refused. Nothing has to be waited for: there are no connections. */
  close(callback?: () => void): Promise<void> {
    this.#isClosed = true
    callback?.()
    return Promise.resolve()
  }

  destroy(error?: Error | null | (() => void), callback?: () => void): Promise<void> {
    return this.close(typeof error === 'function' ? error : callback)
  }

  request(..._given: never[]): never {
    throw new Error(UNUSED)
  }

  stream(..._given: never[]): never {
    throw new Error(UNUSED)
  }

  pipeline(..._given: never[]): never {
    throw new Error(UNUSED)
  }

  connect(..._given: never[]): never {
    throw new Error(UNUSED)
  }

  upgrade(..._given: never[]): never {
    throw new Error(UNUSED)
  }
}
