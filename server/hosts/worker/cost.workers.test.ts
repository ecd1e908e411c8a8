// What a payment costs in rows, by the count of the runtime: docs/workers.md reckons with these figures.
import { describe, expect, test } from 'vitest'
import { deploy, openWebShop } from '../../testing/deployment.fixture.ts'
import { isHere, testModule } from '../../testing/workerd.fixture.ts'

interface Count {
  read: number
  written: number
  alarms: number
  databaseSize: number
}

const TIMES = 20

describe.skipIf(!isHere)('rows', async () => {
  if (!isHere) return
  const sim = await deploy({ main: testModule('cost.workerd') })
  const shop = await openWebShop()
  const count = async () => (await (await fetch(`${sim.url()}/count`)).json()) as Count

  test('of a payment with its notification and a query are no more than the page reckons', async () => {
    const client = await sim.client()
    await client.control('PUT', '/clock/rate', { rate: 0 })
    await client.pay('first', { notify_url: shop.url })
    const before = await count()
    expect(before.databaseSize).toBeLessThan(300_000)
    expect(before.written).toBeLessThan(300)
    for (let nth = 0; nth < TIMES; nth++) {
      await client.pay(`o-${nth}`, { notify_url: shop.url })
      await client.trade('query', { out_trade_no: `o-${nth}` })
      await client.control('POST', '/clock/advance', { duration: '10s' })
    }
    const { written, read } = await count()
    expect(shop.received.length).toBeGreaterThanOrEqual(TIMES)
    // docs/workers.md reckons with 65 and 110.
    expect(written / TIMES).toBeLessThan(75)
    expect(read / TIMES).toBeLessThan(130)
  })
})
