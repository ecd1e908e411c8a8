// CASH-04: when the back office confirms an escalated order that is paid, the gateway is asked, the
// money goes back by REFUND (not by CANCEL), and the item leaves the list.
import type { EntryOf } from '../../../server/journal/entry.ts'
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt, Call } from '../attempts.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import { rule } from '../rule.ts'

export const aResolvedPaymentIsRefunded = rule({
  id: 'CASH-04',
  source: '004:L183',
  severity: 'major',
  families: ['O'],
  title: ['The back office gives the money back', '上报总部后退款'],
  trigger: ['A paid order that had been escalated was resolved', '已支付的上报订单由后台处理'],
  remedy: [
    'On confirmation send QUERY, then REFUND, and take the item off the list.',
    '确认后先查询再退款（不是撤销），并将该项移出列表。',
  ],
  seenBy: 'adapter',
  check(trace) {
    return perAttempt(trace, (attempt) =>
      attempt.sale.acts
        .filter((act) => isConfirmation(trace, act) && act.outTradeNo === attempt.outTradeNo)
        .flatMap((act) => judge(trace, attempt, act)),
    )
  },
})

type Act = EntryOf<'adapter'>

function isConfirmation(trace: Trace, { act, decision, status }: Act): boolean {
  if (act !== 'resolve' || decision !== 'confirm_and_refund') return false
  // "No such item" from a shop that has a list; without one it has no such call at all.
  if (status === 404) return trace.of('manual-items').length > 0
  return ![0, 405, 501].includes(status)
}

function judge(trace: Trace, attempt: Attempt, act: Act): Finding[] {
  const { sale, outTradeNo, books } = attempt
  const truth = books.findLast(({ atMs }) => atMs <= act.startedMs)?.truth
  const belief = sale.beliefs.findLast(({ elapsedMs }) => elapsedMs <= act.startedMs)
  const isEscalated = belief?.status === 'ESCALATED' || belief?.status === 'UNKNOWN'
  if (!truth || truth.paidFen <= truth.refundedFen || !isEscalated) return []
  const after = attempt.calls.filter(({ startMs }) => startMs >= act.startedMs)
  const cancel = after.find(({ op }) => op === 'CANCEL')
  const refund = after.find(({ op }) => op === 'REFUND')
  const evidence = [act.seq, after.flatMap((call) => call.evidence)]
  if (cancel && (!refund || cancel.seq < refund.seq)) {
    const en = `Told to give ${outTradeNo} back, the merchant sent CANCEL.`
    return [finding('fail', evidence, en, `后台确认退款，商户却发起撤销（${outTradeNo}）。`)]
  }
  if (!refund) {
    const en = `Told to give ${outTradeNo} back, the merchant sent no REFUND.`
    return [finding('fail', evidence, en, `后台确认退款，商户未发起退款（${outTradeNo}）。`)]
  }
  const left = stillListed(trace, outTradeNo, after)
  if (left) {
    const en = `${outTradeNo} was given back and is still on the list.`
    return [
      finding('fail', [...evidence, left.seq], en, `${outTradeNo} 已退款，仍在待处理列表中。`),
    ]
  }
  const asked = after.find(({ op, seq }) => op === 'QUERY' && seq < refund.seq)
  if (!asked) {
    const en = `${outTradeNo} was given back without asking the gateway first.`
    return [finding('warn', evidence, en, `${outTradeNo} 未先查询即退款。`)]
  }
  const en = `${outTradeNo} was confirmed by QUERY, given back by REFUND, and left the list.`
  return [finding('pass', evidence, en, `${outTradeNo} 经查询确认、退款，并移出列表。`)]
}

/** The list as it was last seen, when it still holds the order though the refund was done. */
function stillListed(
  trace: Trace,
  outTradeNo: string,
  calls: readonly Call[],
): EntryOf<'manual-items'> | undefined {
  const isDone = calls.some(({ op, outcome }) => op === 'REFUND' && outcome === 'OK')
  const last = trace.of('manual-items').at(-1)
  return isDone && last?.items.some(({ attempt }) => attempt === outTradeNo) ? last : undefined
}
