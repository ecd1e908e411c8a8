// A merchant has let the app of a service provider act for it: the provider is told of the token, where its
// family has an address for that. The news is of no order, so an empty one stands for whoever is told.
import type { Token } from '../../protocols/tokens.ts'
import { drawNotifyId } from '../../values/ids.ts'
import type { SandboxCore } from '../core/core.ts'
import { nobodysTrade } from '../core/nobodys-trade.ts'

/** To every family that tells of tokens and has been given an address. */
export function tellOfToken(core: SandboxCore, token: Token): void {
  const { appId, authAppId, holderId } = token
  const now = core.clock.now()
  for (const { usual, tokenUrl } of core.gateways.families) {
    const url = tokenUrl?.(core.options())
    if (!url) continue
    const notifyId = drawNotifyId(core.draw, undefined, now)
    const trade = nobodysTrade({ via: usual.name, appId, authAppId, pid: holderId }, now)
    core.writer.transact(() => {
      core.notifications.put({
        notifyId,
        appId,
        url,
        trade,
        token,
        eventAt: now,
        attempts: 0,
        state: 'pending',
      })
      core.jobs.add(now, { kind: 'notify', notifyId, attempt: 1 })
    })
  }
  core.wakeUp()
}
