// Programs to copy for WeChat Pay's payment code: a payment, and what a till does while the buyer types the
// password. The settings lie beside them in one file.
import type { WechatSettings } from '../../server/protocols/wechat/credentials.ts'

/** A code whose owner types the password four seconds later (docs/triggers.md); each is good once. */
const CODE_HEAD = '13900104'

const NODE = `// WeChat Pay by wechatpay-axios-plugin against alipay-sim. Needs: npm install wechatpay-axios-plugin
// The keys beside this file are simulated and worth nothing elsewhere.
import { readFileSync } from 'node:fs'
import plugin from 'wechatpay-axios-plugin'

const file = (name) => readFileSync(new URL(name, import.meta.url), 'utf8')
const { gateway, appid, mch_id, api_key, platform_key_id } = JSON.parse(file('wechat-pay.json'))
const client = new plugin.Wechatpay({
  baseURL: gateway,
  mchid: mch_id,
  secret: api_key,
  // Of v3, which the library wants in any case.
  serial: 'none',
  privateKey: file('apiclient_key.pem'),
  certs: { [platform_key_id]: file('wechat-platform-public-key.pem') },
  // Over https reverse and refund show the certificate: { security: true } as the second argument of post.
  merchant: { cert: file('apiclient_cert.pem'), key: file('apiclient_key.pem') },
})

/** A refusal is an answer, too; only what cannot be read or trusted is thrown. */
const call = (path, fields) =>
  client
    .chain('v2' + path)
    .post({ appid, mch_id, ...fields })
    .then(
      ({ data }) => data,
      (error) => {
        if (error.response?.data?.return_code) return error.response.data
        throw error
      },
    )

const out_trade_no = 'snippet-' + Date.now()
let reply = await call('/pay/micropay', {
  body: 'alipay-sim',
  out_trade_no,
  total_fee: 1,
  spbill_create_ip: '127.0.0.1',
  auth_code: '${CODE_HEAD}' + String(Date.now()).slice(-10),
})
console.log(reply.result_code, reply.err_code ?? '')
// USERPAYING, SYSTEMERROR and BANKERROR are no failure: ask what became of the order.
for (let tries = 0; tries < 10 && reply.trade_state !== 'SUCCESS'; tries++) {
  await new Promise((resolve) => setTimeout(resolve, 1000))
  reply = await call('/pay/orderquery', { out_trade_no })
  console.log(reply.trade_state)
}
`

const PYTHON = `# WeChat Pay with Python's own library against alipay-sim: XML, the signature, and a query.
# The keys beside this file are simulated and worth nothing elsewhere.
import hashlib, json, os, time, urllib.request, uuid
import xml.etree.ElementTree as ET

HERE = os.path.dirname(os.path.abspath(__file__))
CONFIG = json.load(open(os.path.join(HERE, 'wechat-pay.json')))


def sign(fields):
    text = '&'.join(f'{k}={v}' for k, v in sorted(fields.items()) if k != 'sign' and v != '')
    return hashlib.md5(f"{text}&key={CONFIG['api_key']}".encode()).hexdigest().upper()


def call(path, **fields):
    fields = {'appid': CONFIG['appid'], 'mch_id': CONFIG['mch_id'], 'nonce_str': uuid.uuid4().hex, **fields}
    fields['sign'] = sign(fields)
    root = ET.Element('xml')
    for name, value in fields.items():
        ET.SubElement(root, name).text = str(value)
    request = urllib.request.Request(CONFIG['gateway'] + path, data=ET.tostring(root, encoding='utf-8'))
    reply = {one.tag: one.text or '' for one in ET.fromstring(urllib.request.urlopen(request, timeout=10).read())}
    # A reply whose signature does not fit says nothing about the order.
    if reply['return_code'] == 'SUCCESS' and sign(reply) != reply['sign']:
        raise ValueError('the signature of the reply does not fit')
    return reply


number = f'snippet-{int(time.time() * 1000)}'
reply = call('/pay/micropay', body='alipay-sim', out_trade_no=number, total_fee='1',
             spbill_create_ip='127.0.0.1', auth_code='${CODE_HEAD}' + str(int(time.time() * 1000))[-10:])
print(reply.get('result_code', reply.get('return_msg')), reply.get('err_code', ''))
# USERPAYING, SYSTEMERROR and BANKERROR are no failure: ask what became of the order.
for _ in range(10):
    if reply.get('trade_state') == 'SUCCESS':
        break
    time.sleep(1)
    reply = call('/pay/orderquery', out_trade_no=number)
    print(reply.get('trade_state'))
`

interface Certificate {
  certificate: string
  privateKey: string
}

/** Everything that a till at WeChat Pay is set up with, by the names that WeChat gives the files. */
export function wechatFiles(
  { appid, mchId, apiKey, apiV3Key, platformKeyId, platformPublicKey }: WechatSettings,
  { certificate, privateKey }: Certificate,
  gateway: string,
): Map<string, string> {
  const settings = {
    gateway,
    appid,
    mch_id: mchId,
    api_key: apiKey,
    api_v3_key: apiV3Key,
    platform_key_id: platformKeyId,
  }
  return new Map([
    ['wechat-pay.json', `${JSON.stringify(settings, undefined, 2)}\n`],
    ['wechat-platform-public-key.pem', `${platformPublicKey.trim()}\n`],
    ['apiclient_cert.pem', certificate],
    ['apiclient_key.pem', `${privateKey.trim()}\n`],
    ['wechat-node.mjs', NODE],
    ['wechat-python.py', PYTHON],
  ])
}
