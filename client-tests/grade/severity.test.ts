// How much a rule weighs may differ between gateways: a cancel that got lost is advice at one, and asked at another.
import { expect, test } from 'vitest'
import { readTrace } from '../../server/journal/trace.ts'
import { createJournal } from '../trace/journal.fixture.ts'
import { checklist } from '../rules/checklist.ts'
import { grade } from './grade.ts'

/** A cancel that an outage of 90 s has swallowed, at this gateway. */
function lostAt(family: string) {
  const lost = createJournal()
    .sale()
    .call(0, 'PAY', 'P1', 'PEND')
    .call(30, 'CANCEL', 'P1', 'LOST')
    .write(31, {
      kind: 'fault',
      rule: 'host',
      fault: 'outage',
      catalogueId: 'I01',
      faultKind: 'outage',
      stage: 'call',
      forMs: 90_000,
      note: '',
    })
    .until(300)
  return readTrace(
    lost.entries().map((entry) => (entry.kind === 'request' ? { ...entry, family } : entry)),
  )
}

test.each([
  ['openapi', 'advisory', 'warn'],
  ['ams', 'major', 'fail'],
])('a cancel that got lost at %s is %s and counts as %s', (family, severity, status) => {
  const card = grade(lostAt(family), checklist, { families: ['O', 'A'] })
  const found = card.rules.find(({ id }) => id === 'CAN-06')
  expect([found?.severity, found?.verdict.status]).toEqual([severity, status])
})
