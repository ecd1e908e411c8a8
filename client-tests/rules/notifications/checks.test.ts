// The NTF rules on whose a notification is, and on how it is answered.
import { describeRule } from '../cases.fixture.ts'
import { createJournal, type Journal } from '../../trace/journal.fixture.ts'
import { appIdIsOurOwn } from './app-id-is-our-own.ts'
import { badSignatureIsAnsweredFailure } from './bad-signature-is-answered-failure.ts'
import { endpointAsksForNoSession } from './endpoint-asks-for-no-session.ts'
import { onlyPaidStatesMeanPaid } from './only-paid-states-mean-paid.ts'
import { replyComesPromptly } from './reply-comes-promptly.ts'
import { sellerIsOurOwn } from './seller-is-our-own.ts'
import { unknownOrderIsNotAdopted } from './unknown-order-is-not-adopted.ts'

const effect = { type: 'PAID', amountFen: 2_000 }
const qr = () =>
  createJournal().sale('s1', 2_000, 'qr').call(0, 'PRECREATE', 'A1', 'OK').belief(0.5, 'PENDING')
const passive = () => createJournal().call(0, 'PRECREATE', 'A1', 'OK')
const paid = (journal: Journal) => journal.belief(6, 'PAID', { effects: [effect] }).until(30)
const forged = { bend: 'forged' } as const
const believed = { reply: 'success' }
const refused = { reply: 'failure' }

describeRule(badSignatureIsAnsweredFailure, [
  [
    'failure',
    'pass',
    qr()
      .notice(5, 'A1', { ...forged, ...refused })
      .until(30),
  ],
  [
    'another refusal',
    'pass',
    qr()
      .notice(5, 'A1', { ...forged, reply: 'no', httpStatus: 400 })
      .until(30),
  ],
  ['success', 'fail', qr().notice(5, 'A1', forged).until(30)],
  [
    'success and a newline',
    'fail',
    qr()
      .notice(5, 'A1', { ...forged, reply: 'success\n' })
      .until(30),
  ],
  [
    'success as an error is none',
    'pass',
    qr()
      .notice(5, 'A1', { ...forged, httpStatus: 500 })
      .until(30),
  ],
  ['passive traffic', 'fail', passive().notice(5, 'A1', forged).until(30)],
  ['nothing forged', 'inconclusive', qr().notice(5, 'A1').until(30)],
])

for (const [rule, bend] of [
  [appIdIsOurOwn, 'app'],
  [sellerIsOurOwn, 'seller'],
  [unknownOrderIsNotAdopted, 'order'],
] as const) {
  describeRule(rule, [
    [
      'ignored',
      'pass',
      qr()
        .notice(5, 'A1', { bend, ...refused })
        .until(30),
    ],
    ['acknowledged and ignored', 'pass', qr().notice(5, 'A1', { bend }).until(30)],
    ['believed', 'fail', paid(qr().notice(5, 'A1', { bend, ...believed }))],
    ['believed after a genuine one', 'pass', paid(qr().notice(4, 'A1', { bend }).notice(5, 'A1'))],
    ['passive: belief unknown', 'inconclusive', passive().notice(5, 'A1', { bend }).until(30)],
    ['nothing bent', 'inconclusive', paid(qr().notice(5, 'A1'))],
    ['another bend', 'inconclusive', paid(qr().notice(5, 'A1', { ...forged, ...believed }))],
  ])
}

const TWO = ['2088000000000001', '2088000000000002'] as const
const [first, second] = TWO.map((id) => ({ body: `seller_id=${id}` }))
const declared = { families: ['O'], roles: [], device: false, itemCampaign: false } as const
const soldIn = (scenario: string) =>
  ({ kind: 'sale', saleId: 's2', scenario, channel: 'qr', amountFen: 3_000 }) as const
const notified = (sellers: readonly string[], ofSecond: object, scenario = 'story') =>
  createJournal({ capabilities: { ...declared, sellers, supports: {} } })
    .sale('s1', 2_000, 'qr')
    .call(0, 'PRECREATE', 'A1', 'OK')
    .notice(4, 'A1', { ...first })
    .write(0, soldIn(scenario))
    .call(5, 'PRECREATE', 'A2', 'OK', { amountFen: 3_000 })
    .notice(8, 'A2', { ...second, ...ofSecond })
    .until(30)

describeRule(sellerIsOurOwn, [
  ['genuine ones of both own accounts are taken', 'pass', notified(TWO, {})],
  ['those of the second own account are refused', 'fail', notified(TWO, refused)],
  ['a second account that nobody declared', 'inconclusive', notified(TWO.slice(0, 1), refused)],
  [
    'one of the second account is refused, others of it are taken: not for its seller',
    'pass',
    notified(TWO, {})
      .sale('s3', 4_000, 'qr')
      .call(9, 'PRECREATE', 'A3', 'OK', { amountFen: 4_000 })
      .notice(10, 'A3', { ...second, ...refused }),
  ],
  [
    'what was taken of the other account belongs to another scenario: refused for something else',
    'inconclusive',
    notified(TWO, refused, 'elsewhere'),
  ],
  [
    'nothing like it of the other account was taken either',
    'inconclusive',
    notified(TWO, refused, 'elsewhere')
      .write(9, { ...soldIn('elsewhere'), saleId: 's3', amountFen: 4_000 })
      .call(9, 'PRECREATE', 'A3', 'OK', { amountFen: 4_000 })
      .notice(10, 'A3', { ...first, ...refused }),
  ],
  ['refused once, then taken', 'pass', notified(TWO, refused).notice(9, 'A2', { ...second })],
])

const unknown = { bend: 'order', body: 'out_trade_no=X1' } as const
const shownAs = (saleId: string) =>
  qr()
    .notice(5, 'A1', unknown)
    .belief(6, 'PAID', { saleId, effects: [effect] })
    .until(30)

describeRule(unknownOrderIsNotAdopted, [
  ['shown as a sale', 'fail', shownAs('X1')],
  ['another sale is shown', 'pass', shownAs('s2')],
  [
    'the endpoint falls over',
    'fail',
    qr()
      .notice(5, 'A1', { ...unknown, httpStatus: 500 })
      .until(30),
  ],
])

const state = (tradeStatus: string) => ({
  bend: 'state' as const,
  body: `trade_status=${tradeStatus}`,
})
const finished = { status: 'TRADE_FINISHED' } as const

describeRule(onlyPaidStatesMeanPaid, [
  ['waiting, ignored', 'pass', qr().notice(5, 'A1', state('WAIT_BUYER_PAY')).until(30)],
  ['waiting, believed paid', 'fail', paid(qr().notice(5, 'A1', state('WAIT_BUYER_PAY')))],
  ['closed, believed paid', 'fail', paid(qr().notice(5, 'A1', state('TRADE_CLOSED')))],
  [
    'a word nobody knows, believed paid',
    'fail',
    paid(qr().notice(5, 'A1', state('TRADE_PENDING'))),
  ],
  [
    'waiting, told in earnest, believed paid',
    'fail',
    paid(qr().notice(5, 'A1', { status: 'WAIT_BUYER_PAY' })),
  ],
  [
    'finished, believed paid',
    'pass',
    paid(qr().books(4, 'A1', 'TRADE_FINISHED').notice(5, 'A1', finished)),
  ],
  [
    'finished, never believed',
    'fail',
    qr().books(4, 'A1', 'TRADE_FINISHED').notice(5, 'A1', finished).until(30),
  ],
  [
    'the run ends too soon',
    'inconclusive',
    qr().books(4, 'A1', 'TRADE_FINISHED').notice(25, 'A1', finished).until(30),
  ],
  [
    'success first, finished later',
    'inconclusive',
    qr().books(4, 'A1', 'TRADE_SUCCESS').notice(5, 'A1').notice(6, 'A1', finished).until(30),
  ],
  [
    'passive: belief unknown',
    'inconclusive',
    passive().notice(5, 'A1', state('TRADE_CLOSED')).until(30),
  ],
  ['success', 'inconclusive', paid(qr().notice(5, 'A1'))],
])

describeRule(endpointAsksForNoSession, [
  ['200', 'pass', qr().notice(5, 'A1').until(30)],
  ['302', 'fail', qr().notice(5, 'A1', { httpStatus: 302 }).until(30)],
  ['401', 'fail', qr().notice(5, 'A1', { httpStatus: 401 }).until(30)],
  ['403', 'fail', qr().notice(5, 'A1', { httpStatus: 403 }).until(30)],
  ['419', 'fail', qr().notice(5, 'A1', { httpStatus: 419 }).until(30)],
  [
    '403 for a forged one is a refusal',
    'inconclusive',
    qr()
      .notice(5, 'A1', { ...forged, httpStatus: 403 })
      .until(30),
  ],
  ['500 is NTF-12', 'inconclusive', qr().notice(5, 'A1', { httpStatus: 500 }).until(30)],
  ['nothing was sent', 'inconclusive', qr().until(30)],
])

describeRule(replyComesPromptly, [
  ['at once', 'pass', qr().notice(5, 'A1').until(30)],
  ['after 5 s', 'pass', qr().notice(5, 'A1', { tookS: 5 }).until(30)],
  ['after 5.1 s', 'warn', qr().notice(5, 'A1', { tookS: 5.1 }).until(30)],
  ['after 10 s', 'warn', qr().notice(5, 'A1', { tookS: 10 }).until(30)],
  ['after 10.1 s', 'fail', qr().notice(5, 'A1', { tookS: 10.1 }).until(30)],
  ['502', 'fail', qr().notice(5, 'A1', { httpStatus: 502 }).until(30)],
  ['404', 'fail', qr().notice(5, 'A1', { httpStatus: 404 }).until(30)],
  ['no answer', 'fail', qr().notice(5, 'A1', { httpStatus: 0 }).until(30)],
  [
    'no answer, because the suite restarts the shop',
    'inconclusive',
    qr().act(4, 'restart').notice(5, 'A1', { httpStatus: 0 }).until(30),
  ],
  [
    'no answer, long after a restart',
    'fail',
    qr().act(4, 'restart').notice(35, 'A1', { httpStatus: 0 }).until(60),
  ],
  [
    'a fault lost it',
    'inconclusive',
    qr().notice(5, 'A1', { httpStatus: 0, fault: 'N04' }).until(30),
  ],
  ['302 is NTF-10', 'inconclusive', qr().notice(5, 'A1', { httpStatus: 302 }).until(30)],
  ['nothing was sent', 'inconclusive', qr().until(30)],
])
