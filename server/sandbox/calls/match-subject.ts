// What a fault rule can see of a call: what it names itself, and what the books know of its order.
import type { CallSummary } from '../../protocols/protocol.ts'
import type { MatchSubject } from '../../faults/match.ts'
import type { SandboxCore } from '../core/core.ts'

/** The trade that it names; of a batch of refunds the first. */
export const firstTradeOf = ({ ids, parts = [] }: Pick<CallSummary, 'ids' | 'parts'>) =>
  ids.tradeNo ?? parts[0]?.ids.tradeNo

export function subjectOfCall(
  core: SandboxCore,
  summary: Pick<CallSummary, 'op' | 'ids' | 'appId' | 'parts'>,
  pid: string,
  protocol: string,
): Omit<MatchSubject, 'stage'> {
  const { op, ids, appId = '' } = summary
  const tradeNo = firstTradeOf(summary)
  const trade = tradeNo
    ? core.trades.trade(tradeNo)
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
