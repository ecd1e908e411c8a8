// Notifications as a merchant met them: which were genuine, which were bent and how, and what was
// replied. Says nothing about what should have been replied.
import type { TradeStatus } from '../../server/journal/entry.ts'
import type { Delivery, Trace } from '../../server/journal/trace.ts'

/** How a notification was made untrue or repeated, in the fault catalogue's words. */
export type Bend = 'forged' | 'amount' | 'other'

export interface Notice {
  outTradeNo: string
  notifyId: string
  tradeStatus: TradeStatus
  sentMs: number
  /** When the merchant's reply was in; the moment of sending when there is none. */
  repliedMs: number
  httpStatus: number | undefined
  body: string | undefined
  /** The merchant replied `success`, whether or not the reply got through to the gateway. */
  acknowledged: boolean
  /** It may never have arrived: a fault touched this delivery and no reply came. */
  lost: boolean
  /** `undefined` for a genuine notification or an exact copy of one. */
  bend: Bend | undefined
  /** Its fields say that money went back: not a payment, whatever its status (002:L17). */
  ofRefund: boolean
  /** `total_amount` as it was written. */
  totalAmount: string | undefined
  evidence: readonly number[]
}

const COPIES = new Set(['N01', 'N18', 'N19'])
const FORGERIES = new Set(['N05', 'N21'])

export function readNotices(trace: Trace): Notice[] {
  const faults = Map.groupBy(trace.of('fault'), (fault) => fault.delivery)
  return trace.deliveries.map((delivery) => {
    const touched = faults.get(delivery.id) ?? []
    return readNotice(
      delivery,
      touched.map((fault) => fault.catalogueId),
    )
  })
}

function readNotice({ sent, reply }: Delivery, faults: readonly string[]): Notice {
  const fields = new URLSearchParams(sent.wire.encoding === 'utf8' ? sent.wire.body : '')
  return {
    outTradeNo: sent.outTradeNo,
    notifyId: sent.notifyId,
    tradeStatus: sent.tradeStatus,
    sentMs: sent.elapsedMs,
    repliedMs: reply?.elapsedMs ?? sent.elapsedMs,
    httpStatus: reply?.status,
    body: reply?.body,
    acknowledged:
      reply?.acknowledged === true || (reply?.status === 200 && reply.body === 'success'),
    lost: reply?.status === undefined && faults.length > 0,
    bend: bendOf(sent.genuine, sent.bend ?? '', faults),
    ofRefund: ['refund_fee', 'gmt_refund', 'out_biz_no'].some((name) => fields.get(name)),
    totalAmount: fields.get('total_amount') ?? undefined,
    evidence: reply ? [sent.seq, reply.seq] : [sent.seq],
  }
}

function bendOf(genuine: boolean, bend: string, faults: readonly string[]): Bend | undefined {
  if (genuine) return undefined
  if (bend.startsWith('forged') || faults.some((id) => FORGERIES.has(id))) return 'forged'
  // Changed after signing is a signature that does not verify, whatever the field.
  if (bend.startsWith('tampered')) return 'forged'
  if (bend.startsWith('amount') || faults.includes('N06')) return 'amount'
  return faults.some((id) => COPIES.has(id)) ? undefined : 'other'
}
