// What the server says in English and the console in Chinese: every sentence there is has its own.
import { expect, test } from 'vitest'
import { FAULTS } from '../../server/faults/faults.ts'
import { idle, openShop } from '../../server/testing/shop.fixture.ts'
import { FAULTS_ZH } from './faults.zh.table.ts'
import { HAPPENINGS_ZH } from './happenings.zh.table.ts'

test('every fault is told in Chinese, and none that there is not', () => {
  const names = FAULTS.map(({ name }) => name).toSorted()
  expect([...new Set(names)]).toEqual(Object.keys(FAULTS_ZH).toSorted())
})

test('what is due is told in Chinese', async () => {
  const shop = openShop({ answers: () => new Response('no') })
  const { buyers, faults, clock } = shop.sandbox
  await shop.pay('paid-1')
  for (const pays of ['never', 'after-password=8s', 'closes=9s']) {
    await shop.pay(pays.replace('=', '-'), { auth_code: buyers.issueCode({ pays }).authCode })
  }
  faults.add({ fault: 'breakpoint', match: { op: 'PAY', count: 1 } })
  shop.pay('held-1').catch(() => {})
  await idle()
  faults.add({ fault: 'F07', match: { op: 'PAY' } })
  await shop.pay('parked-1').catch(() => {})
  await shop.pass(1_000)
  const said = clock.agenda(100).flatMap(({ what, why }) => [what, why])
  expect(said.length).toBeGreaterThan(10)
  const english = said.filter((text) => !HAPPENINGS_ZH.some(([pattern]) => pattern.test(text)))
  expect(english).toEqual([])
})
