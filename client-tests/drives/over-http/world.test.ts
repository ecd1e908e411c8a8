// A world on a server somewhere, read along by its journal.
import { expect, test } from 'vitest'
import { openControl } from '../../../server/testing/control.fixture.ts'
import { openRemoteWorld, type ControlApi } from './world.ts'

test('entries that were pruned before they were read are missed aloud', async () => {
  const { call, shop } = openControl()
  const api: ControlApi = {
    get: async <T>(path: string, query: Record<string, string | undefined> = {}) => {
      const asked = new URLSearchParams(
        Object.entries(query).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, value]],
        ),
      )
      return (await call(`GET ${path}?${asked}`)).body as T
    },
    send: async <T>(method: string, path: string, body?: object) =>
      (await call(`${method} ${path}`, body)).body as T,
    isRefusal: () => false,
  }
  await shop.pay('o-1')
  const world = await openRemoteWorld(api, 'seed')
  const { journal } = shop.sandbox
  for (let nth = 0; nth < 100; nth++) await shop.trade('query', { out_trade_no: 'o-1' })
  await journal.pruning.prune({ entries: 300 })
  expect(await world.entries()).toHaveLength(300)
  for (let nth = 0; nth < 60; nth++) await shop.trade('query', { out_trade_no: 'o-1' })
  await journal.pruning.prune({ entries: 100 })
  await expect(world.entries()).rejects.toThrow(
    'entries 306 to 385 were pruned before they were read; raise the bounds of that journal',
  )
})
