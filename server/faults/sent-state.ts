// What N16, N17 and N20 share: a notification that tells another state than the trade is in, in
// place of the genuine one or some time after it.
import type { NotificationEffect } from './effects.ts'
import type { NotificationMessage } from './messages.ts'

/** `afterMs` 0 tells it instead of the genuine one. */
export function sendState(
  { content, attempt }: NotificationMessage,
  state: string,
  afterMs: number,
): NotificationEffect {
  const isUnpaid = state === 'WAIT_BUYER_PAY' || state === 'TRADE_CLOSED'
  const isOver = state === 'TRADE_CLOSED' || state === 'TRADE_FINISHED'
  const bent = {
    ...content,
    state,
    ...(isUnpaid && { paidAt: undefined }),
    ...(isOver && { closedAt: content.closedAt ?? content.notifyAt }),
  }
  const bend = { kind: 'state', note: `state: ${state}` } as const
  if (afterMs === 0) return { do: 'content', content: bent, bend }
  return attempt === 1 ? { do: 'also', content: bent, bend, afterMs } : { do: 'pass' }
}
