// Notifications as a merchant met them: which were genuine, which were bent and how, and what was
// replied. Says nothing about what should have been replied.
import type { Truth } from '../../server/journal/entry.ts'
import type { Delivery, Trace } from '../../server/journal/trace.ts'
import { isPaidStatus } from './outcome.ts'

/** How a notification was made untrue, in the fault catalogue's words. */
export type Bend =
  | 'forged'
  | 'amount'
  | 'app'
  | 'seller'
  | 'order'
  | 'state'
  | 'refund'
  | 'params'
  | 'text'
  | 'other'

export interface Notice {
  /** The order it was sent for. */
  outTradeNo: string
  notifyId: string
  /** `trade_status` as it was written: not always one of the documented four. */
  tradeStatus: string
  sentMs: number
  /** When the merchant's reply was in; the moment of sending when there is none. */
  repliedMs: number
  httpStatus: number | undefined
  body: string | undefined
  /** The merchant replied `success`, whether or not the reply got through to the gateway. */
  acknowledged: boolean
  /** It may never have arrived: a fault touched this delivery and no reply came. */
  lost: boolean
  /** `undefined` for a genuine notification, an exact copy of one, and one that says what is true. */
  bend: Bend | undefined
  /** What is unusual about a notification whose news is true: its parameters, or its text. */
  unusual: 'params' | 'text' | undefined
  /** Its fields say that money went back: not a payment, whatever its status (002:L17). */
  ofRefund: boolean
  /** `out_biz_no`: the number under which the money went back. */
  refundNo: string | undefined
  /** `seller_id` as it was written. */
  sellerId: string | undefined
  /** `total_amount` as it was written. */
  totalAmount: string | undefined
  /** A browser brought it along: an address to return to, not a message from the gateway. */
  byBrowser: boolean
  /** `out_trade_no` as it was written; the order's own where nobody changed it. */
  toldOrder: string
  evidence: readonly number[]
}

/** By the words of the journal, which begin so, and by the number of the fault that did it. */
const BENDS: readonly [bend: Bend, words: string, ids: readonly string[]][] = [
  ['forged', 'forged', ['N05', 'N21']],
  // Changed after signing is a signature that does not verify, whatever the field.
  ['forged', 'tampered', []],
  ['amount', 'amount', ['N06']],
  ['app', 'app_id', ['N07']],
  ['seller', 'seller_id', ['N08']],
  ['order', 'out_trade_no', ['N09']],
  ['state', 'state', ['N16', 'N17', 'N20']],
  ['refund', 'refund', ['N15']],
  ['params', 'params', ['N11']],
  ['text', 'text', ['N12']],
]
const COPIES = new Set(['N01', 'N18', 'N19'])

export function readNotices(trace: Trace): Notice[] {
  const faults = Map.groupBy(trace.of('fault'), (fault) => fault.delivery)
  const truths = Map.groupBy(
    trace.of('commit').flatMap(({ truth, seq }) => (truth ? [{ truth, seq }] : [])),
    ({ truth }) => truth.outTradeNo,
  )
  return trace.deliveries.map((delivery) => {
    const touched = faults.get(delivery.id) ?? []
    const { outTradeNo, seq } = delivery.sent
    return readNotice(
      delivery,
      touched.map((fault) => fault.catalogueId),
      truths.get(outTradeNo)?.findLast((one) => one.seq < seq)?.truth,
    )
  })
}

function readNotice(
  { sent, reply }: Delivery,
  faults: readonly string[],
  truth: Truth | undefined,
): Notice {
  const fields = new URLSearchParams(sent.wire.encoding === 'utf8' ? sent.wire.body : '')
  const tradeStatus = fields.get('trade_status') ?? sent.tradeStatus
  const bent = bendOf(sent.genuine, sent.bend ?? '', faults)
  const isTrue = bent !== undefined && saysWhatIsTrue(bent, tradeStatus, truth)
  return {
    outTradeNo: sent.outTradeNo,
    notifyId: sent.notifyId,
    tradeStatus,
    sentMs: sent.elapsedMs,
    repliedMs: reply?.elapsedMs ?? sent.elapsedMs,
    httpStatus: reply?.status,
    body: reply?.body,
    acknowledged:
      reply?.acknowledged === true || (reply?.status === 200 && reply.body === 'success'),
    lost: reply?.status === undefined && faults.length > 0,
    bend: isTrue ? undefined : bent,
    unusual: isTrue && (bent === 'params' || bent === 'text') ? bent : undefined,
    ofRefund: ['refund_fee', 'gmt_refund', 'out_biz_no'].some((name) => fields.get(name)),
    refundNo: fields.get('out_biz_no') ?? undefined,
    sellerId: fields.get('seller_id') ?? undefined,
    totalAmount: fields.get('total_amount') ?? undefined,
    byBrowser: sent.wire.start.startsWith('GET '),
    toldOrder: fields.get('out_trade_no') ?? sent.outTradeNo,
    evidence: reply ? [sent.seq, reply.seq] : [sent.seq],
  }
}

function bendOf(genuine: boolean, bend: string, faults: readonly string[]): Bend | undefined {
  if (genuine) return undefined
  const known =
    BENDS.find(([, words]) => bend.startsWith(words)) ??
    BENDS.find(([, , ids]) => faults.some((id) => ids.includes(id)))
  if (known) return known[0]
  if (bend.startsWith('replayed') || faults.some((id) => COPIES.has(id))) return undefined
  // Made up by hand, in nobody's words: what it says of the state decides.
  return bend === '' ? 'state' : 'other'
}

/** Bent by a fault, and true all the same: paid, paid for good, closed, or given back. */
function saysWhatIsTrue(bend: Bend, tradeStatus: string, truth: Truth | undefined): boolean {
  if (!truth) return false
  const isPaid = isPaidStatus(truth.status)
  if (bend === 'params' || bend === 'text') return tradeStatus === truth.status
  if (bend === 'refund') return truth.refundedFen > 0
  if (bend !== 'state') return false
  return tradeStatus === truth.status || (isPaidStatus(tradeStatus) && isPaid)
}
