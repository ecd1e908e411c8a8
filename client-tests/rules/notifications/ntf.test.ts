// Every NTF rule in its situations.
import { describeRule } from '../cases.fixture.ts'
import { createJournal, type Journal } from '../../trace/journal.fixture.ts'
import { amountIsComparedWithTheOrder } from './amount-is-compared-with-the-order.ts'
import { forgedNotificationChangesNothing } from './forged-notification-changes-nothing.ts'
import { repeatedNotificationCountsOnce } from './repeated-notification-counts-once.ts'
import { replyIsExactlySuccess } from './reply-is-exactly-success.ts'

const effect = { type: 'PAID', amountFen: 2_000 }
const qr = () =>
  createJournal().sale('s1', 2_000, 'qr').call(0, 'PRECREATE', 'A1', 'OK').belief(0.5, 'PENDING')
const paid = (journal: Journal) => journal.belief(6, 'PAID', { effects: [effect] }).until(30)
const passive = () => createJournal().call(0, 'PRECREATE', 'A1', 'OK')
const forged = { bend: 'forged', reply: 'failure' } as const
const amount = { bend: 'amount', reply: 'failure' } as const

describeRule(forgedNotificationChangesNothing, [
  ['nothing forged', 'inconclusive', paid(qr().notice(5, 'A1'))],
  ['forged and refused', 'pass', qr().notice(5, 'A1', forged).until(30)],
  ['forged and believed', 'fail', paid(qr().notice(5, 'A1', { ...forged, reply: 'success' }))],
  ['refused by reply, believed all the same', 'fail', paid(qr().notice(5, 'A1', forged))],
  [
    'an effect without a change of state',
    'fail',
    qr()
      .notice(5, 'A1', forged)
      .belief(6, 'PENDING', { effects: [effect] })
      .until(30),
  ],
  [
    'believed only after the genuine one',
    'pass',
    paid(qr().notice(5, 'A1', forged).notice(5.5, 'A1')),
  ],
  ['tampered with after signing', 'fail', paid(qr().notice(5, 'A1', { bend: 'forged' }))],
  [
    'known by the fault that made it',
    'pass',
    qr().notice(5, 'A1', { bend: 'forged', fault: 'N05' }).until(30),
  ],
  [
    'another amount is believed instead',
    'pass',
    paid(
      qr()
        .notice(4, 'A1', forged)
        .notice(5, 'A1', { ...amount, reply: 'success' }),
    ),
  ],
  ['passive: belief unknown', 'inconclusive', passive().notice(5, 'A1', forged).until(30)],
])

const whole = { body: 'total_amount=20' }
/** Told as 20.00 and taken; told again as 20. */
const spelt = (reply: string) =>
  qr()
    .call(3, 'PRECREATE', 'B1', 'OK')
    .notice(5, 'B1', { body: 'total_amount=20.00' })
    .notice(6, 'A1', { ...whole, reply })

describeRule(amountIsComparedWithTheOrder, [
  ['nothing bent', 'inconclusive', paid(qr().notice(5, 'A1'))],
  ['ignored', 'pass', qr().notice(5, 'A1', amount).until(30)],
  ['believed', 'fail', paid(qr().notice(5, 'A1', { ...amount, reply: 'success' }))],
  ['20 for 20.00 accepted', 'pass', paid(qr().notice(5, 'A1', { body: 'total_amount=20' }))],
  ['20 for 20.00 refused, 20.00 taken', 'fail', spelt('failure').until(30)],
  ['20 for 20.00 refused at first', 'pass', spelt('failure').notice(9, 'A1', whole).until(30)],
  [
    'whoever takes no notification at all compares no spelling',
    'inconclusive',
    qr()
      .notice(5, 'A1', { ...whole, reply: 'failure' })
      .until(30),
  ],
  [
    '20.00 refused is no matter of notation',
    'inconclusive',
    qr().notice(5, 'A1', { body: 'total_amount=20.00', reply: 'failure' }).until(30),
  ],
  ['passive: belief unknown', 'inconclusive', passive().notice(5, 'A1', amount).until(30)],
])

const twice = (second: Parameters<Journal['notice']>[2] = {}) =>
  qr().notice(5, 'A1').notice(6, 'A1', second)

describeRule(repeatedNotificationCountsOnce, [
  ['one notification', 'inconclusive', paid(qr().notice(5, 'A1'))],
  ['same notify_id, one effect', 'pass', paid(twice())],
  ['new notify_id, one effect', 'pass', paid(twice({ notifyId: 'n2' }))],
  [
    'new notify_id, two effects',
    'fail',
    twice({ notifyId: 'n2' })
      .belief(7, 'PAID', { effects: [effect, effect] })
      .until(30),
  ],
  [
    'a replay made by a fault is a copy too',
    'fail',
    twice({ bend: 'replay', fault: 'N18' })
      .belief(7, 'PAID', { effects: [effect, effect] })
      .until(30),
  ],
  ['effects are not shown', 'inconclusive', twice().belief(7, 'PAID').until(30)],
  [
    'in parallel: NTF-15',
    'inconclusive',
    qr()
      .notice(5, 'A1', { tookS: 1 })
      .notice(5.1, 'A1')
      .belief(7, 'PAID', { effects: [effect, effect] })
      .until(30),
  ],
  ['the second tells of a refund', 'inconclusive', paid(twice({ body: 'refund_fee=5.00' }))],
])

const replied = (reply: string, httpStatus = 200) =>
  qr().notice(5, 'A1', { reply, httpStatus }).until(30)

describeRule(replyIsExactlySuccess, [
  ['success', 'pass', replied('success')],
  ['a newline', 'fail', replied('success\n')],
  ['a byte order mark', 'fail', replied('\uFEFFsuccess')],
  ['quotes', 'fail', replied('"success"')],
  ['upper case', 'fail', replied('SUCCESS')],
  ['HTML', 'fail', replied('<html>success</html>')],
  ['nothing', 'fail', replied('')],
  ['doubled', 'fail', replied('successsuccess')],
  ['204 and nothing', 'fail', replied('', 204)],
  ['202', 'fail', replied('success', 202)],
  ['a refusal that is never taken back', 'fail', replied('failure')],
  ['a refusal of what is booked', 'fail', replied('failure').belief(6, 'PAID')],
  [
    'a refusal that asks for another send, which is taken',
    'pass',
    qr().notice(5, 'A1', { reply: 'failure' }).notice(245, 'A1').until(300),
  ],
  [
    'a refusal in the middle of a query of that order',
    'inconclusive',
    qr()
      .call(4, 'QUERY', 'A1', 'LOST', { tookS: 2 })
      .notice(5, 'A1', { reply: 'failure' })
      .until(30),
  ],
  [
    'a refusal of what a query has told already is NTF-20',
    'inconclusive',
    qr().call(4, 'QUERY', 'A1', 'SUCCESS').notice(5, 'A1', { reply: 'failure' }).until(30),
  ],
  ['302 is NTF-10', 'inconclusive', replied('success', 302)],
  [
    'a forged one',
    'inconclusive',
    qr()
      .notice(5, 'A1', { ...forged, reply: 'ok' })
      .until(30),
  ],
  [
    'one good reply, one bad',
    'fail',
    qr().notice(5, 'A1', { reply: 'ok' }).notice(9, 'A1').until(30),
  ],
])
