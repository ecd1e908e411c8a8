// The faults that a request asks for itself, where the sandbox allows it. Without leave the header is
// what it is to the real gateway: nothing.
import type { BoundFault } from '../../faults/fault.ts'
import { FAULT_HEADER, readFaultHeader } from '../../faults/header.ts'
import type { Decoded } from '../../protocols/protocol.ts'
import type { ServiceOutcome } from '../../protocols/service.ts'
import type { WireRequest } from '../../protocols/wire.ts'
import type { SandboxCore } from '../core/core.ts'
import { addRule } from '../core/fault-rules.ts'

/**
 * Faults of calls bend this exchange. Those of notifications become a rule for this order that
 * bends one message, since they act after the reply has gone.
 */
export function askedByHeader(
  core: SandboxCore,
  { headers }: WireRequest,
  decoded: Decoded,
): { own: BoundFault[] } | { declined: ServiceOutcome } {
  if (!('call' in decoded)) return { own: [] }
  // What a gateway's own sandbox promises needs nobody's leave.
  const text = decoded.faults ?? (core.options().headerFaults ? headers[FAULT_HEADER] : undefined)
  if (text === undefined) return { own: [] }
  const read = readFaultHeader(text)
  if ('wrong' in read) {
    const { field, remedy } = read.wrong
    return { declined: refusal(field === 'fault' ? remedy : `${field}: ${remedy}`) }
  }
  const later = read.asked.filter(({ bound }) => !isOfCalls(bound))
  const { outTradeNo } = decoded.summary.ids
  if (later.length > 0 && outTradeNo === undefined) {
    return { declined: refusal('a fault of notifications needs a call with an out_trade_no') }
  }
  for (const one of later) addRule(core, one, { outTradeNo, count: 1 })
  return { own: read.asked.map(({ bound }) => bound).filter(isOfCalls) }
}

const isOfCalls = ({ stage }: BoundFault) =>
  stage === 'call' || stage === 'outcome' || stage === 'answer'

const refusal = (why: string): ServiceOutcome => ({
  kind: 'declined',
  reason: 'InvalidParameter',
  note: `${FAULT_HEADER}: ${why}`,
})
