// Same seed and the same calls: the same journal, byte for byte.
import { expect, test } from 'vitest'
import { openShop } from '../testing/shop.fixture.ts'
import { HOUR, MINUTE } from '../values/instant.ts'

async function scenario(seed: string): Promise<string> {
  const shop = openShop({
    seed,
    answers: (_fields, nth) => new Response(nth % 3 ? 'success' : 'no'),
  })
  shop.sandbox.faults.add({ fault: 'F02', match: { op: 'PAY', probability: 0.4 } })
  shop.sandbox.faults.add({ fault: 'N01', match: { probability: 0.5 } })
  const numbers = Array.from({ length: 12 }, (_, n) => `o-${n}`)
  await Promise.all(numbers.map((no) => shop.pay(no)))
  await shop.pass(2 * MINUTE)
  await Promise.all(
    numbers.flatMap((out_trade_no) => [
      shop.trade('query', { out_trade_no }),
      shop.trade('refund', { out_trade_no, refund_amount: '1', out_request_no: 'r' }),
      shop.trade('cancel', { out_trade_no }),
    ]),
  )
  await shop.pass(HOUR)
  await shop.sandbox.clock.advance(20 * HOUR)
  return shop.jsonl()
}

test('two runs of parallel calls, faults, refunds and notifications are equal', async () => {
  const first = await scenario('same')
  expect(await scenario('same')).toBe(first)
  expect(first.split('\n').length).toBeGreaterThan(200)
  expect(await scenario('other')).not.toBe(first)
})
