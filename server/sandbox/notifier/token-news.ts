// A merchant has let the app of a service provider act for it: the provider is told of the token, where its
// family has an address for that. The news is of no order, so an empty one stands for whoever is told.
import type { Token } from '../../protocols/tokens.ts'
import { NOBODY } from '../../trade/buyer.ts'
import type { Trade } from '../../trade/trade.ts'
import { drawNotifyId } from '../../values/ids.ts'
import type { Instant } from '../../values/instant.ts'
import type { SandboxCore } from '../core/core.ts'

/** To every family that tells of tokens and has been given an address. */
export function tellOfToken(core: SandboxCore, token: Token): void {
  const now = core.clock.now()
  for (const { usual, tokenUrl } of core.gateways.families) {
    const url = tokenUrl?.(core.options())
    if (!url) continue
    const notifyId = drawNotifyId(core.draw, undefined, now)
    const trade = nobodysTrade(usual.name, token, now)
    const { appId } = token
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

const nobodysTrade = (via: string, { appId, authAppId, holderId }: Token, now: Instant): Trade => ({
  via,
  appId,
  authAppId,
  pid: holderId,
  sellerId: holderId,
  outTradeNo: '',
  tradeNo: '',
  product: 'qr',
  totalFen: 0,
  subject: '',
  status: 'WAIT_BUYER_PAY',
  buyerId: NOBODY.buyerId,
  createdAt: now,
  expiresAt: now,
  refundedFen: 0,
})
