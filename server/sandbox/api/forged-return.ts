// The way back of a buyer who has not paid, where a fault makes one up. The gateway itself leads
// nobody back unpaid.
import { gatewayKey, strangerKey } from '../../protocols/openapi/gateway-keys.ts'
import { protocolNamed } from '../../protocols/protocols.ts'
import type { App } from '../../protocols/protocol.ts'
import type { PendingOrder } from '../../trade/trade.ts'
import { bendDelivery } from '../core/bend.ts'
import { pretend } from './notifications.ts'
import type { SandboxCore } from '../core/core.ts'

export async function forgedReturn(
  core: SandboxCore,
  order: PendingOrder,
): Promise<string | undefined> {
  const { via: protocol, appId, outTradeNo, totalFen: amountFen } = order
  const app = core.apps.get(appId)
  const address = app && genuineLooking(core, order, app)
  if (!app || address === undefined || core.rules.all().length === 0) return undefined
  const { notificationToSign } = protocolNamed(protocol)
  const message = {
    stage: 'return',
    fields: Object.fromEntries(new URL(address).searchParams),
    resign: (fields: Record<string, string>, key: 'gateway' | 'stranger') => {
      const pem = key === 'gateway' ? gatewayKey(app) : strangerKey(app)
      return core.sign(pem, 'sha256', notificationToSign(fields))
    },
    stolenSignature: core.stolenSignature,
  } as const
  const sight = { stage: 'return', op: 'CASHIER', outTradeNo, amountFen, appId, protocol } as const
  const effect = await bendDelivery(core, message, sight, { outTradeNo })
  if (effect.do !== 'fields') return undefined
  const forged = new URL(address)
  forged.search = new URLSearchParams(effect.fields).toString()
  return forged.href
}

/** Where the buyer would go with a paid order; its signature is none. */
function genuineLooking(core: SandboxCore, order: PendingOrder, app: App): string | undefined {
  if (order.product === 'app') return undefined
  const trade = pretend(core, order.outTradeNo, 'TRADE_SUCCESS')
  const at = { returnUrl: order.cashier?.returnUrl, now: core.clock.now() }
  return protocolNamed(order.via).cashierResult?.(trade, at, app)?.finish('none')
}
