// MAPI-02: an order that names its buyer names another account than the seller's; BUYER_SELLER_EQUAL is not tried again
// as it was (002:L11-12).
import type { EntryOf } from '../../../server/journal/entry.ts'
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt } from '../attempts.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import { rule } from '../rule.ts'
import { submissionsOf } from './submissions.ts'

export const buyersAreNotSellers = rule({
  id: 'MAPI-02',
  source: '002:L11-12',
  severity: 'minor',
  families: ['M'],
  title: ['Buyer and seller differ', '买卖家不能相同'],
  trigger: ['An order named its buyer', '订单指定了买家账号'],
  remedy: [
    "Compare the buyer's account with your own before you send it, or leave it out.",
    '发送前比对买家账号与收款账号，或不传买家账号。',
  ],
  seenBy: 'traffic',
  timeless: true,
  check(trace) {
    return perAttempt(trace, (attempt) => judge(trace, attempt))
  },
})

function judge(trace: Trace, attempt: Attempt): Finding[] {
  const named = submissionsOf(trace, attempt).filter(({ order }) => order?.payer !== undefined)
  const [first] = named
  if (!first) return []
  const equal = named.filter((request) => isEqual(trace, request))
  const [wrong] = equal
  if (!wrong) {
    const en = 'The buyer that the order names is not the seller.'
    return [finding('pass', [first.seq], en, '订单指定的买家不是卖家。')]
  }
  const evidence = equal.map(({ seq }) => seq)
  const again = equal.length > 1 ? `, ${equal.length} times` : ''
  const en = `The order names its seller as the buyer${again}.`
  const zh = `订单的买家账号即卖家账号${equal.length > 1 ? `，共 ${equal.length} 次` : ''}。`
  return [finding('fail', evidence, en, zh)]
}

/** By the same name, or by what the gateway says of it. */
function isEqual(trace: Trace, { order, exchange }: EntryOf<'request'>): boolean {
  const answer = trace.of('answer').find((one) => one.exchange === exchange)
  return order?.payer === order?.payee?.named || answer?.result.reason === 'BuyerIsSeller'
}
