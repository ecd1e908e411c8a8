// Which message a rule takes: by field, by count, by time, by chance; and what bad rules are told.
import { expect, test } from 'vitest'
import { openShop, type Shop } from '../testing/shop.fixture.ts'
import { START_AT } from '../hosts/memory.ts'
import { formatChinaTime, SECOND } from '../values/instant.ts'

const CODE = '280000000000000001'

/** Pays o-1 (88.88) and o-2 (1.00) and says which of them were refused by the fault. */
async function struck(match: Record<string, unknown>): Promise<string[]> {
  const shop = openShop()
  shop.sandbox.faults.add({ fault: 'F01', match })
  shop.sandbox.buyers.issueCode({ authCode: CODE })
  const replies = [
    ['o-1', await shop.pay('o-1', { auth_code: CODE })],
    ['o-2', await shop.pay('o-2', { total_amount: '1.00' })],
    ['query', await shop.trade('query', { out_trade_no: 'o-1' })],
  ] as const
  return replies.filter(([, { code }]) => code === '20000').map(([name]) => name)
}

const { appId } = openShop().app

test.each<[Record<string, unknown>, string[]]>([
  [{}, ['o-1', 'o-2', 'query']],
  [{ op: 'PAY' }, ['o-1', 'o-2']],
  [{ op: 'QUERY' }, ['query']],
  [{ outTradeNo: 'o-1' }, ['o-1', 'query']],
  [{ amountFen: 8_888 }, ['o-1', 'query']],
  [{ amountFen: 100 }, ['o-2']],
  [{ authCode: CODE }, ['o-1', 'query']],
  [{ appId }, ['o-1', 'o-2', 'query']],
  [{ appId: 'another' }, []],
  [{ protocol: 'openapi-v2' }, ['o-1', 'o-2', 'query']],
  [{ protocol: 'openapi-v3' }, []],
  [{ op: 'PAY', amountFen: 100 }, ['o-2']],
  [{ nth: 2 }, ['o-2', 'query']],
  [{ nth: 2, count: 1 }, ['o-2']],
  [{ count: 1 }, ['o-1']],
  [{ probability: 0 }, []],
])('%o strikes %o', async (match, expected) => {
  expect(await struck(match)).toEqual(expected)
})

test('after a state: only once the trade has got there', async () => {
  const shop = openShop()
  shop.sandbox.faults.add({ fault: 'F01', match: { op: 'QUERY', after: 'TRADE_SUCCESS' } })
  const auth_code = shop.sandbox.buyers.issueCode({ pays: 'after-password=8s' }).authCode
  await shop.pay('o-1', { auth_code })
  expect(await shop.trade('query', { out_trade_no: 'o-1' })).toMatchObject({ code: '10000' })
  await shop.pass(8 * SECOND)
  expect(await shop.trade('query', { out_trade_no: 'o-1' })).toMatchObject({ code: '20000' })
})

test('a rule with a duration ends by the gateway clock', async () => {
  const shop = openShop()
  shop.sandbox.faults.add({ fault: 'F01', match: { durationMs: 5_000 } })
  await shop.pass(4_999)
  expect(await shop.pay('o-1')).toMatchObject({ code: '20000' })
  await shop.pass(1)
  expect(await shop.pay('o-1')).toMatchObject({ code: '10000' })
})

test('a rule with a window acts from its first moment and no longer at its last', async () => {
  const shop = openShop()
  const from = START_AT + 5_000
  const until = START_AT + 9_000
  shop.sandbox.faults.add({ fault: 'F01', match: { from, until: formatChinaTime(until) } })
  const codes: unknown[] = []
  for (const waitMs of [4_999, 1, 3_999, 1]) {
    await shop.pass(waitMs)
    codes.push((await shop.pay(`o-${codes.length}`)).code)
  }
  expect(codes).toEqual(['10000', '20000', '20000', '10000'])
  expect(shop.sandbox.faults.list()).toMatchObject([{ match: { from, until }, hits: 2, fired: 2 }])
})

test('after TRADE_SUCCESS also means after what follows it', async () => {
  const shop = openShop()
  shop.sandbox.faults.add({ fault: 'F01', match: { op: 'QUERY', after: 'TRADE_SUCCESS' } })
  shop.sandbox.options.set({ refundable: false })
  await shop.pay('o-1')
  expect(shop.sandbox.trades.get('o-1')?.status).toBe('TRADE_FINISHED')
  expect(await shop.trade('query', { out_trade_no: 'o-1' })).toMatchObject({ code: '20000' })
})

const byChance = async (seed: string) => {
  const shop = openShop({ seed })
  shop.sandbox.faults.add({ fault: 'F01', match: { probability: 0.5 } })
  const codes: unknown[] = []
  for (let n = 0; n < 40; n++) codes.push((await shop.pay(`o-${n}`)).code)
  return codes.join(' ')
}

test('chance comes from the seed: the same calls are struck in every run', async () => {
  const codes = await byChance('one')
  expect(await byChance('one')).toBe(codes)
  expect(await byChance('two')).not.toBe(codes)
  const hits = codes.split('20000').length - 1
  expect(hits).toBeGreaterThan(8)
  expect(hits).toBeLessThan(32)
})

test('two rules: the first added acts first, and gives way when it is used up', async () => {
  const shop = openShop()
  const first = shop.sandbox.faults.add({ fault: 'F01', match: { count: 1 } })
  shop.sandbox.faults.add({ fault: 'F02', options: { subCode: 'ACQ.SYSTEM_ERROR' } })
  expect(await shop.pay('o-1')).toMatchObject({ sub_code: 'isp.unknow-error' })
  expect(shop.sandbox.trades.get('o-1')).toBeUndefined()
  expect(await shop.pay('o-2')).toMatchObject({ sub_code: 'ACQ.SYSTEM_ERROR' })
  expect(shop.sandbox.trades.get('o-2')?.status).toBe('TRADE_SUCCESS')
  expect(shop.sandbox.faults.list()).toMatchObject([
    { id: first.id, hits: 2, fired: 1 },
    { hits: 1, fired: 1 },
  ])
})

test('two sends at once use up a rule of one only once', async () => {
  const shop = openShop()
  shop.sandbox.faults.add({ fault: 'N05', match: { count: 1 } })
  await Promise.all([shop.pay('o-1'), shop.pay('o-2'), shop.pay('o-3')])
  await shop.sandbox.clock.advance(10 * SECOND)
  const sends = shop.sandbox.trace().of('send')
  expect(sends.map(({ genuine }) => genuine).filter((genuine) => !genuine)).toHaveLength(1)
  expect(shop.sandbox.faults.list()).toMatchObject([{ fired: 1 }])
})

test('a rule that was removed strikes no more, and an unknown one cannot be removed', async () => {
  const { sandbox, pay } = openShop()
  const { id } = sandbox.faults.add({ fault: 'F01' })
  sandbox.faults.remove(id)
  expect(await pay('o-1')).toMatchObject({ code: '10000' })
  expect(() => sandbox.faults.remove(id)).toThrow(`there is no rule ${id}`)
  sandbox.faults.add({ fault: 'F01' })
  sandbox.faults.clear()
  expect(sandbox.faults.list()).toEqual([])
})

const bad: [Parameters<Shop['sandbox']['faults']['add']>[0], string][] = [
  [{ fault: 'F99' }, 'there is no "F99"; did you mean F09?'],
  [{ fault: 'constructor' }, 'there is no "constructor"'],
  [{ fault: 'F01', options: { executed: 'maybe' } }, 'options.executed'],
  [{ fault: 'F01', options: { colour: 'red' } }, 'options.colour'],
  [{ fault: 'F03', options: { how: 'slam' } }, 'options.how: rst, fin or hang'],
  [{ fault: 'F07', options: { deltaMs: -1 } }, 'options.deltaMs: not below 0'],
  [{ fault: 'F07', options: { deltaMs: '1.5' } }, 'options.deltaMs'],
  [{ fault: 'N05', options: { variant: 'nice' } }, 'options.variant'],
  [{ fault: 'F01', match: { op: 'STEAL' } }, 'match.op: one of PAY'],
  [{ fault: 'F01', match: { nth: 0 } }, 'match.nth: at least 1'],
  [{ fault: 'F01', match: { count: 1.5 } }, 'match.count: a whole number'],
  [{ fault: 'F01', match: { probability: 2 } }, 'match.probability'],
  [{ fault: 'F01', match: { ops: 'PAY' } }, 'match.ops'],
  [{ fault: 'F01', match: { after: 'PAID' } }, 'match.after: one of WAIT_BUYER_PAY'],
  [{ fault: 'F01', match: { protocol: 'v2' } }, 'match.protocol: one of'],
  [{ fault: 'F01', match: { from: 'noon' } }, 'match.from: a time such as "2026-01-05 10:00:00"'],
  [{ fault: 'F01', match: { until: '2026-02-30 10:00' } }, 'match.until: a time such as'],
]
test.each(bad)('%o is refused by name', (rule, message) => {
  expect(() => openShop().sandbox.faults.add(rule)).toThrow(message)
})

test('numbers that come as text from a command line are read', () => {
  const { sandbox } = openShop()
  const rule = { fault: 'F07', options: { deltaMs: '2500' } }
  expect(() => sandbox.faults.add(rule)).not.toThrow()
})
