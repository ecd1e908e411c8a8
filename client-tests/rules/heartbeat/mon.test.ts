// Every MON rule in its situations.
import { describeRule } from '../cases.fixture.ts'
import { createJournal, refusedAs, type Journal, type Reply } from '../../trace/journal.fixture.ts'
import { aHeartbeatTellsOfEachPayment } from './a-heartbeat-tells-of-each-payment.ts'
import { aTerminalBeatsEveryHalfHour } from './a-terminal-beats-every-half-hour.ts'
import { paymentsSucceed } from './payments-succeed.ts'

const body = (content: object) => `biz_content=${encodeURIComponent(JSON.stringify(content))}`

const sold = (terminalId = 'POS1') =>
  createJournal().call(1, 'PAY', 'A1', 'OK', { body: body({ terminal_id: terminalId }) })

interface Reported {
  id?: string
  trades?: Record<string, string>
  exceptions?: string
}

function beat(journal: Journal, atS: number, { id = 'POS1', trades, exceptions }: Reported = {}) {
  const lines = Object.entries(trades ?? {}).map(([OTN, STAT]) => ({ OTN, TC: '1', STAT }))
  const content = { equipment_id: id, trade_info: JSON.stringify(lines), exce_info: exceptions }
  return journal.call(atS, 'HEARTBEAT', '', 'OK', { body: body(content) })
}
const beats = (...timesS: number[]) => timesS.reduce((journal, atS) => beat(journal, atS), sold())
const cutOff = (journal: Journal, atS: number) =>
  journal.write(atS, {
    kind: 'fault',
    rule: 'host',
    fault: 'outage',
    catalogueId: 'I01',
    faultKind: 'outage',
    stage: 'call',
    note: '',
  })

describeRule(aTerminalBeatsEveryHalfHour, [
  ['half an hour is not over', 'inconclusive', sold().until(1_860.9)],
  ['never, in more than half an hour', 'fail', sold().until(1_861)],
  ['nothing was sold', 'inconclusive', createJournal().until(7_200)],
  ['every 1800 s', 'pass', beats(0, 1_800, 3_600).until(3_700)],
  ['after 1800.001 s', 'warn', beats(0, 1_800.001).until(1_900)],
  ['after 1860 s', 'warn', beats(0, 1_860).until(1_900)],
  ['after 1860.001 s', 'fail', beats(0, 1_860.001).until(1_900)],
  ['once, and the trace ends', 'inconclusive', beats(0).until(1_800)],
  ['once, and then never', 'fail', beats(0).until(1_900)],
  ['an outage long after the beat was due', 'fail', cutOff(beats(0, 2_000), 1_900).until(2_100)],
  ['nobody could reach the gateway', 'pass', cutOff(beats(0, 1_000, 3_000), 2_500).until(3_100)],
  [
    'two terminals, one of them late',
    'fail',
    beat(beats(0, 1_800), 0, { id: 'POS2' }).until(3_000),
  ],
])

const after = (reported: Reported) => beat(sold(), 60, reported).until(90)
const failed = (reported: Reported) =>
  beat(
    createJournal().call(1, 'PAY', 'A1', 'UNK', { body: body({ terminal_id: 'POS1' }) }),
    60,
    reported,
  ).until(90)
const two = (reported: Reported) =>
  beat(sold().call(2, 'PAY', 'A2', 'OK', { body: body({ terminal_id: 'POS1' }) }), 60, reported)

describeRule(aHeartbeatTellsOfEachPayment, [
  ['no heartbeat', 'inconclusive', sold().until(90)],
  ['no payment before it', 'inconclusive', beat(createJournal(), 60).until(90)],
  ['a payment at the same moment', 'inconclusive', beat(sold(), 2).until(90)],
  ['told', 'pass', after({ trades: { A1: 'S' } })],
  ['one is missing', 'warn', after({})],
  ['two are missing', 'fail', two({}).until(90)],
  [
    'two are missing, and an outage came after both',
    'fail',
    beat(
      cutOff(sold().call(2, 'PAY', 'A2', 'OK', { body: body({ terminal_id: 'POS1' }) }), 30),
      60,
      {},
    ).until(90),
  ],
  [
    'two since an outage, after which the beat of before it was sent again',
    'inconclusive',
    beat(
      cutOff(createJournal(), 0.5)
        .call(1, 'PAY', 'A1', 'OK', { body: body({ terminal_id: 'POS1' }) })
        .call(2, 'PAY', 'A2', 'OK', { body: body({ terminal_id: 'POS1' }) }),
      60,
      {},
    ).until(90),
  ],
  [
    'two while a list of several beats was told, which an outage had held up',
    'inconclusive',
    [60, 60.1, 60.2]
      .reduce(
        (journal, atS) => beat(journal, atS, {}),
        cutOff(createJournal(), 0.5)
          .call(1, 'PAY', 'A1', 'OK', { body: body({ terminal_id: 'POS1' }) })
          .call(58, 'PAY', 'A2', 'OK', { body: body({ terminal_id: 'POS1' }) }),
      )
      .until(90),
  ],
  ['told by the second beat', 'pass', beat(beat(sold(), 60), 90, { trades: { A1: 'S' } })],
  ['what failed is told as failed', 'pass', failed({ trades: { A1: 'X' } })],
  ['what failed is told as success', 'warn', failed({ trades: { A1: 'S' } })],
  ['what failed is among the exceptions', 'pass', failed({ exceptions: 'A1 SYSTEM_ERROR' })],
  ['under another number', 'warn', after({ id: 'TILL9', trades: { A1: 'S' } })],
])

const STOPPED = refusedAs('PaymentTooRisky', 'ACQ.PAYMENT_REQUEST_HAS_RISK')

/** So many payments, the first of them refused. */
function many(count: number, refused: number, fault?: string, refusal: Reply = 'BIZFAIL'): Journal {
  const journal = createJournal()
  for (let n = 0; n < count; n += 1) {
    const reply = n < refused ? refusal : 'OK'
    const more = { authCode: `28${n}`, ...(n < refused && { fault }) }
    journal.call(n, 'PAY', `A${n}`, reply, more)
  }
  return journal
}
const shownBadCodes = (journal: Journal, count: number) =>
  Array.from({ length: count }, (_, n) => n).reduce(
    (one, n) =>
      one.write(0, {
        kind: 'buyer',
        act: 'code-issued',
        buyerId: 'b',
        authCode: `28${n}`,
        note: 'expired',
      }),
    journal,
  )

describeRule(paymentsSucceed, [
  ['99 payments', 'inconclusive', many(99, 0)],
  ['100 of 100', 'pass', many(100, 0)],
  ['95 of 100', 'pass', many(100, 5)],
  ['94 of 100', 'warn', many(100, 6)],
  ['10 of 110 met a fault', 'pass', many(110, 10, 'F19')],
  ['10 of 110 buyers were stopped by risk control', 'pass', many(110, 10, undefined, STOPPED)],
  ['10 of 110 buyers showed bad codes', 'pass', shownBadCodes(many(110, 10), 10)],
])
