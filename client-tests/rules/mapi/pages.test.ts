// MAPI-01 to MAPI-05 and MAPI-14: orders that a browser brings to the page of the old gateway.
import { brings, paid, sold } from './mapi.fixture.ts'
import { describeRule } from '../cases.fixture.ts'
import { browsersComeByAForm } from './browsers-come-by-a-form.ts'
import { buyersAreNotSellers } from './buyers-are-not-sellers.ts'
import { pagesEndByTimeOrByClose } from './pages-end-by-time-or-by-close.ts'
import { repeatedOrdersStayAsTheyWere } from './repeated-orders-stay-as-they-were.ts'
import { sellersAreNamedById } from './sellers-are-named-by-id.ts'
import { whatWasPassedComesBack } from './what-was-passed-comes-back.ts'

const SELLER = { by: 'id', named: '2088000000000001' } as const
const brought = () => brings(sold(), 0)

describeRule(repeatedOrdersStayAsTheyWere, [
  ['submitted once', 'inconclusive', brought().until(60)],
  ['again, as it was', 'pass', brings(brought(), 9).until(60)],
  ['20 is 20.00', 'pass', brings(brought(), 9, { order: { total: '20' } }).until(60)],
  ['another price', 'fail', brings(brought(), 9, { order: { total: '20.01' } }).until(60)],
  ['another time limit', 'fail', brings(brought(), 9, { order: { expires: '5m' } }).until(60)],
  ['another buyer', 'fail', brings(brought(), 9, { order: { payer: '2088x' } }).until(60)],
  [
    'another seller',
    'fail',
    brings(brought(), 9, { order: { payee: { by: 'id', named: 'x' } } }).until(60),
  ],
  ['when it was known to be paid', 'fail', brings(paid(), 9).until(60)],
  [
    'when it was paid, and nobody had told',
    'pass',
    brings(brought().books(5, 'A1', 'TRADE_SUCCESS'), 9).until(60),
  ],
])

const named = (payer: string) => brings(sold(), 0, { order: { payer, payee: SELLER } })

describeRule(buyersAreNotSellers, [
  ['nobody named', 'inconclusive', brought().until(60)],
  ['another account', 'pass', named('2088000000000009').until(60)],
  ['the seller', 'fail', named(SELLER.named).until(60)],
  [
    'the seller by another name, as the gateway says',
    'fail',
    brings(sold(), 0, { order: { payer: 'shop@x.com' }, reason: 'BuyerIsSeller' }).until(60),
  ],
])

const endless = () => brings(sold(), 0, { order: { expires: undefined } })

describeRule(pagesEndByTimeOrByClose, [
  ['nothing submitted', 'inconclusive', sold().until(60)],
  ['with a time limit', 'pass', brought().until(60)],
  ['closed by the shop', 'pass', endless().call(50, 'CLOSE', 'A1', 'OK').until(60)],
  ['neither', 'warn', endless().until(60)],
])

const byMail = { order: { payee: { by: 'email', named: 'old@x.com' } } } as const
const unknown = { ...byMail, reason: 'ReceiverNotAllowed' } as const
const inVain = (times: number) =>
  Array.from({ length: times }, (_, nth) => nth).reduce(
    (journal, nth) => brings(journal, nth, unknown),
    sold(),
  )

describeRule(sellersAreNamedById, [
  ['by id', 'pass', brought().until(60)],
  ['by a login name', 'warn', brings(sold(), 0, byMail).until(60)],
  ['by one that was changed', 'warn', inVain(1).until(60)],
  ['again and again', 'fail', inVain(4).until(60)],
])

describeRule(browsersComeByAForm, [
  ['posted', 'pass', brought().until(60)],
  [
    'by GET, from a page',
    'pass',
    brings(sold(), 0, { by: 'GET', referer: 'http://shop/pay' }).until(60),
  ],
  ['by GET, from nowhere', 'warn', brings(sold(), 0, { by: 'GET' }).until(60)],
])

const passed = () =>
  brings(sold(), 0, { order: { passback: 's1' } }).books(5, 'A1', 'TRADE_SUCCESS')

describeRule(whatWasPassedComesBack, [
  ['nothing passed', 'inconclusive', brought().notice(8, 'A1').until(60)],
  ['nothing came back', 'inconclusive', passed().until(60)],
  ['taken', 'pass', passed().notice(8, 'A1').until(60)],
  ['refused', 'fail', passed().notice(8, 'A1', { reply: 'failure' }).until(60)],
  [
    'a forgery, refused',
    'pass',
    passed().notice(7, 'A1', { bend: 'forged', reply: 'failure' }).notice(8, 'A1').until(60),
  ],
  ['the way back ends in an error', 'fail', passed().act(8, 'return', { status: 500 }).until(60)],
])
