import { expect, test } from 'vitest'
import { openShop } from '../testing/shop.fixture.ts'

test('a rule that is paused bends nothing, and keeps its counters and its place', async () => {
  const shop = openShop()
  const { faults } = shop.sandbox
  const { id } = faults.add({ fault: 'F02', match: { op: 'PAY', count: 2 } })
  faults.add({ fault: 'unknown-fields' })
  expect((await shop.pay('o-1'))['code']).toBe('20000')
  expect(faults.pause(id)).toMatchObject({ isPaused: true, hits: 1, fired: 1 })
  expect((await shop.pay('o-2'))['code']).toBe('10000')
  expect(faults.list().map((rule) => [rule.fault, rule.hits])).toEqual([
    ['unknown', 1],
    ['unknown-fields', 2],
  ])
  expect(faults.resume(id)).not.toHaveProperty('isPaused')
  expect((await shop.pay('o-3'))['code']).toBe('20000')
  expect((await shop.pay('o-4'))['code']).toBe('10000')
  expect(faults.list()[0]).toMatchObject({ id, hits: 3, fired: 2 })
})

test('why a paused rule stands aside is explained', () => {
  const { faults } = openShop().sandbox
  const { id } = faults.add({ fault: 'F02' })
  faults.pause(id)
  const [rule] = faults.explain({ op: 'PAY', amountFen: 100 }).rules
  expect(rule).toMatchObject({ verdict: 'no' })
  expect(rule?.why.join()).toContain(`fault resume ${id}`)
})

test('a rule that there is not can be neither paused nor resumed', () => {
  const { faults } = openShop().sandbox
  expect(() => faults.pause('r9')).toThrow('there is no rule r9')
  expect(() => faults.resume('r9')).toThrow('there is no rule r9')
})
