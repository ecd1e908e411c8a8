// Scenarios that are played without a merchant: what is sent, what the books say, which sentences
// hold. Every kind of sentence is shown once met, once broken, and once never judged.
import { describe, expect, test } from 'vitest'
import { readYaml } from '../scenario/yaml.ts'
import { EXAMPLE_SENTENCES, judge } from '../scenario/sentences.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { hashTranscript } from '../grade/saved-journal.ts'
import { runCallsInProcess } from './in-process/calls.ts'

function scenario(body: string): Scenario {
  const loaded = readYaml(`name: a-test\nteaches: nothing\nexpect: [no close was sent]\n${body}`)
  if ('mistakes' in loaded) throw new Error(JSON.stringify(loaded.mistakes))
  return loaded.scenario
}

const BUSY = scenario(`
sandbox: { options: { barcodeNotify: true } }
faults:
  - { fault: F02, op: PAY, count: 1 }
calls:
  - { do: pay, out_trade_no: A1, total_amount: 12.34, buyer: at-once }
  - { do: query, out_trade_no: A1 }
  - { do: refund, out_trade_no: A1, refund_amount: 2.34, out_request_no: R1 }
  - { do: query, out_trade_no: NOBODY }
`)

const judgedOf = async (sentence: string, played = BUSY) => {
  const [judged] = judge([sentence], await runCallsInProcess(played))
  return judged?.outcome
}

describe('sentences over "system busy, but the money moved"', () => {
  test.each([
    ['trade A1 reaches TRADE_SUCCESS', 'met'],
    ['trade A1 reaches TRADE_CLOSED', 'broken'],
    ['trade A1 never reaches TRADE_CLOSED', 'met'],
    ['trade A2 reaches TRADE_SUCCESS', 'never-evaluated'],
    ['the trade ends as TRADE_SUCCESS', 'met'],
    ['every trade ends as WAIT_BUYER_PAY', 'broken'],
    ['trade A1 holds 10.00', 'met'],
    ['trade A1 holds 12.34', 'broken'],
    ['the trade is not paid', 'broken'],
    ['the trade is refunded in full', 'broken'],
    ['the sale is paid once', 'never-evaluated'],
    ['exactly one payment', 'met'],
    ['exactly one refund', 'met'],
    ['no refund was made', 'broken'],
    ['no cancel was sent', 'met'],
    ['two queries were sent', 'met'],
    ['at most one query was sent', 'broken'],
    ['exactly one query was sent for trade A1', 'met'],
    ['the first pay answered 20000', 'met'],
    ['the pay answered 10000', 'broken'],
    ['any query answered ACQ.TRADE_NOT_EXIST', 'met'],
    ['every query answered 10000', 'broken'],
    ['the cancel answered 10000', 'never-evaluated'],
    ['a query was sent within 1s after the pay', 'met'],
    ['a refund was sent within 1ms after the pay', 'broken'],
    ['a query was sent within 1s after the cancel', 'never-evaluated'],
    ['the first pay was sent before the first query', 'met'],
    ['the first refund was sent before the first query', 'broken'],
    ['the first pay was sent before the first cancel', 'never-evaluated'],
    ['fault F02 fired once', 'met'],
    ['fault unknown fired at least 2 times', 'broken'],
    ['the merchant answered success within 5 seconds', 'met'],
    ['at least one notification was sent', 'met'],
    ['no notification was sent', 'broken'],
    ['no forged notification was acknowledged', 'never-evaluated'],
    ['the merchant believes the sale is PAID', 'never-evaluated'],
  ])('%s: %s', async (sentence, outcome) => {
    expect(await judgedOf(sentence)).toBe(outcome)
  })

  test('every example that is shown to people can be read', () => {
    expect(() => judge(EXAMPLE_SENTENCES, [])).not.toThrow()
    expect(judge(EXAMPLE_SENTENCES, []).map(({ outcome }) => outcome)).not.toContain('met')
  })
})

describe('steps', () => {
  test('a QR code is scanned, a day passes, the refund window closes', async () => {
    const played = scenario(`
calls:
  - { do: precreate, out_trade_no: Q1, total_amount: 5.00 }
  - { do: scan, out_trade_no: Q1, buyer: at-once }
  - { do: advance, by: 400d }
  - { do: refund, out_trade_no: Q1, refund_amount: 5.00 }
`)
    expect(await judgedOf('trade Q1 reaches TRADE_FINISHED', played)).toBe('met')
    expect(await judgedOf('no refund', played)).toBe('met')
  })

  test('steps together begin at the same moment, and a code is used up once', async () => {
    const played = scenario(`
calls:
  - do: together
    times: 3
    steps:
      - { do: pay, out_trade_no: A1, total_amount: 1.00, buyer: at-once }
`)
    expect(await judgedOf('exactly one payment', played)).toBe('met')
    expect(await judgedOf('three pays were sent', played)).toBe('met')
  })

  test('a client without patience hangs up; the money has moved', async () => {
    const played = scenario(`
faults: [{ fault: F05, op: PAY, options: { executed: 'yes' } }]
calls:
  - { do: pay, out_trade_no: A1, total_amount: 1.00, patience: 2s }
  - { do: clear-faults }
  - { do: query, out_trade_no: A1 }
`)
    expect(await judgedOf('a query was sent within 1s after the pay', played)).toBe('met')
    expect(await judgedOf('trade A1 is paid once', played)).toBe('met')
  })

  test('a fault is added midway, and a forged notification is made up', async () => {
    const played = scenario(`
calls:
  - { do: precreate, out_trade_no: Q1, total_amount: 5.00 }
  - { do: fault, add: { fault: F01, op: QUERY } }
  - { do: query, out_trade_no: Q1 }
  - { do: inject, out_trade_no: Q1, fault: N05 }
  - { do: wait, for: 5s }
  - { do: next }
  - { do: call, method: alipay.trade.query, biz: { out_trade_no: Q1 } }
`)
    expect(await judgedOf('every query answered 20000', played)).toBe('met')
    // The built-in receiver takes whatever comes.
    expect(await judgedOf('no forged notification was acknowledged', played)).toBe('broken')
  })
})

test('the same file gives the same bytes, another seed others', async () => {
  const [one, two] = [await runCallsInProcess(BUSY), await runCallsInProcess(BUSY)]
  expect(hashTranscript(two)).toBe(hashTranscript(one))
  expect(hashTranscript(await runCallsInProcess(BUSY, { seed: 'other' }))).not.toBe(
    hashTranscript(one),
  )
})

const TOLD_AGAIN = scenario(`
sandbox: { options: { barcodeNotify: true } }
faults:
  - { fault: N19, options: { first: 2 } }
calls:
  - { do: pay, out_trade_no: A1, total_amount: 12.34, buyer: at-once }
  - { do: advance, by: 25h }
  - { do: query, out_trade_no: A1 }
`)

describe('sentences about when notifications come, over acknowledgements that get lost', () => {
  test.each([
    ['the second notification comes 4m after the first', 'met'],
    ['the second notification comes 2m after the first', 'broken'],
    ['the third notification of trade A1 came 10m after the second notification', 'met'],
    ['the third notification was sent within 11m after the second', 'met'],
    ['the third notification was sent within 9m after the second', 'broken'],
    ['the last notification comes at least 10m after the second', 'met'],
    ['the last notification comes at least 15m after the second', 'broken'],
    ['a notification was sent within 5s after the pay', 'met'],
    ['the first notification comes at most 5s after the first pay', 'met'],
    ['the fourth notification comes 10m after the third', 'broken'],
    ['the second notification comes 4m after the fifth', 'never-evaluated'],
    ['the first notification of trade B7 comes 1s after the pay', 'broken'],
    ['the first notification was sent before the second notification', 'met'],
    ['the second notification was sent before the first query', 'met'],
    ['the first query was sent before the second notification', 'broken'],
    ['the first notification was sent before the second query', 'never-evaluated'],
    ['a query was sent within 25h after the last notification', 'met'],
  ])('%s: %s', async (sentence, outcome) => {
    expect(await judgedOf(sentence, TOLD_AGAIN)).toBe(outcome)
  })
  test('of which trade must be said where there are several', async () => {
    const two = scenario(`
sandbox: { options: { barcodeNotify: true } }
calls:
  - { do: pay, out_trade_no: A1, buyer: at-once }
  - { do: pay, out_trade_no: A2, buyer: at-once }
`)
    const entries = await runCallsInProcess(two)
    const [unclear, clear] = judge(
      [
        'the first notification comes within 5s after the pay',
        'the first notification of trade A2 comes within 5s after the second pay',
      ],
      entries,
    )
    expect(unclear).toMatchObject({
      outcome: 'never-evaluated',
      found: 'notifications of several trades were sent (A1, A2); say of which: of trade …',
    })
    expect(clear?.outcome).toBe('met')
  })
})
