// The gateway's own checks: their order, their exact words, and whether the refusal is signed.
import { expect, test } from 'vitest'
import {
  commonParams,
  formPost,
  GATEWAY,
  openShop,
  signed,
  takeApart,
  type Params,
} from '../../../testing/shop.fixture.ts'
import { changeCredentials } from '../credentials.ts'
import { defaultsOf } from '../../../options/option.ts'
import { OPENAPI_OPTIONS } from '../options.table.ts'
import { decode } from './decode.ts'

const shop = openShop()
const { app } = shop
const QUERY = 'alipay.trade.query'
const KEY = 'alipay_trade_query_response'
const base = () => commonParams(app, QUERY, { out_trade_no: 'o-1' })

/** Common parameters with some changed (`undefined` leaves one out), signed as they then stand. */
function changed(change: Record<string, string | undefined>): Params {
  const params: Params = {}
  for (const [name, value] of Object.entries({ ...base(), ...change })) {
    if (value !== undefined) params[name] = value
  }
  return 'sign' in change ? params : signed(app, params)
}

const ask = async (params: Params, key = KEY) =>
  takeApart(await shop.text(formPost(params)), key, app)

type Change = Record<string, string | undefined>
const refusals: [string, Change, string, string, string, 'signed' | 'unsigned'][] = [
  ['no app_id', { app_id: undefined }, '40001', 'isv.missing-app-id', '缺少AppID参数', 'unsigned'],
  [
    'an unknown app_id',
    { app_id: '9021000000000000' },
    '40002',
    'isv.invalid-app-id',
    '无效的AppID参数',
    'unsigned',
  ],
  [
    'no sign_type',
    { sign_type: undefined },
    '40001',
    'isv.missing-signature-type',
    '缺少签名类型参数',
    'signed',
  ],
  [
    'an unknown sign_type',
    { sign_type: 'RSA3' },
    '40002',
    'isv.invalid-signature-type',
    '无效的签名类型',
    'signed',
  ],
  [
    'a sign_type that every object has',
    { sign_type: 'toString' },
    '40002',
    'isv.invalid-signature-type',
    '无效的签名类型',
    'signed',
  ],
  [
    'an unknown charset',
    { charset: 'latin1' },
    '40002',
    'isv.invalid-charset',
    '字符集错误',
    'signed',
  ],
  [
    'an unknown format',
    { format: 'yaml' },
    '40002',
    'isv.invalid-format',
    '无效的数据格式',
    'signed',
  ],
  ['another version', { version: '2.0' }, '40002', 'isv.invalid-parameter', '参数无效', 'signed'],
  [
    'no timestamp',
    { timestamp: undefined },
    '40001',
    'isv.missing-timestamp',
    '缺少时间戳参数',
    'signed',
  ],
  ['no sign', { sign: undefined }, '40001', 'isv.missing-signature', '缺少签名参数', 'signed'],
  ['an empty sign', { sign: '' }, '40001', 'isv.missing-signature', '缺少签名参数', 'signed'],
  [
    'a timestamp with slashes',
    { timestamp: '2026/01/05 10:00:00' },
    '40002',
    'isv.invalid-timestamp',
    '非法的时间戳参数',
    'signed',
  ],
  [
    'a timestamp without seconds',
    { timestamp: '2026-01-05 10:00' },
    '40002',
    'isv.invalid-timestamp',
    '非法的时间戳参数',
    'signed',
  ],
  [
    'a day that does not exist',
    { timestamp: '2026-02-30 10:00:00' },
    '40002',
    'isv.invalid-timestamp',
    '非法的时间戳参数',
    'signed',
  ],
  [
    'broken JSON',
    { biz_content: '{"out_trade_no":' },
    '40002',
    'isv.illegal-json',
    '参数无效',
    'signed',
  ],
]

const MSG: Record<string, string> = {
  '40001': 'Missing Required Arguments',
  '40002': 'Invalid Arguments',
  '40003': 'Insufficient Conditions',
  '40004': 'Business Failed',
}

test.each(refusals)('%s', async (_what, change, code, sub_code, sub_msg, how) => {
  const reply = await ask(changed(change))
  expect(reply.node).toEqual({ code, msg: MSG[code], sub_code, sub_msg })
  expect(reply.signature !== undefined).toBe(how === 'signed')
  expect(reply.verified).toBe(how === 'signed')
})

test('no method: the envelope is null_response', async () => {
  const reply = await ask(changed({ method: undefined }), 'null_response')
  expect(reply.node).toMatchObject({ code: '40001', sub_code: 'isv.missing-method' })
  expect(reply.verified).toBe(true)
})

test('an unknown method: its own envelope', async () => {
  const reply = await ask(changed({ method: 'alipay.trade.steal' }), 'alipay_trade_steal_response')
  expect(reply.node).toEqual({
    code: '40002',
    msg: 'Invalid Arguments',
    sub_code: 'isv.invalid-method',
    sub_msg: '不存在的方法名',
  })
})

test.each(['a"b', 'a\nb', '{}', '支付', '__proto__.x y'])(
  'a method that is no name (%j) gives well-formed JSON',
  async (method) => {
    const reply = await ask(changed({ method }), 'null_response')
    expect(reply.node).toMatchObject({ sub_code: 'isv.invalid-method' })
    expect(() => JSON.parse(reply.text)).not.toThrow()
  },
)

test('an app without a key of its own: unsigned', () => {
  const { sandbox } = openShop({ seed: 'keyless' })
  const [keyless] = sandbox.apps.list()
  if (!keyless) throw new Error('no app')
  keyless.appPublicKey = undefined
  const withoutKey = changeCredentials(keyless, { appPublicKey: undefined })
  const params = commonParams(keyless, QUERY, { out_trade_no: 'o-1' })
  const wire = {
    method: 'POST',
    url: GATEWAY,
    headers: {},
    body: Buffer.from(new URLSearchParams({ ...params, sign: 'x' }).toString()),
  }
  const decoded = decode(
    wire,
    () => withoutKey,
    0,
    { get: () => undefined, ofApp: () => [] },
    { options: defaultsOf(OPENAPI_OPTIONS) },
  )
  expect(decoded).toMatchObject({
    rejection: {
      code: '40003',
      subCode: 'isv.missing-signature-config',
      subMsg: '应用未配置对应签名算法的公钥或者证书',
    },
  })
  expect(decoded.context.app).toBeUndefined()
})

test('alipay.open.auth.token.app without sign: unsigned, under error_response (recorded)', async () => {
  const method = 'alipay.open.auth.token.app'
  const reply = await ask(changed({ method, sign: undefined }), 'error_response')
  expect(reply.node).toEqual({
    code: '40001',
    msg: MSG['40001'],
    sub_code: 'isv.missing-signature',
    sub_msg: '缺少签名参数',
  })
  expect(reply.signature).toBeUndefined()
  // Whatever else is wrong with it is signed, in its own envelope.
  const key = 'alipay_open_auth_token_app_response'
  const late = await ask(changed({ method, timestamp: 'now' }), key)
  expect(late.node).toMatchObject({ sub_code: 'isv.invalid-timestamp' })
  expect(late.verified).toBe(true)
})

test('the checks come in the documented order', async () => {
  // Everything is wrong; each round mends what was complained about.
  const shop = openShop()
  shop.sandbox.options.set({ strictVersion: true })
  const params: Record<string, string | undefined> = {
    ...base(),
    app_id: undefined,
    sign_type: undefined,
    charset: 'x',
    format: 'x',
    version: undefined,
    timestamp: undefined,
    biz_content: 'x',
    method: undefined,
    sign: undefined,
  }
  const mends: [string, Change][] = [
    ['isv.missing-app-id', { app_id: '9021000000000000' }],
    ['isv.invalid-app-id', { app_id: app.appId }],
    ['isv.missing-signature-type', { sign_type: 'MD5' }],
    ['isv.invalid-signature-type', { sign_type: 'RSA2' }],
    ['isv.invalid-charset', { charset: 'UTF-8' }],
    ['isv.invalid-format', { format: 'json' }],
    ['isv.missing-version', { version: '1.0' }],
    ['isv.missing-timestamp', { timestamp: 'now' }],
    ['isv.missing-signature', { sign: 'AAAA' }],
    ['isv.invalid-signature', { sign: undefined }],
    ['isv.invalid-timestamp', { timestamp: '2026-01-05 10:00:00' }],
    ['isv.missing-method', { method: 'alipay.trade.steal' }],
    ['isv.invalid-method', { method: QUERY }],
    ['isv.illegal-json', { biz_content: '{}' }],
    ['ACQ.INVALID_PARAMETER', {}],
  ]
  let isSigning = false
  for (const [subCode, mend] of mends) {
    const sent: Params = {}
    for (const [name, value] of Object.entries(params)) if (value !== undefined) sent[name] = value
    const text = await shop.text(formPost(isSigning ? signed(app, sent) : sent))
    expect(text).toContain(`"sub_code":"${subCode}"`)
    if (subCode === 'isv.invalid-signature') isSigning = true
    Object.assign(params, mend)
  }
})
