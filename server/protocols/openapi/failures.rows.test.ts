// Business errors by code (F19): what no state here gives rise to, a fault says, with the text of the
// method that was called.
import { expect, test } from 'vitest'
import { openShop, type Shop } from '../../testing/shop.fixture.ts'
import type { Op } from '../../journal/entry.ts'
import { REFUSALS } from '../../journal/reasons.ts'
import { SUB_CODES } from './codes.table.ts'
import { isFailure } from './texts.table.ts'

const order = { out_trade_no: 'o-1', total_amount: '88.88', subject: '一杯咖啡' }
const refund = { out_trade_no: 'o-1', refund_amount: '1.00', out_request_no: 'r1' }
const payFailed = (advice: string, code: string) => `支付失败，${advice}。[${code}]`

const CALLS: Partial<Record<Op, (shop: Shop) => Promise<Record<string, unknown>>>> = {
  PAY: (shop) => shop.pay('o-1'),
  PRECREATE: (shop) => shop.trade('precreate', order),
  CREATE: (shop) => shop.trade('create', { ...order, buyer_id: 'somebody' }),
  QUERY: (shop) => shop.trade('query', order),
  CANCEL: (shop) => shop.trade('cancel', order),
  CLOSE: (shop) => shop.trade('close', order),
  REFUND: (shop) => shop.trade('refund', refund),
  REFQUERY: (shop) => shop.trade('fastpay.refund.query', refund),
  SETTLE: (shop) =>
    shop.trade('order.settle', {
      trade_no: '1',
      out_request_no: 's1',
      royalty_parameters: [{ trans_in: '1', amount: '1.00' }],
    }),
}

/** Where methods word one code differently, and one of each family beside. */
const ROWS: [Op, string, string][] = [
  [
    'PAY',
    'INVALID_PARAMETER',
    '支付失败，交易参数异常，请顾客刷新付款码后重新收款。如再次收款失败，请联系管理员处理。[INVALID_PARAMETER]',
  ],
  ['PRECREATE', 'INVALID_PARAMETER', '参数无效'],
  [
    'PAY',
    'ACCESS_FORBIDDEN',
    payFailed(
      '本商户没有权限使用该产品，请联系管理员处理，建议顾客使用其他方式付款',
      'ACCESS_FORBIDDEN',
    ),
  ],
  ['CREATE', 'ACCESS_FORBIDDEN', '无权限使用接口'],
  [
    'PAY',
    'PAYMENT_AUTH_CODE_INVALID',
    payFailed(
      '获取顾客账户信息失败，请顾客刷新付款码后重新收款，如再次收款失败，请联系管理员处理',
      'SOUNDWAVE_PARSER_FAIL',
    ),
  ],
  [
    'PAY',
    'CONTEXT_INCONSISTENT',
    payFailed('商户订单号重复，请收银员取消本笔交易并重新收款', 'CONTEXT_INCONSISTENT'),
  ],
  ['PRECREATE', 'CONTEXT_INCONSISTENT', '订单信息不一致'],
  ['PAY', 'AUTH_TOKEN_IS_NOT_EXIST', '支付失败，建议顾客使用其他方式付款。'],
  ['PAY', 'INVALID_STORE_ID', '支付失败，建议顾客使用其他方式付款。'],
  ['PRECREATE', 'INVALID_STORE_ID', '商户门店编号无效'],
  ['PAY', 'SYSTEM_ERROR', '接口返回错误'],
  ['QUERY', 'SYSTEM_ERROR', '系统错误'],
  ['CANCEL', 'SYSTEM_ERROR', '系统异常'],
  ['CLOSE', 'SYSTEM_ERROR', '系统异常'],
  ['REFUND', 'SYSTEM_ERROR', '系统错误'],
  ['PAY', 'TRADE_HAS_CLOSE', '交易已经关闭'],
  ['REFUND', 'TRADE_HAS_CLOSE', '交易已关闭'],
  ['CANCEL', 'TRADE_HAS_FINISHED', '交易已经完结'],
  ['REFUND', 'TRADE_HAS_FINISHED', '交易已完结'],
  ['CANCEL', 'REASON_TRADE_REFUND_FEE_ERR', '退款金额无效'],
  ['REFUND', 'REASON_TRADE_REFUND_FEE_ERR', 'REASON_TRADE_REFUND_FEE_ERR'],
  ['CANCEL', 'SELLER_BALANCE_NOT_ENOUGH', '商户的支付宝账户中无足够的资金进行撤销'],
  ['REFUND', 'SELLER_BALANCE_NOT_ENOUGH', '卖家余额不足'],
  ['CANCEL', 'REASON_TRADE_BEEN_FREEZEN', '当前交易被冻结，不允许进行撤销'],
  ['REFUND', 'REASON_TRADE_BEEN_FREEZEN', '请求退款的交易被冻结'],
  ['PAY', 'TRADE_STATUS_ERROR', '交易状态异常'],
  ['CLOSE', 'TRADE_STATUS_ERROR', '交易状态不合法'],
  ['PAY', 'BUYER_ENABLE_STATUS_FORBID', '买家状态非法'],
  ['REFUND', 'BUYER_ENABLE_STATUS_FORBID', '买家状态异常'],
  ['PAY', 'CURRENCY_NOT_SUPPORT', '订单币种不支持'],
  ['REFUND', 'CURRENCY_NOT_SUPPORT', '退款币种不支持'],
  ['REFUND', 'REFUND_AMT_NOT_EQUAL_TOTAL', '撤销或退款金额与订单金额不一致'],
  ['REFUND', 'ALLOC_AMOUNT_VALIDATE_ERROR', '退分账金额超限'],
  ['SETTLE', 'ALLOC_AMOUNT_VALIDATE_ERROR', '分账金额超限'],
  ['CREATE', 'CUSTOMER_VALIDATE_ERROR', '客户校验出错'],
  ['REFUND', 'CUSTOMER_VALIDATE_ERROR', '账户已注销或者被冻结'],
  ['QUERY', 'ENTERPRISE_PAY_BIZ_ERROR', '因公付业务异常'],
  ['REFQUERY', 'TRADE_NOT_EXIST', '交易不存在'],
  ['PAY', 'ZM_CREDIT_AUTH_FAIL', '综合评估不通过'],
  ['PAY', 'CYCLE_PAY_DATE_NOT_MATCH', '扣款日期不在签约时的允许范围之内'],
]

test.each(ROWS)('%s answers ACQ.%s in its own words: %s', async (op, subCode, sub_msg) => {
  const shop = openShop()
  shop.sandbox.faults.add({ fault: 'F19', options: { subCode }, match: { op } })
  const node = await CALLS[op]?.(shop)
  expect(node).toMatchObject({ code: '40004', sub_code: `ACQ.${subCode}`, sub_msg })
  expect(shop.sandbox.trades.list()).toEqual([])
})

test('whatever a state gives rise to, a fault can say as well', () => {
  const codes = REFUSALS.map((refusal) => SUB_CODES[refusal])
  expect(codes.filter((code) => !isFailure(code))).toEqual([])
})
