// What WeChat's gateway does not take: in transport, where nobody signs, and for its fields.
import { describe, expect, test } from 'vitest'
import { fieldsOf, openTill, signOf, xmlOf } from '../../testing/wechat.fixture.ts'

describe('refused in transport: unsigned, a text and nothing else', () => {
  const plain = async (path: string, body: string, till = openTill()) =>
    fieldsOf(await till.post(path, body))
  test.each([
    ['another body than XML', 'a=b', 'XML格式错误'],
    ['a DOCTYPE', '<!DOCTYPE xml [<!ENTITY a "b">]><xml><a>&a;</a></xml>', 'XML格式错误'],
    ['no mch_id', '<xml><appid>wx1</appid></xml>', 'mch_id'],
    ['a merchant that nobody knows', '<xml><mch_id>1900000109</mch_id></xml>', '商户号'],
  ])('%s', async (_what, body, says) => {
    const reply = await plain('/pay/micropay', body)
    expect(Object.keys(reply)).toEqual(['return_code', 'return_msg'])
    expect(reply).toMatchObject({ return_code: 'FAIL', return_msg: expect.stringContaining(says) })
  })

  test('a wrong signature, a missing one, an unknown kind, and a stranger’s appid', async () => {
    const till = openTill()
    const good = till.signed({ out_trade_no: 'w-1' })
    const { sign: _sign, ...unsigned } = good
    const other = (fields: Record<string, string>) => ({
      ...fields,
      sign: signOf(fields, till.keys.apiKey),
    })
    const says = async (fields: Record<string, string>) =>
      (await plain('/pay/orderquery', xmlOf(fields), till))['return_msg']
    expect(await says({ ...good, out_trade_no: 'w-2' })).toBe('签名错误')
    expect(await says(unsigned)).toContain('sign：必填')
    expect(await says(other({ ...unsigned, sign_type: 'RSA' }))).toContain('sign_type')
    expect(await says(other({ ...unsigned, appid: 'wx1234' }))).toBe('appid不存在')
    expect(await says(other({ ...unsigned, appid: 'wx9021000000000000' }))).toBe(
      'appid和mch_id不匹配',
    )
    const { exchanges } = till.sandbox.trace()
    expect(exchanges.map(({ result }) => result?.subCode)).toEqual([
      'SIGNERROR',
      'SIGNERROR',
      'SIGNERROR',
      'APPID_NOT_EXIST',
      'APPID_MCHID_NOT_MATCH',
    ])
    expect(exchanges[0]?.result).toMatchObject({ meaning: 'rejected', reason: 'SignatureWrong' })
  })
})

test('a field that is missing or wrong is named, in a signed reply', async () => {
  const till = openTill()
  expect(await till.pay('w-1', { total_fee: '1.5' })).toMatchObject({
    err_code: 'PARAM_ERROR',
    err_code_des: expect.stringContaining('total_fee：应为整数，单位分'),
  })
  expect(await till.pay('w-1', { body: '' })).toMatchObject({
    err_code: 'LACK_PARAMS',
    err_code_des: expect.stringContaining('body：必填'),
  })
  expect(await till.call('/pay/orderquery')).toMatchObject({ err_code: 'PARAM_ERROR' })
})
