// What a notification of openapi says, read from its form: for journals of schema 1, which kept nothing
// else, and for what a browser brings along.
import type { NotificationAnswer, NotificationText } from './notification-entry.ts'

const OF_A_REFUND = ['refund_fee', 'gmt_refund', 'out_biz_no']

export function readNotificationForm(form: URLSearchParams): NotificationText {
  const named = (name: string) => form.get(name) ?? undefined
  return {
    state: named('trade_status'),
    orderNo: named('out_trade_no'),
    total: named('total_amount'),
    sellerId: named('seller_id'),
    refundNo: named('out_biz_no'),
    ofRefund: OF_A_REFUND.some((name) => form.get(name)),
  }
}

/** What a reply to a notification of openapi says: only these seven bytes count (004:L395-397). */
export function answerOf(status: number | undefined, body = ''): NotificationAnswer {
  if (status === 200 && body === 'success') return 'accepted'
  if (status === 200 && /^\s*"?success"?\s*$/i.test(body)) return 'nearly'
  if (/^\s*"?(fail(ure|ed)?|error)"?\s*$/i.test(body)) return 'refused'
  return /fail|error/i.test(body) ? 'refused-somehow' : 'other'
}
