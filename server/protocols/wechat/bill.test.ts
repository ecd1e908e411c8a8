// The bill of a day: its bytes, its columns by type, and how a reversed payment stands in it.
import { expect, test } from 'vitest'
import { openTill, xmlOf } from '../../testing/wechat.fixture.ts'
import { DAY, HOUR } from '../../values/instant.ts'

type Till = ReturnType<typeof openTill>

const ask = (till: Till, more: Record<string, string> = {}) =>
  till.post('/pay/downloadbill', xmlOf(till.signed({ bill_date: '20260105', ...more })))

/** A day with a payment, one refunded in part, one reversed, and one that never came about. */
async function day() {
  const till = openTill()
  await till.pay('paid', { attach: 'a,b`c', body: '咖啡,大杯' })
  await till.pay('refunded')
  await till.refund('refunded', 'r-1', '1000')
  await till.pay('reversed')
  await till.reverse('reversed')
  await till.pay('unpaid', { auth_code: till.code('never') })
  await till.reverse('unpaid')
  await till.pass(DAY)
  return till
}

const cells = (line = '') => line.slice(1).split(',`')

test('payments, refunds and reversals; nothing of what was never paid (003:L53-56)', async () => {
  const till = await day()
  const text = await (async () => {
    const request = new Request('https://api.mch.weixin.qq.com/pay/downloadbill', {
      method: 'POST',
      body: xmlOf(till.signed({ bill_date: '20260105' })),
    })
    const bytes = new Uint8Array(await (await till.sandbox.fetch(request)).arrayBuffer())
    expect(Buffer.from(bytes.slice(0, 3)).toString('hex')).toBe('efbbbf')
    return new TextDecoder().decode(bytes)
  })()
  const lines = text.split('\r\n')
  const head = (lines[0] ?? '').split(',')
  expect(head).toHaveLength(27)
  const rows = lines.slice(1, -3).map((line) => {
    const row = cells(line)
    expect(row).toHaveLength(27)
    return Object.fromEntries(head.map((name, place) => [name, row[place]]))
  })
  const shown = rows.map((row) => [
    row['商户订单号'],
    row['交易状态'],
    row['订单金额'],
    row['申请退款金额'],
    row['商户退款单号'],
  ])
  expect(shown).toEqual([
    ['paid', 'SUCCESS', '88.88', '0.00', '0'],
    ['refunded', 'SUCCESS', '88.88', '0.00', '0'],
    ['refunded', 'REFUND', '0.00', '10.00', 'r-1'],
    ['reversed', 'SUCCESS', '88.88', '0.00', '0'],
    // No number of its own: only order number and state together tell it (003:L54-56).
    ['reversed', 'REVOKED', '0.00', '88.88', ''],
  ])
  // No cell can break its row.
  expect(rows[0]).toMatchObject({ 商品名称: '咖啡，大杯', 商户数据包: "a，b'c" })
  expect(cells(lines.at(-2))).toEqual([
    '5',
    '266.64',
    '98.88',
    '0.00',
    '0.00000',
    '266.64',
    '98.88',
  ])
  expect(lines.at(-1)).toBe('')
})

test.each([
  ['SUCCESS', 20, ['paid', 'refunded', 'reversed']],
  ['REFUND', 29, ['refunded', 'reversed']],
])('%s has columns of its own, and its own rows', async (bill_type, columns, numbers) => {
  const till = await day()
  const lines = (await ask(till, { bill_type })).split('\r\n')
  const head = (lines[0] ?? '').split(',')
  expect(head).toHaveLength(columns)
  const place = head.indexOf('商户订单号')
  expect(lines.slice(1, -3).map((line) => cells(line)[place])).toEqual(numbers)
})

test.each([
  ['of a day without a row', '20260104', {}, '20002', 'No Bill Exist'],
  ['of today', '20260106', {}, '20001', 'invalid bill_date'],
  ['of no day', '20260230', {}, '20001', 'invalid bill_date'],
  ['of topped-up refunds', '20260105', { bill_type: 'RECHARGE_REFUND' }, '20002', 'No Bill Exist'],
])('%s: refused in XML, unsigned', async (_what, bill_date, more, code, text) => {
  const till = await day()
  expect(await ask(till, { bill_date, ...more })).toBe(
    `<xml><return_code><![CDATA[FAIL]]></return_code>\n<return_msg><![CDATA[${text}]]></return_msg>\n<error_code>${code}</error_code>\n</xml>`,
  )
})

test('it is there at nine; what is planted in it is in WeChat’s bill as well', async () => {
  const till = openTill()
  await till.pay('w-1')
  await till.pass(14 * HOUR)
  expect(await ask(till)).toContain('No Bill Exist')
  await till.pass(9 * HOUR)
  till.sandbox.bills.plant({ plant: 'L02', date: '2026-01-05' })
  till.sandbox.bills.plant({ plant: 'L01', date: '2026-01-05', options: { outTradeNo: 'w-1' } })
  const lines = (await ask(till)).split('\r\n')
  expect(lines).toHaveLength(5)
  expect(lines[1]).toContain('planted-')
  till.sandbox.bills.plant({ plant: 'L04', date: '2026-01-05' })
  expect(await ask(till)).toContain('No Bill Exist')
  expect(await ask(till)).toContain('planted-')
})

test('what Alipay took has no place in it, nor the other way round', async () => {
  const till = await day()
  const alipay = till.sandbox.bills.file({ date: '2026-01-05' })
  expect(Buffer.from(alipay.bytes).includes('paid')).toBe(false)
  const balances = new Map(till.sandbox.balances.list().map((one) => [one.account, one.balanceFen]))
  expect(balances.get(`seller:${till.app.pid}`)).toBe(100_000_000)
  expect(balances.get(`seller:${till.who.mch_id}`)).toBe(2 * 8888 - 1000)
})

test('what was planted in it is told with the call that got it', async () => {
  const till = openTill()
  await till.pay('paid')
  till.sandbox.bills.plant({ plant: 'L02' })
  await till.pass(DAY)
  await ask(till)
  const trace = till.sandbox.trace()
  const fetched = trace.exchanges.find(({ op }) => op === 'BILLGET')
  expect(fetched?.faults).toMatchObject([{ catalogueId: 'L02', faultKind: 'payment-added' }])
})
