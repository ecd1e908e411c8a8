// What a fault rule can see of a call: what it names itself, and what the books know of its order.
import type { CallSummary } from '../../protocols/protocol.ts'
import type { MatchSubject } from '../../faults/match.ts'
import type { SandboxCore } from '../core/core.ts'

export function subjectOfCall(
  core: SandboxCore,
  { op, ids, appId = '' }: Pick<CallSummary, 'op' | 'ids' | 'appId'>,
  pid: string,
  protocol: string,
): Omit<MatchSubject, 'stage'> {
  const trade = ids.tradeNo
    ? core.trades.trade(ids.tradeNo)
    : core.trades.tradeByOut(pid, ids.outTradeNo ?? '')
  const outTradeNo = ids.outTradeNo ?? trade?.outTradeNo
  const seen = outTradeNo === undefined ? undefined : core.trades.sighting(pid, outTradeNo)
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
