// The way back of a buyer who has not paid, where a fault makes one up. The gateway itself leads
// nobody back unpaid.
import type { Forgery } from '../../protocols/notification.ts'
import type { PendingOrder } from '../../trade/trade.ts'
import { bendDelivery } from '../core/bend.ts'
import { pretend } from './notifications.ts'
import type { SandboxCore } from '../core/core.ts'
import { signedBy } from '../core/signing.ts'

export async function forgedReturn(
  core: SandboxCore,
  order: PendingOrder,
): Promise<string | undefined> {
  const { via: protocol, appId, outTradeNo, totalFen } = order
  const app = core.apps.get(appId)
  if (!app || order.product === 'app') return undefined
  // Where the buyer would go with a paid order.
  const trade = pretend(core, outTradeNo, 'TRADE_SUCCESS')
  const buyer = core.trades.buyer(trade.buyerId)
  const at = { returnUrl: order.cashier?.returnUrl, now: core.clock.now(), buyer }
  const wayBack = (forged?: Forgery) =>
    core.gateways.protocolNamed(protocol).cashierResult?.(trade, { ...at, forged }, app)
  const genuine = wayBack()
  if (!genuine || core.rules.all().length === 0) return undefined
  const message = {
    stage: 'return',
    totalFen,
    signing: (change?: Forgery) => wayBack(change)?.signing ?? genuine.signing,
    sign: (signing: typeof genuine.signing, by: 'gateway' | 'stranger') =>
      signedBy(core, signing, by),
    stolenSignature: core.stolenSignature,
  } as const
  const matchSubject = {
    stage: 'return',
    op: 'CASHIER',
    outTradeNo,
    amountFen: totalFen,
    appId,
    protocol,
  } as const
  const effect = await bendDelivery(core, message, matchSubject, { outTradeNo })
  return effect.do === 'forge' ? wayBack(effect.change)?.finish(effect.signature) : undefined
}
