// Notifications: what was sent, and sending more.
import * as v from 'valibot'
import { bindFault } from '../faults/faults.ts'
import { TRADE_STATUSES } from '../journal/entry.ts'
import { PRODUCTS } from '../trade/trade.ts'
import { InputError } from '../values/input-error.ts'
import { endpoint } from './endpoint.ts'
import { bag, latestOnly, shortText } from './read-input.ts'
import { listOf, SHAPES } from './shapes.ts'

export const notifications = [
  endpoint({
    method: 'GET',
    path: '/notifications',
    about: 'lists the latest notifications, oldest first; ?before=NOTIFY_ID goes further back',
    gives: listOf(SHAPES.Notification),
    query: latestOnly,
    answer: ({ sandbox, query: { limit, before } }) => sandbox.notifications.list(limit, before),
  }),
  endpoint({
    method: 'POST',
    path: '/notifications/inject',
    status: 201,
    about: 'sends, once, a notification of something that did not happen',
    gives: SHAPES.Notification,
    body: v.strictObject({
      outTradeNo: shortText,
      fault: v.optional(shortText),
      options: v.optional(bag),
      status: v.optional(v.picklist(TRADE_STATUSES, `one of ${TRADE_STATUSES.join(', ')}`)),
    }),
    answer: ({ sandbox, body }) => {
      if (body.fault !== undefined) assertBendsNotifications(body.fault, body.options ?? {})
      return sandbox.notifications.inject(body)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/notifications/tell',
    status: 201,
    about:
      'tells, once, that an order was paid, in the words of any protocol; the books stay as they are',
    gives: SHAPES.Notification,
    body: v.strictObject({
      protocol: shortText,
      outTradeNo: shortText,
      url: shortText,
      totalFen: v.optional(
        v.pipe(v.number('a number of fen'), v.integer('a whole number of fen'), v.minValue(1)),
      ),
      subject: v.optional(shortText),
      passback: v.optional(shortText),
      product: v.optional(v.picklist(PRODUCTS, `one of ${PRODUCTS.join(', ')}`)),
      appId: v.optional(shortText),
      fault: v.optional(shortText),
      options: v.optional(bag),
    }),
    answer: ({ sandbox, body }) => {
      if (body.fault !== undefined) assertBendsNotifications(body.fault, body.options ?? {})
      return sandbox.notifications.tell(body)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/notifications/hurry',
    about: 'the sends that a trade still has come at once, at most `sends` of them',
    gives: listOf(SHAPES.Notification),
    body: v.strictObject({
      trade: shortText,
      sends: v.optional(
        v.pipe(v.number(), v.integer('a whole number'), v.minValue(1), v.maxValue(50)),
      ),
    }),
    answer: ({ sandbox, body: { trade, sends } }) => sandbox.notifications.hurry(trade, sends),
  }),
  endpoint({
    method: 'POST',
    path: '/notifications/silence',
    about: 'cancels all pending notifications of a trade',
    gives: listOf(SHAPES.Notification),
    body: v.strictObject({ trade: shortText }),
    answer: ({ sandbox, body }) => sandbox.notifications.silence(body.trade),
  }),
  endpoint({
    method: 'POST',
    path: '/notifications/:notifyId/resend',
    about: 'sends a genuine one once more, under the same notify_id',
    gives: SHAPES.Notification,
    answer: ({ sandbox, params: { notifyId = '' } }) => sandbox.notifications.resend(notifyId),
  }),
  endpoint({
    method: 'GET',
    path: '/notifications/:notifyId',
    about: 'shows one notification',
    gives: SHAPES.Notification,
    answer: ({ sandbox, params: { notifyId = '' } }) => sandbox.notifications.get(notifyId),
  }),
]

/** A fault of calls would leave the notification as it is, which nobody can have meant. */
function assertBendsNotifications(name: string, options: Record<string, unknown>): void {
  const found = bindFault(name, options)
  if ('wrong' in found || ['notification', 'delivery'].includes(found.bound.stage)) return
  throw new InputError('fault', `${name} bends calls; use one such as forge-notification (N05)`)
}
