import { describe, expect, test } from 'vitest'
import type { EntryBody, EntryOf } from '../../server/journal/entry.ts'
import { readTrace } from '../../server/journal/trace.ts'
import { whyNotConcerned } from './applicability.ts'
import { checklist } from './checklist.ts'
import { asObserved } from './observation.ts'
import { verdictOf, type Rule } from './rule.ts'

const traceOf = (...bodies: EntryBody[]) =>
  readTrace(
    bodies.map((body, place) => ({
      schemaVersion: 2,
      seq: place + 1,
      at: 0,
      elapsedMs: 0,
      ...body,
    })),
  )

const SALE: EntryBody = {
  kind: 'sale',
  saleId: 'S1',
  scenario: 'S01',
  channel: 'barcode',
  amountFen: 1,
}

function ruleCalled(id: string): Rule {
  const found = checklist.rules.find((rule) => rule.id === id)
  if (!found) throw new Error(`no rule ${id}`)
  return found
}

/** That rule, as if it failed whatever it is shown. */
function failing(id: string): Rule {
  const said = { en: 'Wrong.', zh: '有误。' }
  return {
    ...ruleCalled(id),
    check: () => verdictOf([{ status: 'fail', said, evidence: [1] }]),
  }
}

function verdictIn(trace: ReturnType<typeof traceOf>, id: string) {
  return asObserved(trace, failing(id)).check(trace, checklist.parameters)
}

describe('what a rule may say', () => {
  test('in a driven run is what it says', () => {
    expect(verdictIn(traceOf(SALE), 'ONE-06').status).toBe('fail')
    expect(verdictIn(traceOf(SALE), 'POLL-06').status).toBe('fail')
  })
  test.each([
    ['POLL-01', 'fail', 'Wrong.'],
    ['CAN-01', 'fail', "Wrong. From the traffic alone; the shop's own books were not read."],
    ['EXC-08', 'warn', 'no more than a warning'],
    ['POLL-06', 'warn', 'no more than a warning'],
    ['ONE-06', 'inconclusive', "Needs the shop's own word"],
    ['NTF-05', 'inconclusive', "Needs the shop's own word"],
  ])('of traffic that nobody drove: %s is %s', (id, status, words) => {
    const verdict = verdictIn(traceOf(), id)
    expect(verdict.status).toBe(status)
    expect(verdict.occurrences[0]?.said.en).toContain(words)
  })
})

describe('which rules concern a merchant that declares its capabilities', () => {
  const run: EntryOf<'run'> = {
    schemaVersion: 2,
    seq: 1,
    at: 0,
    elapsedMs: 0,
    kind: 'run',
    merchant: 'shop',
    resultChannel: 'poll',
    timeScale: 1,
    seed: 's',
    capabilities: {
      families: ['O'],
      roles: ['merchant'],
      ops: ['PAY', 'QUERY', 'CANCEL'],
      device: false,
      itemCampaign: false,
      supports: {},
    },
  }
  const refund: EntryBody = {
    kind: 'request',
    exchange: 'e1',
    protocol: 'openapi-v2',
    op: 'REFUND',
    ids: {},
    wire: { start: '', headers: {}, body: '', encoding: 'utf8' },
  }
  test.each(['REF-01', 'EXC-05', 'QR-02', 'NTF-14', 'ORD-09', 'ORD-11', 'MON-01'])(
    'not %s, without refunds, QR codes, devices and a provider',
    (id) => {
      expect(whyNotConcerned(traceOf(run), ruleCalled(id))?.en).toMatch(/declares no|Concerns/)
    },
  )
  const order = (notifyUrl?: string): EntryBody => ({
    ...refund,
    exchange: 'e2',
    op: 'PAY',
    order: { total: '1.00', ...(notifyUrl !== undefined && { notifyUrl }) },
  })
  test('no notification, where no order says where to send it and queries are said to tell all', () => {
    const declared = whyNotConcerned(traceOf(run, order()), ruleCalled('NTF-01'))
    expect(declared?.en).toContain('nobody notifies it')
    expect(
      whyNotConcerned(
        traceOf({ ...run, resultChannel: 'notify+poll' }, order()),
        ruleCalled('NTF-01'),
      ),
    ).toBe(undefined)
    expect(
      whyNotConcerned(traceOf(run, order('http://shop/notify')), ruleCalled('NTF-01')),
    ).toBeUndefined()
    expect(whyNotConcerned(traceOf(run), ruleCalled('NTF-01'))).toBeUndefined()
  })
  test('but what it does concerns it, whatever it declares', () => {
    expect(whyNotConcerned(traceOf(run, refund), ruleCalled('REF-01'))).toBeUndefined()
    expect(whyNotConcerned(traceOf(run), ruleCalled('POLL-01'))).toBeUndefined()
  })
  test('and everything does when nothing is declared', () => {
    expect(whyNotConcerned(traceOf(), ruleCalled('REF-01'))).toBeUndefined()
    expect(
      whyNotConcerned(traceOf({ ...run, capabilities: undefined }), ruleCalled('ORD-09')),
    ).toBeUndefined()
  })
})
