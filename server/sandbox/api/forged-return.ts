// What faults make of the way back to the merchant: of a buyer who has not paid they make one up, since the gateway
// itself leads nobody back unpaid; a buyer who has paid they let wait.
import type { Forgery } from '../../protocols/notification.ts'
import type { Signing } from '../../protocols/signing.ts'
import type { Order, PendingOrder, Trade } from '../../trade/trade.ts'
import { tellBeside } from '../notifier/copies.ts'
import { runDue } from '../time/advance.ts'
import { holdAnswer } from '../time/held.ts'
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
    isPaid: false,
    totalFen,
    signing: (change?: Forgery) => wayBack(change)?.signing ?? genuine.signing,
    sign: (signing: typeof genuine.signing, by: 'gateway' | 'stranger') =>
      signedBy(core, signing, by),
    stolenSignature: core.stolenSignature,
  } as const
  const effect = await bendDelivery(core, message, subjectOf(order), { outTradeNo })
  return effect.do === 'forge' ? wayBack(effect.change)?.finish(effect.signature) : undefined
}

const subjectOf = ({ via: protocol, appId, outTradeNo, totalFen }: Order) =>
  ({ stage: 'return', op: 'CASHIER', outTradeNo, amountFen: totalFen, appId, protocol }) as const

/** Waits with a buyer who has paid for as long as a fault says; at once where none does. */
export async function waitWithBuyer(
  core: SandboxCore,
  trade: Trade,
  signing: Signing,
): Promise<void> {
  if (core.rules.all().length === 0) return
  const message = {
    stage: 'return',
    isPaid: true,
    totalFen: trade.totalFen,
    signing: () => signing,
    sign: (one: Signing, by: 'gateway' | 'stranger') => signedBy(core, one, by),
    stolenSignature: core.stolenSignature,
  } as const
  const { outTradeNo } = trade
  const effect = await bendDelivery(core, message, subjectOf(trade), { outTradeNo })
  if (effect.do !== 'tell-first') return
  tellBeside(core, { kind: 'created', trade }, { do: 'tell', copies: 0, spreadMs: 0, leadMs: 0 })
  runDue(core)
  await Promise.all(core.inFlight.values())
  if (effect.leadMs === 0 || core.isClosed) return
  const about = { op: 'CASHIER', outTradeNo, appId: trade.appId, code: undefined } as const
  await holdAnswer(core, { exchange: `return of ${trade.tradeNo}`, ...about }, effect.leadMs)
}
