// Many sandboxes of one deployment: none sees another's world, each has a token of its own, and it does not
// matter through which Worker an object is reached.
import { describe, expect, test } from 'vitest'
import type { SandboxView } from '../../control/sandboxes.ts'
import { deploy, OPERATOR } from '../../testing/deployment.fixture.ts'
import { isHere } from '../../testing/workerd.fixture.ts'

const COUNT = 200
/** As many at once as a busy machine bears. */
const TOGETHER = 10

async function each<T>(ids: readonly T[], work: (id: T) => Promise<void>): Promise<void> {
  const left = [...ids]
  const workers = Array.from({ length: TOGETHER }, async () => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) await work(id)
  })
  await Promise.all(workers)
}

describe.skipIf(!isHere)('many sandboxes', async () => {
  if (!isHere) return
  const sim = await deploy({ isTwin: true })
  const make = (id: string, body: object = {}) =>
    sim.control<SandboxView>('POST', '/sandboxes', { id, ...body })

  test(`${COUNT} at once use the same order number, and none sees another's order`, async () => {
    const ids = Array.from({ length: COUNT }, (_, nth) => `job-${nth}`)
    const amountOf = (id: string) => `${Number(id.slice(4)) + 1}.00`
    const clients = new Map<string, Awaited<ReturnType<typeof sim.client>>>()
    await each(ids, async (id) => {
      await make(id)
      const client = await sim.client(id)
      clients.set(id, client)
      const { code } = await client.pay('o-1', {}, amountOf(id))
      expect(code).toBe('10000')
    })
    await each(ids, async (id) => {
      const reply = await clients.get(id)?.trade('query', { out_trade_no: 'o-1' })
      expect(reply?.total_amount).toBe(amountOf(id))
    })
    expect(await clients.get('job-7')?.control('GET', '/trades')).toHaveLength(1)
  })

  test('the list goes on page by page, until every sandbox was shown once', async () => {
    const seen: string[] = []
    for (let path: string | undefined = '/sandboxes'; path !== undefined;) {
      const page: Response = await sim.send('GET', path)
      seen.push(...((await page.json()) as SandboxView[]).map(({ id }) => id))
      path = /<\/_sim([^>]+)>/.exec(page.headers.get('link') ?? '')?.[1]
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe(COUNT)
  })

  test('a token of a sandbox opens that one alone, and lists no other', async () => {
    const { token = '' } = await make('mine')
    await make('theirs')
    const status = async (method: string, path: string) =>
      (await sim.send(method, path, undefined, token)).status
    expect(await status('GET', '/sandboxes/mine/clock')).toBe(200)
    expect(await status('GET', '/sandboxes/theirs/clock')).toBe(401)
    expect(await status('GET', '/clock')).toBe(401)
    expect(await status('POST', '/sandboxes')).toBe(401)
    const listed = await sim.control<SandboxView[]>('GET', '/sandboxes', undefined, token)
    expect(listed.map(({ id }) => id)).toEqual(['mine'])
  })

  test('the token of a removed sandbox opens none that is made under its name', async () => {
    const { token: first = '' } = await make('again')
    await sim.control('DELETE', '/sandboxes/again')
    const { token: second = '' } = await make('again')
    const status = async (token: string) =>
      (await sim.send('GET', '/sandboxes/again/clock', undefined, token)).status
    expect(await status(first)).toBe(401)
    expect(await status(second)).toBe(200)
    expect(await status(`again.${'x'.repeat(8)}.${'y'.repeat(43)}`)).toBe(401)
    expect(await status(`${OPERATOR}x`)).toBe(401)
  })

  test('a removed sandbox is forgotten: its app is nobody’s, and its name and seed are free', async () => {
    await make('short', { seed: 'of-short' })
    const client = await sim.client('short')
    expect(await client.pay('o-1')).toMatchObject({ code: '10000' })
    await sim.control('DELETE', '/sandboxes/short')
    const answer = await client.post(client.params('alipay.trade.query', { out_trade_no: 'o-1' }))
    expect(await answer.text()).toContain('isv.invalid-app-id')
    expect((await sim.send('GET', '/sandboxes/short')).status).toBe(404)
    await make('other', { seed: 'of-short' })
    const heir = await sim.client('other')
    expect(heir.app.appId).toBe(client.app.appId)
    expect(await heir.pay('o-1')).toMatchObject({ code: '10000' })
  })

  test('a seed that gives apps which exist is refused, and leaves nothing behind', async () => {
    await make('first', { seed: 'taken' })
    const refused = await sim.send('POST', '/sandboxes', { id: 'second', seed: 'taken' })
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({ field: 'seed' })
    expect((await sim.send('GET', '/sandboxes/second')).status).toBe(404)
    expect(await make('second', { seed: 'free' })).toMatchObject({ id: 'second' })
  })

  test('an app that is added later is found too', async () => {
    await make('grows')
    const added = await sim.control<{ appId: string }>('POST', '/sandboxes/grows/apps', {
      name: 'b',
    })
    const answer = await fetch(`${sim.url()}/gateway.do?app_id=${added.appId}&method=x`)
    const said = await answer.text()
    expect(said).not.toContain('isv.invalid-app-id')
  })

  test('a second Worker that is bound to the same objects sees and does the same', async () => {
    await make('shared')
    const client = await sim.client('shared')
    await client.pay('o-1')
    const query = client.params('alipay.trade.query', { out_trade_no: 'o-1' })
    const here = await (await client.post(query)).json()
    const there = await (await client.post(query, sim.twinUrl())).json()
    expect(there).toMatchObject({ alipay_trade_query_response: { trade_status: 'TRADE_SUCCESS' } })
    expect(there).toEqual(here)
    const refund = { out_trade_no: 'o-1', refund_amount: '88.88' }
    await client.post(client.params('alipay.trade.refund', refund), sim.twinUrl())
    expect(await client.trade('query', { out_trade_no: 'o-1' })).toMatchObject({
      trade_status: 'TRADE_CLOSED',
    })
  })
})
