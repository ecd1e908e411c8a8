// The rules about single calls and their rate, at and around the edges of each band.
import type { EntryBody } from '../../../server/journal/entry.ts'
import { describeRule } from '../cases.fixture.ts'
import {
  createJournal,
  every,
  refusedAs,
  type Journal,
  type Reply,
} from '../../trace/journal.fixture.ts'
import { callsKeepABearableRate } from './calls-keep-a-bearable-rate.ts'
import { hungCallsAreGivenUp } from './hung-calls-are-given-up.ts'
import { invalidParametersAreNotSentAgain } from './invalid-parameters-are-not-sent-again.ts'
import { unknownPrecreateTakesANewNumber } from './unknown-precreate-takes-a-new-number.ts'

type Run = Parameters<typeof createJournal>[0]

const precreated = () => createJournal().sale('s1', 2_000, 'qr').call(0, 'PRECREATE', 'A1', 'UNK')
const scanned = (outTradeNo: string, act: 'scanned' | 'paid' = 'scanned') =>
  precreated().write(9, { kind: 'buyer', act, buyerId: 'b', outTradeNo })

describeRule(unknownPrecreateTakesANewNumber, [
  [
    'answered',
    'inconclusive',
    createJournal().sale('s1', 2_000, 'qr').call(0, 'PRECREATE', 'A1', 'OK').until(60),
  ],
  ['a new number', 'pass', precreated().call(3, 'PRECREATE', 'A2', 'OK').until(60)],
  ['the same number', 'fail', precreated().call(3, 'PRECREATE', 'A1', 'OK').until(60)],
  [
    'the same number after a new one',
    'pass',
    precreated().call(3, 'PRECREATE', 'A2', 'UNK').call(6, 'PRECREATE', 'A3', 'OK').until(60),
  ],
  ['given up', 'pass', precreated().until(15)],
  ['the trace ends at once', 'inconclusive', precreated().until(14.999)],
  ['its QR is shown all the same', 'fail', scanned('A1').until(60)],
  ['its QR is shown, and paid in one go', 'fail', scanned('A1', 'paid').until(60)],
  ['another QR is shown', 'pass', scanned('A2').until(60)],
  [
    'given up by the merchant, then a new number',
    'pass',
    createJournal()
      .sale('s1', 2_000, 'qr')
      .call(0, 'PRECREATE', 'A1', 'GIVEN_UP', { tookS: 5 })
      .call(6, 'PRECREATE', 'A2', 'OK')
      .until(60),
  ],
])

const BY_THE_GATEWAY = {
  ...refusedAs('InvalidParameter', 'isv.invalid-parameter', 'rejected'),
  code: '40002',
}
const invalid = (timesS: readonly number[], reply: Reply = 'INVALID') =>
  timesS.reduce(
    (journal, atS) => journal.call(atS, 'PAY', 'A1', reply, { fingerprint: 'f' }),
    createJournal().sale(),
  )

/** A form with these business parameters, as it travels. */
const form = (content: Record<string, string>) =>
  new URLSearchParams({ biz_content: JSON.stringify(content) }).toString()
const badOrders = (numbers: readonly string[]) =>
  numbers.reduce(
    (journal, number, place) => {
      const body = form({ out_trade_no: number, total_amount: '10.00', store_id: '店' })
      return journal.call(place, 'PRECREATE', number, 'INVALID', { body, fingerprint: number })
    },
    createJournal().sale('s1', 2_000, 'qr'),
  )

describeRule(invalidParametersAreNotSentAgain, [
  ['sent again under two new numbers', 'fail', badOrders(['A1', 'A2', 'A3'])],
  ['sent again under one new number', 'warn', badOrders(['A1', 'A2'])],
  [
    'under a new number because somebody asked to charge anew',
    'pass',
    badOrders(['A1', 'A2']).act(0.5, 'pay-again'),
  ],
  ['nothing refused', 'inconclusive', createJournal().sale().call(0, 'PAY', 'A1', 'OK').until(60)],
  [
    'another refusal',
    'inconclusive',
    createJournal().sale().call(0, 'PAY', 'A1', 'BIZFAIL').until(60),
  ],
  ['not sent again', 'pass', invalid([0])],
  ['sent again once', 'warn', invalid([0, 3])],
  ['sent again twice', 'fail', invalid([0, 3, 6])],
  ['isv.invalid-parameter', 'fail', invalid([0, 3, 6], BY_THE_GATEWAY)],
  [
    'sent again and accepted',
    'warn',
    invalid([0]).call(3, 'PAY', 'A1', 'OK', { fingerprint: 'f' }),
  ],
  [
    'mended',
    'pass',
    invalid([0])
      .call(3, 'PAY', 'A1', 'OK', { fingerprint: 'g' })
      .call(4, 'PAY', 'A1', 'OK', { fingerprint: 'g' }),
  ],
  [
    'another operation',
    'pass',
    invalid([0]).call(3, 'QUERY', 'A1', 'NOTEXIST', { fingerprint: 'f' }),
  ],
  [
    'a refund outside of every sale',
    'fail',
    every(1, 3).reduce(
      (journal, atS) => journal.call(atS, 'REFUND', 'B7', 'INVALID', { fingerprint: 'r' }),
      createJournal(),
    ),
  ],
])

/** So many queries this far apart, each answered the moment it was sent. */
const paced = (count: number, gapS: number, reply: 'WAIT' | 'UNK' = 'WAIT', tookS = 0) => {
  const journal = createJournal().sale().call(0, 'PAY', 'A1', 'PEND')
  for (let n = 0; n < count; n += 1) journal.call(100 + n * gapS, 'QUERY', 'A1', reply, { tookS })
  return journal.until(300)
}

describeRule(callsKeepABearableRate, [
  ['a single call', 'inconclusive', createJournal().sale().call(0, 'PAY', 'A1', 'OK').until(60)],
  ['every 3 s', 'pass', paced(10, 3)],
  ['two a second for 5 s', 'pass', paced(10, 0.5)],
  ['11 within 5 s', 'warn', paced(11, 0.49)],
  ['five a second for 5 s', 'warn', paced(25, 0.2)],
  ['26 within 5 s', 'fail', paced(26, 0.19)],
  ['75 in a minute', 'pass', paced(75, 0.8)],
  ['76 in a minute', 'warn', paced(76, 0.78)],
  ['one after another after an unknown outcome', 'warn', afterUnknown(paced(40, 0.1, 'UNK'))],
  [
    'three in one millisecond after an unknown outcome',
    'fail',
    afterUnknown(paced(3, 0, 'UNK').queries('A1', every(0.1, 104, 100.5), 'WAIT')),
  ],
  ['side by side after an unknown outcome', 'fail', afterUnknown(paced(40, 0.1, 'UNK', 1))],
  ['26 new numbers of one sale', 'fail', numbered(26)],
  ['11 new numbers of one sale', 'warn', numbered(11)],
  [
    '30 bill links in 9 s',
    'fail',
    every(0.15, 4.5).reduce(
      (journal, atS) => journal.write(atS, billLink(atS)),
      createJournal().sale(),
    ),
  ],
  ['26 heartbeats in a second', 'fail', beats(26, '[]')],
  [
    'each tells of a payment of a busy till',
    'pass',
    beats(26, '[{"OTN":"A1","STAT":"S"}]').queries('A1', every(3, 12), 'OK').until(60),
  ],
  [
    '26 orders that nobody asked for, each refused',
    'fail',
    every(0.1, 2.6).reduce(
      (journal, atS) => journal.call(atS, 'PAY', `B${atS}`, 'INVALID', { amountFen: 1 }),
      createJournal().sale(),
    ),
  ],
  [
    'passive: 26 orders of 26 customers',
    'pass',
    every(0.1, 2.6).reduce(
      (journal, atS) =>
        journal.call(atS, 'PAY', `B${atS}`, 'OK').call(atS, 'QUERY', `B${atS}`, 'OK'),
      createJournal(),
    ),
  ],
  [
    'passive: 26 orders refused for what they say',
    'fail',
    every(0.1, 2.6).reduce(
      (journal, atS) => journal.call(atS, 'PAY', `B${atS}`, 'INVALID'),
      createJournal(),
    ),
  ],
])

function numbered(count: number): Journal {
  const journal = createJournal().sale('s1', 2_000, 'qr')
  for (let n = 0; n < count; n += 1) journal.call(n / 10, 'PRECREATE', `A${n}`, 'OK')
  return journal.until(60)
}

function beats(count: number, trades: string): Journal {
  const content = JSON.stringify({ equipment_id: 'POS1', trade_info: trades })
  const body = `biz_content=${encodeURIComponent(content)}`
  const journal = createJournal().sale().call(0, 'PAY', 'A1', 'OK')
  for (let n = 0; n < count; n += 1) journal.call(1 + n / 26, 'HEARTBEAT', '', 'OK', { body })
  return journal
}

function billLink(atS: number): EntryBody {
  const wire = { start: '', headers: {}, body: '', encoding: 'utf8' } as const
  return { kind: 'request', exchange: `b${atS}`, protocol: 'test', op: 'BILLURL', ids: {}, wire }
}

function afterUnknown(journal: Journal): Journal {
  return journal.call(99.5, 'QUERY', 'A1', 'UNK')
}

const givenUp = (afterS: number, run?: Run) =>
  createJournal(run).sale().call(0, 'PAY', 'A1', 'GIVEN_UP', { tookS: afterS }).until(300)
const hung = (untilS: number) => createJournal().sale().call(0, 'PAY', 'A1', 'HUNG').until(untilS)

describeRule(hungCallsAreGivenUp, [
  [
    'answered',
    'inconclusive',
    createJournal().sale().call(0, 'PAY', 'A1', 'OK', { tookS: 20 }).until(300),
  ],
  [
    'reset by the gateway',
    'inconclusive',
    createJournal().sale().call(0, 'PAY', 'A1', 'LOST').until(300),
  ],
  ['given up after 30 s', 'pass', givenUp(30)],
  ['given up after 30.001 s', 'warn', givenUp(30.001)],
  ['given up after 60 s', 'warn', givenUp(60)],
  ['given up after 60.001 s', 'fail', givenUp(60.001)],
  ['time scale 0.1, after 32.7 s', 'pass', givenUp(32.7, { timeScale: 0.1 })],
  ['never given up', 'fail', hung(300)],
  ['not given up when the trace ends', 'inconclusive', hung(60)],
])
