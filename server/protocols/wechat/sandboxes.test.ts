// WeChat's own sandboxes: their keys, the header that asks for a failure, and the amounts that do.
import { expect, test } from 'vitest'
import { fieldsOf, openTill, xmlOf } from '../../testing/wechat.fixture.ts'
import { MINUTE, SECOND } from '../../values/instant.ts'

type Till = ReturnType<typeof openTill>
type Fields = Record<string, string>

const NEW = '/xdc/apiv2sandbox'
const OLD = '/sandboxnew'

async function ask(till: Till, path: string, fields: Fields, headers: Fields = {}) {
  const body = xmlOf(till.signed(fields, till.keys.sandboxKey))
  return fieldsOf(await till.post(path, body, headers))
}

const order = (out_trade_no: string, total_fee = '1'): Fields => ({
  body: 'x',
  out_trade_no,
  total_fee,
  spbill_create_ip: '8.8.8.8',
  auth_code: '120061098828009406',
})

test.each(['/xdc/apiv2getsignkey/sign/getsignkey', '/sandboxnew/pay/getsignkey'])(
  '%s gives the key, to whoever has the one of the merchant',
  async (path) => {
    const till = openTill()
    const body = (key: string) => xmlOf(till.signed({}, key))
    expect(fieldsOf(await till.post(path, body(till.keys.apiKey)))).toEqual({
      return_code: 'SUCCESS',
      return_msg: 'OK',
      mch_id: till.who.mch_id,
      sandbox_signkey: till.keys.sandboxKey,
    })
    expect(fieldsOf(await till.post(path, body('x')))).toMatchObject({ return_code: 'FAIL' })
    expect(fieldsOf(await till.post('/pay/getsignkey', body(till.keys.apiKey)))).toMatchObject({
      return_msg: expect.stringContaining('没有这个接口'),
    })
  },
)

test.each([NEW, OLD])('%s takes any code, under its own key and with any appid', async (base) => {
  const till = openTill()
  const paid = await ask(till, `${base}/pay/micropay`, { ...order('w-1', '501'), appid: 'wx1' })
  expect(paid).toMatchObject({ result_code: 'SUCCESS' })
  // The same call again comes from the same person.
  expect(await ask(till, `${base}/pay/micropay`, order('w-1', '501'))).toMatchObject({
    err_code: 'ORDERPAID',
  })
  expect(await ask(till, `${base}/pay/orderquery`, { out_trade_no: 'w-1' })).toMatchObject({
    trade_state: 'SUCCESS',
  })
  const back = { out_trade_no: 'w-1', out_refund_no: 'r-1', total_fee: '501', refund_fee: '501' }
  for (const path of ['/pay/refund', '/secapi/pay/refund']) {
    expect(await ask(till, `${base}${path}`, back)).toMatchObject({ result_code: 'SUCCESS' })
  }
  const body = xmlOf(till.signed(order('w-2'), till.keys.apiKey))
  expect(fieldsOf(await till.post(`${base}/pay/micropay`, body))).toEqual({
    return_code: 'FAIL',
    return_msg: '签名错误',
  })
})

/** In one word what a call comes to; `nothing` where no reply comes within twenty minutes. */
async function wordOf(till: Till, reply: Promise<Fields>): Promise<string> {
  let word = 'nothing'
  const heard = reply.then(
    ({ err_code, trade_state, result_code }) => {
      word = err_code ?? trade_state ?? result_code ?? 'FAIL'
    },
    () => {},
  )
  for (let turns = 0; turns < 50 && word === 'nothing'; turns++) await till.sandbox.turn()
  await Promise.race([heard, till.pass(20 * MINUTE)])
  return word
}

test.each([
  ['MICROPAY_USERPAYING', 'USERPAYING', 'USERPAYING'],
  ['MICROPAY_TIMEOUT', 'nothing', 'SUCCESS'],
  ['MICROPAY_PAYERROR', 'nothing', 'PAYERROR'],
  ['MICROPAY_PAY_QUERY_TIMEOUT', 'nothing', 'nothing'],
])('Wechatpay-Negative-Test: %s', async (name, paid, found) => {
  const till = openTill()
  const headers = { 'Wechatpay-Negative-Test': name }
  const say = (path: string, fields: Fields) =>
    wordOf(till, ask(till, `${NEW}${path}`, fields, headers))
  expect(await say('/pay/micropay', order('w-1'))).toBe(paid)
  expect(await say('/pay/orderquery', { out_trade_no: 'w-1' })).toBe(found)
})

test.each([
  ['501', { result_code: 'SUCCESS' }, 'SUCCESS'],
  ['531', { err_code: 'USERPAYING' }, 'USERPAYING'],
  ['532', { err_code: 'USERPAYING' }, 'SUCCESS'],
  ['533', { err_code: 'USERPAYING' }, 'PAYERROR'],
  ['534', { err_code: 'NOTENOUGH' }, undefined],
  ['535', { err_code: 'AUTH_CODE_INVALID' }, undefined],
  ['541', { err_code: 'SYSTEMERROR' }, 'SUCCESS'],
  ['542', { err_code: 'SYSTEMERROR' }, undefined],
  ['543', { err_code: 'BANKERROR' }, 'SUCCESS'],
])('/sandboxnew: an order of %s fen', async (total_fee, answer, state) => {
  const till = openTill()
  expect(await ask(till, `${OLD}/pay/micropay`, order('w-1', total_fee))).toMatchObject(answer)
  await till.pass(SECOND)
  const found = await ask(till, `${OLD}/pay/orderquery`, { out_trade_no: 'w-1' })
  expect(found['trade_state']).toBe(state)
})

test('the header means nothing to the gateway itself', async () => {
  const till = openTill()
  const headers = { 'Wechatpay-Negative-Test': 'MICROPAY_USERPAYING' }
  const fields = till.signed({ ...order('w-1'), auth_code: till.code() })
  expect(fieldsOf(await till.post('/pay/micropay', xmlOf(fields), headers))).toMatchObject({
    result_code: 'SUCCESS',
  })
})
