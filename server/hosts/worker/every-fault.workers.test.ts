// Every fault of the catalogue, with its defaults, over a payment, a query, a refund and a cancel in the real
// runtime: it acts as it does in memory, and none meets a bug.
import { describe, expect, test } from 'vitest'
import { deploy, openWebShop } from '../../testing/deployment.fixture.ts'
import { isHere } from '../../testing/workerd.fixture.ts'

/** A client gives up so soon, as some faults never answer. */
const GIVES_UP_MS = 1_000

interface Listed {
  name: string
  ids: string[]
}

describe.skipIf(!isHere)('every fault', async () => {
  if (!isHere) return
  const sim = await deploy()
  const shop = await openWebShop()
  await sim.control('POST', '/sandboxes', { id: 'all' })
  const client = await sim.client('all')
  await client.control('PUT', '/clock/rate', { rate: 0 })

  const call = async (method: string, biz: object) => {
    const params = client.params(`alipay.trade.${method}`, biz, { notify_url: shop.url })
    try {
      const answer = await fetch(`${sim.url()}/gateway.do`, {
        method: 'POST',
        body: new URLSearchParams(params),
        signal: AbortSignal.timeout(GIVES_UP_MS),
      })
      await answer.text()
    } catch {
      // Some faults answer nothing, or break the line.
    }
  }

  /** Whether it did anything to an order of its own. */
  async function acts(fault: string, outTradeNo: string, pays?: string): Promise<boolean> {
    await client.control('POST', '/faults', { fault, match: { outTradeNo } })
    const { authCode } = await client.control<{ authCode: string }>('POST', '/buyers/codes', {
      pays,
    })
    const order = { out_trade_no: outTradeNo, total_amount: '8.88', subject: '茶' }
    await call('pay', { ...order, scene: 'bar_code', auth_code: authCode })
    await call('query', { out_trade_no: outTradeNo })
    await call('refund', { out_trade_no: outTradeNo, refund_amount: '1.00', out_request_no: 'r' })
    await client.control('POST', '/clock/advance', { duration: '1m' })
    await call('cancel', { out_trade_no: outTradeNo })
    await client.control('POST', '/clock/advance', { duration: '10m' })
    await client.control('DELETE', '/faults')
    const path = `/journal?trade=${outTradeNo}&limit=1000`
    const { entries } = await client.control<{ entries: { kind: string }[] }>('GET', path)
    return entries.some(({ kind }) => kind === 'fault')
  }

  test('acts, but for those that need something else to act on', async () => {
    const catalogue = await client.control<Listed[]>('GET', '/faults/catalogue')
    const words = catalogue.flatMap(({ name, ids }) => (ids.length > 0 ? ids : [name]))
    const silent: string[] = []
    for (const [nth, word] of words.entries()) {
      const did = (await acts(word, `paid-${nth}`)) || (await acts(word, `waits-${nth}`, 'never'))
      if (!did) silent.push(word)
    }
    expect(words.length).toBeGreaterThan(40)
    // A batch of refunds, a buyer who leaves the cashier, a gateway that names a currency, and the link of a bill.
    expect(silent).toEqual(['F28', 'N21', 'N10', 'K03'])
    expect(sim.log()).not.toContain('a bug')
  })
})
