// A till at WeChat Pay's gateway, for tests: writes XML and signs by hand as the documentation says, and shares
// no code with the gateway.
import { createHash, createHmac } from 'node:crypto'
import { createSandbox, type MemoryOptions } from '../hosts/memory.ts'

export type Fields = Record<string, string>

interface Keys {
  apiKey: string
  sandboxKey: string
  apiV3Key: string
  platformPublicKey: string
  platformKeyId: string
}

export function signOf(fields: Fields, key: string, type = 'MD5'): string {
  const text = Object.entries(fields)
    .filter(([name, value]) => name !== 'sign' && value !== '')
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  const digest = type === 'MD5' ? createHash('md5') : createHmac('sha256', key)
  return digest.update(`${text}&key=${key}`).digest('hex').toUpperCase()
}

export const xmlOf = (fields: Fields): string =>
  `<xml>${Object.entries(fields)
    .map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`)
    .join('')}</xml>`

/** What a reply says, field by field. */
export const fieldsOf = (xml: string): Fields =>
  Object.fromEntries(
    [...xml.matchAll(/<(\w+)>(?:<!\[CDATA\[(.*?)\]\]>|([^<]*))<\/\1>/gs)].map(
      ([, name = '', cdata, text]) => [name, cdata ?? text ?? ''],
    ),
  )

const GATEWAY = 'https://api.mch.weixin.qq.com'

export function openTill(options: MemoryOptions = {}) {
  const told: { url: string; body: string; headers: Headers; atMs: number }[] = []
  const sandbox = createSandbox({
    merchant: async (request) => {
      const { url, headers } = request
      told.push({ url, headers, body: await request.text(), atMs: sandbox.time.monotonicMs() })
      return new Response(xmlOf({ return_code: 'SUCCESS', return_msg: 'OK' }))
    },
    ...options,
  })
  const [app] = sandbox.apps.list()
  if (!app) throw new Error('a fresh sandbox has an app')
  const keys = app.credentials['wechat'] as Keys
  const who = { appid: `wx${app.appId}`, mch_id: `1${app.appId.slice(-9)}` }
  let nonces = 0

  const post = async (path: string, body: string, headers: Fields = {}): Promise<string> => {
    const request = new Request(`${GATEWAY}${path}`, { method: 'POST', headers, body })
    return (await sandbox.fetch(request)).text()
  }
  const signed = (fields: Fields, key = keys.apiKey): Fields => {
    const whole = { ...who, nonce_str: `nonce${(nonces += 1)}`, ...fields }
    return { ...whole, sign: signOf(whole, key, fields['sign_type']) }
  }
  const call = async (path: string, fields: Fields = {}): Promise<Fields> => {
    const reply = fieldsOf(await post(path, xmlOf(signed(fields))))
    if (reply['return_code'] === 'FAIL') return reply
    const type = fields['sign_type']
    if (reply['sign'] !== signOf(reply, keys.apiKey, type)) {
      throw new Error(`${path} is answered under a signature that does not fit`)
    }
    return reply
  }
  const code = (pays?: string) => sandbox.buyers.issueCode({ pays, wallet: 'wechat' }).authCode
  const pay = (out_trade_no: string, more: Fields = {}) =>
    call('/pay/micropay', {
      body: '一杯咖啡',
      out_trade_no,
      total_fee: '8888',
      spbill_create_ip: '8.8.8.8',
      auth_code: more['auth_code'] ?? code(),
      ...more,
    })
  return {
    sandbox,
    app,
    keys,
    who,
    told,
    post,
    signed,
    call,
    code,
    pay,
    query: (out_trade_no: string) => call('/pay/orderquery', { out_trade_no }),
    reverse: (out_trade_no: string) => call('/secapi/pay/reverse', { out_trade_no }),
    refund: (out_trade_no: string, out_refund_no: string, refund_fee: string, more: Fields = {}) =>
      call('/secapi/pay/refund', {
        out_trade_no,
        out_refund_no,
        total_fee: '8888',
        refund_fee,
        ...more,
      }),
    pass: (ms: number) => sandbox.clock.advance(ms),
  }
}
