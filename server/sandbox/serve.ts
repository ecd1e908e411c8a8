// Answers calls that open or change no trade.
import type { ServiceCall, ServiceOutcome } from '../protocols/service.ts'
import type { Parts } from './parts.ts'

type Servers = {
  [O in ServiceCall['op']]: (parts: Parts, call: Extract<ServiceCall, { op: O }>) => ServiceOutcome
}

const servers: Servers = {
  HEARTBEAT: (_parts, { pid }) => ({ kind: 'heartbeat', pid }),
}

export function serve(parts: Parts, call: ServiceCall): ServiceOutcome {
  return servers[call.op](parts, call)
}
