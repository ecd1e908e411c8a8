// Answers calls that open or change no trade.
import type { ServiceCall, ServiceOutcome } from '../../protocols/service.ts'
import { askBill, askRows } from '../core/bills.ts'
import { findCertificate } from '../core/certify.ts'
import type { SandboxCore } from '../core/core.ts'
import { authoriseUser, exchangeToken, revokeToken } from '../core/tokens.ts'
import { codeShown } from '../core/triggered.ts'

type Servers = {
  [O in ServiceCall['op']]: (
    core: SandboxCore,
    call: Extract<ServiceCall, { op: O }>,
    exchange: string,
  ) => ServiceOutcome
}

const servers: Servers = {
  NOTIFYVERIFY: verifyNotification,
  TIMESTAMP: () => ({ kind: 'timestamp' }),
  HEARTBEAT: (_parts, { pid }) => ({ kind: 'heartbeat', pid }),
  USERTOKEN: exchangeToken,
  APPTOKEN: exchangeToken,
  CONSULT: (_parts, { url }) => ({ kind: 'consent-page', url }),
  CONSENT: consent,
  REVOKE: revokeToken,
  TICKET: (core) => ({ kind: 'ticket', number: `T${core.count('ticket')}` }),
  CERTIFICATE: findCertificate,
  BILLURL: askBill,
  BILLGET: askRows,
  CODEOWNER: codeOwner,
  SANDBOXKEY: () => ({ kind: 'sandbox-key' }),
}

/** The id dies with the acknowledgement; what a fault made up was never alive. */
function verifyNotification(
  core: SandboxCore,
  { pid, notifyId, knownUntil }: Extract<ServiceCall, { op: 'NOTIFYVERIFY' }>,
): ServiceOutcome {
  if (knownUntil !== undefined) {
    return { kind: 'verified', isGenuine: core.clock.now() <= knownUntil }
  }
  const found = core.notifications.get(notifyId)
  const isTheirs = found?.trade.pid === pid && !found.once
  return { kind: 'verified', isGenuine: isTheirs && found.state !== 'acknowledged' }
}

/** The first buyer agrees, and the browser takes the code to the merchant. */
function consent(
  core: SandboxCore,
  { appId, redirectUrl, state }: Extract<ServiceCall, { op: 'CONSENT' }>,
): ServiceOutcome {
  const url = new URL(redirectUrl)
  url.searchParams.set('authCode', authoriseUser(core, undefined, appId).code)
  if (state !== undefined) url.searchParams.set('authState', state)
  return { kind: 'consented', url: url.href }
}

/** Asking does not use the code up. */
function codeOwner(
  core: SandboxCore,
  { via, authCode }: Extract<ServiceCall, { op: 'CODEOWNER' }>,
): ServiceOutcome {
  const now = core.clock.now()
  const code = codeShown(core, { authCode, totalFen: 0, via }, now)
  const isGood = code !== undefined && code.usedBy === undefined && now <= code.expiresAt
  return isGood
    ? { kind: 'code-owner', buyerId: code.buyerId }
    : { kind: 'declined', reason: 'CodeOfNobody' }
}

type Server = (core: SandboxCore, call: ServiceCall, exchange: string) => ServiceOutcome

export function serve(core: SandboxCore, call: ServiceCall, exchange: string): ServiceOutcome {
  // The op picks the entry whose call this is.
  const answer = servers[call.op] as Server
  return answer(core, call, exchange)
}
