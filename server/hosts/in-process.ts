// Carries a reply to a client in the same process, as a socket would: a reset and an early close
// are failed fetches, a hang lasts until the client gives up.
import type { VirtualTime } from '../clock/virtual-time.ts'
import type { WireRequest } from '../protocols/wire.ts'
import type { Exchange } from '../sandbox/handle.ts'

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

/** Delivers, and reports what was delivered. `signal` is the client hanging up. */
export function deliverInProcess(
  { reply, end }: Exchange,
  signal: AbortSignal | undefined,
  time: Pick<VirtualTime, 'after'>,
): Promise<Response> {
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
    case 'cut':
    case 'whole': {
      const bytes = travel.how === 'cut' ? body.slice(0, travel.bytes) : body
      const whole = bytes.length === body.length
      if (signal?.aborted) {
        end({ by: 'client', whole: false, deliveredBytes: 0 })
        return Promise.reject(abortError(signal))
      }
      end({ by: 'gateway', whole, deliveredBytes: bytes.length })
      return Promise.resolve(new Response(Uint8Array.from(bytes), { status, headers }))
    }
  }
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
