// What a merchant had been told by a given moment: definite news that money came, or that it cannot
// come any more. Times are `elapsedMs` at which the news was delivered.
import type { Attempt, Call, Sale } from './attempts.ts'
import { isRefusal, type Notice } from './notices.ts'
import { isPaidStatus, provesClosed, provesPaid } from './outcome.ts'
import { parameters } from './parameters.ts'

/** News of one attempt, in order of delivery. */
export interface News {
  kind: 'paid' | 'closed'
  atMs: number
  /** A person's manual query brought it. */
  manual: boolean
  evidence: readonly number[]
}

export const isPaid = ({ op, outcome, result }: Call) => provesPaid(op, outcome, result)
export const isClosed = ({ op, outcome, result }: Call) => provesClosed(op, outcome, result)

/** A genuine success notification that the merchant may have read. */
export function isPaidNotice(notice: Notice): boolean {
  return isDelivered(notice) && isPaidStatus(notice.tradeStatus)
}

/** True news that may have been read. */
export function isDelivered(notice: Notice): boolean {
  return notice.bend === undefined && !notice.lost
}

/** The moment a notification counts from is its sending: a reader may act before it replies. */
export function newsOf(attempt: Attempt): News[] {
  const replies = attempt.calls.flatMap((call): News[] => {
    if (!isPaid(call) && !isClosed(call)) return []
    const kind = isPaid(call) ? 'paid' : 'closed'
    return [{ kind, atMs: call.seenMs, manual: call.manual, evidence: call.evidence }]
  })
  const notices = attempt.notices.flatMap((notice): News[] => {
    if (!isPaidNotice(notice) && !isClosedNotice(notice)) return []
    const kind = isPaidNotice(notice) ? 'paid' : 'closed'
    return [{ kind, atMs: notice.sentMs, manual: false, evidence: notice.evidence }]
  })
  return [...replies, ...notices].toSorted((a, b) => a.atMs - b.atMs)
}

function isClosedNotice(notice: Notice): boolean {
  return isDelivered(notice) && notice.tradeStatus === 'TRADE_CLOSED'
}

/**
 * Read and not refused, or booked whatever the reply says: what is wrong with the reply itself is a flaw
 * of its own (NTF-09, NTF-10).
 */
function wasTaken(attempt: Attempt, notice: Notice): boolean {
  if (isUnrefused(notice)) return true
  return wasBelieved(attempt, notice, parameters.beliefAfterNoticeMs) !== undefined
}

function isUnrefused({ acknowledged, httpStatus = 500, answer }: Notice): boolean {
  return acknowledged || (httpStatus < 400 && !isRefusal(answer))
}

/** The belief in which the news of a notification shows, where no reply had told of it before. */
export function wasBelieved(attempt: Attempt, { sentMs, tradeStatus }: Notice, withinMs: number) {
  const tells = isPaidStatus(tradeStatus) ? ['PAID', 'REFUNDED'] : ['UNPAID', 'REVERSED']
  const belief = turnsTo(attempt.sale, tells).find(
    ({ elapsedMs }) => elapsedMs >= sentMs && elapsedMs <= sentMs + withinMs,
  )
  const isKnown = attempt.calls.some(
    (call) => (isPaid(call) || isClosed(call)) && call.seenMs <= (belief?.elapsedMs ?? 0),
  )
  return isKnown ? undefined : belief
}

/** The first definite news of a final state that a notification brought and that was taken. */
export function firstFinalNotice(attempt: Attempt): Notice | undefined {
  return attempt.notices.find(
    (notice) => wasTaken(attempt, notice) && (isPaidNotice(notice) || isClosedNotice(notice)),
  )
}

/**
 * The notification that was not to be believed, or told of no payment, and after which the sale was shown as paid. That flaw is
 * booked on the rule about such notifications, and what it makes of the polling on no other.
 */
export function misledBy({ notices, sale }: Attempt): Notice | undefined {
  const beliefs = turnsTo(sale, ['PAID']).filter(({ elapsedMs }) => !knewOfPayment(sale, elapsedMs))
  return notices.find(
    (notice) =>
      (notice.bend !== undefined || !isPaidStatus(notice.tradeStatus)) &&
      isUnrefused(notice) &&
      beliefs.some(({ elapsedMs }) => elapsedMs >= notice.sentMs),
  )
}

/** Whether anything delivered by `byMs` proves that some attempt of the sale was paid. */
export function knewOfPayment(sale: Sale, byMs: number): boolean {
  return sale.attempts.some((attempt) =>
    newsOf(attempt).some((news) => news.kind === 'paid' && news.atMs <= byMs),
  )
}

/** Belief entries at which the sale turned to one of `statuses`. */
export function turnsTo(sale: Sale, statuses: readonly string[]) {
  return sale.beliefs.filter((belief, index) => {
    const before = sale.beliefs[index - 1]?.status
    return statuses.includes(belief.status) && (!before || !statuses.includes(before))
  })
}

/** The call whose outcome the merchant learnt last before this place: what a belief is booked on. */
export function lastReply(sale: Sale, beforeSeq: number): Call | undefined {
  return sale.attempts
    .flatMap((attempt) => attempt.calls)
    .filter((call) => call.endSeq < beforeSeq)
    .toSorted((a, b) => a.endSeq - b.endSeq)
    .at(-1)
}
