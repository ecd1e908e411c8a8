// The rows of the checklist about notifications: severity, families, and words for people.
import { row, type Row } from '../row.ts'
import { allParametersAreRead } from './all-parameters-are-read.ts'
import { amountIsComparedWithTheOrder } from './amount-is-compared-with-the-order.ts'
import { appIdIsOurOwn } from './app-id-is-our-own.ts'
import { badSignatureIsAnsweredFailure } from './bad-signature-is-answered-failure.ts'
import { copiesInParallelCountOnce } from './copies-in-parallel-count-once.ts'
import { endpointAsksForNoSession } from './endpoint-asks-for-no-session.ts'
import { finishedEndsRefundsAndPaysNothing } from './finished-ends-refunds-and-pays-nothing.ts'
import { forgedNotificationChangesNothing } from './forged-notification-changes-nothing.ts'
import { notificationAheadOfTheReplyIsTheSameOrder } from './notification-ahead-of-the-reply-is-the-same-order.ts'
import { notificationAloneIsEnough } from './notification-alone-is-enough.ts'
import { oldNewsChangesNothing } from './old-news-changes-nothing.ts'
import { oldNewsIsAcknowledged } from './old-news-is-acknowledged.ts'
import { onlyPaidStatesMeanPaid } from './only-paid-states-mean-paid.ts'
import { paymentIsLearnedWithoutNotifications } from './payment-is-learned-without-notifications.ts'
import { refundNotificationIsNoPayment } from './refund-notification-is-no-payment.ts'
import { repeatedNotificationCountsOnce } from './repeated-notification-counts-once.ts'
import { replyComesPromptly } from './reply-comes-promptly.ts'
import { replyIsExactlySuccess } from './reply-is-exactly-success.ts'
import { sellerIsOurOwn } from './seller-is-our-own.ts'
import { textIsDecodedOnce } from './text-is-decoded-once.ts'
import { unknownOrderIsNotAdopted } from './unknown-order-is-not-adopted.ts'

const checks: readonly Row[] = [
  row(forgedNotificationChangesNothing, 'critical', 'OAM', {
    title: ['Verify the signature first', '先验签'],
    trigger: ['A forged notification was sent', '收到伪造的通知'],
    remedy: [
      'Verify with the Alipay public key before reading a field; no signature is a bad one.',
      '读取任何字段之前用支付宝公钥验签；没有签名等同验签失败。',
    ],
    timeless: true,
    needed: true,
  }),
  row(badSignatureIsAnsweredFailure, 'minor', 'OM', {
    title: ['A bad signature is answered failure', '验签失败返回 failure'],
    trigger: ['A forged notification was answered', '应答了伪造的通知'],
    remedy: [
      'Answer `failure` when the signature does not verify, and look into it.',
      '验签失败时输出 failure，并排查来源。',
    ],
    timeless: true,
  }),
  row(appIdIsOurOwn, 'critical', 'O', {
    title: ['The app_id is our own', '校验 app_id'],
    trigger: ['A signed notification named another app_id', '验签通过的通知 app_id 不符'],
    remedy: [
      'Compare app_id with the app that the order was placed under.',
      '将 app_id 与下单所用应用比对，不符则忽略。',
    ],
    timeless: true,
    needed: true,
  }),
  row(unknownOrderIsNotAdopted, 'major', 'OAM', {
    title: ['The order is one of ours', '校验订单号'],
    trigger: ['A signed notification named an order that was never opened', '通知的订单号不存在'],
    remedy: [
      'Look the order up by out_trade_no; one that is not there is ignored, never created.',
      '按 out_trade_no 查找本地订单；不存在则忽略，不得新建。',
    ],
    timeless: true,
  }),
  row(amountIsComparedWithTheOrder, 'critical', 'OAM', {
    title: ['The amount matches the order', '校验金额'],
    trigger: ['A signed notification named another amount', '验签通过的通知金额不符'],
    remedy: [
      'Compare total_amount with the stored order, as integers of fen.',
      '将 total_amount 换算为分，与本地订单比较。',
    ],
    timeless: true,
    needed: true,
  }),
  row(sellerIsOurOwn, 'critical', 'OM', {
    title: ['The seller is that of the order', '校验收款方'],
    trigger: ['A signed notification named another seller', '验签通过的通知收款方不符'],
    remedy: [
      'Compare seller_id with the seller of this very order.',
      '将 seller_id 与该订单的收款方比对。',
    ],
    timeless: true,
    needed: true,
  }),
  row(onlyPaidStatesMeanPaid, 'critical', 'OM', {
    title: ['Only TRADE_SUCCESS and TRADE_FINISHED mean paid', '仅两种状态为支付成功'],
    trigger: ['A notification told another state, or TRADE_FINISHED', '收到其他状态的通知'],
    remedy: [
      'Book a payment for TRADE_SUCCESS and TRADE_FINISHED, and for nothing else.',
      '仅 TRADE_SUCCESS 与 TRADE_FINISHED 视为支付成功。',
    ],
  }),
  row(endpointAsksForNoSession, 'major', 'OAM', {
    title: ['No redirect, cookie or login', '禁止跳转与会话'],
    trigger: ['A notification was answered', '应答了通知'],
    remedy: [
      'Exempt the notify_url from login, CSRF tokens and redirects.',
      'notify_url 不得要求登录、CSRF 令牌，也不得跳转。',
    ],
  }),
  row(allParametersAreRead, 'major', 'OM', {
    title: ['All parameters are read, unknown ones too', '解析全部参数'],
    trigger: ['A genuine notification had other parameters than usual', '真实通知参数有增减'],
    remedy: [
      'Verify over all parameters that came, not over a list of your own.',
      '以实际收到的全部参数验签，不要使用固定参数列表。',
    ],
  }),
  row(replyComesPromptly, 'major', 'OAMW', {
    title: ['Reachable and prompt', '公网可达且及时应答'],
    trigger: ['A notification was sent', '发出了通知'],
    remedy: [
      'Reply within 5 s, and do slow work afterwards.',
      '5 秒内应答，耗时处理放到应答之后。',
    ],
  }),
]

const news: readonly Row[] = [
  row(repeatedNotificationCountsOnce, 'critical', 'OAM', {
    title: ['De-duplicate notifications', '过滤重复通知'],
    trigger: ['A success notification arrived twice', '成功通知重复到达'],
    remedy: [
      'De-duplicate by the order and its state, not by notify_id.',
      '以订单及其状态去重，而不是 notify_id。',
    ],
    timeless: true,
    needed: true,
  }),
  row(replyIsExactlySuccess, 'major', 'OM', {
    title: ['The reply is exactly success', '仅输出 success'],
    trigger: ['A notification was accepted', '接受了一条通知'],
    remedy: [
      'Print the seven bytes `success`, nothing else.',
      '仅输出 success 七个字符，不含换行。',
    ],
  }),
  row(notificationAloneIsEnough, 'major', 'OAM', {
    title: ['The notification saves an order that queries lose', '防丢单'],
    trigger: ['A payment was notified while no query told of it', '查询无结果时收到支付通知'],
    remedy: [
      'Book the payment from the notification itself, once it has been checked.',
      '通知校验通过后直接入账，不依赖查询成功。',
    ],
  }),
  row(paymentIsLearnedWithoutNotifications, 'critical', 'OAM', {
    title: ['Works when notifications are lost', '通知丢失兜底'],
    trigger: ['A paid QR order was never notified', '扫码订单已支付但没有收到通知'],
    remedy: [
      'Query QR orders until they are final; notifications may be lost.',
      '对扫码订单主动查询直至终态，通知可能丢失。',
    ],
  }),
  row(copiesInParallelCountOnce, 'critical', 'OAM', {
    title: ['Lock the order while booking', '数据锁'],
    trigger: ['A payment was told several times at once', '支付结果同时多次到达'],
    remedy: [
      'Look at the order and write it under one lock or in one transaction.',
      '在同一把锁或同一事务内检查并更新订单。',
    ],
    timeless: true,
  }),
  row(refundNotificationIsNoPayment, 'critical', 'OM', {
    title: ['A refund notification is no payment', '退款通知不是支付'],
    trigger: ['A refund was notified', '收到退款通知'],
    remedy: [
      'Read refund_fee, gmt_refund and out_biz_no: with one of them it tells of a refund.',
      '带有 refund_fee、gmt_refund 或 out_biz_no 的通知是退款通知。',
    ],
    timeless: true,
  }),
  row(finishedEndsRefundsAndPaysNothing, 'critical', 'OM', {
    title: ['TRADE_FINISHED after the payment', '交易完结通知'],
    trigger: ['TRADE_FINISHED came after the payment', '支付后收到 TRADE_FINISHED'],
    remedy: [
      'Book nothing again, and mark the order as no longer refundable.',
      '不得重复入账，并将订单标记为不可退款。',
    ],
  }),
  row(notificationAheadOfTheReplyIsTheSameOrder, 'critical', 'OM', {
    title: ['Notification before the reply', '异步先到'],
    trigger: ['A notification overtook the reply of its own PAY', '通知先于支付的同步应答到达'],
    remedy: [
      'Store the order before PAY is sent, so that the notification finds it.',
      '发送支付请求之前先保存订单，使通知能找到它。',
    ],
  }),
  row(oldNewsChangesNothing, 'critical', 'OAM', {
    title: ['Late or reordered news never turns a sale back', '乱序不回退'],
    trigger: ['A notification told a state that the order had left', '收到过期状态的通知'],
    remedy: [
      'Let states only go forward; ask the gateway when late news contradicts the books.',
      '订单状态只能前进；与账目矛盾的迟到通知应向支付宝查询确认。',
    ],
    timeless: true,
  }),
  row(oldNewsIsAcknowledged, 'minor', 'OAM', {
    title: ['Acknowledge what you ignore', '忽略也要应答'],
    trigger: ['A notification told what was known already', '通知内容早已知晓'],
    remedy: [
      'Answer `success` to a genuine duplicate; else it is sent again for a day.',
      '对真实的重复通知也输出 success，否则会重发一天。',
    ],
  }),
  row(textIsDecodedOnce, 'major', 'OM', {
    title: ['Decode once, in the charset it names', '只解码一次'],
    trigger: ['A genuine notification had special characters', '真实通知含特殊字符'],
    remedy: [
      'Let the framework decode the form once, and verify over the decoded values.',
      '表单只解码一次，以解码后的值验签。',
    ],
  }),
]

/** What is checked of a notification, and what its news may do. */
export const ntfRows: readonly Row[] = [...checks, ...news].toSorted(({ rule: a }, { rule: b }) =>
  a.id.localeCompare(b.id),
)
