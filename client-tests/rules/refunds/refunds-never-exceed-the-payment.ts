// REF-03: the refunds of one payment, taken together, never ask for more than was paid. What a person
// in the back office confirmed is that person's (004:L183).
import type { Attempt } from '../attempts.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import { believedOf, orderedFen, readRefundNumbers, type RefundNumber } from '../refunds.ts'
import { rule } from '../rule.ts'
import { yuan } from '../figures.ts'

export const refundsNeverExceedThePayment = rule({
  id: 'REF-03',
  source: '002:L85-86; for openapi an extension of the seeds',
  severity: 'critical',
  families: ['O', 'A', 'M', 'W'],
  title: ['Refunds never exceed the payment', '累计退款不超付款额'],
  trigger: ['A refund was sent', '发起过退款'],
  remedy: [
    'Add up all refunds of an order, open ones too, under a lock before sending another.',
    '加锁累计该订单全部退款（含处理中），超额不发送。',
  ],
  seenBy: 'both',
  needs: 'REFUND',
  timeless: true,
  check(trace) {
    return perAttempt(trace, judge)
  },
})

function judge(attempt: Attempt): Finding[] {
  const numbers = readRefundNumbers(attempt)
  const totalFen = orderedFen(attempt)
  const beyond = numbers.filter((number, place) => {
    const fromMs = startOf(number)
    const taken = numbers
      .slice(0, place)
      .filter((earlier) => !isRefusedBy(attempt, earlier, fromMs))
    return sum(taken) + amountOf(number) > totalFen
  })
  if (beyond.length > 0) {
    return beyond
      .filter((number) => !isConfirmed(attempt, startOf(number)))
      .map((number) => ofBeyond(attempt, number, numbers, totalFen))
  }
  if (numbers.length === 0) return []
  const asked = yuan(
    sum(numbers.filter((number) => !isRefusedBy(attempt, number, Number.POSITIVE_INFINITY))),
  )
  const evidence = numbers.map(({ calls }) => calls[0]?.evidence ?? [])
  const en = `The refunds sent come to ${asked} of ${yuan(totalFen)}.`
  return [finding('pass', evidence, en, `累计退款 ${asked}，订单金额 ${yuan(totalFen)}。`)]
}

function ofBeyond(
  attempt: Attempt,
  number: RefundNumber,
  numbers: readonly RefundNumber[],
  totalFen: number,
): Finding {
  const { outRequestNo, calls, intent } = number
  const belief = believedOf(attempt.sale, intent?.refundId)
  const again = numbers.find(
    (other) =>
      startOf(other) > startOf(number) && !other.intent && amountOf(other) === amountOf(number),
  )
  const evidence = [calls.flatMap((call) => call.evidence), belief?.seq ?? []]
  const en = `Refund ${outRequestNo} of ${yuan(amountOf(number))} exceeds what is left of ${yuan(totalFen)}`
  const zh = `退款 ${outRequestNo} 金额 ${yuan(amountOf(number))} 超过可退余额（订单 ${yuan(totalFen)}）`
  if (belief?.status === 'REFUNDED')
    return finding('fail', evidence, `${en}, and is believed done.`, `${zh}，却被认为退款成功。`)
  if (again) {
    const more = [...evidence, again.calls[0]?.evidence ?? []]
    const tried = `${en}, and was sent again as ${again.outRequestNo}.`
    return finding('fail', more, tried, `${zh}，随后换号 ${again.outRequestNo} 重发。`)
  }
  return finding('warn', evidence, `${en}; it was sent all the same.`, `${zh}，仍发出了请求。`)
}

function isConfirmed({ sale }: Attempt, byMs: number): boolean {
  return sale.acts.some(({ act, startedMs }) => act === 'resolve' && startedMs <= byMs)
}

/** Its last word by then was a definite no: it takes no money. */
function isRefusedBy(
  { toldRefunds }: Attempt,
  { calls, outRequestNo }: RefundNumber,
  atMs: number,
): boolean {
  const told = toldRefunds.find(({ number }) => number === outRequestNo)
  if (told && told.atMs <= atMs) return !told.isRefunded
  const answered = calls.filter(({ seenMs }) => seenMs <= atMs)
  const last = answered.at(-1)?.outcome
  return last === 'BIZFAIL' || last === 'NOTEXIST' || last === 'REJECT'
}

function startOf({ calls }: RefundNumber): number {
  return calls[0]?.startMs ?? 0
}

function amountOf({ calls }: RefundNumber): number {
  return calls[0]?.amountFen ?? 0
}

function sum(numbers: readonly RefundNumber[]): number {
  return numbers.reduce((total, number) => total + amountOf(number), 0)
}
