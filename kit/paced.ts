// A sandbox's reply, for a client without time-outs of its own: while it waits for the head or for more
// of the body, the sandbox's clock runs on.
import { clockworkOf, type Time } from './clockwork.ts'
import type { InterceptedGateway } from './gateway.ts'

/** So long the clock runs on for one wait, as long as undici waits at most; what never comes stays away. */
export const LONGEST_WAIT_MS = 300_000

export async function pacedFetch(
  { fetch, time }: Pick<InterceptedGateway, 'fetch' | 'time'>,
  request: Request,
): Promise<Response> {
  const { status, headers, body } = await clockworkOf(time).during(fetch(request), LONGEST_WAIT_MS)
  return new Response(body && paced(body, time), { status, headers })
}

function paced(body: ReadableStream<Uint8Array>, time: Time): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  return new ReadableStream({
    pull: async (out) => {
      const { done, value } = await clockworkOf(time).during(reader.read(), LONGEST_WAIT_MS)
      if (done) out.close()
      else out.enqueue(value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
}
