// AMS-01: pay, inquiryPayment, refund, cancel and notifyPayment are all integrated. What nothing in the run asked for is
// not missed.
import type { Op } from '../../../server/journal/entry.ts'
import type { Trace } from '../../../server/journal/trace.ts'
import { declaredIn } from '../applicability.ts'
import { readSales, type Attempt } from '../attempts.ts'
import { isDelivered } from '../evidence.ts'
import { finding } from '../judge.ts'
import { rule, verdictOf, type Verdict } from '../rule.ts'

export const fiveInterfacesAreIntegrated = rule({
  id: 'AMS-01',
  source: '001:L32-35',
  severity: 'advisory',
  families: ['A'],
  title: ['Five interfaces are integrated', '至少集成五个接口'],
  trigger: ['A run that gave reason to call each of them', '运行中出现了调用各接口的时机'],
  remedy: [
    'Integrate pay, inquiryPayment, refund, cancel and notifyPayment.',
    '集成 pay、inquiryPayment、refund、cancel 和 notifyPayment。',
  ],
  seenBy: 'both',
  timeless: true,
  check: (trace) => judge(trace),
})

interface Use {
  name: string
  isUsed: boolean
  isMissed: boolean
}

function judge(trace: Trace): Verdict {
  const attempts = readSales(trace).flatMap((sale) => sale.attempts)
  const [first] = trace.exchanges.filter(({ op }) => op === 'PAY' || op === 'PRECREATE')
  if (!first) return verdictOf([])
  const uses = usesIn(trace, attempts)
  const missed = uses.filter(({ isUsed, isMissed }) => isMissed && !isUsed)
  if (missed.length > 0) {
    const names = missed.map(({ name }) => name).join(', ')
    const en = `There was reason to use ${names}, and the merchant did not.`
    return verdictOf([finding('warn', [first.seq], en, `应使用 ${names}，商户没有使用。`)])
  }
  if (!uses.every(({ isUsed }) => isUsed)) return verdictOf([])
  const en = 'All five interfaces were used.'
  return verdictOf([finding('pass', [first.seq], en, '五个接口均已使用。')])
}

function usesIn(trace: Trace, attempts: readonly Attempt[]): Use[] {
  const isCalled = (op: Op) => trace.exchanges.some((one) => one.op === op)
  const isDeclaredAway = (op: Op) => declaredIn(trace)?.ops?.includes(op) === false
  const isWanted = (act: string) => trace.of('adapter').some((one) => one.act === act)
  const calls = attempts.flatMap((attempt) => attempt.calls)
  const isOpen = calls.some(
    ({ op, outcome }) => op === 'PAY' && (outcome === 'PEND' || outcome === 'UNK'),
  )
  const notices = attempts.flatMap((attempt) => attempt.notices).filter(isDelivered)
  const asksForNews = trace.of('request').some(({ order }) => order?.notifyUrl !== undefined)
  return [
    {
      name: 'inquiryPayment',
      isUsed: isCalled('QUERY'),
      isMissed: isOpen || isDeclaredAway('QUERY'),
    },
    {
      name: 'refund',
      isUsed: isCalled('REFUND'),
      isMissed: isWanted('refund') || isDeclaredAway('REFUND'),
    },
    {
      name: 'cancel',
      isUsed: isCalled('CANCEL'),
      isMissed: isWanted('cancel') || isDeclaredAway('CANCEL'),
    },
    {
      name: 'notifyPayment',
      isUsed: notices.some(({ acknowledged }) => acknowledged),
      isMissed: notices.length > 0 || !asksForNews,
    },
  ]
}
