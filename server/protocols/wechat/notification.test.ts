// The result of a refund: told where the refund says, readable with the key of the merchant alone, resent by
// WeChat's table, and bent by faults.
import { createDecipheriv, createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { fieldsOf, openTill } from '../../testing/wechat.fixture.ts'
import { DAY, MINUTE, SECOND } from '../../values/instant.ts'

type Till = ReturnType<typeof openTill>
const SHOP = 'http://shop.test/refunds'

function opened(body: string, apiKey: string): Record<string, string> {
  const key = createHash('md5').update(apiKey).digest('hex')
  const decipher = createDecipheriv('aes-256-ecb', key, null)
  const secret = Buffer.from(fieldsOf(body)['req_info'] ?? '', 'base64')
  return fieldsOf(Buffer.concat([decipher.update(secret), decipher.final()]).toString())
}

async function refunded(till: Till, refund_fee = '100') {
  await till.pay('w-1')
  const { refund_id } = await till.refund('w-1', 'r-1', refund_fee, { notify_url: SHOP })
  return refund_id
}

test.each(['100', '8888'])('a refund of %s fen is told once it is acknowledged', async (fee) => {
  const till = openTill()
  const refund_id = await refunded(till, fee)
  await till.pass(10 * SECOND)
  expect(till.told.map(({ url }) => url)).toEqual([SHOP])
  const { body, headers } = till.told[0] ?? { body: '', headers: new Headers() }
  expect(headers.get('content-type')).toBe('text/xml')
  const { req_info: _secret, nonce_str, ...outside } = fieldsOf(body)
  expect(nonce_str).toMatch(/^[0-9a-f]{32}$/)
  expect(outside).toEqual({ return_code: 'SUCCESS', ...till.who })
  expect(opened(body, till.keys.apiKey)).toMatchObject({
    out_trade_no: 'w-1',
    out_refund_no: 'r-1',
    refund_id,
    total_fee: '8888',
    refund_fee: fee,
    refund_status: 'SUCCESS',
    success_time: '2026-01-05 10:00:00',
  })
  await till.pass(2 * DAY)
  expect(till.told).toHaveLength(1)
})

test('nobody is told without an address, nor of a reverse', async () => {
  const till = openTill()
  await till.pay('w-1')
  await till.refund('w-1', 'r-1', '1')
  await till.pay('w-2')
  await till.reverse('w-2')
  await till.pass(DAY)
  expect(till.told).toEqual([])
})

test('sixteen times within a day and four minutes, for as long as nobody acknowledges', async () => {
  const till = openTill({
    merchant: () => new Response('<xml><return_code><![CDATA[FAIL]]></return_code></xml>'),
  })
  await refunded(till)
  await till.pass(3 * DAY)
  const at = till.sandbox
    .trace()
    .of('send')
    .map((send) => send.at)
  expect(at).toHaveLength(16)
  expect(at.slice(1, 5).map((one, n) => one - (at[n] ?? 0))).toEqual([
    15 * SECOND,
    15 * SECOND,
    30 * SECOND,
    3 * MINUTE,
  ])
  expect((at[15] ?? 0) - (at[0] ?? 0)).toBe(DAY + 4 * MINUTE)
  expect(till.sandbox.notifications.list()).toMatchObject([{ attempts: 16, state: 'exhausted' }])
})

test.each([
  ['<xml><return_code><![CDATA[SUCCESS]]></return_code></xml>', 200, 'accepted'],
  ['<xml><return_code>SUCCESS</return_code><return_msg>OK</return_msg></xml>', 200, 'accepted'],
  ['<xml><return_code>FAIL</return_code></xml>', 200, 'refused'],
  ['success', 200, 'nearly'],
  ['', 200, 'other'],
  ['<xml><return_code>SUCCESS</return_code></xml>', 500, 'other'],
])('a shop answers %s', async (body, status, answer) => {
  const till = openTill({ merchant: () => new Response(body, { status }) })
  await refunded(till)
  await till.pass(10 * SECOND)
  expect(till.sandbox.trace().of('reply')[0]).toMatchObject({
    answer,
    acknowledged: answer === 'accepted',
  })
})

test.each([
  ['N01', {}, (till: Till) => expect(till.told.length).toBeGreaterThan(1)],
  ['N04', {}, (till: Till) => expect(till.told).toEqual([])],
  [
    'N05',
    { variant: 'wrong-key' },
    (till: Till) =>
      expect(() => opened(till.told[0]?.body ?? '', till.keys.apiKey)).toThrow(
        /decrypt|block|final/i,
      ),
  ],
  [
    'N06',
    {},
    (till: Till) =>
      expect(opened(till.told[0]?.body ?? '', till.keys.apiKey)['total_fee']).not.toBe('8888'),
  ],
  [
    'N09',
    {},
    (till: Till) =>
      expect(opened(till.told[0]?.body ?? '', till.keys.apiKey)['out_trade_no']).not.toBe('w-1'),
  ],
  [
    'N20',
    {},
    (till: Till) =>
      expect(opened(till.told[0]?.body ?? '', till.keys.apiKey)['refund_status']).not.toBe(
        'SUCCESS',
      ),
  ],
])('%s %o', async (fault, options, holds) => {
  const till = openTill()
  till.sandbox.faults.add({ fault, options, match: { protocol: 'wechat-v2', count: 1 } })
  await refunded(till)
  await till.pass(12 * SECOND)
  holds(till)
})
