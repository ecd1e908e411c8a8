// A payment by code at WeChat: paid, waiting, unknown, reversed, refunded.
import { describe, expect, test } from 'vitest'
import { openTill } from '../../testing/wechat.fixture.ts'
import { DAY, MINUTE, SECOND } from '../../values/instant.ts'

test('a code is paid at once: these fields, signed as the request was', async () => {
  const till = openTill()
  const paid = await till.pay('w-1', { attach: 'till 3', device_info: 'POS1' })
  const { nonce_str, sign, openid, transaction_id, ...rest } = paid
  expect(rest).toEqual({
    return_code: 'SUCCESS',
    return_msg: 'OK',
    ...till.who,
    device_info: 'POS1',
    result_code: 'SUCCESS',
    is_subscribe: 'N',
    trade_type: 'MICROPAY',
    bank_type: 'OTHERS',
    fee_type: 'CNY',
    total_fee: '8888',
    cash_fee_type: 'CNY',
    cash_fee: '8888',
    out_trade_no: 'w-1',
    attach: 'till 3',
    time_end: '20260105100000',
  })
  expect(nonce_str).toMatch(/^[0-9A-F]{32}$/)
  expect(sign).toMatch(/^[0-9A-F]{32}$/)
  expect(openid).toMatch(/^o[\w-]{27}$/)
  expect(transaction_id).toMatch(/^4200\d{6}20260105\d{10}$/)
  const hmac = await till.pay('w-2', { sign_type: 'HMAC-SHA256' })
  expect(hmac['sign']).toMatch(/^[0-9A-F]{64}$/)
  expect(till.sandbox.trades.get('w-1')).toMatchObject({
    status: 'TRADE_SUCCESS',
    via: 'wechat-v2',
  })
})

test('the password is asked for above 1,000 yuan, and the query tells when it was typed', async () => {
  const till = openTill()
  const waits = await till.pay('w-1', { total_fee: '100001' })
  expect(waits).toMatchObject({
    result_code: 'FAIL',
    err_code: 'USERPAYING',
    err_code_des: '需要用户输入支付密码',
  })
  expect(await till.query('w-1')).toMatchObject({
    result_code: 'SUCCESS',
    trade_state: 'USERPAYING',
  })
  await till.pass(6 * SECOND)
  expect(await till.query('w-1')).toMatchObject({ trade_state: 'SUCCESS', cash_fee: '100001' })
  const trace = till.sandbox.trace()
  const [pay, before, after] = trace.exchanges
  expect(pay?.result).toMatchObject({ meaning: 'pending', subCode: 'USERPAYING' })
  expect(before?.result).toMatchObject({ meaning: 'ok', tradeStatus: 'WAIT_BUYER_PAY' })
  expect(after?.result).toMatchObject({ tradeStatus: 'TRADE_SUCCESS' })
})

test('1,000 yuan go without it; so do ten payments a day, and the eleventh does not', async () => {
  const till = openTill()
  const codes = []
  for (let nth = 1; nth <= 11; nth++) {
    const { result_code, err_code } = await till.pay(`w-${nth}`, { total_fee: '100000' })
    codes.push(err_code ?? result_code)
  }
  expect(codes).toEqual([...Array.from({ length: 10 }, () => 'SUCCESS'), 'USERPAYING'])
  await till.pass(DAY)
  expect(await till.pay('w-12')).toMatchObject({ result_code: 'SUCCESS' })
  till.sandbox.options.set({ wechatFreePaymentsADay: 0, wechatPasswordAboveFen: 1 })
  expect(await till.pay('w-13')).toMatchObject({ err_code: 'USERPAYING' })
})

test.each([
  ['never', 'AUTHCODEEXPIRE', (till: ReturnType<typeof openTill>) => till.code('expired')],
  ['used', 'AUTHCODEEXPIRE', (till: ReturnType<typeof openTill>) => till.code('used')],
  [
    'of Alipay',
    'AUTH_CODE_INVALID',
    (till: ReturnType<typeof openTill>) => till.sandbox.buyers.issueCode().authCode,
  ],
  ['of nobody', 'AUTH_CODE_INVALID', () => '134567890123456789'],
  [
    'of somebody without money',
    'NOTENOUGH',
    (till: ReturnType<typeof openTill>) => till.code('no-money'),
  ],
  [
    'stopped by risk control',
    'TRADE_ERROR',
    (till: ReturnType<typeof openTill>) => till.code('risk-refused'),
  ],
])('a code that is %s is refused: %s', async (_what, code, shown) => {
  const till = openTill()
  expect(await till.pay('w-1', { auth_code: shown(till) })).toMatchObject({
    result_code: 'FAIL',
    err_code: code,
  })
  expect(till.sandbox.trades.get('w-1')?.status ?? 'none').not.toBe('TRADE_SUCCESS')
})

test('a code with a trigger needs no control call; Alipay takes none of WeChat’s', async () => {
  const till = openTill()
  const pay = (n: string, auth_code: string) => till.pay(n, { auth_code })
  expect(await pay('w-1', '139000000000000001')).toMatchObject({ result_code: 'SUCCESS' })
  expect(await pay('w-2', '139001040000000001')).toMatchObject({ err_code: 'USERPAYING' })
  expect(await pay('w-3', '139003000000000001')).toMatchObject({ err_code: 'NOTENOUGH' })
  expect(await pay('w-4', '139004000000000001')).toMatchObject({ err_code: 'AUTH_CODE_INVALID' })
  await till.pass(5 * SECOND)
  expect(await till.query('w-2')).toMatchObject({ trade_state: 'SUCCESS' })
})

test('a number that was used says how it ended', async () => {
  const till = openTill()
  await till.pay('paid')
  await till.pay('waiting', { auth_code: till.code('never') })
  await till.pay('reversed')
  await till.reverse('reversed')
  await till.pay('failed', { auth_code: till.code('closes=0s') })
  await till.pass(SECOND)
  const again = async (n: string, more = {}) => (await till.pay(n, more))['err_code']
  expect(await again('paid')).toBe('ORDERPAID')
  expect(await again('waiting', { total_fee: '1' })).toBe('OUT_TRADE_NO_USED')
  expect(await again('reversed')).toBe('ORDERREVERSED')
  expect(await again('failed')).toBe('ORDERCLOSED')
})

describe('reverse', () => {
  test('of an unpaid order closes it, of a paid one gives the money back; both are REVOKED, never CLOSED', async () => {
    const till = openTill()
    await till.pay('unpaid', { auth_code: till.code('never') })
    await till.pay('paid')
    for (const number of ['unpaid', 'paid']) {
      const first = await till.reverse(number)
      expect(first).toMatchObject({ result_code: 'SUCCESS', recall: 'N' })
      // 003:L39-40: the same answer however often.
      expect(await till.reverse(number)).toMatchObject({ result_code: 'SUCCESS', recall: 'N' })
      expect(await till.query(number)).toMatchObject({
        trade_state: 'REVOKED',
        trade_state_desc: '订单已撤销',
      })
      // The journal has the word of the engine, and WeChat's beside it.
      expect(till.sandbox.trace().exchanges.at(-1)?.result).toMatchObject({
        tradeStatus: 'TRADE_CLOSED',
        subCode: 'REVOKED',
      })
    }
    const { truths } = till.sandbox.trace()
    expect(truths.get('paid')).toMatchObject({ paidFen: 8888, refundedFen: 8888 })
    expect(truths.get('unpaid')).toMatchObject({ paidFen: 0, cancelled: 'close' })
    const [wallet] = till.sandbox.buyers.list()
    expect(wallet?.balanceFen).toBe(100_000_000)
  })

  test('goes for seven days, and after that a refund is the way', async () => {
    const till = openTill()
    await till.pay('w-1')
    await till.pay('w-2')
    await till.pass(7 * DAY)
    expect(await till.reverse('w-1')).toMatchObject({ recall: 'N', result_code: 'SUCCESS' })
    await till.pass(SECOND)
    expect(await till.reverse('w-2')).toMatchObject({
      result_code: 'FAIL',
      err_code: 'REVERSE_EXPIRE',
      recall: 'N',
    })
    expect(await till.refund('w-2', 'r-1', '8888')).toMatchObject({ result_code: 'SUCCESS' })
  })

  test('by a transaction that is not there is refused; by a number that is not there it succeeds', async () => {
    const till = openTill()
    const transaction_id = '4200000000202601050000000000'
    expect(await till.call('/secapi/pay/reverse', { transaction_id })).toMatchObject({
      err_code: 'INVALID_TRANSACTIONID',
      recall: 'N',
    })
    expect(await till.reverse('nobody')).toMatchObject({ result_code: 'SUCCESS', recall: 'N' })
  })
})

test('closing is not for payment codes: refused, and the order stays as it was', async () => {
  const till = openTill()
  await till.pay('w-1', { auth_code: till.code('never') })
  const closed = await till.call('/pay/closeorder', { out_trade_no: 'w-1' })
  expect(closed).toMatchObject({ result_code: 'FAIL', err_code: 'INVALID_REQUEST' })
  expect(await till.query('w-1')).toMatchObject({ trade_state: 'USERPAYING' })
})

describe('refund', () => {
  test('in parts, each by its own number, and never more than was paid', async () => {
    const till = openTill()
    await till.pay('w-1')
    const first = await till.refund('w-1', 'r-1', '8000')
    expect(first).toMatchObject({
      result_code: 'SUCCESS',
      out_refund_no: 'r-1',
      refund_fee: '8000',
      total_fee: '8888',
    })
    // The same again is the same refund.
    expect(await till.refund('w-1', 'r-1', '8000')).toMatchObject({ refund_id: first['refund_id'] })
    expect(await till.refund('w-1', 'r-1', '1')).toMatchObject({ err_code: 'REFUND_FEE_MISMATCH' })
    expect(await till.refund('w-1', 'r-2', '889')).toMatchObject({ err_code: 'ERROR' })
    expect(await till.refund('w-1', 'r-2', '1', { total_fee: '1' })).toMatchObject({
      err_code: 'REFUND_FEE_MISMATCH',
    })
    expect(await till.query('w-1')).toMatchObject({ trade_state: 'REFUND' })
    expect(await till.refund('w-1', 'r-3', '888')).toMatchObject({ result_code: 'SUCCESS' })
    expect(await till.query('w-1')).toMatchObject({ trade_state: 'REFUND' })
    expect(till.sandbox.trades.get('w-1')).toMatchObject({ refundedFen: 8888 })
  })

  test('goes for a year', async () => {
    const till = openTill()
    await till.pay('w-1')
    await till.pay('w-2')
    await till.pass(364 * DAY)
    expect(await till.refund('w-1', 'r-1', '1')).toMatchObject({ result_code: 'SUCCESS' })
    await till.pass(2 * DAY)
    expect(await till.refund('w-2', 'r-2', '1')).toMatchObject({ err_code: 'TRADE_OVERDUE' })
  })

  test('is found by each of four numbers, and all of an order together', async () => {
    const till = openTill()
    const { transaction_id = '' } = await till.pay('w-1')
    const { refund_id = '' } = await till.refund('w-1', 'r-1', '100')
    await till.refund('w-1', 'r-2', '200')
    const ask = (fields: Record<string, string>) => till.call('/pay/refundquery', fields)
    const one = {
      refund_count: '1',
      out_refund_no_0: 'r-1',
      refund_fee_0: '100',
      refund_status_0: 'SUCCESS',
    }
    expect(await ask({ refund_id })).toMatchObject(one)
    expect(await ask({ out_refund_no: 'r-1' })).toMatchObject(one)
    for (const by of [
      ['transaction_id', transaction_id],
      ['out_trade_no', 'w-1'],
    ] as const) {
      expect(await ask({ [by[0]]: by[1] })).toMatchObject({
        ...one,
        refund_count: '2',
        out_refund_no_1: 'r-2',
      })
    }
    expect(await ask({ out_refund_no: 'nobody' })).toMatchObject({ err_code: 'ORDERNOTEXIST' })
    await till.pay('w-2')
    expect(await ask({ out_trade_no: 'w-2' })).toMatchObject({ err_code: 'REFUNDNOTEXIST' })
  })

  test('goes fifty times', async () => {
    const till = openTill()
    await till.pay('w-1')
    const last = []
    for (let nth = 1; nth <= 51; nth++) {
      const { err_code, result_code } = await till.refund('w-1', `r-${nth}`, '1')
      last.push(err_code ?? result_code)
    }
    expect(last.slice(49)).toEqual(['SUCCESS', 'INVALID_REQ_TOO_MUCH'])
  })
})

test('an order that nobody knows, and one of the other wallet, do not exist', async () => {
  const till = openTill()
  expect(await till.query('nobody')).toMatchObject({ err_code: 'ORDERNOTEXIST' })
  // The numbers of the two wallets have nothing to do with each other.
  const alipay = till.sandbox.apps.list()[0]?.pid
  await till.pay('same')
  expect(till.sandbox.trades.get('same')?.pid).not.toBe(alipay)
})

test('who shows a code is told by its openid, and the code can still be paid with', async () => {
  const till = openTill()
  const auth_code = till.code()
  const asked = await till.call('/tools/authcodetoopenid', { auth_code })
  expect(asked['openid']).toMatch(/^o[\w-]{27}$/)
  expect(await till.pay('w-1', { auth_code })).toMatchObject({ openid: asked['openid'] })
  expect(await till.call('/tools/authcodetoopenid', { auth_code })).toMatchObject({
    err_code: 'AUTH_CODE_INVALID',
  })
})

test('nobody is told of a payment by code; a waiting one that runs out of time has failed', async () => {
  const till = openTill()
  await till.pay('w-1')
  await till.pay('w-2', { auth_code: till.code('never') })
  await till.pass(3 * 60 * MINUTE + SECOND)
  expect(till.told).toEqual([])
  expect(await till.query('w-2')).toMatchObject({ trade_state: 'PAYERROR' })
  await till.reverse('w-1')
  await till.pass(DAY)
  expect(till.told).toEqual([])
})
