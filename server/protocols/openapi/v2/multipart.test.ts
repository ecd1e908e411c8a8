// Forms with files: text fields count as parameters and are signed, files are not.
import { expect, test } from 'vitest'
import {
  commonParams,
  GATEWAY,
  openShop,
  signed,
  takeApart,
  type Params,
} from '../../../testing/shop.fixture.ts'
import { multipartPairs } from '../../form.ts'

const QUERY = 'alipay.trade.query'
const KEY = 'alipay_trade_query_response'
const found = { sub_code: 'ACQ.TRADE_NOT_EXIST' }
const FILE = '\0\x01--not the end\r\n\r\nbiz_content=x'

const plain = (name: string, value: string) =>
  `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}`
/** As Java's SDK writes it: no space after a colon or a semicolon, and a type for each part. */
const java = (name: string, value: string) =>
  `Content-Disposition:form-data;name="${name}"\r\nContent-Type:text/plain\r\n\r\n${value}`
const file = 'Content-Disposition: form-data; name="file_content"; filename="a.png"\r\n'

function body(parts: string[], boundary: string) {
  const text = parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')
  return Buffer.from(`${text}--${boundary}--\r\n`)
}

function upload(params: Params, inBody: string[], write: typeof plain, type: string) {
  const [fields, query] = [true, false].map((wanted) =>
    Object.entries(params).filter(([name]) => inBody.includes(name) === wanted),
  )
  const parts = [
    ...(fields ?? []).map(([name, value]) => write(name, value)),
    `${file}Content-Type: image/png\r\n\r\n${FILE}`,
  ]
  return new Request(`${GATEWAY}?${new URLSearchParams(query)}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: body(parts, '1699999999999'),
  })
}

test.each<[string, string[], typeof plain, string]>([
  ['of the Node SDK', ['biz_content'], plain, 'multipart/form-data; boundary=1699999999999'],
  [
    'of the Java SDK',
    ['biz_content', 'app_auth_token_hint'],
    java,
    'multipart/form-data;boundary=1699999999999;charset=utf-8',
  ],
  [
    'with a quoted boundary',
    ['biz_content'],
    plain,
    'multipart/form-data; boundary="1699999999999"',
  ],
  [
    'with everything in the body',
    ['app_id', 'method', 'format', 'charset', 'sign_type', 'timestamp', 'version', 'sign'],
    plain,
    'Multipart/Form-Data; boundary=1699999999999',
  ],
])('a form %s', async (_whose, inBody, write, type) => {
  const { app, text } = openShop()
  const biz = { out_trade_no: '一杯-咖啡' }
  const params = signed(app, { ...commonParams(app, QUERY, biz), app_auth_token_hint: 'x y+z' })
  const reply = takeApart(await text(upload(params, inBody, write, type)), KEY, app)
  expect(reply).toMatchObject({ node: found, verified: true })
})

test('a text field that was changed on the way is noticed', async () => {
  const { app, text } = openShop()
  const params = { ...signed(app, commonParams(app, QUERY, { out_trade_no: 'o' })), extra: 'x' }
  const type = 'multipart/form-data; boundary=1699999999999'
  const reply = takeApart(await text(upload(params, ['extra'], plain, type)), KEY, app)
  expect(reply.node).toMatchObject({ sub_code: 'isv.invalid-signature' })
})

test.each<[string, string, string, [string, string][]]>([
  ['no boundary', '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb', '', []],
  ['a part without a name', '--x\r\nContent-Disposition: form-data\r\n\r\nb\r\n--x--', 'x', []],
  ['a part without an end of headers', '--x\r\nContent-Disposition: form-data', 'x', []],
  ['another kind of part', '--x\r\nContent-Type: text/plain\r\n\r\nb\r\n--x--', 'x', []],
  [
    'a bare name',
    `--x\r\ncontent-disposition: form-data; name=a\r\n\r\nb\r\n--x--`,
    'x',
    [['a', 'b']],
  ],
  ['an empty value', `--x\r\n${plain('a', '')}\r\n--x--`, 'x', [['a', '']]],
  ['lines in a value', `--x\r\n${plain('a', '1\r\n2\r\n')}\r\n--x--`, 'x', [['a', '1\r\n2\r\n']]],
  ['nothing', '', 'x', []],
])('%s', (_what, text, boundary, pairs) => {
  const type = boundary ? `multipart/form-data; boundary=${boundary}` : 'multipart/form-data'
  expect(multipartPairs(text, type)).toEqual(pairs)
})
