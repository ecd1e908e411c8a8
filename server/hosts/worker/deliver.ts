// Carries a reply out of a Durable Object. The runtime keeps the socket to itself: what can be had there is
// a body that breaks, so a reset, an early close and a cut are told apart by the bytes before the break alone.
import type { Exchange } from '../../sandbox/calls/exchange.ts'
import { deliverInProcess } from '../in-process.ts'

/** As long as the bytes before a break need to leave; a break at once would take them along. */
const FLUSH_MS = 50

/**
 * A local workerd notices a client that leaves only when it writes to it, so a hanging answer ends by
 * itself: later than any client waits.
 */
const LONGEST_HANG_MS = 120_000

const timers = {
  after: (delayMs: number, ring: () => void) => {
    const timer = setTimeout(ring, delayMs)
    return () => clearTimeout(timer)
  },
}

/** Delivers, and reports what was delivered. `signal` is the client hanging up. */
export async function deliverFromObject(
  exchange: Exchange,
  signal: AbortSignal,
): Promise<Response> {
  try {
    const { id, reply, later, end } = exchange
    if (later) return await deliverFromObject({ id, reply: await later, end }, signal)
    const { travel } = reply
    if (travel.how === 'hang') {
      const afterMs = Math.min(travel.afterMs ?? LONGEST_HANG_MS, LONGEST_HANG_MS)
      const hanging = { id, reply: { ...reply, travel: { how: 'hang' as const, afterMs } }, end }
      return await deliverInProcess(hanging, signal, timers)
    }
    if (travel.how !== 'cut') return await deliverInProcess(exchange, signal, timers)
    const bytes = reply.body.slice(0, travel.bytes)
    end({ by: 'gateway', whole: bytes.length === reply.body.length, deliveredBytes: bytes.length })
    return new Response(brokenAfter(bytes), { status: reply.status, headers: reply.headers })
  } catch {
    // As a `fetch` would fail: there is no answer, and the exchange is closed already.
    return new Response(brokenAfter(new Uint8Array()))
  }
}

function brokenAfter(bytes: Uint8Array): ReadableStream {
  let isRead = false
  return new ReadableStream({
    pull: async (body) => {
      if (!isRead && bytes.length > 0) {
        isRead = true
        return body.enqueue(bytes)
      }
      if (isRead) await new Promise((resolve) => setTimeout(resolve, FLUSH_MS))
      body.error(new Error('the line breaks here, as the fault has it'))
    },
  })
}
