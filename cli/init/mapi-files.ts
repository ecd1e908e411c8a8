// What a shop at the old gateway (mapi) is set up with: keys, and programs that use them: one that signs by hand, and
// one for the gem that most shops in Ruby have. Makes texts; writes nothing.
import type { MapiView } from '../../server/control/apps.ts'

const KEYS = {
  md5: 'mapi-md5-key.txt',
  merchant: 'mapi-merchant-private-key',
  gateway: 'mapi-gateway-public-key',
  dsaMerchant: 'mapi-dsa-merchant-private-key.pem',
  dsaGateway: 'mapi-dsa-gateway-public-key.pem',
} as const

/** `origin`: `http://127.0.0.1:8600`. */
export function mapiFiles(mapi: MapiView, origin: string): Map<string, string> {
  const { partner, merchantPrivateKey, gatewayPublicKey } = mapi
  const files = new Map([
    [KEYS.md5, `${mapi.md5Key}\n`],
    [`${KEYS.gateway}.pem`, `${gatewayPublicKey.pem}\n`],
    [`${KEYS.gateway}.txt`, `${gatewayPublicKey.bare}\n`],
    [KEYS.dsaMerchant, `${mapi.dsaMerchantPrivateKey}\n`],
    [KEYS.dsaGateway, `${mapi.dsaGatewayPublicKey.pem}\n`],
    ['mapi-snippet.mjs', nodeProgram(partner, origin)],
    ['mapi-snippet.rb', rubyProgram(partner, origin)],
  ])
  if (merchantPrivateKey) {
    files.set(`${KEYS.merchant}.pkcs1.pem`, `${merchantPrivateKey.pkcs1Pem}\n`)
    files.set(`${KEYS.merchant}.pkcs8.txt`, `${merchantPrivateKey.pkcs8Bare}\n`)
  }
  return files
}

const nodeProgram = (
  partner: string,
  origin: string,
) => `// mapi against alipay-sim, signed by hand with MD5. Needs: nothing.
// The keys beside this file are simulated and worth nothing elsewhere.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const key = readFileSync(new URL('${KEYS.md5}', import.meta.url), 'utf8').trim()
const partner = '${partner}'
const gateway = '${origin}/gateway.do'

const textOf = (params) =>
  Object.entries(params)
    .filter(([name, value]) => name !== 'sign' && name !== 'sign_type' && value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => \`\${name}=\${value}\`)
    .join('&')
const md5 = (text) => createHash('md5').update(text + key).digest('hex')
const signed = (params) => {
  const all = { partner, _input_charset: 'utf-8', ...params }
  return new URLSearchParams({ ...all, sign_type: 'MD5', sign: md5(textOf(all)) })
}

// Send the buyer's browser here, best by a form: it pays, and comes back to return_url with signed news.
const out_trade_no = \`node-\${Date.now()}\`
const order = { out_trade_no, subject: 'alipay-sim', payment_type: '1', total_fee: '8.88', seller_id: partner }
console.log(\`\${gateway}?\${signed({ service: 'create_direct_pay_by_user', ...order, it_b_pay: '1h' })}\`)

// Before the buyer has logged in there is no trade: TRADE_NOT_EXIST.
const reply = await fetch(gateway, { method: 'POST', body: signed({ service: 'single_trade_query', out_trade_no }) })
console.log(await reply.text())

// Of a notification: verify the sign as above over what came, ask notify_verify, then answer success.
const asked = new URLSearchParams({ service: 'notify_verify', partner, notify_id: 'made up' })
console.log(await (await fetch(\`\${gateway}?\${asked}\`)).text())
`

const rubyProgram = (
  partner: string,
  origin: string,
) => `# The gem alipay against alipay-sim. Needs: gem install alipay
require 'alipay'

Alipay.pid = '${partner}'
Alipay.key = File.read(File.join(__dir__, '${KEYS.md5}')).strip
Alipay.gateway_url = '${origin}/gateway.do'

number = "ruby-#{Time.now.to_i}"
# Send the buyer's browser here. In the handler of notify_url: Alipay::Notify.verify?(params), then answer success.
puts Alipay::Service.create_direct_pay_by_user_url(out_trade_no: number, subject: 'alipay-sim', total_fee: '8.88')
puts Alipay::Service.single_trade_query(out_trade_no: number)
`
