// Judgements on asynchronous notifications: what is believed, what is booked, what is answered.
import type { Attempt } from '../records.ts'
import { fenOf } from '../yuan.ts'

export type Form = Record<string, string>

/** What became of a notification; the reply may depend on it. */
export type Heard = 'news' | 'known' | 'not-ours' | 'forged'

export interface NotificationDecisions {
  /** From the body to its fields; decoded once. What its address carries besides was signed by nobody. */
  readForm(body: string, query: string): Form
  /** Whether what is told of orders of this kind is verified and compared at all. */
  checksNoticesOf(kind: Attempt['kind']): boolean
  verifySignature(form: Form, signedByAlipay: (form: Form) => boolean): boolean
  matchApp(appId: string, own: string): boolean
  matchSeller(sellerId: string, sellerOfOrder: string, sellers: readonly string[]): boolean
  matchAmount(totalAmount: string, amountFen: number): boolean
  /** Where a message names one. */
  matchCurrency(currency: string, ofOrder: string): boolean
  unknownOrder: 'ignore' | 'open-sale'
  isPaidStatus(tradeStatus: string): boolean
  isDuplicate(form: Form, attempt: Attempt): boolean
  /** Whether genuine news is acted on, also while a call about the same order is under way. */
  heedsNotifications: boolean
  heedsNoticesDuringCalls: boolean
  /** Whether a form that has been verified is understood; what is not is acknowledged and dropped. */
  understands(form: Form): boolean
  /** A success with refund fields tells of the refund, not of a payment (002:L17-19). */
  refundNotice: 'refund' | 'payment' | 'state-only'
  /** It comes before the reply to the refund: a reason to ask, or an entry beside that of the reply. */
  refundNoticeAhead: 'ask' | 'another-entry'
  /** TRADE_FINISHED after the payment: no more refunds, or fulfilled once more (002:L21-22). */
  finishedNotice: 'flag' | 'payment'
  /** News of a payment whose own call has not been answered yet (002:L33). */
  beforeReply: 'same-order' | 'another-order'
  /** A success that comes while the order is being cancelled: the cancel's own result decides, or the news. */
  noticeDuringCancel: 'wait' | 'believe'
  /** News for an attempt that has ended: ask the gateway, or take the last message as the state. */
  lateNotice: 'ask' | 'believe'
  /** Between the look at the books and the entry; 0 = both under one lock. */
  bookingGapMs: number
  /** The buyer's browser comes back from the gateway's pages: a reason to ask, a payment, or one more. */
  returnMeans: 'ask' | 'paid' | 'one-more'
  notifyReplyAfterMs: number
  notifyReply(accepted: boolean, heard: Heard): string
  /** The HTTP answer around it: nothing but 200 counts (004:L397). */
  notifyAnswer(reply: string, type?: string): Response
}

export const notificationDecisions: NotificationDecisions = {
  readForm: (body) => Object.fromEntries(new URLSearchParams(body)),
  checksNoticesOf: () => true,
  verifySignature: (form, signedByAlipay) => signedByAlipay(form),
  matchApp: (appId, own) => appId === own,
  matchSeller: (sellerId, sellerOfOrder) => sellerId === sellerOfOrder,
  matchAmount: (totalAmount, amountFen) => fenOf(totalAmount) === amountFen,
  // 001:L128
  matchCurrency: (currency, ofOrder) => currency === ofOrder,
  unknownOrder: 'ignore',
  // 004:L345-351
  isPaidStatus: (tradeStatus) =>
    tradeStatus === 'TRADE_SUCCESS' || tradeStatus === 'TRADE_FINISHED',
  // The order's own state decides: a second event about the same payment may carry a new notify_id.
  isDuplicate: (_form, attempt) => attempt.belief === 'PAID',
  heedsNotifications: true,
  heedsNoticesDuringCalls: true,
  // 004:L385, L412: every parameter, also those nobody knows yet.
  understands: () => true,
  refundNotice: 'refund',
  refundNoticeAhead: 'ask',
  finishedNotice: 'flag',
  beforeReply: 'same-order',
  // 001:L84
  noticeDuringCancel: 'wait',
  // 001:L83, L129: late or stale news never overrules what is known.
  lateNotice: 'ask',
  bookingGapMs: 0,
  // 004:L393: the return is no proof; query or notification are.
  returnMeans: 'ask',
  notifyReplyAfterMs: 0,
  notifyReply: (accepted) => (accepted ? 'success' : 'failure'),
  notifyAnswer: (reply, type = 'text/plain; charset=utf-8') =>
    new Response(reply, { headers: { 'content-type': type } }),
}
