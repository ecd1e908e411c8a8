// ACQ-01: when all is quiet the till, what the acquirer shows its shop, and Alipay's books say the same.
import type { Trace } from '../../../server/journal/trace.ts'
import { finding, type Finding } from '../judge.ts'
import { readMoney } from '../one-sided/money.ts'
import { rule } from '../rule.ts'
import { perPayment, stateIn, type Carried } from './carried.ts'

export const sameStateAtAllParticipants = rule({
  id: 'ACQ-01',
  source: '001:L132-139',
  severity: 'critical',
  families: ['A'],
  kind: 'outcome',
  title: ['Same state at all participants', '各方状态一致'],
  trigger: ['A sale of the till has come to rest', '收银台的交易已静止'],
  remedy: [
    'Let Alipay’s answer decide, keep it before you tell the shop, and tell the shop what you keep.',
    '以支付宝的结果为准，先落库再告知商户，告知的即为所记录的。',
  ],
  seenBy: 'adapter',
  needs: 'acquirer',
  check: (trace) => perPayment(trace, (carried) => judge(trace, carried)),
})

const OFF = ['DECLINED', 'CANCELLED', 'REFUNDED']

function judge(trace: Trace, { sale }: Carried): Finding[] {
  const record = sale.acts.findLast(({ act }) => act === 'record')
  const belief = sale.beliefs.at(-1)
  if (!record || !belief) return []
  const shown = record.status === 404 ? 'nothing' : (stateIn(record.reply) ?? 'nothing readable')
  const { netFen, open, state } = readMoney(trace, sale)
  const tillHas = belief.status === 'PAID'
  const isShownPaid = shown === 'APPROVED'
  const isShownOff = shown === 'nothing' || OFF.includes(shown)
  const isEqual =
    !open &&
    (netFen > 0
      ? tillHas && isShownPaid
      : !tillHas && isShownOff && isRefundTold(shown, belief.status))
  const books = sale.attempts.flatMap((attempt) => attempt.books.at(-1)?.seq ?? [])
  const evidence = [books, record.seq, belief.seq]
  const en = `the till has ${belief.status}, the acquirer shows ${shown}, Alipay has ${state}`
  const zh = `收银台 ${belief.status}，收单机构显示 ${shown}，支付宝 ${state}`
  return isEqual
    ? [finding('pass', evidence, `All agree: ${en}.`, `各方一致：${zh}。`)]
    : [finding('fail', evidence, `They differ: ${en}.`, `各方不一致：${zh}。`)]
}

/** What was refunded is called so on both sides, or on neither. */
const isRefundTold = (shown: string, believed: string) =>
  (shown === 'REFUNDED') === (believed === 'REFUNDED')
