// Notifications as a merchant met them: which were genuine, which were bent and how, and what was
// replied. Says nothing about what should have been replied.
import type { Bend, BendKind, NotificationAnswer } from '../../server/journal/notification-entry.ts'
import type { Truth } from '../../server/journal/entry.ts'
import type { Delivery, Trace } from '../../server/journal/trace.ts'
import { salesIn } from '../trace/sales-reader.ts'
import { isPaidStatus } from './outcome.ts'

export interface Notice {
  /** The order it was sent for; empty where it tells of none, or of a batch of refunds. */
  outTradeNo: string
  /** Of a batch: the order of its first refund. */
  batchOf: string | undefined
  notifyId: string
  /** The state as it was written: not always one of the documented four. */
  tradeStatus: string
  sentMs: number
  /** When the merchant's reply was in; the moment of sending when there is none. */
  repliedMs: number
  httpStatus: number | undefined
  body: string | undefined
  /** The merchant acknowledged it, whether or not the reply got through to the gateway. */
  acknowledged: boolean
  /** What the reply says, as its protocol reads it. */
  answer: NotificationAnswer
  /** It may never have arrived: a fault touched this delivery and no reply came. */
  lost: boolean
  /** `undefined` for a genuine notification, an exact copy of one, and one that says what is true. */
  bend: BendKind | undefined
  /** What is unusual about a notification whose news is true: its parameters, or its text. */
  unusual: 'params' | 'text' | undefined
  /** It says that money went back: not a payment, whatever its state (002:L17). */
  ofRefund: boolean
  /** The number under which the money went back. */
  refundNo: string | undefined
  /** The seller as it was written. */
  sellerId: string | undefined
  /** The amount as it was written. */
  totalAmount: string | undefined
  /** A browser brought it along: an address to return to, not a message from the gateway. */
  byBrowser: boolean
  /** The order number as it was written; the order's own where nobody changed it. */
  orderNo: string
  evidence: readonly number[]
}

/** Plainly, or in a text that speaks of a failure. */
export const isRefusal = (answer: NotificationAnswer) =>
  answer === 'refused' || answer === 'refused-somehow'

export function readNotices(trace: Trace): Notice[] {
  const touched = new Set(trace.of('fault').map(({ delivery }) => delivery))
  const { books, numberOf } = salesIn(trace)
  return trace.deliveries.map((delivery) => {
    const { outTradeNo, seq } = delivery.sent
    const [first] = delivery.sent.text?.batch?.items ?? []
    return readNotice(
      delivery,
      touched.has(delivery.id),
      books.get(outTradeNo)?.findLast((one) => one.seq < seq)?.truth,
      first && numberOf({ tradeNo: first.tradeNo }),
    )
  })
}

function readNotice(
  { sent, reply }: Delivery,
  isTouched: boolean,
  truth: Truth | undefined,
  batchOf: string | undefined,
): Notice {
  const { text } = sent
  const acknowledged = reply?.accepted ?? reply?.acknowledged ?? false
  const tradeStatus = text?.state ?? sent.tradeStatus
  const bent = bendOf(sent.genuine, sent.bend)
  const isTrue = bent !== undefined && saysWhatIsTrue(bent, tradeStatus, truth)
  return {
    outTradeNo: sent.outTradeNo,
    batchOf,
    notifyId: sent.notifyId,
    tradeStatus,
    sentMs: sent.elapsedMs,
    repliedMs: reply?.elapsedMs ?? sent.elapsedMs,
    httpStatus: reply?.status,
    body: reply?.body,
    acknowledged,
    answer: reply?.answer ?? (acknowledged ? 'accepted' : 'other'),
    lost: reply?.status === undefined && isTouched,
    bend: isTrue ? undefined : bent,
    unusual: isTrue && (bent === 'params' || bent === 'text') ? bent : undefined,
    ofRefund: text?.ofRefund ?? false,
    refundNo: text?.refundNo,
    sellerId: text?.sellerId,
    totalAmount: text?.total,
    byBrowser: sent.wire.start.startsWith('GET '),
    orderNo: text?.orderNo ?? sent.outTradeNo,
    evidence: reply ? [sent.seq, reply.seq] : [sent.seq],
  }
}

function bendOf(genuine: boolean, bend: Bend | undefined): BendKind | undefined {
  if (genuine || bend?.kind === 'replay') return undefined
  // Made up by hand, and changed by no fault: what it says of the state decides.
  return bend?.kind ?? 'state'
}

/** Bent by a fault, and true all the same: paid, paid for good, closed, or given back. */
function saysWhatIsTrue(bend: BendKind, tradeStatus: string, truth: Truth | undefined): boolean {
  if (!truth) return false
  const isPaid = isPaidStatus(truth.status)
  if (bend === 'params' || bend === 'text') return tradeStatus === truth.status
  if (bend === 'refund') return truth.refundedFen > 0
  if (bend !== 'state') return false
  return tradeStatus === truth.status || (isPaidStatus(tradeStatus) && isPaid)
}
