// The cancel: repeated until the gateway says it worked or refuses it for good (000:L17, 001:L59).
import { cancelRefused, describe } from './classify.ts'
import type { Reply } from './ports.ts'
import type { Attempt } from './records.ts'
import { escalate, settle, settleReversed, settleUnpaid } from './settle.ts'
import { attemptOf, change } from './shop.ts'
import type { Shop } from './shop.ts'

export async function cancel(shop: Shop, attempt: Attempt): Promise<void> {
  const { outTradeNo } = attempt
  const { everyMs, forMs } = shop.decisions.cancelRetry
  const first = attempt.cancelSince === undefined
  change(shop, outTradeNo, 'CANCELLING', { cancelSince: attempt.cancelSince ?? shop.clock.now() })
  const reply = await shop.gateway.cancel(outTradeNo)
  if (shop.decisions.cancelSucceeded(reply)) return cancelled(shop, outTradeNo, reply)
  if (cancelRefused(reply)) return afterRefusal(shop, outTradeNo, describe(reply))
  const now = shop.clock.now()
  // The minute counts from the first reply that left the outcome open.
  const since = first ? now : (attempt.cancelSince ?? now)
  change(shop, outTradeNo, 'CANCELLING', { cancelSince: since })
  if (now - since >= forMs)
    return escalate(shop, outTradeNo, 'cancelled-in-vain', `cancel: ${describe(reply)}`)
  await shop.pauses.pause(outTradeNo, everyMs)
}

/** action tells whether an unpaid trade was closed or a paid one sent back (003:L25); absent: no trade. */
function cancelled(shop: Shop, outTradeNo: string, reply: Reply): void {
  const attempt = attemptOf(shop.store, outTradeNo)
  const action = reply.kind === 'answered' ? reply.fields['action'] : undefined
  if (action === 'refund') return settleReversed(shop, outTradeNo)
  const mayBeScanned = action === undefined && (attempt.expiresAt ?? 0) > shop.clock.now()
  settleUnpaid(shop, outTradeNo, 'CANCELLED', mayBeScanned ? 'WATCHING' : 'ENDED')
}

/** Too late to cancel, or not allowed: the trade's own state decides what is left to do (000:L34). */
async function afterRefusal(shop: Shop, outTradeNo: string, refusal: string): Promise<void> {
  const { everyMs, forMs } = shop.decisions.queryRetry
  const since = shop.clock.now()
  for (;;) {
    const reply = await shop.gateway.query(outTradeNo)
    const evidence = shop.decisions.classifyQuery(reply)
    if (settle(shop, outTradeNo, evidence)) return
    if (evidence === 'waiting' || evidence === 'not-exist') break
    if (shop.clock.now() - since >= forMs)
      return escalate(shop, outTradeNo, 'cancelled-in-vain', `cancel: ${refusal}`)
    await shop.pauses.pause(outTradeNo, everyMs)
  }
  const reply = await shop.gateway.close(outTradeNo)
  if (reply.kind === 'answered' && reply.code === '10000')
    return settleUnpaid(shop, outTradeNo, 'CANCELLED')
  escalate(shop, outTradeNo, 'cancelled-in-vain', `cancel: ${refusal}, close: ${describe(reply)}`)
}
