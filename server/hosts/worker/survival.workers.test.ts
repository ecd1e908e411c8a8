// What outlives an object: a retry series, a clock, what is due while nobody asks, and the books of an older
// version. The runtime is killed as a machine fails, and another goes on over the same storage.
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { deploy, openWebShop } from '../../testing/deployment.fixture.ts'
import { isHere } from '../../testing/workerd.fixture.ts'

const PATIENCE = { timeout: 120_000, interval: 50 }

interface Notified {
  state: string
  attempts: number
}

describe.skipIf(!isHere)('an object that is gone and comes again', async () => {
  if (!isHere) return
  const sim = await deploy()

  test('goes on with a retry series where it stood, by the clock it had', async () => {
    const shop = await openWebShop((_request, response) => response.end('fail'))
    await sim.control('POST', '/sandboxes', { id: 'series' })
    const client = await sim.client('series')
    await client.control('PUT', '/clock/rate', { rate: 0 })
    await client.pay('o-1', { notify_url: shop.url })
    await client.control('POST', '/clock/advance', { duration: '10s' })
    await client.control('POST', '/clock/advance', { duration: '5m' })
    expect(shop.received).toHaveLength(2)
    const before = await client.control<{ now: string }>('GET', '/clock')

    await sim.restart()
    shop.answers((_request, response) => response.end('success'))
    const after = await client.control<{ now: string }>('GET', '/clock')
    expect(after.now).toBe(before.now)
    await client.control('POST', '/clock/advance', { duration: '8m' })
    expect(shop.received).toHaveLength(2)
    await client.control('POST', '/clock/advance', { duration: '2m' })
    expect(shop.received.map(({ out_trade_no: no }) => no)).toEqual(['o-1', 'o-1', 'o-1'])
    expect(new Set(shop.received.map(({ notify_id: id }) => id)).size).toBe(1)
    const [notice] = await client.control<Notified[]>('GET', '/notifications')
    expect(notice?.state).toBe('acknowledged')
  })

  test('is woken by its alarm, again and again, while the shop refuses and nobody asks', async () => {
    const shop = await openWebShop((_request, response) => {
      response.statusCode = 500
      response.end('no')
    })
    await sim.control('POST', '/sandboxes', { id: 'asleep' })
    const client = await sim.client('asleep')
    // Its next sends are 2.4 s and 6 s away by the wall.
    await client.control('PUT', '/clock/rate', { rate: 100 })
    await client.pay('o-1', { notify_url: shop.url })
    await vi.waitFor(() => expect(shop.received).toHaveLength(1), PATIENCE)
    // The reply has reached the object when its next send is planned.
    const planned = async () => {
      const due = await client.control<unknown[]>('GET', '/clock/agenda?limit=1&trade=o-1')
      expect(due).toHaveLength(1)
    }
    await vi.waitFor(planned, PATIENCE)
    await sim.restart()
    await vi.waitFor(() => expect(shop.received.length).toBeGreaterThanOrEqual(3), PATIENCE)
    expect(sim.log()).not.toContain('a bug')
  })

  test('brings a database of an older version up to date, with everything in it', async () => {
    await sim.control('GET', '/clock')
    const { appId: fresh } = (await sim.client()).app
    const folder = join(sim.folder, 'objects/SandboxObject')
    const file = () => {
      // The one that holds the default sandbox: its app stands in it.
      const files = globSync('*.sqlite', { cwd: folder }).map((name) => join(folder, name))
      const found = files.find((one) =>
        [one, `${one}-wal`].some((part) => {
          try {
            return readFileSync(part).includes(fresh)
          } catch {
            return false
          }
        }),
      )
      if (found === undefined) throw new Error('no file holds the default sandbox')
      return found
    }
    const old = gunzipSync(
      readFileSync(join(import.meta.dirname, '../../testing/of-0.1.0/schema-2.sqlite.gz')),
    )
    const place = file()
    await sim.restart(() => {
      for (const tail of ['-wal', '-shm']) rmSync(`${place}${tail}`, { force: true })
      writeFileSync(place, old)
    })
    const client = await sim.client()
    const trades = await client.control<{ outTradeNo: string }[]>('GET', '/trades')
    expect(trades.length).toBeGreaterThan(0)
    const outTradeNo = trades.at(-1)?.outTradeNo
    const reply = await client.trade('query', { out_trade_no: outTradeNo })
    expect(reply).toMatchObject({ code: '10000', out_trade_no: outTradeNo })
    expect(client.app.appId).not.toBe('')
  })
})
