// `alipay-sim sandbox options`: each kind of option, as it is typed and as it is shown.
import { afterAll, expect, test } from 'vitest'
import { openServer } from './run.fixture.ts'

const { sandbox, sim } = await openServer(afterAll)

const PROMOTION = { id: 'p', name: 'n', kind: 'discount', merchantFen: 1, platformFen: 0 }
const WALLET = [{ channel: 'POINT', upToFen: 500 }]

test.each<[string, unknown]>([
  ['notifyStates=TRADE_SUCCESS,TRADE_CLOSED', ['TRADE_SUCCESS', 'TRADE_CLOSED']],
  ['notifyStates=["TRADE_FINISHED"]', ['TRADE_FINISHED']],
  ['notifyStates=[]', []],
  ['notifyStates=by-product', 'by-product'],
  ['sellerIds=2088102100000000', ['2088102100000000']],
  ['sellerIds=2088102100000000,2088102100000001', ['2088102100000000', '2088102100000001']],
  ['sellerIds=', []],
  [`promotions=${JSON.stringify([PROMOTION])}`, [PROMOTION]],
  [`wallet=${JSON.stringify(WALLET)}`, WALLET],
  ['v3BadSignatureStatus=401', '401'],
  ['unsaidCharset=gbk', 'gbk'],
  ['feeRateBp=60', 60],
  ['orderTimeoutMs=15m', 900_000],
  ['orderTimeoutMs=5000', 5_000],
  ['tombstone=true', true],
])('sandbox options %s', async (change, value) => {
  const [name = ''] = change.split('=')
  const { code, out } = await sim(['sandbox', 'options', change, '--json'])
  expect(code).toBe(0)
  expect((JSON.parse(out) as Record<string, unknown>)[name]).toEqual(value)
})

test('lists are shown so that they can be typed again', async () => {
  await sim(['sandbox', 'options', `wallet=${JSON.stringify(WALLET)}`])
  const { out } = await sim(['sandbox', 'options'])
  expect(out).toContain(JSON.stringify(WALLET))
  expect(out).not.toContain('[object')
})

test.each([
  ['wallet=[{]', 2, 'wallet: [{] is no JSON; write wallet=a,b'],
  ['wallet=POINT', 1, 'options.wallet'],
  ['notifyStates=PAID', 1, 'options.notifyStates'],
  ['notifyState=TRADE_CLOSED', 1, 'there is no such option; did you mean notifyStates?'],
  ['colour=red', 1, 'there is no such option; there are passwordAboveFen'],
  ['v3BadSignatureStatus=500', 1, '400 or 401'],
])('sandbox options %s ends with %i and says: %s', async (change, exit, says) => {
  const { code, err } = await sim(['sandbox', 'options', change])
  expect(code).toBe(exit)
  expect(err).toContain(says)
})

test('what was agreed to is taken back by name, and once', async () => {
  const merchant = sandbox.apps.add('second shop')
  const { err, code } = await sim(['app', 'revoke', merchant.appId])
  expect([code, err]).toEqual([1, expect.stringContaining('holds no tokens of an app')])
  const buyer = await sim(['buyer', 'revoke'])
  expect([buyer.code, buyer.err]).toEqual([1, expect.stringContaining('holds no tokens')])
})

test('the former name of the verb still works, says the new one, and is not offered', async () => {
  const { code, out, err } = await sim(['sandbox', 'policy', 'tombstone=false', '--json'])
  expect([code, err]).toEqual([0, 'alipay-sim: sandbox policy is called sandbox options now\n'])
  expect(out).toContain('"tombstone":false')
  expect((await sim(['sandbox', '--help'])).out).not.toContain('policy')
})
