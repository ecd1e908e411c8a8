// The way back to whoever dispatched a request. undici knows two ways: callbacks with raw headers
// (undici 5 to 7, urllib, the `fetch` of Node 22 and 24) and callbacks with a controller (undici 7 and 8).

/** Both ways, as far as they are used; each method is optional, as undici has it. */
export interface Handler {
  onConnect?(abort: (reason?: Error) => void, context?: unknown): void
  onHeaders?(status: number, rawHeaders: Buffer[], resume: () => void, text: string): unknown
  onData?(chunk: Buffer): unknown
  onComplete?(trailers: Buffer[]): void
  onError?(error: Error): void
  onRequestStart?(controller: Controller, context: unknown): void
  onResponseStart?(
    controller: Controller,
    status: number,
    headers: Record<string, string | string[]>,
    text: string,
  ): void
  onResponseData?(controller: Controller, chunk: Buffer): void
  onResponseEnd?(controller: Controller, trailers: Record<string, string>): void
  onResponseError?(controller: Controller, error: Error): void
}

/** undici's DispatchController. */
export interface Controller {
  readonly aborted: boolean
  readonly paused: boolean
  readonly reason: Error | null
  abort(reason: Error): void
  pause(): void
  resume(): void
}

export interface Line {
  /** Aborted when the client leaves. */
  readonly signal: AbortSignal
  /** The client leaves, or is made to. */
  abort(reason: Error): void
  head(status: number, text: string, headers: Headers): void
  /** Resolves when the client takes more. */
  data(chunk: Buffer): Promise<void>
  end(): void
  /** At most one end or failure reaches the client. */
  fail(error: Error): void
}

export function openLine(handler: Handler): Line {
  const leaving = new AbortController()
  let isOver = false
  let isPaused = false
  let goOn = () => {}
  const resume = () => {
    isPaused = false
    goOn()
  }
  const finish = (say: () => void) => {
    if (isOver) return
    isOver = true
    goOn()
    say()
  }
  const fail = (error: Error) =>
    finish(() =>
      isModern(handler) ? handler.onResponseError?.(controller, error) : handler.onError?.(error),
    )
  const abort = (reason: Error) => {
    leaving.abort(reason)
    fail(reason)
  }
  const controller: Controller = {
    get aborted() {
      return leaving.signal.aborted
    },
    get paused() {
      return isPaused
    },
    get reason() {
      return leaving.signal.aborted ? (leaving.signal.reason as Error) : null
    },
    abort,
    pause: () => void (isPaused = true),
    resume,
  }
  if (isModern(handler)) handler.onRequestStart?.(controller, null)
  else
    handler.onConnect?.(
      (reason) => abort(reason ?? new DOMException('aborted', 'AbortError')),
      null,
    )
  return {
    signal: leaving.signal,
    abort,
    fail,
    head: (status, text, headers) => {
      if (isOver) return
      if (isModern(handler)) {
        handler.onResponseStart?.(controller, status, Object.fromEntries(headers), text)
      } else if (handler.onHeaders?.(status, raw(headers), resume, text) === false) isPaused = true
    },
    data: async (chunk) => {
      if (isOver) return
      if (isModern(handler)) handler.onResponseData?.(controller, chunk)
      else if (handler.onData?.(chunk) === false) isPaused = true
      if (!isPaused) return
      await new Promise<void>((resolve) => {
        goOn = resolve
      })
    },
    end: () =>
      finish(() =>
        isModern(handler) ? handler.onResponseEnd?.(controller, {}) : handler.onComplete?.([]),
      ),
  }
}

const isModern = (handler: Handler) => handler.onRequestStart !== undefined

const raw = (headers: Headers): Buffer[] =>
  [...headers].flatMap(([name, value]) => [Buffer.from(name), Buffer.from(value, 'latin1')])
