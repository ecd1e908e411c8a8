// What a merchant hears when we cannot do our work: a bug of ours, or a disk that takes no writes. It
// is what a sick gateway says, so that a till asks what became of the order, as it should.
import type { Protocol } from '../../protocols/protocol.ts'
import type { Reply, WireRequest } from '../../protocols/wire.ts'
import { traceId } from '../../values/ids.ts'
import { meet, writeDown } from '../core/background.ts'
import { signatureOf } from '../core/signing.ts'
import { silent, type Exchange, type OpenExchange } from './exchange.ts'
import type { SandboxCore } from '../core/core.ts'

export const SICK = { kind: 'unknown', reason: 'Busy' } as const

/** Answers a request that an error has stopped. `exchange` is absent where the journal has none. */
export async function excuse(
  core: SandboxCore,
  protocol: Protocol,
  request: WireRequest,
  error: unknown,
  exchange?: OpenExchange,
): Promise<Exchange> {
  if (core.isClosed) throw error
  meet(core, error)
  const reply = await sickReply(core, protocol, request).catch(() => LAST_RESORT)
  if (core.isClosed || !exchange) {
    return {
      id: exchange?.id ?? 'none',
      reply: core.isClosed ? gone(core) : reply,
      end: () => {},
    }
  }
  const { id, end } = exchange
  writeDown(core, () => void exchange.answer(reply)).catch((again: unknown) => meet(core, again))
  return { id, reply, end }
}

const gone = (core: SandboxCore) => silent(core, { do: 'silence', how: 'rst' })

/** Where even the refusal cannot be made. */
const LAST_RESORT: Reply = {
  status: 500,
  headers: { 'content-type': 'text/plain' },
  body: Buffer.from('alipay-sim met a bug in itself; see its log\n'),
  travel: { how: 'whole' },
}

/** In the protocol's own shape, and signed. Reads, and writes nothing. */
async function sickReply(
  core: SandboxCore,
  protocol: Protocol,
  request: WireRequest,
): Promise<Reply> {
  const now = core.clock.now()
  const gate = {
    options: core.options(),
    wallNow: core.time.wallMs(),
    isNonceUsed: () => false,
    appOf: core.apps.ofMerchant,
  }
  const decoded = protocol.decode(request, core.apps.get, now, core.tokens, gate)
  const call = 'call' in decoded ? decoded.call : undefined
  const unsigned = protocol.encode(SICK, decoded.context, call, { now, exchange: 0 })
  const signature = await signatureOf(core, unsigned.signing)
  const reply = unsigned.finish(signature)
  const headers = { ...reply.headers, [protocol.traceHeader]: traceId(now, 0) }
  return { ...reply, headers, travel: { how: 'whole' } }
}
