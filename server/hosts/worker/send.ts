// Sends notifications from a Durable Object. Names are looked up by the platform, so what can be checked is
// the name itself; with the flag `global_fetch_strictly_public` a name leads to the public network alone.
import type { Send, SendResult } from '../../notifier/send.ts'

const MAX_REPLY_BYTES = 64 * 1024
/** A request has so many connections at once; a seventh would wait, and its time would run out. */
const CONNECTIONS = 6

/** What the host is made of, as far as its name tells. */
function kindOf(host: string): 'local' | 'address' | 'name' {
  if (/^(localhost|.+[.]localhost|127(?:[.]\d+){3}|\[::1\])$/.test(host)) return 'local'
  if (
    /^(10(?:[.]\d+){3}|192[.]168(?:[.]\d+){2}|172[.](1[6-9]|2\d|3[01])(?:[.]\d+){2})$/.test(host)
  ) {
    return 'local'
  }
  if (/^\[|^\d+(?:[.]\d+){3}$/.test(host)) return 'address'
  return host.includes('.') && !/[.](local|internal)[.]?$/.test(host) ? 'name' : 'address'
}

/** `shop.example`, `*.example`, `*` for every public name, `local` for this machine and its network. */
function isAllowed(host: string, allowed: readonly string[]): boolean {
  const kind = kindOf(host)
  return allowed.some((one) => {
    if (one === host) return true
    if (one === 'local') return kind === 'local'
    if (one === '*') return kind === 'name'
    return one.startsWith('*.') && kind === 'name' && host.endsWith(one.slice(1))
  })
}

export function createObjectSend(
  allowed: readonly string[],
  fetchOut: (request: Request) => Promise<Response> = (request) => fetch(request),
): Send {
  return atMost(CONNECTIONS, async ({ url, headers, body, timeoutMs }) => {
    const target = URL.canParse(url) ? new URL(url) : undefined
    if (!target || !['http:', 'https:'].includes(target.protocol)) {
      return { failed: `notify_url ${JSON.stringify(url)} is no http or https URL` }
    }
    if (!isAllowed(target.hostname, allowed)) {
      const host = target.hostname
      return { failed: `nothing is sent to ${host}; allow it with SIM_NOTIFY_HOSTS=${host}` }
    }
    const signal = AbortSignal.timeout(Math.max(1, Math.round(timeoutMs)))
    try {
      const init: RequestInit = { method: 'POST', headers, body, redirect: 'manual', signal }
      const response = await fetchOut(new Request(url, init))
      return { status: response.status, body: await readBounded(response) }
    } catch (error) {
      if (signal.aborted) return { failed: 'no answer in time' }
      return { failed: error instanceof Error ? error.message : String(error) }
    }
  })
}

/** Sends wait in order; the time of each begins when it leaves. */
function atMost(count: number, send: Send): Send {
  const waiting: (() => void)[] = []
  let running = 0
  return async (notification): Promise<SendResult> => {
    if (running >= count) await new Promise<void>((resolve) => waiting.push(resolve))
    running += 1
    try {
      return await send(notification)
    } finally {
      running -= 1
      waiting.shift()?.()
    }
  }
}

async function readBounded({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for (const reader = body?.getReader(); reader;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    chunks.push(value)
    if (size <= MAX_REPLY_BYTES) continue
    await reader.cancel()
    throw new Error(`the answer is longer than ${MAX_REPLY_BYTES} bytes`)
  }
  // A decoder would drop a byte order mark, and with it the reason why this is not `success`.
  return Buffer.concat(chunks).toString('utf8')
}
