// Refusals and details that arise from the state of a trade or a refund: complaints, banks,
// currencies, settlements, and the two ways into a QR order.
import { describe, expect, test } from 'vitest'
import { openShop, type Shop } from '../../testing/shop.fixture.ts'
import { DAY, MINUTE } from '../../values/instant.ts'

const order = { out_trade_no: 'o-1', total_amount: '88.88', subject: '一杯咖啡' }
const fails = (subCode: string) => ({ code: '40004', sub_code: `ACQ.${subCode}` })
const opened = (options: object): Shop => {
  const shop = openShop()
  shop.sandbox.options.set({ ...options })
  return shop
}

describe('a trade under complaint', () => {
  test('is neither refunded nor cancelled until the complaint is settled', async () => {
    const shop = openShop()
    await shop.pay('o-1')
    shop.sandbox.buyers.complain('o-1')
    const refund = { out_trade_no: 'o-1', refund_amount: '8.88', out_request_no: 'r1' }
    expect(await shop.trade('refund', refund)).toMatchObject({
      ...fails('REASON_TRADE_BEEN_FREEZEN'),
      sub_msg: '请求退款的交易被冻结',
      refund_fee: '0.00',
    })
    expect(await shop.trade('cancel', order)).toMatchObject({
      ...fails('REASON_TRADE_BEEN_FREEZEN'),
      sub_msg: '当前交易被冻结，不允许进行撤销',
      retry_flag: 'N',
    })
    expect(await shop.trade('query', order)).toMatchObject({ trade_status: 'TRADE_SUCCESS' })
    shop.sandbox.buyers.settleComplaint('o-1')
    expect(await shop.trade('refund', refund)).toMatchObject({ fund_change: 'Y' })
  })

  test('answers a refund that was made before, and takes no second complaint back', async () => {
    const shop = openShop()
    await shop.pay('o-1')
    const refund = { out_trade_no: 'o-1', refund_amount: '8.88', out_request_no: 'r1' }
    await shop.trade('refund', refund)
    shop.sandbox.buyers.complain('o-1')
    expect(await shop.trade('refund', refund)).toMatchObject({ fund_change: 'N' })
    shop.sandbox.buyers.settleComplaint('o-1')
    expect(() => shop.sandbox.buyers.settleComplaint('o-1')).toThrow('TradeNotFrozen')
  })

  test('has been paid: nobody complains of an order that waits', async () => {
    const shop = openShop()
    const { authCode: auth_code } = shop.sandbox.buyers.issueCode({ pays: 'never' })
    await shop.pay('o-1', { auth_code })
    expect(() => shop.sandbox.buyers.complain('o-1')).toThrow('TradeNotPaid')
  })

  test('is in the journal as something that the buyer did', async () => {
    const shop = openShop()
    await shop.pay('o-1')
    shop.sandbox.buyers.complain('o-1')
    const acts = shop.sandbox.journal.since(0).filter((entry) => entry.kind === 'buyer')
    expect(acts.at(-1)).toMatchObject({ act: 'complained', outTradeNo: 'o-1' })
  })
})

describe('a refund to a bank card', () => {
  const wallet = [
    { channel: 'BANKCARD', upToFen: 6_000, bankCode: 'ICBC', fundType: 'DEBIT_CARD' },
  ] as const
  const query_options = ['deposit_back_info', 'refund_detail_item_list']
  const asked = { out_trade_no: 'o-1', out_request_no: 'r1', query_options }
  const card = { fund_channel: 'BANKCARD', bank_code: 'ICBC', fund_type: 'DEBIT_CARD' }
  const state = (shop: Shop) => shop.trade('fastpay.refund.query', asked)

  async function refunded(options: object): Promise<Shop> {
    const shop = opened({ wallet, ...options })
    expect(await shop.pay('o-1')).toMatchObject({
      fund_bill_list: [
        { ...card, amount: '60.00' },
        { amount: '28.88', fund_channel: 'ALIPAYACCOUNT' },
      ],
    })
    expect(await shop.trade('refund', { ...asked, refund_amount: '70.00' })).toMatchObject({
      fund_change: 'Y',
      has_deposit_back: 'true',
      refund_detail_item_list: [
        { ...card, amount: '60.00' },
        { amount: '10.00', fund_channel: 'ALIPAYACCOUNT' },
      ],
    })
    return shop
  }

  test('is in process until the bank answers, two days later', async () => {
    const shop = await refunded({})
    expect(await state(shop)).toMatchObject({
      refund_status: 'REFUND_SUCCESS',
      deposit_back_info: {
        has_deposit_back: 'true',
        dback_status: 'P',
        dback_amount: '60.00',
        est_bank_receipt_time: '2026-01-07 10:00:00',
      },
    })
    await shop.pass(2 * DAY)
    const { deposit_back_info: info } = await state(shop)
    expect(info).toEqual({
      has_deposit_back: 'true',
      dback_status: 'S',
      dback_amount: '60.00',
      bank_ack_time: '2026-01-07 10:00:00',
    })
  })

  test('ends in the balance when the bank refuses it', async () => {
    const shop = await refunded({ bankRefundMs: MINUTE, bankRefundFails: true })
    await shop.pass(MINUTE)
    const failed = { dback_status: 'F', bank_ack_time: '2026-01-05 10:01:00' }
    expect(await state(shop)).toMatchObject({ deposit_back_info: failed })
    const list = { ...asked, query_options: ['deposit_back_info_list'] }
    expect(await shop.trade('fastpay.refund.query', list)).toMatchObject({
      deposit_back_info_list: [failed],
    })
  })

  test('is none when no card paid, and is told to nobody who does not ask', async () => {
    const shop = openShop()
    await shop.pay('o-1')
    const refund = await shop.trade('refund', { ...asked, refund_amount: '1.00' })
    expect(refund).toMatchObject({ has_deposit_back: 'false' })
    expect(await state(shop)).toMatchObject({ deposit_back_info: { has_deposit_back: 'false' } })
    const plain = { out_trade_no: 'o-1', out_request_no: 'r1' }
    const told = await shop.trade('fastpay.refund.query', plain)
    expect(told).not.toHaveProperty('deposit_back_info')
    expect(told).not.toHaveProperty('refund_detail_item_list')
  })

  test('cannot happen when the order switches cards off', async () => {
    const shop = opened({ wallet })
    const paid = await shop.pay('o-1', { disable_pay_channels: 'debitCardExpress' })
    expect(paid.fund_bill_list).toEqual([{ amount: '88.88', fund_channel: 'ALIPAYACCOUNT' }])
  })
})

describe('a QR order with a share code', () => {
  test('gives both codes to those who ask, and either opens the same order', async () => {
    const shop = openShop()
    const plain = await shop.trade('precreate', order)
    expect(plain).not.toHaveProperty('share_code')
    const shared = await shop.trade('precreate', { ...order, code_type: 'share_code' })
    expect(shared.qr_code).toBe(plain.qr_code)
    const trade = shop.sandbox.buyers.scan({ qrCode: String(shared.share_code) })
    expect(trade).toMatchObject({ outTradeNo: 'o-1', status: 'TRADE_SUCCESS' })
  })

  test('is refused by field for any other type of code', async () => {
    const node = await openShop().trade('precreate', { ...order, code_type: 'bar_code' })
    expect(node).toMatchObject(fails('INVALID_PARAMETER'))
    expect(node.sub_msg).toContain('code_type：只能是 qr_code、share_code 之一')
  })
})

test('money of another currency is refused, of a payment and of a refund', async () => {
  const shop = openShop()
  const notSupported = fails('CURRENCY_NOT_SUPPORT')
  expect(await shop.pay('o-1', { trans_currency: 'USD' })).toMatchObject({
    ...notSupported,
    sub_msg: '订单币种不支持',
  })
  expect(await shop.pay('o-1', { settle_currency: 'USD' })).toMatchObject(notSupported)
  const inYuan = { trans_currency: 'CNY', settle_currency: 'CNY' }
  expect(await shop.pay('o-1', inYuan)).toMatchObject({ code: '10000' })
  const refund = { out_trade_no: 'o-1', refund_amount: '88.88' }
  expect(await shop.trade('refund', { ...refund, refund_currency: 'USD' })).toMatchObject({
    ...notSupported,
    sub_msg: '退款币种不支持',
  })
  expect(await shop.trade('refund', { ...refund, refund_currency: 'CNY' })).toMatchObject({
    fund_change: 'Y',
  })
})

test('settle_info that settles another amount than the order is refused', async () => {
  const shop = openShop()
  const settling = (amount: string) => ({
    settle_info: { settle_detail_infos: [{ trans_in_type: 'defaultSettle', amount }] },
  })
  expect(await shop.pay('o-1', settling('88.87'))).toMatchObject({
    ...fails('TRADE_SETTLE_ERROR'),
    sub_msg: '交易结算异常',
  })
  expect(await shop.pay('o-1', settling('88.88'))).toMatchObject({ code: '10000' })
})
