// In real time bytes are not promised, but the same seed lets the same faults hit the same calls.
import { expect, test } from 'vitest'
import { startServer } from './node.ts'
import { commonParams, formPost, signed } from '../testing/shop.fixture.ts'

const CALLS = 40

/** Payments and queries one after another over sockets, and the faults that met them. */
async function faultsMet(seed: string): Promise<string[]> {
  const server = await startServer({ port: 0, token: 'token', seed })
  try {
    const { sandbox, url } = server
    // A hundred times as fast: what hangs or comes late is over in a moment.
    sandbox.clock.setRate(100)
    sandbox.profile.set('rough')
    const [app] = sandbox.apps.list()
    if (!app) throw new Error('no app')
    for (let n = 0; n < CALLS; n += 1) {
      const [name, biz] =
        n % 2 === 0
          ? (['pay', order(n, sandbox.buyers.issueCode().authCode)] as const)
          : (['query', { out_trade_no: `o-${n - 1}` }] as const)
      const { headers, body } = formPost(
        signed(app, commonParams(app, `alipay.trade.${name}`, biz)),
      )
      const init = { method: 'POST', headers, body, duplex: 'half' as const }
      const signal = AbortSignal.timeout(1_000)
      await fetch(`${url}/gateway.do`, { ...init, signal })
        .then((response) => response.arrayBuffer())
        .catch(() => undefined)
    }
    // What becomes of notifications, and when an abandoned call ends, depends on real time.
    return sandbox
      .trace()
      .of('fault')
      .flatMap(({ fault, exchange, stage }) =>
        exchange === undefined ? [] : [`${exchange} ${stage} ${fault}`],
      )
      .toSorted()
  } finally {
    await server.close()
  }
}

const order = (n: number, authCode: string) => ({
  out_trade_no: `o-${n}`,
  subject: 'tea',
  total_amount: '8.88',
  scene: 'bar_code',
  auth_code: authCode,
})

test(
  'two servers of one seed bend the same calls; another seed bends others',
  { timeout: 60_000 },
  async () => {
    const [first, second, other] = [
      await faultsMet('nightly'),
      await faultsMet('nightly'),
      await faultsMet('weekly'),
    ]
    expect(first.length).toBeGreaterThan(5)
    expect(second).toEqual(first)
    expect(other).not.toEqual(first)
  },
)
