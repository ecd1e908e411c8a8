// Carries a reply to a client in the same process, as a socket would: a reset and an early close
// are failed fetches, a hang lasts until the client gives up.
import type { VirtualTime } from '../clock/virtual-time.ts'
import type { Reply, Travel, WireRequest } from '../protocols/wire.ts'
import type { Exchange } from '../sandbox/calls/exchange.ts'

/** A request whose body is longer than its host takes. */
export class BodyTooLong extends Error {}

/** Reads a request whole; a body beyond `maxBytes` is not read to its end. */
export async function readRequest(request: Request, maxBytes = Infinity): Promise<WireRequest> {
  const body = await readBody(request, maxBytes)
  const headers = Object.fromEntries(request.headers)
  return { method: request.method, url: request.url, headers, body }
}

async function readBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (maxBytes === Infinity) return new Uint8Array(await request.arrayBuffer())
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > maxBytes) throw new BodyTooLong(`longer than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

type Time = Pick<VirtualTime, 'after'>

/** Delivers, and reports what was delivered. `signal` is the client hanging up. */
export function deliverInProcess(
  exchange: Exchange,
  signal: AbortSignal | undefined,
  time: Time,
): Promise<Response> {
  const { reply, later, end } = exchange
  if (later) return waitFor(later, exchange, signal, time)
  const { travel, status, headers, body } = reply
  const lost = (code: string) => {
    end({ by: 'gateway', whole: false, deliveredBytes: 0 })
    return Promise.reject(new TypeError('fetch failed', { cause: { code } }))
  }
  switch (travel.how) {
    case 'reset':
      return lost('ECONNRESET')
    case 'fin':
      return lost('UND_ERR_SOCKET')
    case 'hang':
      return hang(end, signal, (ring) =>
        travel.afterMs === undefined ? () => {} : time.after(travel.afterMs, ring),
      )
    case 'drip':
      return drip(exchange, travel, signal, time)
    case 'cut':
    case 'whole': {
      const bytes = Uint8Array.from(travel.how === 'cut' ? body.slice(0, travel.bytes) : body)
      const whole = bytes.length === body.length
      if (signal?.aborted) {
        end({ by: 'client', whole: false, deliveredBytes: 0 })
        return Promise.reject(abortError(signal))
      }
      end({ by: 'gateway', whole, deliveredBytes: bytes.length })
      return Promise.resolve(new Response(whole ? bytes : broken(bytes), { status, headers }))
    }
  }
}

/** The call is executed later: the client may stay for the reply, or leave. */
async function waitFor(
  later: Promise<Reply>,
  { id, end }: Exchange,
  signal: AbortSignal | undefined,
  time: Time,
): Promise<Response> {
  let leave = () => {}
  const left = new Promise<never>((_resolve, reject) => {
    leave = () => {
      end({ by: 'client', whole: false, deliveredBytes: 0 })
      reject(abortError(signal))
    }
    if (signal?.aborted) leave()
    else signal?.addEventListener('abort', leave, { once: true })
  })
  const reply = await Promise.race([later, left])
  signal?.removeEventListener('abort', leave)
  return deliverInProcess({ id, reply, end }, signal, time)
}

/** A body whose line breaks before its end, as a client of a socket reads it. */
function broken(bytes: Uint8Array): ReadableStream {
  let isRead = false
  return new ReadableStream({
    pull: (body) => {
      if (!isRead && bytes.length > 0) body.enqueue(bytes)
      else body.error(new TypeError('terminated', { cause: { code: 'UND_ERR_SOCKET' } }))
      isRead = true
    },
  })
}

/** The head after `afterMs`, and the body in pieces. */
function drip(
  { reply, end }: Exchange,
  { afterMs, chunkBytes, everyMs }: Extract<Travel, { how: 'drip' }>,
  signal: AbortSignal | undefined,
  time: Time,
): Promise<Response> {
  const { status, headers, body } = reply
  let sent = 0
  return new Promise((resolve, reject) => {
    let pipe: ReadableStreamDefaultController | undefined
    const stream = new ReadableStream({
      start: (opened) => void (pipe = opened),
      cancel: () => leave(),
    })
    const leave = () => {
      callOff()
      signal?.removeEventListener('abort', leave)
      end({ by: 'client', whole: false, deliveredBytes: sent })
      if (sent === 0) reject(abortError(signal))
      else if (signal?.aborted) pipe?.error(abortError(signal))
    }
    const next = () => {
      if (sent === 0) resolve(new Response(stream, { status, headers }))
      const chunk = Uint8Array.from(body.subarray(sent, sent + chunkBytes))
      sent += chunk.length
      pipe?.enqueue(chunk)
      if (sent < body.length) {
        callOff = time.after(everyMs, next)
        return
      }
      signal?.removeEventListener('abort', leave)
      end({ by: 'gateway', whole: true, deliveredBytes: sent })
      pipe?.close()
    }
    let callOff = time.after(afterMs, next)
    if (signal?.aborted) leave()
    else signal?.addEventListener('abort', leave, { once: true })
  })
}

function hang(
  end: Exchange['end'],
  signal: AbortSignal | undefined,
  after: (ring: () => void) => () => void,
): Promise<Response> {
  return new Promise((_resolve, reject) => {
    const leave = () => {
      callOff()
      end({ by: 'client', whole: false, deliveredBytes: 0 })
      reject(abortError(signal))
    }
    const callOff = after(() => {
      signal?.removeEventListener('abort', leave)
      end({ by: 'gateway', whole: false, deliveredBytes: 0 })
      reject(new TypeError('fetch failed', { cause: { code: 'UND_ERR_SOCKET' } }))
    })
    if (signal?.aborted) leave()
    else signal?.addEventListener('abort', leave, { once: true })
  })
}

function abortError(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason
  return reason instanceof Error ? reason : new DOMException('aborted', 'AbortError')
}
