// The notifications of a sandbox, each send with what it said and what the shop answered.
import type { MemorySandbox } from '../../server/hosts/memory.ts'
import type { Delivery } from '../../server/journal/trace.ts'

export interface SentNotification {
  notifyId: string
  outTradeNo: string
  /** 1 is the first send of this notification. */
  attempt: number
  /** As it was sent; a fault may have made one that nobody knows. */
  tradeStatus: string
  /** False for what a fault made up or changed. */
  genuine: boolean
  url: string
  /** The form as the shop reads it, `sign` included. */
  fields: Record<string, string>
  /** When it was sent, by the gateway's clock; ms since 1970. */
  sentAt: number
  /** Absent until the shop has answered, or let the time-out pass. */
  reply?: {
    /** Absent when no HTTP answer came. */
    status?: number
    body?: string
    /** The shop said `success`, and the gateway sends no more. */
    acknowledged: boolean
    /** `acknowledged`, or why it is sent again. */
    why: string
  }
}

/** In the order in which they were sent; of one order, where it is named. */
export function notificationsOf(sandbox: MemorySandbox, outTradeNo?: string): SentNotification[] {
  return sandbox
    .trace()
    .deliveries.filter(({ sent }) => outTradeNo === undefined || sent.outTradeNo === outTradeNo)
    .map(shownNotification)
}

function shownNotification({ sent, reply }: Delivery): SentNotification {
  const { notifyId, outTradeNo, attempt, tradeStatus, genuine, wire, at } = sent
  return {
    notifyId,
    outTradeNo,
    attempt,
    tradeStatus,
    genuine,
    url: wire.start.replace(/^POST /, ''),
    fields: Object.fromEntries(new URLSearchParams(wire.body)),
    sentAt: at,
    ...(reply && {
      reply: {
        ...(reply.status !== undefined && { status: reply.status, body: reply.body ?? '' }),
        acknowledged: reply.acknowledged,
        why: reply.why,
      },
    }),
  }
}
