// CAN-04: a cancel closes an unpaid trade or sends a paid one's money back, and `action` tells which.
// A sale whose money went back is REVERSED, with the amount; one that was closed took no money.
import type { EntryOf } from '../../../server/journal/entry.ts'
import type { Trace } from '../../../server/journal/trace.ts'
import { truthOf, type Attempt, type Call } from '../attempts.ts'
import { newsOf } from '../evidence.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'
import { yuan } from '../figures.ts'

export const theActionOfACancelIsBooked = rule({
  id: 'CAN-04',
  source: '003:L25,L48-49; action is the official name',
  severity: 'critical',
  families: ['O', 'W'],
  title: ['Cancel closes or refunds, and the books know which', '撤销可能关单或退款'],
  trigger: ['A CANCEL succeeded', '撤销成功'],
  remedy: [
    'Read action: refund means the payment came and went back; book both.',
    '读取 action：refund 表示已付款并退回，应记录冲正。',
  ],
  seenBy: 'adapter',
  check(trace, parameters) {
    return perAttempt(trace, (attempt) => {
      const cancel = attempt.calls.find((call) => call.op === 'CANCEL' && call.outcome === 'OK')
      const belief = cancel && beliefAfter(trace, attempt, cancel, parameters)
      return cancel && belief ? judge(attempt, cancel, belief, parameters) : []
    })
  },
})

/** What is said once the reply has been digested, and before anything else arrives that may count. */
function beliefAfter(
  trace: Trace,
  { sale, notices, outTradeNo }: Attempt,
  cancel: Call,
  { beliefSettlesMs }: Parameters,
): EntryOf<'belief'> | undefined {
  const notice = notices.find(({ sentMs }) => sentMs >= cancel.seenMs)
  const untilMs = notice?.sentMs ?? trace.endMs
  if (untilMs - cancel.seenMs < beliefSettlesMs) return undefined
  // The sale's own word is about its latest attempt.
  if (sale.attempts.at(-1)?.outTradeNo !== outTradeNo) return undefined
  return sale.beliefs.findLast(({ elapsedMs }) => elapsedMs <= untilMs)
}

function judge(
  attempt: Attempt,
  cancel: Call,
  belief: EntryOf<'belief'>,
  { cancelNamesAction }: Parameters,
): Finding[] {
  // WeChat's reply does not tell: whatever came has gone back.
  const action = cancelNamesAction ? cancel.result?.action : undefined
  const { status } = belief
  const evidence = [cancel.evidence, belief.seq]
  const [en, zh] = words(action, status)
  const say = (mark: 'pass' | 'warn' | 'fail', more = ['', '']) => [
    finding(mark, evidence, `${en}${more[0]}`, `${zh}${more[1]}`),
  ]
  if (action === 'refund') {
    const paidFen = truthOf(attempt)?.paidFen ?? attempt.sale.amountFen
    const isMarked = backFen(belief).includes(paidFen)
    const unmarked = [
      ` No refund of ${yuan(paidFen)} is booked.`,
      `未记录 ${yuan(paidFen)} 的退款。`,
    ]
    if (status === 'PAID') return say('fail')
    if (status === 'REVERSED' || status === 'UNPAID' || status === 'REFUNDED')
      return isMarked || (status === 'REVERSED' && !showsEffects(attempt))
        ? say('pass')
        : say('warn', unmarked)
    return []
  }
  // A late original may still be paid where no trade was closed: this one, or an earlier one of the sale.
  const paidLater = attempt.sale.attempts
    .flatMap((each) => newsOf(each))
    .some(({ kind, atMs }) => kind === 'paid' && atMs >= cancel.seenMs)
  if (action === undefined && paidLater) return []
  if (status === 'PAID' || status === 'REFUNDED') return say('fail')
  if (status === 'UNPAID') return say('pass')
  const mayBeReversed = action === 'close' || !cancelNamesAction
  if (status === 'REVERSED') return say(mayBeReversed ? 'pass' : 'warn')
  return []
}

function words(action: string | undefined, status: string): [string, string] {
  const what = action === undefined ? 'without an action' : `action=${action}`
  const zh = action === undefined ? '未带 action' : `action=${action}`
  return [`CANCEL answered ${what}; the sale is ${status}.`, `撤销返回 ${zh}，商户显示 ${status}。`]
}

/** The amounts that the merchant says went back. */
function backFen({ effects, refundedFen }: EntryOf<'belief'>): number[] {
  const back = effects.filter(({ type }) => type === 'REVERSED' || type === 'REFUNDED')
  return [refundedFen, ...back.map(({ amountFen }) => amountFen)]
}

function showsEffects({ sale }: Attempt): boolean {
  return sale.beliefs.some(({ effects }) => effects.length > 0)
}
