// Numbers, payment codes, time limits, addresses and signatures over the calls of a run.
import type { OrderText } from '../../../server/journal/entry.ts'
import { describeRule } from '../cases.fixture.ts'
import { createJournal, refusedAs, type Journal } from '../../trace/journal.fixture.ts'
import { devicesNameTheirTerminal } from './devices-name-their-terminal.ts'
import { eachOrderHasItsOwnNumber } from './each-order-has-its-own-number.ts'
import { everyPaymentCodeIsForwarded } from './every-payment-code-is-forwarded.ts'
import { everyPaymentNamesItsStore } from './every-payment-names-its-store.ts'
import { orders, share } from './orders.fixture.ts'
import { qrOrdersEndByThemselves } from './qr-orders-end-by-themselves.ts'
import { qrOrdersSayWhereToNotify } from './qr-orders-say-where-to-notify.ts'
import { requestsAreSignedWithRsa2 } from './requests-are-signed-with-rsa2.ts'
import { serviceProvidersAreNamed } from './service-providers-are-named.ts'

type Reply = Parameters<Journal['call']>[3]

const ORDER = { total: '20.00', subject: 'tea' }
const CODE = '281234567890123456'
/** The same order, or another under the same number, once more. */
const again = (
  reply: Reply,
  { authCode = CODE, ...text }: OrderText & { authCode?: string } = {},
  between: (journal: Journal) => Journal = (journal) => journal,
) =>
  between(createJournal().sale().call(1, 'PAY', 'A1', reply, { authCode: CODE, order: ORDER }))
    .call(10, 'PAY', 'A1', 'OK', { authCode, order: { ...ORDER, ...text } })
    .until(60)

const OTHER = { authCode: '289999999999999999' }
const cancelled = (journal: Journal) => journal.call(5, 'CANCEL', 'A1', 'OK')

describeRule(eachOrderHasItsOwnNumber, [
  ['no order', 'inconclusive', createJournal().sale().until(60)],
  ['two orders, two numbers', 'pass', orders([ORDER, ORDER])],
  ['the same after an unknown outcome', 'pass', again('UNK')],
  ['the same amount in other words', 'pass', again('UNK', { total: '20' })],
  ['the same after a definite failure', 'pass', again('BIZFAIL')],
  ['another code after a definite failure', 'warn', again('BIZFAIL', OTHER)],
  ['another code after a rejection', 'warn', again({ meaning: 'rejected', code: '40006' }, OTHER)],
  [
    'another code and subject after a failure',
    'fail',
    again('BIZFAIL', { ...OTHER, subject: 'b' }),
  ],
  ['another code while pending', 'fail', again('PEND', OTHER)],
  ['another code after an unknown outcome', 'fail', again('UNK', OTHER)],
  ['another code when only a query can tell', 'fail', again('HAS_SUCCESS', OTHER)],
  ['another amount: another sale', 'fail', again('OK', { total: '21.00' })],
  ['another subject', 'fail', again('OK', { subject: 'coffee' })],
  ['the same after a cancel', 'fail', again('PEND', {}, cancelled)],
  ['another code after a cancel', 'fail', again('PEND', OTHER, cancelled)],
  [
    'sent again while the cancel was on its way',
    'pass',
    again('UNK', {}, (journal) => journal.call(9, 'CANCEL', 'A1', 'OK', { tookS: 2 })),
  ],
  [
    'overlapping, with another code',
    'fail',
    createJournal()
      .sale()
      .call(1, 'PAY', 'A1', 'BIZFAIL', { authCode: CODE, order: ORDER, tookS: 20 })
      .call(10, 'PAY', 'A1', 'OK', { ...OTHER, order: ORDER })
      .until(60),
  ],
])

const shownCode = (authCode: string, sent?: string, status = 202, untilS = 60) => {
  const journal = createJournal().sale()
  const shown = { authCode, digits: authCode.length }
  journal.act(1, 'sale', { shown, status })
  if (sent !== undefined) journal.call(1, 'PAY', 'A1', 'OK', { authCode: sent })
  return journal.until(untilS)
}
const SHORT = '2512345678901234'
const LONG = `30${'1'.repeat(24)}`

describeRule(everyPaymentCodeIsForwarded, [
  ['the usual shape', 'inconclusive', shownCode(CODE, CODE)],
  ['25 with 16 digits', 'pass', shownCode(SHORT, SHORT)],
  ['28 with 24 digits', 'pass', shownCode(`28${'1'.repeat(22)}`, `28${'1'.repeat(22)}`)],
  ['refused in the shop', 'fail', shownCode(SHORT, undefined, 400)],
  ['accepted and never sent', 'fail', shownCode(SHORT)],
  ['cut off', 'fail', shownCode(`30${'1'.repeat(22)}`, `30${'1'.repeat(16)}`)],
  ['26 digits, forwarded', 'pass', shownCode(LONG, LONG)],
  ['26 digits, refused in the shop', 'warn', shownCode(LONG, undefined, 400)],
  ['the trace ends too early', 'inconclusive', shownCode(SHORT, undefined, 202, 10)],
])

const STORE = { storeId: 'HZ001' }
describeRule(everyPaymentNamesItsStore, [
  ['no order', 'inconclusive', createJournal().sale().until(60)],
  ['all of 20', 'pass', share(20, 0, STORE)],
  ['19 of 20', 'warn', share(20, 1, STORE)],
  ['18 of 20', 'fail', share(20, 2, STORE)],
])

const device = { device: true }
describeRule(devicesNameTheirTerminal, [
  ['nothing declared', 'inconclusive', share(2, 2, {})],
  ['no device', 'inconclusive', share(2, 2, {}, { device: false })],
  ['all of them', 'pass', share(20, 0, { terminalId: 'T1' }, device)],
  ['all but one', 'fail', share(20, 1, { terminalId: 'T1' }, device)],
])

const isv = { providerId: '2088511833207846' }
describeRule(serviceProvidersAreNamed, [
  ['nobody earns from it', 'inconclusive', share(2, 2, {}, {})],
  ['on all of them', 'pass', share(20, 0, isv, isv)],
  ['on all but one', 'fail', share(20, 1, isv, isv)],
  ['somebody else', 'fail', share(2, 0, { providerId: '2088000000000000' }, isv)],
])

const qr = (order: OrderText, more: (journal: Journal) => Journal = (journal) => journal) =>
  more(createJournal().sale('s1', 2_000, 'qr').call(1, 'PRECREATE', 'A1', 'OK', { order })).until(
    200,
  )

describeRule(qrOrdersEndByThemselves, [
  ['a payment by code', 'inconclusive', orders([ORDER])],
  ['a time limit', 'pass', qr({ expires: '5m' })],
  ['none, but cancelled', 'pass', qr({}, (journal) => journal.call(9, 'CANCEL', 'A1', 'OK'))],
  ['none, but closed', 'pass', qr({}, (journal) => journal.call(9, 'CLOSE', 'A1', 'OK'))],
  ['none, and the cancel came to nothing', 'warn', qr({}, (j) => j.call(9, 'CANCEL', 'A1', 'UNK'))],
  ['none, and found closed by a query', 'warn', qr({}, (j) => j.call(9, 'QUERY', 'A1', 'CLOSED'))],
  ['none', 'warn', qr({})],
  [
    'a code that was never shown',
    'inconclusive',
    createJournal().sale().call(1, 'PRECREATE', 'A1', 'UNK', { order: {} }).until(60),
  ],
])

const polled = (journal: Journal) => journal.call(5, 'QUERY', 'A1', 'NOTEXIST')
const notified = (journal: Journal) => journal.notice(9, 'A1')

describeRule(qrOrdersSayWhereToNotify, [
  ['a payment by code', 'inconclusive', orders([ORDER])],
  ['an address', 'pass', qr({ notifyUrl: 'https://shop.example/notify' })],
  ['none, not polled', 'fail', qr({})],
  ['none, polled', 'warn', qr({}, polled)],
  [
    'none, and the QR was never shown',
    'warn',
    createJournal().sale().call(1, 'PRECREATE', 'A1', 'UNK', { order: {} }).until(60),
  ],
  ['none in the order, one set for the app', 'pass', qr({}, notified)],
  ['a path, not polled', 'fail', qr({ notifyUrl: '/notify' })],
  ['a path, polled', 'warn', qr({ notifyUrl: '/notify' }, polled)],
  ['another scheme', 'fail', qr({ notifyUrl: 'ftp://shop.example/notify' })],
  [
    'forged notifications prove no address',
    'fail',
    qr({}, (j) => j.notice(9, 'A1', { bend: 'forged' })),
  ],
])

const signed = (signTypes: readonly string[], reply: Reply = 'OK', fault?: string) => {
  const journal = createJournal().sale()
  for (const [place, signType] of signTypes.entries())
    journal.call(place + 1, 'PAY', `A${place}`, reply, { signType, fault })
  return journal.until(60)
}
const BAD = { ...refusedAs('SignatureWrong', 'isv.invalid-signature', 'rejected'), code: '40002' }

describeRule(requestsAreSignedWithRsa2, [
  ['nothing sent', 'inconclusive', createJournal().sale().until(60)],
  ['all by RSA2', 'pass', signed(['RSA2', 'RSA2'])],
  ['one by RSA', 'warn', signed(['RSA2', 'RSA'])],
  ['one does not verify', 'fail', signed(['RSA2'], BAD)],
  [
    'another refusal is no bad signature',
    'pass',
    signed(['RSA2'], { meaning: 'rejected', code: '40002', subCode: 'isv.invalid-app-id' }),
  ],
  ['a fault answered so', 'pass', signed(['RSA2'], BAD, 'F19')],
])
