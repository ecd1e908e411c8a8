// What a client of a Worker sees of the faults that bend how an answer travels, and of those that act
// before and behind the gateway. docs/workers.md says which cannot be had there.
import { describe, expect, test } from 'vitest'
import { deploy, openWebShop } from '../../testing/deployment.fixture.ts'
import { isHere } from '../../testing/workerd.fixture.ts'

interface Seen {
  status?: number
  text?: string
  /** The line broke: before the head, or in the body. */
  broken?: 'head' | 'body'
  tookMs: number
}

async function look(ask: Promise<Response>): Promise<Seen> {
  const before = performance.now()
  const tookMs = () => performance.now() - before
  let answer: Response
  try {
    answer = await ask
  } catch {
    return { broken: 'head', tookMs: tookMs() }
  }
  try {
    return { status: answer.status, text: await answer.text(), tookMs: tookMs() }
  } catch {
    return { status: answer.status, broken: 'body', tookMs: tookMs() }
  }
}

const BROKEN = expect.stringMatching(/^(head|body)$/)
const says = (text: string) => ({ status: 200, text: expect.stringContaining(text) })

describe.skipIf(!isHere)('a fault on a Worker', async () => {
  if (!isHere) return
  const sim = await deploy()
  const shop = await openWebShop()
  await sim.control('POST', '/sandboxes', { id: 'bent' })
  const client = await sim.client('bent')
  await client.control('PUT', '/clock/rate', { rate: 0 })
  let orders = 0

  /** Pays an order to which one fault applies; gives what the client saw and what is in the books. */
  async function payUnder(fault: string, options: object = {}) {
    const outTradeNo = `f-${++orders}`
    const match = { op: 'PAY', outTradeNo, count: 1 }
    await client.control('POST', '/faults', { fault, options, match })
    const { authCode } = await client.control<{ authCode: string }>('POST', '/buyers/codes', {})
    const order = { out_trade_no: outTradeNo, total_amount: '8.88', subject: '茶' }
    const biz = { ...order, scene: 'bar_code', auth_code: authCode }
    const params = client.params('alipay.trade.pay', biz, { notify_url: shop.url })
    const seen = await look(client.post(params))
    const { trade_status: status } = await client.trade('query', { out_trade_no: outTradeNo })
    return { seen, status, outTradeNo }
  }

  test.each([
    ['F01', {}, says('"code":"20000"'), undefined],
    ['F02', {}, says('"code":"20000"'), 'TRADE_SUCCESS'],
    ['F03', { how: 'rst' }, { broken: BROKEN }, 'TRADE_SUCCESS'],
    ['F03', { how: 'fin' }, { broken: BROKEN }, 'TRADE_SUCCESS'],
    ['F04', {}, { broken: BROKEN }, undefined],
    ['F05', { for: '300ms' }, { broken: BROKEN }, undefined],
    ['F08', {}, { broken: BROKEN }, undefined],
    ['F09', { afterBytes: 20 }, { status: 200, broken: 'body' }, 'TRADE_SUCCESS'],
    ['F10', { status: 503 }, { status: 503 }, undefined],
    ['F11', { executed: 'yes' }, { status: 200 }, 'TRADE_SUCCESS'],
    ['F12', {}, says('"code":"10000"'), 'TRADE_SUCCESS'],
    ['F16', {}, says('"code":"10003"'), 'TRADE_SUCCESS'],
    ['F19', { subCode: 'ACQ.SYSTEM_ERROR' }, says('ACQ.SYSTEM_ERROR'), undefined],
    ['F25', {}, { status: 200, text: expect.stringContaining('limited') }, undefined],
  ])('%s %o: the client sees %o, and the trade is %s', async (fault, options, wanted, truth) => {
    const { seen, status } = await payUnder(fault, options)
    expect(seen).toMatchObject(wanted)
    expect(status).toBe(truth)
  })

  test('F06: a slow answer comes late and whole', async () => {
    const { seen } = await payUnder('F06', { delay: '600ms', chunkBytes: 100, every: '20ms' })
    expect(seen).toMatchObject(says('"code":"10000"'))
    expect(seen.tookMs).toBeGreaterThan(500)
  })

  test('F05: the call is executed while the client waits, and the exchange is closed', async () => {
    await payUnder('F05', { executed: 'yes', for: '200ms' })
    const { entries } = await client.control<{ entries: { kind: string; whole?: boolean }[] }>(
      'GET',
      '/journal?latest=20',
    )
    const ends = entries.filter(({ kind }) => kind === 'end')
    expect(ends.some(({ whole }) => whole === false)).toBe(true)
  })

  test('F14: the call comes twice, and is paid once', async () => {
    const { outTradeNo, status } = await payUnder('F14', { gap: '1s' })
    await client.control('POST', '/clock/advance', { duration: '2s' })
    expect(status).toBe('TRADE_SUCCESS')
    const [trade] = await client.control<object[]>('GET', `/trades?search=${outTradeNo}`)
    expect(trade).toMatchObject({ outTradeNo, totalFen: 888 })
  })

  test('faults of notifications bend what the shop gets, and how often', async () => {
    await client.control('POST', '/faults', {
      fault: 'duplicate-notification',
      match: { outTradeNo: 'twice' },
    })
    await client.pay('twice', { notify_url: shop.url })
    await client.control('POST', '/clock/advance', { duration: '1m' })
    const got = shop.received.filter(({ out_trade_no: no }) => no === 'twice')
    expect(got.length).toBeGreaterThanOrEqual(2)
  })

  test('an outage cannot be had, and the answer names what can', async () => {
    const answer = await sim.send('POST', '/outage', { for: '5s' })
    expect(answer.status).toBe(400)
    expect(JSON.stringify(await answer.json())).toContain('F08')
  })
})
