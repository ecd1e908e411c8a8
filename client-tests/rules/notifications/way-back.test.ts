// NTF-18 of web orders: the notification comes before the buyer comes back from the gateway's page.
import { describeRule } from '../cases.fixture.ts'
import { createJournal } from '../../trace/journal.fixture.ts'
import { notificationAheadOfTheReplyIsTheSameOrder } from './notification-ahead-of-the-reply-is-the-same-order.ts'

const effect = { type: 'PAID', amountFen: 2_000 }
const once = { effects: [effect] }
const twice = { effects: [effect, effect] }

/** A web order that is notified at 5 s; the buyer comes back at 9 s. */
const cameBack = (status = 200, backS = 9) =>
  createJournal()
    .sale('s1', 2_000, 'qr')
    .call(1, 'CASHIER', 'A1', 'OK', { amountFen: 2_000 })
    .books(4, 'A1', 'TRADE_SUCCESS')
    .belief(2, 'PENDING')
    .notice(5, 'A1')
    .act(backS, 'return', { status })

describeRule(notificationAheadOfTheReplyIsTheSameOrder, [
  ['before the buyer comes back', 'pass', cameBack().belief(6, 'PAID', once).until(30)],
  [
    'before the buyer comes back, and booked once more then',
    'fail',
    cameBack().belief(6, 'PAID', once).belief(10, 'PAID', twice).until(30),
  ],
  [
    'before the buyer, who is shown an error',
    'fail',
    cameBack(500).belief(6, 'PAID', once).until(30),
  ],
  [
    'after the buyer has come back',
    'inconclusive',
    cameBack(200, 5.5).belief(6, 'PAID', once).until(30),
  ],
])
