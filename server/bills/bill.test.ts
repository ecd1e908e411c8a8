// What stands in a bill, cell by cell.
import { describe, expect, test } from 'vitest'
import { cellsOf, openBillShop, openBusyDay } from '../testing/bill-shop.fixture.ts'

const TODAY = '2026-01-05'

describe('业务明细', () => {
  test('every line of the file is as recorded, CRLF and TABs included', async () => {
    const { text, account, tradeNo, sandbox } = await openBusyDay()
    const [buyer] = sandbox.buyers.list()
    const who = `*${buyer?.name.slice(1)}(${buyer?.logonId.slice(0, 3)}***@sandbox.com)`
    const at = '2026-01-05 10:00:00'
    const shopCells = 'store-1\t,store-1\t,\t,t1\t'
    const zeros = '0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00'
    const one = `${tradeNo('order-1')}\t,order-1\t`
    const two = `${tradeNo('order-2')}\t,order-2\t`
    expect(text('trade', TODAY)).toBe(
      [
        '#支付宝业务明细查询',
        `#账号：[${account}]`,
        '#起始日期：[2026年01月05日 00:00:00]   终止日期：[2026年01月06日 00:00:00]',
        '#-----------------------------------------业务明细列表----------------------------------------',
        '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注',
        `${one},交易\t,一杯咖啡,${at},${at},${shopCells},${who}\t,88.88,88.88,${zeros},\t,0.00,0.00,大杯， 热`,
        `${one},退款\t,一杯咖啡,${at},${at},${shopCells},${who}\t,-8.80,-8.80,${zeros},back-1\t,0.00,0.00,大杯， 热`,
        `${two},交易\t,一杯咖啡,${at},${at},\t,\t,\t,\t,${who}\t,5.00,5.00,${zeros},\t,0.00,0.00,`,
        `${two},退款\t,一杯咖啡,${at},${at},\t,\t,\t,\t,${who}\t,-5.00,-5.00,${zeros},${tradeNo('order-2')}\t,0.00,0.00,`,
        '#-----------------------------------------业务明细列表结束------------------------------------',
        '#交易合计：2笔，商家实收共93.88元，商家优惠共0.00元',
        '#退款合计：2笔，商家实收退款共-13.80元，商家优惠退款共0.00元',
        '#导出时间：[2026年01月06日 09:00:00]',
        '',
      ].join('\r\n'),
    )
  })

  test('a cancel is a refund named by the trade number, and the unpaid has no row', async () => {
    const { text, tradeNo } = await openBusyDay()
    const rows = cellsOf(text('trade', TODAY)).map((cells) => [cells[1], cells[2], cells[21]])
    expect(rows).toEqual([
      ['order-1', '交易', ''],
      ['order-1', '退款', 'back-1'],
      ['order-2', '交易', ''],
      ['order-2', '退款', tradeNo('order-2')],
    ])
  })

  test('25 columns, in the header and in every row', async () => {
    const { text } = await openBusyDay()
    const lines = text('trade', TODAY).split('\r\n')
    const widths = lines.filter((line) => line !== '' && !line.startsWith('#'))
    expect(new Set(widths.map((line) => line.split(',').length))).toEqual(new Set([25]))
  })

  test('a refund on a later day stands in the bill of that day, and its trade does not', async () => {
    const shop = await openBusyDay()
    await shop.nextDay()
    const rest = { out_trade_no: 'order-1', refund_amount: '80.08', out_request_no: 'back-2' }
    await shop.trade('refund', rest)
    const rows = cellsOf(shop.text('trade', '2026-01-06'))
    expect(rows.map((cells) => [cells[2], cells[4], cells[5], cells[12], cells[21]])).toEqual([
      ['退款', '2026-01-05 10:00:00', '2026-01-06 10:00:00', '-80.08', 'back-2'],
    ])
    expect(cellsOf(shop.text('trade', '2026-01'))).toHaveLength(5)
  })

  test('midnight in China parts two days', async () => {
    const shop = openBillShop({ startAt: Date.UTC(2026, 0, 5, 15, 59, 59, 999) })
    await shop.pay('last')
    await shop.sandbox.clock.advance(1)
    await shop.pay('first')
    const numbers = (date: string) => cellsOf(shop.text('trade', date)).map((cells) => cells[1])
    expect([numbers('2026-01-05'), numbers('2026-01-06')]).toEqual([['last'], ['first']])
  })

  test('the summary counts by store and nets the refunds', async () => {
    const { text, account } = await openBusyDay()
    expect(text('trade', TODAY, '(汇总)')).toBe(
      [
        '#支付宝业务汇总查询',
        `#账号：[${account}]`,
        '#起始日期：[2026年01月05日 00:00:00]   终止日期：[2026年01月06日 00:00:00]',
        '#-----------------------------------------业务汇总列表----------------------------------------',
        '门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）,商家优惠（元）,卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）',
        'store-1\t,store-1\t,1,1,80.08,80.08,0.00,0.00,0.00,0.00,0.00,80.08',
        '\t,\t,1,1,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00',
        '合计\t,\t,2,2,80.08,80.08,0.00,0.00,0.00,0.00,0.00,80.08',
        '#----------------------------------------业务汇总列表结束-------------------------------------',
        '#导出时间：[2026年01月06日 09:00:00]',
        '',
      ].join('\r\n'),
    )
  })
})

describe('账务明细', () => {
  test('every movement of the account, with the balance after it', async () => {
    const shop = await openBusyDay()
    await shop.nextDay()
    await shop.pay('order-4', { total_amount: '1.20' })
    const rows = cellsOf(shop.text('signcustomer', TODAY))
    expect(rows.map((cells) => cells.slice(6, 11))).toEqual([
      ['1000000.00', '0.00', '1000000.00', '支付宝', '其它'],
      ['88.88', '0.00', '1000088.88', '支付宝', '在线支付'],
      ['0.00', '-8.80', '1000080.08', '支付宝', '交易退款'],
      ['5.00', '0.00', '1000085.08', '支付宝', '在线支付'],
      ['0.00', '-5.00', '1000080.08', '支付宝', '交易退款'],
    ])
    const [next] = cellsOf(shop.text('signcustomer', '2026-01-06'))
    expect(next?.slice(6, 9)).toEqual(['1.20', '0.00', '1000081.28'])
    const footer = shop.text('signcustomer', TODAY).split('\r\n').slice(-5, -2)
    expect(footer).toEqual([
      '#----------------------------------------账务明细列表结束-------------------------------------',
      '#支出合计：2笔，共-13.80元',
      '#收入合计：3笔，共1000093.88元',
    ])
  })

  test('the summary adds up by kind of business', async () => {
    const { text } = await openBusyDay()
    const file = text('signcustomer', TODAY, '(汇总)')
    expect(file).toContain(
      '\r\n类型,收入笔数,收入金额（+元）,支出笔数,支出金额（-元）,总金额（元）\r\n',
    )
    expect(cellsOf(file)).toEqual([
      ['其它', '1', '1000000.00', '0', '0.00', '1000000.00'],
      ['在线支付', '2', '93.88', '0', '0.00', '93.88'],
      ['交易退款', '0', '0.00', '2', '-13.80', '-13.80'],
      ['合计', '3', '1000093.88', '2', '-13.80', '1000080.08'],
    ])
  })
})

describe('the file', () => {
  test('is the same, byte for byte, in every run and whenever it is fetched', async () => {
    const [one, other] = [await openBusyDay(), await openBusyDay()]
    await other.nextDay()
    const bytes = (shop: typeof one) => shop.sandbox.bills.file({ date: TODAY }).bytes
    expect(Buffer.from(bytes(one)).equals(bytes(other))).toBe(true)
  })

  test('the bill of a month is named by the month', () => {
    const { sandbox, account } = openBillShop()
    expect(sandbox.bills.file({ date: '2026-01' }).name).toBe(`${account}_202601.csv.zip`)
  })
})
