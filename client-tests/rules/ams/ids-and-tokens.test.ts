// AMS-14, AMS-15, AMS-17 and AMS-18: the ids of payments, and the tokens of a service provider's merchants.
import { describe, expect, test } from 'vitest'
import { createJournal, type Journal } from '../../trace/journal.fixture.ts'
import { describeRule } from '../cases.fixture.ts'
import { parameters } from '../parameters.ts'
import { NUMBERS, sold, tokenTold } from './ams.fixture.ts'
import { callsCarryTheMerchantsToken } from './calls-carry-the-merchants-token.ts'
import { eachPaymentHasAnIdOfItsOwn } from './each-payment-has-an-id-of-its-own.ts'
import { idsAreNeitherCountedNorGuessed } from './ids-are-neither-counted-nor-guessed.ts'
import { newsOfATokenIsTakenIn } from './news-of-a-token-is-taken-in.ts'

const body = (more = '') =>
  `{"paymentRequestId":"P1","order":{"env":{"storeTerminalRequestTime":"T${more}"}},"paymentAmount":{"value":"2000"}}`

/** The same id twice: written so, and so. */
const twice = (first: string, second: string, amountFen = 2_000) =>
  sold()
    .write(0, payRequest('x1', first))
    .write(5, payRequest('x2', second, amountFen))
    .until(60)

const payRequest = (exchange: string, text: string, amountFen = 2_000) =>
  ({
    kind: 'request',
    exchange,
    protocol: 'ams-v1',
    op: 'PAY',
    ids: { outTradeNo: 'P1' },
    amountFen,
    wire: {
      start: 'POST /ams/api/v1/payments/pay HTTP/1.1',
      headers: {},
      body: text,
      encoding: 'utf8',
    },
  }) as const

/** Two sales whose payments are named so. */
const named = (one: string, other: string) =>
  createJournal()
    .sale('S-1', 2_000)
    .sale('S-2', 3_000)
    .call(0, 'PAY', one, 'OK')
    .call(1, 'PAY', other, 'OK', { amountFen: 3_000 })
    .until(60)

const knowing = (outTradeNo: string) =>
  sold()
    .call(0, 'PAY', 'P1', 'OK')
    .belief(1, 'PAID', { attempts: [{ outTradeNo, status: 'PAID' }] })
    .until(60)

describeRule(
  eachPaymentHasAnIdOfItsOwn,
  [
    ['the same request again', 'pass', twice(body(), body())],
    ['the same request a second later', 'pass', twice(body('1'), body('2'))],
    [
      'another amount under the same id',
      'fail',
      twice(body(), body().replace('2000', '2500'), 2_500),
    ],
    ['ids of their own', 'pass', named('T8f3', 'T1c9')],
    ['the number of the sale', 'fail', named('S-1', 'S-2')],
    ['the number of the sale behind the same letter', 'fail', named('PS-1', 'PS-2')],
    ['the number of the sale and something random', 'pass', named('S-1-8f3', 'S-2-1c9')],
    ['the shop knows the payment', 'pass', knowing('P1')],
    ['the shop knows another', 'fail', knowing('P0')],
    ['nothing was paid', 'inconclusive', sold().until(60)],
  ],
  NUMBERS,
)

const issued = (ids: readonly string[]) =>
  ids.reduce(
    (journal, id, place) =>
      journal
        .sale(`s${place}`, 1_000 + place)
        .call(place + 1, 'PAY', id, 'OK', { amountFen: 1_000 + place }),
    createJournal(),
  )
const numbered = (write: (place: number) => string) =>
  issued(Array.from({ length: 12 }, (_, place) => write(place))).until(90)
/** The clock of these journals begins in 1970. */
const time = (place: number) => `197001010016${String(41 + place).padStart(2, '0')}`
const RANDOM = [
  731_204, 118_877, 560_012, 998_311, 204_477, 671_820, 33_471, 884_205, 412_668, 90_113, 777_031,
  150_906,
]
const random = (place: number) => String(RANDOM[place]).padStart(6, '0')

describeRule(
  idsAreNeitherCountedNorGuessed,
  [
    ['time, till and random digits', 'pass', numbered((n) => `${time(n)}T01${random(n)}`)],
    ['random alone', 'pass', numbered((n) => `pay${random(n)}`)],
    ['a counter', 'fail', numbered((n) => `P${1_000 + n}`)],
    ['a counter over a full ten', 'fail', numbered((n) => `P${5 + n}`)],
    ['a counter between fixed texts', 'fail', numbered((n) => `T01-${100 + 7 * n}-X`)],
    ['nothing but the time', 'warn', numbered((n) => `${time(n)}${n % 2 ? 'a' : 'b'}`)],
    [
      'nine payments',
      'inconclusive',
      issued(Array.from({ length: 9 }, (_, n) => `P${n}`)).until(90),
    ],
  ],
  NUMBERS,
)

const provider = () =>
  createJournal({
    capabilities: {
      families: ['A'],
      roles: ['isv'],
      tokenUrl: 'http://shop/tokens',
      device: false,
      itemCampaign: false,
      supports: {},
    },
  })
    .write(0, sale('s1', 2_000, 'm1'))
    .write(0, sale('s2', 3_000, 'm2'))

const sale = (saleId: string, amountFen: number, merchant: string) =>
  ({ kind: 'sale', saleId, scenario: 'story', channel: 'barcode', amountFen, merchant }) as const

const pays = (
  journal: Journal,
  atS: number,
  token: string | undefined,
  sellsFor: 'm1' | 'm2' = 'm1',
) =>
  journal.call(atS, 'PAY', `P${atS}`, 'OK', {
    amountFen: sellsFor === 'm1' ? 2_000 : 3_000,
    headers: token === undefined ? {} : { 'agent-token': token },
  })
const both = () => tokenTold(tokenTold(provider(), 1, 'k1'), 1, 'k2', { merchant: 'm2' })
const rotated = () => tokenTold(both(), 10, 'k3')

describeRule(
  callsCarryTheMerchantsToken,
  [
    ['each with its own', 'pass', pays(pays(both(), 5, 'k1'), 6, 'k2', 'm2').until(60)],
    ['without', 'fail', pays(both(), 5, undefined).until(60)],
    ["with the other merchant's", 'fail', pays(both(), 5, 'k2').until(60)],
    ['with the new one', 'pass', pays(rotated(), 20, 'k3').until(60)],
    ['with the one that was replaced', 'fail', pays(rotated(), 20, 'k1').until(60)],
    ['with the old one while the new one is told', 'pass', pays(rotated(), 10, 'k1').until(60)],
    [
      'with one that only a forger told of',
      'inconclusive',
      pays(tokenTold(both(), 10, 'k9', { forged: true }), 20, 'k9').until(60),
    ],
    ['no token was told', 'inconclusive', pays(provider(), 5, undefined).until(60)],
  ],
  NUMBERS,
)

describeRule(
  newsOfATokenIsTakenIn,
  [
    ['answered and used', 'pass', pays(tokenTold(provider(), 1, 'k1'), 5, 'k1').until(60)],
    ['answered after 8 s', 'warn', tokenTold(provider(), 1, 'k1', { tookS: 8 }).until(60)],
    [
      'answered with nothing',
      'fail',
      tokenTold(provider(), 1, 'k1', { answer: 'other' }).until(60),
    ],
    [
      'taken at the second send',
      'warn',
      tokenTold(tokenTold(provider(), 1, 'k1', { answer: 'other' }), 121, 'k1').until(200),
    ],
    ['answered, and the old one used', 'fail', pays(rotated(), 20, 'k1').until(60)],
    [
      'answered, and the next one used',
      'pass',
      pays(tokenTold(rotated(), 15, 'k4'), 20, 'k4').until(60),
    ],
    [
      'forged and ignored',
      'pass',
      pays(tokenTold(both(), 10, 'k9', { forged: true, answer: 'refused' }), 20, 'k1').until(60),
    ],
    [
      'forged and used',
      'fail',
      pays(tokenTold(both(), 10, 'k9', { forged: true, answer: 'refused' }), 20, 'k9').until(60),
    ],
    [
      'forged and acknowledged',
      'warn',
      pays(tokenTold(both(), 10, 'k9', { forged: true }), 20, 'k1').until(60),
    ],
    ['nothing was told', 'inconclusive', pays(provider(), 5, undefined).until(60)],
  ],
  NUMBERS,
)

describe('a masked journal', () => {
  test('judges tokens as the whole one does: equal ones stay equal', () => {
    const masked = pays(tokenTold(provider(), 1, '20*0f3a91bc*ef'), 5, '20*0f3a91bc*ef').until(60)
    const { status } = callsCarryTheMerchantsToken.check(masked.trace(), {
      ...parameters,
      ...NUMBERS,
    })
    expect(status).toBe('pass')
  })
})
