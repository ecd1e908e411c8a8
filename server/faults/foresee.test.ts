// `fault explain`: what is said beforehand is what then happens.
import { expect, test } from 'vitest'
import { START_AT } from '../hosts/memory.ts'
import { openControl } from '../testing/control.fixture.ts'
import { openShop } from '../testing/shop.fixture.ts'

const pay = { op: 'PAY', outTradeNo: 'o-1', amountFen: 8_888 } as const

const foreseen = (shop: ReturnType<typeof openShop>, question: object = pay) =>
  shop.sandbox.faults
    .explain(question)
    .rules.map(({ rule, verdict, why }) => `${rule} ${verdict}: ${why.join('; ')}`)

test('of two rules at one stage the first acts and the second waits; one of another stage acts too', async () => {
  const shop = openShop()
  shop.sandbox.faults.add({ fault: 'F01', match: { op: 'PAY' } })
  shop.sandbox.faults.add({ fault: 'F04' })
  shop.sandbox.faults.add({ fault: 'F03' })
  expect(foreseen(shop)).toEqual([
    'r1 acts: everything it asks for fits',
    'r2 waits: r1 was added earlier and decides at the same stage (call)',
    'r3 acts: everything it asks for fits',
  ])
  expect(await shop.pay('o-1').catch(String)).toMatch(/fetch failed/)
  expect(shop.sandbox.faults.list()).toMatchObject([{ fired: 1 }, { fired: 0 }, { fired: 1 }])
})

test.each([
  [{ op: 'QUERY' }, 'is for op QUERY, and this has PAY'],
  [{ outTradeNo: 'o-2' }, 'is for outTradeNo o-2, and this has o-1'],
  [{ amountFen: 100 }, 'is for 1.00 yuan, and the order is of 88.88 yuan'],
  [{ protocol: 'openapi-v3' }, 'is for protocol openapi-v3, and this has openapi-v2'],
  [{ after: 'TRADE_SUCCESS' }, 'waits until the trade is TRADE_SUCCESS; it does not exist yet'],
  [{ nth: 3 }, 'fires from match 3 on; this is match 1'],
  [{ probability: 0 }, 'its probability is 0'],
  [{ from: START_AT + 60_000 }, 'begins at 2026-01-05 10:01:00'],
  [{ until: START_AT }, 'ended at 2026-01-05 10:00:00'],
])('a rule with %o stands aside and says why', async (match, why) => {
  const shop = openShop()
  shop.sandbox.faults.add({ fault: 'F01', match })
  expect(foreseen(shop)).toEqual([expect.stringContaining(`r1 no: ${why}`)])
  expect(await shop.pay('o-1')).toMatchObject({ code: '10000' })
})

test('a rule that is used up, one that has ended and one by chance are told apart', async () => {
  const shop = openShop()
  shop.sandbox.faults.add({ fault: 'F01', match: { count: 1 } })
  await shop.pay('o-0')
  shop.sandbox.faults.add({ fault: 'F01', match: { durationMs: 1_000 } })
  await shop.pass(1_000)
  shop.sandbox.faults.add({ fault: 'F01', match: { probability: 0.5 } })
  shop.sandbox.faults.add({ fault: 'N01' })
  shop.sandbox.faults.add({ fault: 'retry-flag' })
  expect(foreseen(shop, { op: 'QUERY' })).toEqual([
    'r1 no: is used up: it fired 1 of 1 times',
    expect.stringMatching(/^r2 no: lived 1s and ended at 2026-01-05 10:00:01$/),
    'r3 maybe: by chance, with probability 0.5',
    'r4 no: bends notifications; this is a call',
    expect.stringMatching(/^r5 no: concerns CANCEL; this is QUERY$/),
  ])
  expect(foreseen(shop, { kind: 'notification', outTradeNo: 'o-1' })[3]).toBe(
    'r4 acts: everything it asks for fits',
  )
})

test('asking counts nothing and draws nothing', async () => {
  const codes = async (asks: number) => {
    const shop = openShop({ seed: 'x' })
    shop.sandbox.faults.add({ fault: 'F01', match: { probability: 0.5 } })
    for (let n = 0; n < asks; n++) shop.sandbox.faults.explain(pay)
    expect(shop.sandbox.faults.list()).toMatchObject([{ hits: 0, fired: 0 }])
    const all: unknown[] = []
    for (let n = 0; n < 12; n++) all.push((await shop.pay(`o-${n}`)).code)
    return all
  }
  expect(await codes(9)).toEqual(await codes(0))
})

test('an exchange of the journal: what acted then, and what would act now', async () => {
  const { shop, call } = openControl()
  const { id } = shop.sandbox.faults.add({ fault: 'F02', match: { op: 'PAY', count: 1 } })
  await shop.pay('o-1')
  const [{ exchange } = { exchange: '' }] = shop.sandbox.trace().of('request')
  const { status, body } = await call('POST /faults/explain', { exchange })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    message: { op: 'PAY', outTradeNo: 'o-1', amountFen: 8_888, tradeStatus: 'TRADE_SUCCESS' },
    acted: [{ rule: id, catalogueId: 'F02' }],
    rules: [{ rule: id, verdict: 'no', why: ['is used up: it fired 1 of 1 times'], fired: 1 }],
  })
})

test('a question that cannot be answered names its field', async () => {
  const { call } = openControl()
  const asked = (body: object) => call('POST /faults/explain', body)
  const wrong = (field: string) => ({ status: 400, body: { field } })
  expect(await asked({ exchange: 'x9' })).toMatchObject(wrong('exchange'))
  expect(await asked({ exchange: 'x1', op: 'PAY' })).toMatchObject(wrong('exchange'))
  expect(await asked({ op: 'STEAL' })).toMatchObject(wrong('op'))
  expect(await asked({ appId: 'nobody' })).toMatchObject(wrong('appId'))
  expect(await asked({ kind: 'letter' })).toMatchObject(wrong('kind'))
})
