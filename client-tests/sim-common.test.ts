// What the simulator owes everybody, seen from outside: journal, buyers, merchants,
// SDKs, verdicts.
import { expect, test } from 'vitest'
import { readTrace } from '../server/journal/trace.ts'
import { openShop } from '../server/testing/shop.fixture.ts'
import { SECOND } from '../server/values/instant.ts'
import { gradeEntries } from './grade/grade.ts'
import { goodRun, lateCancelRun } from './grade/run.fixture.ts'
import { parseJournal, writeJournal } from './grade/saved-journal.ts'
import { openGateway } from './sdks/open-gateway.fixture.ts'
import { openClient } from './sdks/alipay-sdk.fixture.ts'

test('the journal only grows, holds request, reply, fault, buyer, notification and clock, and its copy reads the same', async () => {
  const shop = openShop()
  const { sandbox } = shop
  sandbox.faults.add({ fault: 'F03', match: { op: 'QUERY', count: 1 } })
  await shop.pay('o-1')
  const early = sandbox.journal.since(0)
  await expect(shop.trade('query', { out_trade_no: 'o-1' })).rejects.toThrow('fetch failed')
  await shop.pass(10 * SECOND)
  await sandbox.clock.advance(SECOND)
  const entries = sandbox.journal.since(0)
  expect(entries.slice(0, early.length)).toEqual(early)
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1))

  const live = readTrace(entries)
  expect(live.of('request')[1]?.wire.body).toContain('method=alipay.trade.query')
  const [, query] = live.exchanges
  // Computed, and not delivered.
  expect(live.of('answer')[1]).toMatchObject({ exchange: query?.id, result: { code: '10000' } })
  expect(live.of('end')[1]).toMatchObject({ exchange: query?.id, whole: false, deliveredBytes: 0 })
  expect(query?.result).toBeUndefined()
  expect(query?.faults).toMatchObject([{ catalogueId: 'F03' }])
  expect(live.deliveries).toMatchObject([{ sent: { attempt: 1 }, reply: { body: 'success' } }])
  expect(live.of('buyer')).toMatchObject([{ act: 'code-issued' }])
  expect(live.of('clock').at(-1)).toMatchObject({ act: 'advance 1000 ms' })
  expect(live.of('commit')[0]?.truth).toMatchObject({ paidFen: 8_888, refundedFen: 0 })

  const replayed = readTrace(parseJournal(writeJournal(entries)))
  expect(replayed.truths).toEqual(live.truths)
  const known = ({ exchanges }: typeof live) =>
    exchanges.map(({ id, op, startMs, seenMs, result }) => ({ id, op, startMs, seenMs, result }))
  expect(known(replayed)).toEqual(known(live))
})

test('a buyer does what the script of the code says, when it says', async () => {
  const shop = openShop()
  const pays = ['at-once', 'after-password=8s', 'never', 'closes=5s', 'no-money', 'invalid']
  for (const script of pays) {
    const { authCode } = shop.sandbox.buyers.issueCode({ pays: script })
    await shop.pay(script.replaceAll('=', '_'), { auth_code: authCode })
  }
  const states = () =>
    pays.map((script) => shop.sandbox.trades.get(script.replaceAll('=', '_'))?.status)
  const waits = 'WAIT_BUYER_PAY'
  expect(states()).toEqual(['TRADE_SUCCESS', waits, waits, waits, undefined, undefined])
  await shop.pass(5 * SECOND)
  expect(states().slice(1, 4)).toEqual([waits, waits, 'TRADE_CLOSED'])
  await shop.pass(3 * SECOND)
  expect(states().slice(1, 4)).toEqual(['TRADE_SUCCESS', waits, 'TRADE_CLOSED'])
})

test('two apps of one sandbox are two merchants with sellers of their own', async () => {
  const { sandbox } = openShop()
  const [first] = sandbox.apps.list()
  const second = sandbox.apps.add('second shop')
  expect(second.pid).not.toBe(first?.pid)
  expect(second.sellerEmail).not.toBe(first?.sellerEmail)
  expect(second.appId).not.toBe(first?.appId)
})

test('the official SDK pays and believes the reply with nothing overridden but the gateway', async () => {
  const gateway = await openGateway()
  const client = openClient(gateway)
  expect(await client.pay('o-1')).toMatchObject({ code: '10000', msg: 'Success' })
  expect(await client.query('o-1')).toMatchObject({ tradeStatus: 'TRADE_SUCCESS' })
})

test('the health report of a running journal and of its saved copy are one', () => {
  for (const [run, id] of [
    [goodRun(), 'pass'],
    [lateCancelRun(), 'fail'],
  ] as const) {
    const live = gradeEntries(run.entries())
    const saved = gradeEntries(parseJournal(writeJournal(run.entries())))
    expect(saved).toEqual(live)
    expect(live.rules.find((rule) => rule.id === 'POLL-05')?.verdict.status).toBe(id)
  }
})
