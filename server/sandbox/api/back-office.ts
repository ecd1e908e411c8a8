// What the seller's people do in Alipay's own back office, outside the API (004:L183): the money goes
// back as by a refund call, and no reply tells the merchant's program. It learns of it by query,
// notification or bill.
import type { Refund, Trade } from '../../trade/trade.ts'
import { drawBackOfficeNo } from '../../values/ids.ts'
import { InputError } from '../../values/input-error.ts'
import { formatYuan, type Fen } from '../../values/money.ts'
import { runDue } from '../time/advance.ts'
import { namedTrade } from '../core/find-trade.ts'
import type { SandboxCore } from '../core/core.ts'
import { step } from '../core/step.ts'

export interface BackOfficeRefund {
  /** All that is left, unless said. */
  amountFen?: Fen
  reason?: string
}

export function refundOutside(
  core: SandboxCore,
  number: string,
  { amountFen: asked, reason }: BackOfficeRefund = {},
): { trade: Trade; refund: Refund } {
  runDue(core)
  const { pid, tradeNo, totalFen, refundedFen } = namedTrade(core, number)
  const amountFen = asked ?? totalFen - refundedFen
  if (!Number.isSafeInteger(amountFen) || amountFen < 1) {
    throw new InputError('amountFen', `${amountFen} is no amount to give back; at least 1 fen`)
  }
  const outRequestNo = drawBackOfficeNo(core.draw, core.clock.now())
  const call = { op: 'REFUND', pid, tradeNo, outRequestNo, amountFen, reason } as const
  const { outcome } = step(core, call, { cause: 'refund-outside' })
  core.wakeUp()
  if (outcome.kind === 'refunded') return outcome
  const left = `${formatYuan(totalFen - refundedFen)} yuan are left of it`
  const why = outcome.kind === 'refused' ? outcome.refusal : outcome.kind
  throw new InputError('trade', `the back office refuses to refund ${number}: ${why}; ${left}`)
}
