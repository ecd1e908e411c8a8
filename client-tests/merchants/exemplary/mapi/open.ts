// The ports of a shop at the old gateway, for whoever runs it: in the suite's own process or in one of its own.
import type { Decisions } from '../decisions.ts'
import type { Clock, Ports, Store } from '../ports.ts'
import { createMapiGateway } from './gateway.ts'
import { learn } from './news.ts'
import { createMapiSigner, type MapiKeys } from './sign.ts'

export interface MapiAccount extends MapiKeys {
  /** Of `gateway.do`. */
  url: string
  /** The merchant's number: 2088… */
  partner: string
  /** The name under which the seller logs in. */
  sellerEmail: string
}

interface Surroundings {
  account: MapiAccount
  decisions: Decisions
  /** Before the shop's own judgement of it. */
  clientTimeoutMs: number
  publicUrl: string
  /** Books of its own. */
  store: Store
  clock: Clock
  fetch(request: Request): Promise<Response>
}

export function portsAtOldGateway(around: Surroundings): Ports {
  const { account, clientTimeoutMs, clock, decisions, fetch, publicUrl, store } = around
  const mapi = createMapiGateway({
    ...account,
    publicUrl,
    signer: createMapiSigner(account, decisions.mapiSignType),
    learn: (told) => learn(store, told),
    decisions,
    fetch,
    clientTimeoutMs: decisions.clientTimeoutMs(clientTimeoutMs),
    clock,
  })
  return { gateway: mapi, mapi, store, clock }
}
