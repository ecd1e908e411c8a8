// Every public error that a fault can give, word by word on the wire of v2 and of v3. Those that arise
// from a request are with the checks of each version.
import { expect, test } from 'vitest'
import { ask, restRequest } from '../../testing/rest.fixture.ts'
import { commonParams, formPost, openShop, signed } from '../../testing/shop.fixture.ts'

const ISV =
  'ISV权限不足，建议在开发者中心检查对应功能是否已经添加，解决办法详见：https://docs.open.alipay.com/common/isverror'

const MSG: Record<string, string> = {
  '20001': 'Insufficient Token Permissions',
  '40001': 'Missing Required Arguments',
  '40002': 'Invalid Arguments',
  '40003': 'Insufficient Conditions',
  '40005': 'Call Limited',
  '40006': 'Insufficient Permissions',
}

/** [code, sub_code, sub_msg, status in v3] */
const ROWS: [string, string, string, number][] = [
  ['20001', 'aop.invalid-auth-token', '无效的访问令牌', 401],
  ['20001', 'aop.auth-token-time-out', '访问令牌已过期', 401],
  ['20001', 'aop.invalid-app-auth-token', '无效的应用授权令牌', 401],
  ['20001', 'aop.invalid-app-auth-token-no-api', '商户未授权当前接口', 401],
  ['20001', 'aop.app-auth-token-time-out', '应用授权令牌已过期', 401],
  ['20001', 'aop.no-product-reg-by-partner', '商户未签约任何产品', 401],
  ['40001', 'isv.missing-signature-key', '缺少签名配置', 400],
  ['40001', 'isv.missing-default-signature-type', '应用未设置默认签名类型', 400],
  ['40001', 'isv.missing-encrypt-key', '缺少加密配置', 400],
  ['40002', 'isv.invalid-signature', '无效签名', 400],
  ['40002', 'isv.invalid-digest', '摘要错误', 400],
  ['40002', 'isv.invalid-encrypt-type', '无效的加密类型', 400],
  ['40002', 'isv.invalid-encrypt', '解密异常', 400],
  ['40002', 'isv.upload-fail', '文件上传失败', 400],
  ['40002', 'isv.invalid-file-extension', '文件扩展名无效', 400],
  ['40002', 'isv.invalid-file-size', '文件大小无效', 400],
  ['40002', 'isv.suspected-attack', '可疑的攻击请求', 400],
  ['40002', 'isv.forbidden-api', '接口被禁用', 400],
  ['40003', 'isv.invalid-auth-relations', '无效的授权关系', 400],
  ['40005', 'isv.app-call-limited', '应用调用次数超限，包含调用频率超限', 429],
  ['40005', 'isv.method-call-limited', 'API调用次数超限，包含调用频率超限', 429],
  ['40006', 'isv.insufficient-isv-permissions', ISV, 403],
  ['40006', 'isv.insufficient-user-permissions', '用户权限不足', 403],
]

function shopWith(subCode: string) {
  const shop = openShop()
  shop.sandbox.faults.add({ fault: 'business-failure', options: { subCode } })
  return shop
}

const ORDER = { out_trade_no: 'o-1', total_amount: '1.00', subject: 's' }

test.each(ROWS)('v2 says %s %s, signed, and executes nothing', async (code, sub_code, sub_msg) => {
  const shop = shopWith(sub_code)
  const buyer_id = shop.sandbox.buyers.list()[0]?.buyerId
  const reply = await shop.call('alipay.trade.create', { ...ORDER, buyer_id })
  expect(reply.node).toEqual({ code, msg: MSG[code], sub_code, sub_msg })
  expect(reply.verified).toBe(true)
  shop.sandbox.faults.clear()
  const asked = await shop.trade('query', { out_trade_no: 'o-1' })
  expect(asked.sub_code).toBe('ACQ.TRADE_NOT_EXIST')
})

test.each(ROWS)('v3 says %s %s as an HTTP error', async (_code, subCode, message, status) => {
  const shop = shopWith(subCode)
  const target = '/v3/alipay/trade/precreate'
  const reply = await ask(shop, restRequest(shop.app, { target, body: ORDER }))
  expect(reply.status).toBe(status)
  expect(JSON.parse(reply.text)).toMatchObject({
    code: subCode.replace(/^(isv|aop)\./, ''),
    message,
  })
  expect(reply.header('alipay-signature')).toBeNull()
})

test('an app that is throttled gets 40005 until the fault is used up', async () => {
  const shop = openShop()
  shop.sandbox.faults.add({ fault: 'F25', match: { count: 2 } })
  const codes = []
  for (let nth = 0; nth < 3; nth++) codes.push((await shop.trade('precreate', ORDER)).code)
  expect(codes).toEqual(['40005', '40005', '10000'])
})

test('a public error on a page method is a page that names it', async () => {
  const shop = shopWith('isv.insufficient-isv-permissions')
  const order = { ...ORDER, product_code: 'FAST_INSTANT_TRADE_PAY' }
  const params = signed(shop.app, commonParams(shop.app, 'alipay.trade.page.pay', order))
  const response = await shop.sandbox.fetch(formPost(params))
  const text = new TextDecoder('gbk').decode(await response.arrayBuffer())
  expect(text).toContain(`错误代码 insufficient-isv-permissions 错误原因: ${ISV}`)
})

test('a wrong signature on a page: the verified text is written for HTML once, not twice', async () => {
  const shop = openShop()
  const params = commonParams(shop.app, 'alipay.trade.page.pay', ORDER)
  const response = await shop.sandbox.fetch(formPost({ ...params, sign: 'AAAA' }))
  const text = new TextDecoder('gbk').decode(await response.arrayBuffer())
  expect(text).toContain('错误代码 invalid-signature')
  expect(text).toContain('biz_content={&quot;out_trade_no&quot;:&quot;o-1&quot;')
  expect(text).toContain('}&amp;charset=utf-8&amp;format=JSON')
  expect(text).not.toContain('&amp;amp;')
})

test('20000 aop.ACQ.SYSTEM_ERROR, as the live gateway wraps it: a fault says so', async () => {
  const shop = openShop()
  const options = { subCode: 'aop.ACQ.SYSTEM_ERROR' }
  shop.sandbox.faults.add({ fault: 'F02', options })
  expect(await shop.pay('o-1')).toMatchObject({
    code: '20000',
    msg: 'Service Currently Unavailable',
    sub_code: 'aop.ACQ.SYSTEM_ERROR',
    sub_msg: '系统异常',
  })
  expect(shop.sandbox.trades.get('o-1')?.status).toBe('TRADE_SUCCESS')
})

test('a public error that nobody documents is refused, and the refusal says what it takes', () => {
  const shop = openShop()
  const rule = { fault: 'business-failure', options: { subCode: 'isv.no-such' } }
  expect(() => shop.sandbox.faults.add(rule)).toThrow(/isv\.insufficient-isv-permissions/)
})
