// The faults of the catalogue at WeChat's gateway: what the till reads, what the journal says of it, and what is true.
import { describe, expect, test } from 'vitest'
import { fieldsOf, openTill, signOf, xmlOf } from '../../testing/wechat.fixture.ts'
import { MINUTE, SECOND } from '../../values/instant.ts'

type Till = ReturnType<typeof openTill>
type Rule = Parameters<Till['sandbox']['faults']['add']>[0]

const under = (rule: Rule, till = openTill()) => {
  till.sandbox.faults.add({ ...rule, match: { protocol: 'wechat-v2', count: 1, ...rule.match } })
  return till
}

const lastResult = (till: Till) => till.sandbox.trace().of('answer').at(-1)?.result
const isPaid = (till: Till) => till.sandbox.trades.get('w-1')?.paidAt !== undefined

describe('a payment', () => {
  test.each([
    ['F01', {}, 'SYSTEMERROR', 'unknown', false],
    ['F02', {}, 'SYSTEMERROR', 'unknown', true],
    ['F02', { subCode: 'BANKERROR' }, 'BANKERROR', 'unknown', true],
    ['F01', { subCode: 'BankError' }, 'BANKERROR', 'unknown', false],
    ['F16', {}, 'USERPAYING', 'pending', true],
    ['F18', {}, 'PARAM_ERROR', 'refused', false],
    ['F18', { code: '40002' }, 'PARAM_ERROR', 'rejected', false],
    ['F19', {}, 'TRADE_ERROR', 'refused', false],
    ['F19', { subCode: 'NOTSUPORTCARD' }, 'NOTSUPORTCARD', 'refused', false],
    ['F19', { subCode: 'BuyerBalanceTooLow' }, 'NOTENOUGH', 'refused', false],
    ['F25', {}, 'FREQUENCY_LIMITED', 'rejected', false],
    ['F26', {}, 'OUT_TRADE_NO_USED', 'ask-query', false],
    ['F26', { reason: 'TradeAlreadyPaid', executed: 'yes' }, 'ORDERPAID', 'ask-query', true],
    ['F26', { reason: 'TradeAlreadyClosed' }, 'ORDERCLOSED', 'refused', false],
    ['gbk-reply', { executed: 'yes' }, 'SYSTEMERROR', 'unknown', true],
  ])('under %s %o: %s', async (fault, options, code, meaning, paid) => {
    const till = under({ fault, options })
    const fields = till.signed({
      body: 'x',
      out_trade_no: 'w-1',
      total_fee: '1',
      spbill_create_ip: '8.8.8.8',
      auth_code: till.code(),
    })
    const reply = fieldsOf(await till.post('/pay/micropay', xmlOf(fields)))
    expect(reply).toMatchObject({ return_code: 'SUCCESS', result_code: 'FAIL', err_code: code })
    expect(lastResult(till)).toMatchObject({ readable: true, meaning, subCode: code })
    expect(isPaid(till)).toBe(paid)
  })

  test.each([
    ['F11', { executed: 'yes' }],
    ['F11', { executed: 'no', kind: 'wrong-envelope' }],
    ['F10', { executed: 'yes' }],
  ])('under %s %o nobody can read the reply', async (fault, options) => {
    const till = under({ fault, options })
    await expect(till.pay('w-1')).rejects.toThrow(/does not fit/)
    expect(lastResult(till)).toEqual({ readable: false })
    expect(isPaid(till)).toBe(options.executed === 'yes')
  })

  test.each(['altered', 'stranger', 'missing'])(
    'F12 %s: true, and not to be trusted',
    async (how) => {
      const till = under({ fault: 'F12', options: { how } })
      await expect(till.pay('w-1')).rejects.toThrow(/signature that does not fit/)
      expect(isPaid(till)).toBe(true)
    },
  )

  test.each(['F03', 'F04', 'F08'])('%s: no reply at all', async (fault) => {
    const till = under({ fault })
    await expect(till.pay('w-1')).rejects.toThrow('fetch failed')
    expect(isPaid(till)).toBe(fault === 'F03')
  })

  test('F13: the reply is of another order, validly signed', async () => {
    const till = openTill()
    await till.pay('other')
    under({ fault: 'F13' }, till)
    expect(await till.pay('w-1')).toMatchObject({ out_trade_no: 'other', result_code: 'SUCCESS' })
  })

  test('F14: the network delivers it twice, and it is paid once', async () => {
    const till = under({ fault: 'F14' })
    expect(await till.pay('w-1')).toMatchObject({ result_code: 'SUCCESS' })
    await till.pass(MINUTE)
    expect(till.sandbox.trace().truths.get('w-1')).toMatchObject({ paidFen: 8888, refundedFen: 0 })
  })

  test.each(['unknown-fields', 'member-order'])('%s: the same, validly signed', async (fault) => {
    const till = under({ fault })
    const reply = await till.pay('w-1')
    expect(reply).toMatchObject({ result_code: 'SUCCESS', out_trade_no: 'w-1' })
    expect(Object.keys(reply).some((name) => name.startsWith('sim_'))).toBe(
      fault === 'unknown-fields',
    )
  })
})

describe('a query', () => {
  test('F17: lags behind the payment', async () => {
    const till = under({ fault: 'F17', match: { op: 'QUERY', count: 2 } })
    await till.pay('w-1')
    expect(await till.query('w-1')).toMatchObject({ trade_state: 'USERPAYING' })
    await till.pass(7 * SECOND)
    expect(await till.query('w-1')).toMatchObject({ trade_state: 'SUCCESS' })
    const gone = under({ fault: 'F17', options: { shows: 'NOTEXIST' }, match: { op: 'QUERY' } })
    await gone.pay('w-1')
    expect(await gone.query('w-1')).toMatchObject({ err_code: 'ORDERNOTEXIST' })
    expect(lastResult(gone)).toMatchObject({ meaning: 'not-found', reason: 'TradeNotFound' })
  })
})

describe('a reverse', () => {
  test.each([
    [{}, { result_code: 'SUCCESS', recall: 'Y' }, 'ok', false],
    [{ executed: 'yes' }, { result_code: 'SUCCESS', recall: 'Y' }, 'ok', true],
    [{ code: '20000' }, { err_code: 'SYSTEMERROR', recall: 'Y' }, 'unknown', false],
    [{ code: '40004' }, { err_code: 'SYSTEMERROR', recall: 'Y' }, 'unknown', false],
    [{ code: '40004', retryFlag: 'N' }, { err_code: 'TRADE_ERROR', recall: 'N' }, 'refused', false],
  ])('F20 %o: %o', async (options, answer, meaning, done) => {
    const till = under({ fault: 'F20', options })
    await till.pay('w-1')
    expect(await till.reverse('w-1')).toMatchObject(answer)
    expect(lastResult(till)).toMatchObject({ meaning, retryFlag: answer.recall })
    expect(till.sandbox.trades.get('w-1')?.refundedFen).toBe(done ? 8888 : 0)
    expect(await till.reverse('w-1')).toMatchObject({ result_code: 'SUCCESS', recall: 'N' })
  })

  test.each([
    [{}, 'REVERSE_EXPIRE'],
    [{ subCode: 'TradeFrozen' }, 'TRADE_ERROR'],
  ])('F21 %o: refused with %s', async (options, code) => {
    const till = under({ fault: 'F21', options })
    await till.pay('w-1')
    expect(await till.reverse('w-1')).toMatchObject({ err_code: code, recall: 'N' })
  })

  test('F22: the buyer pays right before it, and gets the money back', async () => {
    const till = under({ fault: 'F22' })
    await till.pay('w-1', { auth_code: till.code('never') })
    await till.reverse('w-1')
    await till.pass(SECOND)
    expect(till.sandbox.trace().truths.get('w-1')).toMatchObject({
      paidFen: 8888,
      refundedFen: 8888,
    })
  })

  test('F24: without money it is refused, and later it goes', async () => {
    const till = under({ fault: 'F24', match: { op: 'CANCEL' } })
    await till.pay('w-1')
    expect(await till.reverse('w-1')).toMatchObject({ err_code: 'TRADE_ERROR', recall: 'N' })
    await till.pass(2 * MINUTE)
    expect(await till.reverse('w-1')).toMatchObject({ result_code: 'SUCCESS' })
  })
})

describe('a refund', () => {
  test.each([
    ['F01', {}, 'SYSTEMERROR', 0],
    ['F02', {}, 'SYSTEMERROR', 100],
    ['F19', { subCode: 'BIZERR_NEED_RETRY' }, 'BIZERR_NEED_RETRY', 0],
    ['F24', {}, 'NOTENOUGH', 0],
    ['F27', { why: 'window' }, 'TRADE_OVERDUE', 0],
    ['F27', { why: 'sum' }, 'ERROR', 0],
    ['F27', { why: 'contract' }, 'TRADE_STATE_ERROR', 0],
  ])('under %s %o: %s', async (fault, options, code, back) => {
    const till = openTill()
    await till.pay('w-1')
    under({ fault, options, match: { op: 'REFUND' } }, till)
    expect(await till.refund('w-1', 'r-1', '100')).toMatchObject({ err_code: code })
    expect(till.sandbox.trades.get('w-1')?.refundedFen).toBe(back)
  })

  test('F27 99-silent: taken, says the reply, and no query finds it', async () => {
    const till = openTill()
    await till.pay('w-1')
    under({ fault: 'F27', options: { why: '99-silent' } }, till)
    expect(await till.refund('w-1', 'r-1', '100')).toMatchObject({ result_code: 'SUCCESS' })
    const asked = await till.call('/pay/refundquery', { out_trade_no: 'w-1' })
    expect(asked).toMatchObject({ err_code: 'REFUNDNOTEXIST' })
  })
})

test('a rule for the other gateway leaves WeChat alone', async () => {
  const till = openTill()
  till.sandbox.faults.add({ fault: 'F02', match: { protocol: 'openapi-v2' } })
  expect(await till.pay('w-1')).toMatchObject({ result_code: 'SUCCESS' })
})

test('a fault can be asked for by its header, where the sandbox allows it', async () => {
  const till = openTill()
  till.sandbox.options.set({ headerFaults: true })
  const fields = till.signed({ out_trade_no: 'w-1' })
  const reply = await till.post('/pay/orderquery', xmlOf(fields), { 'alipay-sim-fault': 'F01' })
  expect(fieldsOf(reply)).toMatchObject({ err_code: 'SYSTEMERROR' })
  expect(fieldsOf(reply)['sign']).toBe(signOf(fieldsOf(reply), till.keys.apiKey))
})
