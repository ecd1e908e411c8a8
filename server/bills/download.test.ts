// Bills through the gateway: the query for a link, the link, and planted discrepancies.
import { describe, expect, test } from 'vitest'
import { kindOfOlder } from '../journal/older-faults.ts'
import { HOUR, SECOND } from '../values/instant.ts'
import { ask as askRest, restRequest } from '../testing/rest.fixture.ts'
import { cellsOf, openBillShop } from '../testing/bill-shop.fixture.ts'

const TODAY = '2026-01-05'

async function openYesterday() {
  const shop = openBillShop()
  await shop.pay('order-1')
  await shop.pay('order-2', { total_amount: '5.00' })
  await shop.nextDay()
  return shop
}

describe('the query for a link', () => {
  test('answers a link in the shape of Alipay', async () => {
    const { ask, account } = await openYesterday()
    const node = await ask('trade', TODAY)
    expect(node).toEqual({ code: '10000', msg: 'Success', bill_download_url: expect.any(String) })
    const url = new URL(String(node.bill_download_url))
    expect(url.pathname).toBe('/downloadBillFile.resource')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      bizType: 'trade',
      userId: account,
      fileType: 'csv.zip',
      bizDates: '20260105',
      downloadFileName: `${account}_20260105.csv.zip`,
      fileId: `/trade/${account}/20260105.csv.zip`,
      timestamp: '1767664800',
      token: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
  })

  test.each([
    ['today', 'trade', '2026-01-06', 'isv.invalid_arguments'],
    ['tomorrow', 'trade', '2026-01-07', 'isv.invalid_arguments'],
    ['the current month', 'trade', '2026-01', 'isv.invalid_arguments'],
    ['a day that does not exist', 'trade', '2025-02-29', 'isv.invalid_arguments'],
    ['a date in another form', 'trade', '20260105', 'isv.invalid_arguments'],
    ['no date', 'trade', '', 'isv.invalid_arguments'],
    ['a day without a trade', 'trade', '2026-01-04', 'isp.bill_not_exist'],
    ['a type with nothing in it', 'merchant_act', TODAY, 'isp.bill_not_exist'],
    ['a type nobody knows', 'everything', TODAY, 'TYPE_NOT_SUPPORTED'],
  ])('refuses %s', async (_what, type, date, subCode) => {
    const { ask } = await openYesterday()
    expect(await ask(type, date)).toMatchObject({ code: '40004', sub_code: subCode })
  })

  test.each([
    ['a day at 9 of the next', TODAY, '2026-01-06 09:00:00'],
    ['a month at 9 of the 3rd of the next', '2026-01', '2026-02-03 09:00:00'],
  ])('the bill of %s is there, and not before', async (_what, date, at) => {
    const { ask, pay, sandbox } = openBillShop()
    await pay('order-1')
    const readyAt = Date.parse(`${at.replace(' ', 'T')}+08:00`)
    await sandbox.clock.advance(readyAt - Date.UTC(2026, 0, 5, 2) - 1)
    expect(await ask('trade', date)).toMatchObject({ sub_code: 'isp.bill_not_exist' })
    await sandbox.clock.advance(1)
    expect(await ask('trade', date)).toMatchObject({ code: '10000' })
  })

  test('an empty day has a file without rows where the sandbox says so', async () => {
    const shop = await openYesterday()
    await shop.nextDay()
    expect(await shop.ask('trade', '2026-01-06')).toMatchObject({ sub_code: 'isp.bill_not_exist' })
    shop.sandbox.options.set({ emptyBill: 'file' })
    const node = await shop.ask('trade', '2026-01-06')
    expect(node).toEqual({ code: '10000', msg: 'Success', bill_download_url: expect.any(String) })
    expect(cellsOf(shop.text('trade', '2026-01-06'))).toEqual([])
  })

  test('v3 says what v2 has no word for: before registration, and a file without rows', async () => {
    const shop = await openYesterday()
    await shop.nextDay()
    const path = '/v3/alipay/data/dataservice/bill/downloadurl/query'
    const ask = async (date: string, type = 'trade') => {
      const target = `${path}?bill_type=${type}&bill_date=${date}`
      const reply = await askRest(shop, restRequest(shop.app, { verb: 'GET', target }))
      return [reply.status, JSON.parse(reply.text)] as const
    }
    const before = 'BILL_DATE_BEFORE_REGISTRATION'
    expect(await ask('2026-01-04')).toMatchObject([400, { code: before }])
    expect(await ask('2025-12')).toMatchObject([400, { code: before }])
    expect(await ask('2026-01-06')).toMatchObject([400, { code: 'bill_not_exist' }])
    expect(await ask('2026-01-07')).toMatchObject([400, { code: 'invalid_arguments' }])
    expect(await ask('2026-01-05', 'everything')).toMatchObject([
      400,
      { code: 'TYPE_NOT_SUPPORTED', message: '此账单类型不支持下载' },
    ])
    shop.sandbox.options.set({ emptyBill: 'file' })
    expect(await ask('2026-01-06')).toEqual([
      200,
      { bill_download_url: expect.any(String), bill_file_code: 'EMPTY_DATA_WITH_BILL_FILE' },
    ])
    expect(await ask('2026-01-05')).toEqual([200, { bill_download_url: expect.any(String) }])
  })
})

describe('the link', () => {
  test('K03: lives 30 s by the clock of the gateway, then answers 403', async () => {
    const { link, get, sandbox } = await openYesterday()
    const url = await link('trade', TODAY)
    await sandbox.clock.advance(30 * SECOND)
    const whole = await get(url)
    expect(whole.status).toBe(200)
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(
      sandbox.bills.file({ date: TODAY }).bytes,
    )
    await sandbox.clock.advance(1)
    expect((await get(url)).status).toBe(403)
    expect((await get(await link('trade', TODAY))).status).toBe(200)
  })

  test.each([
    ['another account', 'userId', '20880000000000000156'],
    ['another day', 'bizDates', '20260104'],
    ['a later timestamp', 'timestamp', '1767699999'],
    ['another token', 'token', '0'.repeat(32)],
  ])('with %s leads nowhere', async (_what, name, value) => {
    const { link, get } = await openYesterday()
    const url = new URL(await link('trade', TODAY))
    url.searchParams.set(name, value)
    expect((await get(url.href)).status).toBe(403)
  })

  test('takes GET alone', async () => {
    const { link, sandbox } = await openYesterday()
    const url = await link('trade', TODAY)
    expect((await sandbox.fetch(new Request(url, { method: 'POST' }))).status).toBe(405)
  })

  test('query and download are written down from request to end', async () => {
    const { link, get, sandbox } = await openYesterday()
    await get(await link('trade', TODAY))
    const entries = sandbox.journal.since(0)
    const requests = entries.flatMap((entry) => (entry.kind === 'request' ? [entry] : []))
    expect(requests.slice(-2).map(({ op }) => op)).toEqual(['BILLURL', 'BILLGET'])
    const exchange = requests.at(-1)?.exchange
    const kinds = entries.filter((entry) => 'exchange' in entry && entry.exchange === exchange)
    expect(kinds.map(({ kind }) => kind)).toEqual(['request', 'answer', 'end'])
  })

  test('K03: the first download breaks off, the second comes whole', async () => {
    const { link, get, sandbox } = await openYesterday()
    sandbox.faults.add({ fault: 'F03', match: { op: 'BILLGET', count: 1 } })
    const url = await link('trade', TODAY)
    await expect(get(url)).rejects.toThrow('fetch failed')
    expect((await get(url)).status).toBe(200)
  })
})

describe('planted discrepancies', () => {
  const GENUINE = [
    ['order-1', '交易', '88.88'],
    ['order-2', '交易', '5.00'],
  ]
  const planted = expect.stringMatching(/^planted-/)

  test.each([
    ['L01', {}, [GENUINE[1]]],
    ['L01', { outTradeNo: 'order-2' }, [GENUINE[0]]],
    ['L02', { amountFen: 100 }, [...GENUINE, [planted, '交易', '1.00']]],
    ['L03', {}, [['order-1', '交易', '88.87'], GENUINE[1]]],
    ['L03', { outTradeNo: 'order-2', byFen: 50 }, [GENUINE[0], ['order-2', '交易', '5.50']]],
    ['L05', { outTradeNo: 'order-2' }, [...GENUINE, ['order-2', '退款', '-5.00']]],
    ['L05', { outTradeNo: 'no-such' }, [...GENUINE, [planted, '退款', '-88.88']]],
  ])('%s with %o bends the file and nothing else', async (plant, options, wanted) => {
    const shop = await openYesterday()
    const before = shop.text('signcustomer', TODAY)
    const made = shop.sandbox.bills.plant({ plant, date: TODAY, options })
    const response = await shop.get(await shop.link('trade', TODAY))
    expect(response.status).toBe(200)
    const rows = cellsOf(shop.text('trade', TODAY))
    const seen = rows.map((cells) => [cells[1], cells[2], cells[12]])
    expect(seen).toHaveLength(wanted.length)
    expect(seen).toEqual(expect.arrayContaining(wanted))
    expect(shop.text('signcustomer', TODAY)).toBe(before)
    const faults = shop.sandbox.trace().of('fault')
    const [fault] = faults
    expect(faults).toMatchObject([{ rule: made.id, fault: made.kind, catalogueId: plant }])
    // What is written today is what an older journal means by the number.
    expect(fault && kindOfOlder({ ...fault, faultKind: undefined })).toBe(fault?.faultKind)
    expect(fault?.faultKind).toBeDefined()
    expect(shop.sandbox.bills.plants()).toMatchObject([{ id: made.id, fired: 1 }])
  })

  test('L04: the first ask finds no bill, the second does', async () => {
    const { ask, sandbox } = await openYesterday()
    sandbox.bills.plant({ plant: 'not-ready', date: TODAY })
    expect(await ask('trade', TODAY)).toMatchObject({ sub_code: 'isp.bill_not_exist' })
    expect(await ask('trade', TODAY)).toMatchObject({ code: '10000' })
  })

  test('a plant without a date is for the bill of today', () => {
    expect(openBillShop().sandbox.bills.plant({ plant: 'L02' }).date).toBe(TODAY)
  })

  test('removed, the bill is true again', async () => {
    const { sandbox, text } = await openYesterday()
    const genuine = text('trade', TODAY)
    const { id } = sandbox.bills.plant({ plant: 'L01', date: TODAY })
    expect(text('trade', TODAY)).not.toBe(genuine)
    sandbox.bills.remove(id)
    expect(text('trade', TODAY)).toBe(genuine)
  })

  test.each([
    [{ plant: 'L99' }, 'plant'],
    [{ plant: 'L01', date: '2026-01' }, 'date'],
    [{ plant: 'L03', options: { byFen: 0 } }, 'options.byFen'],
    [{ plant: 'L04', options: { outTradeNo: 'x' } }, 'options.outTradeNo'],
  ])('%o is refused by field', (wanted, field) => {
    const { sandbox } = openBillShop()
    expect(() => sandbox.bills.plant(wanted)).toThrow(expect.objectContaining({ field }))
  })
})

test('a fee stands beside its payment, comes back with its refund, and has rows of its own', async () => {
  const shop = openBillShop()
  shop.sandbox.options.set({ feeRateBp: 60 })
  await shop.pay('order-1', { total_amount: '100.00' })
  await shop.sandbox.clock.advance(HOUR)
  const part = { out_trade_no: 'order-1', refund_amount: '50.00', out_request_no: 'back-1' }
  await shop.trade('refund', part)
  const fees = cellsOf(shop.text('trade', TODAY)).map((cells) => [cells[12], cells[22]])
  expect(fees).toEqual([
    ['100.00', '-0.60'],
    ['-50.00', '0.30'],
  ])
  const rows = cellsOf(shop.text('signcustomer', TODAY)).map((cells) => [
    ...cells.slice(6, 9),
    cells[10],
  ])
  expect(rows).toEqual([
    ['1000000.00', '0.00', '1000000.00', '其它'],
    ['100.00', '0.00', '1000100.00', '在线支付'],
    ['0.00', '-0.60', '1000099.40', '收费'],
    ['0.30', '0.00', '1000099.70', '收费'],
    ['0.00', '-50.00', '1000049.70', '交易退款'],
  ])
})
