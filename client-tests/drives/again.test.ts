// Sales that are played again: under names and payment codes of their own, for the same amounts.
import { expect, test } from 'vitest'
import { inProcess } from '../merchants/exemplary/in-process.ts'
import { SCENARIOS } from '../scenario/library.ts'
import { openInProcess } from './in-process/in-process.ts'
import { run } from './run.ts'

test('codes that a scenario gives a shape are other ones in each round', async () => {
  const { sandbox, drive, virtual } = openInProcess(inProcess({ name: 'exemplary', bend: {} }))
  const scenarios = SCENARIOS.filter(({ name }) => name === 'payment-codes-of-every-shape')
  const only = new Set(['S26-1', 'S26-31'])
  await virtual.passTime(run(drive, scenarios, { merchant: 'shop' }))
  await virtual.passTime(run(drive, scenarios, { merchant: 'shop', round: 2, only }))
  await virtual.passTime(run(drive, scenarios, { merchant: 'shop', round: 3, only }))
  const trace = sandbox.trace()
  const shown = new Map(
    trace.of('adapter').flatMap(({ saleId, shown }) => (shown ? [[saleId, shown.authCode]] : [])),
  )
  expect(shown.get('S26-1')).toMatch(/^25\d{14}$/)
  const codes = ['S26-31', 'S26-31-r2', 'S26-31-r3'].map((sale) => shown.get(sale))
  expect(codes).toEqual(Array.from({ length: 3 }, () => expect.stringMatching(/^28\d{24}$/)))
  expect(new Set(codes).size).toBe(3)
  sandbox.close()
})
