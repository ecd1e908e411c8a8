// Carries a request to the sandbox and its reply back to the client. The client's time-outs are
// measured by the sandbox's clock, which runs on while the client waits: a slow reply, and one that
// never comes, cost no real time.
import { STATUS_CODES } from 'node:http'
import { clockworkOf } from '../clockwork.ts'
import type { InterceptedGateway } from '../gateway.ts'
import { LONGEST_WAIT_MS } from '../paced.ts'
import { asOnASocket, undiciError } from './errors.ts'
import type { Line } from './line.ts'
import { toRequest, type DispatchOptions } from './request.ts'

export async function answer(
  gateway: InterceptedGateway,
  options: DispatchOptions,
  line: Line,
): Promise<void> {
  try {
    await carry(gateway, options, line)
  } catch (error) {
    line.fail(asOnASocket(error))
  }
}

async function carry(
  gateway: InterceptedGateway,
  options: DispatchOptions,
  line: Line,
): Promise<void> {
  const { time } = gateway
  const request = await toRequest(options, line.signal)
  /** Waits for `work` at most as long as the client would. */
  const patiently = async <T>(
    work: Promise<T>,
    timeoutMs: number | null | undefined,
    late: () => Error,
  ) => {
    const limited = typeof timeoutMs === 'number' && timeoutMs > 0
    const callOff = limited ? time.after(timeoutMs, () => line.abort(late())) : () => {}
    try {
      return await clockworkOf(time).during(work, limited ? timeoutMs : LONGEST_WAIT_MS)
    } finally {
      callOff()
    }
  }
  const { headersTimeout, bodyTimeout } = options
  const response = await patiently(gateway.fetch(request), headersTimeout, noHead)
  const { status, headers } = response
  line.head(status, STATUS_CODES[status] ?? '', headers)
  const reader = response.body?.getReader()
  if (reader) {
    const leave = () => void reader.cancel().catch(() => {})
    line.signal.addEventListener('abort', leave, { once: true })
    for (;;) {
      const { done, value } = await patiently(reader.read(), bodyTimeout, noBody)
      if (done) break
      await line.data(Buffer.from(value))
    }
  }
  line.end()
}

const noHead = () => undiciError('UND_ERR_HEADERS_TIMEOUT', 'Headers Timeout Error')
const noBody = () => undiciError('UND_ERR_BODY_TIMEOUT', 'Body Timeout Error')
