// The rows of the checklist about notifications: severity, families, and words for people.
import { row, type Row } from '../row.ts'
import { forgedNotificationChangesNothing } from './forged-notification-changes-nothing.ts'
import { amountIsComparedWithTheOrder } from './amount-is-compared-with-the-order.ts'
import { repeatedNotificationCountsOnce } from './repeated-notification-counts-once.ts'
import { replyIsExactlySuccess } from './reply-is-exactly-success.ts'

export const ntfRows: readonly Row[] = [
  row(forgedNotificationChangesNothing, 'critical', 'OAM', {
    title: ['Verify the signature first', '先验签'],
    trigger: ['A forged notification was sent', '收到伪造的通知'],
    remedy: [
      'Verify with the Alipay public key before reading a field; no signature is a bad one.',
      '读取任何字段之前用支付宝公钥验签；没有签名等同验签失败。',
    ],
  }),
  row(amountIsComparedWithTheOrder, 'critical', 'OAM', {
    title: ['The amount matches the order', '校验金额'],
    trigger: ['A signed notification named another amount', '验签通过的通知金额不符'],
    remedy: [
      'Compare total_amount with the stored order, as integers of fen.',
      '将 total_amount 换算为分，与本地订单比较。',
    ],
  }),
  row(repeatedNotificationCountsOnce, 'critical', 'OAM', {
    title: ['De-duplicate notifications', '过滤重复通知'],
    trigger: ['A success notification arrived twice', '成功通知重复到达'],
    remedy: [
      'De-duplicate by the order and its state, not by notify_id.',
      '以订单及其状态去重，而不是 notify_id。',
    ],
  }),
  row(replyIsExactlySuccess, 'major', 'OM', {
    title: ['The reply is exactly success', '仅输出 success'],
    trigger: ['A notification was accepted', '接受了一条通知'],
    remedy: [
      'Print the seven bytes `success`, nothing else.',
      '仅输出 success 七个字符，不含换行。',
    ],
  }),
]
