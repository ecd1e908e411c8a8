// Answers calls that open or change no trade.
import type { ServiceCall, ServiceOutcome } from '../../protocols/service.ts'
import { askBill } from '../core/bills.ts'
import { findCertificate } from '../core/certify.ts'
import type { Parts } from '../core/context.ts'
import { exchangeToken } from '../core/tokens.ts'

type Servers = {
  [O in ServiceCall['op']]: (parts: Parts, call: Extract<ServiceCall, { op: O }>) => ServiceOutcome
}

const servers: Servers = {
  NOTIFYVERIFY: verifyNotification,
  HEARTBEAT: (_parts, { pid }) => ({ kind: 'heartbeat', pid }),
  USERTOKEN: exchangeToken,
  APPTOKEN: exchangeToken,
  CERTIFICATE: findCertificate,
  BILLURL: askBill,
}

/** The id dies with the acknowledgement; what a fault made up was never alive. */
function verifyNotification(
  parts: Parts,
  { pid, notifyId }: Extract<ServiceCall, { op: 'NOTIFYVERIFY' }>,
): ServiceOutcome {
  const found = parts.notifications.get(notifyId)
  const isTheirs = found?.trade.pid === pid && !found.once
  return { kind: 'verified', isGenuine: isTheirs && found.state !== 'acknowledged' }
}

export function serve(parts: Parts, call: ServiceCall): ServiceOutcome {
  // The op picks the entry whose call this is.
  const answer = servers[call.op] as (parts: Parts, call: ServiceCall) => ServiceOutcome
  return answer(parts, call)
}
