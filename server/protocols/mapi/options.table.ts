// Options that only the old gateway has, and what the trade engine goes by for its orders.
import { choice, option, whole, yesOrNo, type ValuesOf } from '../../options/option.ts'
import { DAY, SECOND } from '../../values/instant.ts'
import type { FamilyTerms, OptionValues } from '../protocol.ts'
import { drawNotifyId } from './numbers.ts'

export const MAPI_OPTIONS = {
  mapiContract: option({
    schema: choice('refundable', 'plain'),
    default: 'refundable',
    basis: 'documented',
    other: '`plain`',
    why: 'mapi: the contract of 即时到账. `refundable` (高级) pays into `TRADE_SUCCESS`, and `TRADE_FINISHED` comes when the refund window ends (002:L21); `plain` pays into `TRADE_FINISHED` at once',
  }),
  mapiRefundWindow: option({
    schema: choice('3-months', '12-months', '90d', '365d'),
    default: '3-months',
    basis: 'documented',
    other: '`12-months`, `90d`, `365d`',
    why: 'mapi: how long a payment may be refunded; three months for the contracts of its time (003:L31), twelve by agreement',
  }),
  mapiNotifyFinished: option({
    schema: yesOrNo,
    default: true,
    basis: 'documented',
    other: '`false`',
    why: 'mapi: whether the end of the refund window is notified as `TRADE_FINISHED`; merchants may have it switched off (002:L21)',
  }),
  mapiNotifyDelayMs: option({
    schema: whole(0, DAY, 'ms'),
    default: 3 * SECOND,
    basis: 'documented',
    other: 'any; `0` comes beside the return',
    why: 'mapi: from the event to the first notification, which is about three seconds behind the return of the browser (002:L33)',
  }),
  mapiAcknowledgement: option({
    schema: choice('success', 'any-case'),
    default: 'success',
    basis: 'costs more',
    other: '`any-case`',
    why: 'mapi: what acknowledges a notification: the seven small letters alone, or `SUCCESS` too, which the documentation of cross-border products prints',
  }),
  mapiLenientSignatures: option({
    schema: yesOrNo,
    default: true,
    basis: 'own',
    other: '`false`',
    why: 'mapi: whether signatures over empty values or over `sign_type` are taken, as several clients in wide use make them; the journal says which reading matched. The documentation leaves both out',
  }),
  mapiPageErrors: option({
    schema: choice('html', 'xml'),
    default: 'html',
    basis: 'own',
    other: '`xml`',
    why: 'mapi: how a page service answers what it refuses: an error page that shows the code, or the XML of the other services; sources show both',
  }),
  mapiErrorNotify: option({
    schema: yesOrNo,
    default: true,
    basis: 'documented',
    other: '`false`',
    why: 'mapi: whether refusals of a page service are posted to the `error_notify_url` of the request, which a contract has to enable',
  }),
  mapiCustomTimeout: option({
    schema: yesOrNo,
    default: true,
    basis: 'documented',
    other: '`false`',
    why: 'mapi: whether the contract allows `it_b_pay`; without leave it is refused with `SELF_TIMEOUT_NOT_SUPPORT`',
  }),
  mapiBalancePayment: option({
    schema: yesOrNo,
    default: true,
    basis: 'documented',
    other: '`false`',
    why: "mapi: whether buyers may pay from their balance; refunds work in either case (002:L79). Without it they need one of the sandbox's `wallet`",
  }),
  mapiRefundContract: option({
    schema: yesOrNo,
    default: true,
    basis: 'documented',
    other: '`false`',
    why: 'mapi: whether the merchant has signed for refunds; without it every batch is `PARTNER_NOT_SIGN_PROTOCOL` (002:L70-71)',
  }),
  mapiRefundTakesMs: option({
    schema: whole(0, 30 * DAY, 'ms'),
    default: 2 * SECOND,
    basis: 'own',
    other: 'any; more than a day is the case of 002:L104',
    why: 'mapi: from the acceptance of a batch of refunds until its items are carried out',
  }),
  mapiMostRefunds: option({
    schema: whole(0, 1_000_000, 'refunds'),
    default: 99,
    basis: 'documented',
    other: '`0` (any number)',
    why: 'mapi: how many refunds one trade may have; the next is dropped without a word (002:L88-89)',
  }),
}

export type MapiOptions = ValuesOf<typeof MAPI_OPTIONS>

/** The values of a sandbox, which has been handed this table. */
export const mapiOptions = (values: OptionValues) => values as MapiOptions

/** How the old gateway treats orders, where the engine has a choice. */
export const MAPI_TERMS: FamilyTerms = {
  drawNotifyId,
  options: (values) => {
    const own = mapiOptions(values)
    const { notifyStates: wanted } = values as { notifyStates: unknown }
    const notifyStates: ('TRADE_SUCCESS' | 'TRADE_FINISHED')[] = own.mapiNotifyFinished
      ? ['TRADE_SUCCESS', 'TRADE_FINISHED']
      : ['TRADE_SUCCESS']
    return {
      refundWindow: own.mapiRefundWindow,
      refundable: own.mapiContract === 'refundable',
      mostRefunds: own.mapiMostRefunds,
      timeoutIsKeyData: true,
      overRefund: 'fee-error',
      refundOfUnpaid: 'status-error',
      strictSandbox: false,
      strictNumbers: false,
      strictSubjects: false,
      buyerOpenId: false,
      // What a sandbox subscribes to holds here too.
      ...(wanted === 'by-product' && { notifyStates }),
    }
  },
  ways: (values) => ({
    changedOrder: 'refused',
    toldRefunds: 'all',
    notifyDelayMs: mapiOptions(values).mapiNotifyDelayMs,
  }),
}
