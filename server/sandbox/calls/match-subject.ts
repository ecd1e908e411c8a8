// What a fault rule can see of a call: what it names itself, and what the books know of its order.
import type { CallSummary } from '../../protocols/protocol.ts'
import type { Sight } from '../../faults/match.ts'
import type { Parts } from '../core/context.ts'

export function sightOfCall(
  parts: Parts,
  { op, ids, appId = '' }: Pick<CallSummary, 'op' | 'ids' | 'appId'>,
  pid: string,
  protocol: string,
): Omit<Sight, 'stage'> {
  const trade = ids.tradeNo
    ? parts.trades.trade(ids.tradeNo)
    : parts.trades.tradeByOut(pid, ids.outTradeNo ?? '')
  const outTradeNo = ids.outTradeNo ?? trade?.outTradeNo
  const seen = outTradeNo === undefined ? undefined : parts.trades.sighting(pid, outTradeNo)
  return {
    op,
    outTradeNo,
    authCode: ids.authCode ?? (seen?.authCode === undefined ? undefined : String(seen.authCode)),
    amountFen: seen?.amountFen,
    appId,
    protocol,
    tradeStatus: trade?.status,
  }
}
