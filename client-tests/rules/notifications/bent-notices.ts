// What a sale did after a notification that it should not have believed. Shared by the rules on
// forged and on untrue notifications, which differ only in how the notification was bent.
import type { Attempt, Sale } from '../attempts.ts'
import { turnsTo, knewOfPayment } from '../evidence.ts'
import { finding, type Finding } from '../judge.ts'
import type { Notice } from '../notices.ts'

/** Which notifications are meant, and what they are called. */
export interface Unbelievable {
  is(notice: Notice): boolean
  en: string
  zh: string
}

/** One finding per notification of this kind that reached the merchant. */
export function judgeBent(attempt: Attempt, kind: Unbelievable, allowanceMs: number): Finding[] {
  const { sale } = attempt
  const { en, zh } = kind
  const isMeant = (notice: Notice | undefined) => notice !== undefined && kind.is(notice)
  const bent = attempt.notices.filter((notice) => isMeant(notice) && !notice.lost)
  if (bent.length === 0) return []
  if (sale.beliefs.length === 0) {
    const unknown = `What the merchant believed after ${en} is not known.`
    const why = `不知道商户收到${zh}后如何判断。`
    return [finding('inconclusive', [bent[0]?.evidence ?? []], unknown, why)]
  }
  const believed = believedPaid(sale, allowanceMs).filter(({ belief }) =>
    isMeant(causeOf(sale, kind, belief.elapsedMs)),
  )
  return bent.map((notice): Finding => {
    const hit = believed.find(({ belief }) => causeOf(sale, kind, belief.elapsedMs) === notice)
    return hit
      ? finding(
          'fail',
          [notice.evidence, hit.belief.seq],
          `After ${en} the sale was shown as ${hit.belief.status} with ${hit.effects} payment(s) booked.`,
          `收到${zh}后显示为 ${hit.belief.status}，记账 ${hit.effects} 笔。`,
        )
      : finding(
          'pass',
          [notice.evidence],
          `${capital(en)} changed nothing.`,
          `收到${zh}后没有任何变化。`,
        )
  })
}

/** Beliefs that show a payment, by state or by effect, of which nothing had told. */
function believedPaid(sale: Sale, allowanceMs: number) {
  const turned = new Set(turnsTo(sale, ['PAID']))
  return sale.beliefs
    .map((belief) => ({
      belief,
      effects: belief.effects.filter(({ type }) => type === 'PAID').length,
    }))
    .filter(({ belief, effects }) => turned.has(belief) || effects > 0)
    .filter(({ belief }) => !knewOfPayment(sale, belief.elapsedMs + allowanceMs))
}

/** The notification to blame: the last one the merchant accepted, else the last one. */
function causeOf(sale: Sale, kind: Unbelievable, byMs: number): Notice | undefined {
  const before = sale.attempts
    .flatMap((attempt) => attempt.notices)
    .filter((notice) => notice.bend !== undefined || kind.is(notice))
    .filter((notice) => !notice.lost && notice.sentMs <= byMs)
  return before.findLast((notice) => notice.acknowledged) ?? before.at(-1)
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
