// Every client that msw is said to catch, each as a shop has it: a payment at Alipay's production
// address over https. msw 2 and msw 3 are tried with the same clients.
import https from 'node:https'
import { text } from 'node:stream/consumers'
import axios from 'axios'
import { createRequire } from 'node:module'
import alipaySdk3 from 'alipay-sdk-3'
import NodeAlipaySdk from 'node-alipay-sdk'
import { signed } from '../client-tests/drives/openapi-client.ts'
import type { TestSandbox } from './test.ts'

export const PRODUCTION = 'https://openapi.alipay.com/gateway.do'
export const NOTIFY_URL = 'https://shop.example/notify'

/** The form of a signed call. */
export function form(alipay: TestSandbox, method: string, biz: Record<string, unknown>): string {
  const keys = { ...alipay.app, notifyUrl: NOTIFY_URL, now: alipay.time.wallMs }
  return new URLSearchParams(signed(keys, method, biz)).toString()
}

/** A payment of this order, by a code whose owner pays at once unless it is another one's. */
export const payForm = (alipay: TestSandbox, outTradeNo: string, code = alipay.code()): string =>
  form(alipay, 'alipay.trade.pay', {
    out_trade_no: outTradeNo,
    subject: 'tea',
    total_amount: '8.88',
    scene: 'bar_code',
    auth_code: code,
  })

const TYPE = { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' }

type Pays = (alipay: TestSandbox, outTradeNo: string) => Promise<string>

interface WechatClient {
  chain(path: string): { post(fields: object): Promise<{ data: Record<string, string> }> }
}

const { Wechatpay } = createRequire(import.meta.url)('wechatpay-axios-plugin') as {
  Wechatpay: new (config: object) => WechatClient
}

/** wechatpay-axios-plugin as a shop has it: the production address of WeChat is its default. */
export async function payAtWechat(alipay: TestSandbox, out_trade_no: string) {
  const { wechat, appPrivateKey: privateKey } = alipay.app
  const { appid, mchId: mch_id, apiKey: secret, platformKeyId, platformPublicKey } = wechat
  const certs = { [platformKeyId]: platformPublicKey }
  const client = new Wechatpay({ mchid: mch_id, secret, serial: 'none', privateKey, certs })
  const order = { body: 'tea', total_fee: 888, spbill_create_ip: '8.8.8.8' }
  const auth_code = alipay.code('at-once', 'wechat')
  const fields = { appid, mch_id, out_trade_no, auth_code, ...order }
  return (await client.chain('v2/pay/micropay').post(fields)).data
}

/** Each pays, and gives the text of the reply. */
export const CLIENTS: Record<string, Pays> = {
  fetch: async (alipay, outTradeNo) => {
    const init = { method: 'POST', headers: TYPE, body: payForm(alipay, outTradeNo) }
    return (await fetch(PRODUCTION, init)).text()
  },
  axios: async (alipay, outTradeNo) => {
    const { data } = await axios.post<unknown>(PRODUCTION, payForm(alipay, outTradeNo), {
      headers: TYPE,
    })
    return JSON.stringify(data)
  },
  'node:https': (alipay, outTradeNo) =>
    new Promise((resolve, reject) => {
      const request = https.request(PRODUCTION, { method: 'POST', headers: TYPE }, (response) => {
        text(response).then(resolve, reject)
      })
      request.on('error', reject)
      request.end(payForm(alipay, outTradeNo))
    }),
  'alipay-sdk 3': async (alipay, outTradeNo) => {
    const { proxyAgent: _unknown, endpoint: _newer, ...config } = alipay.sdkConfig()
    const sdk = new alipaySdk3.default({ ...config, gateway: PRODUCTION })
    const order = { out_trade_no: outTradeNo, subject: 'tea', total_amount: '8.88' }
    const bizContent = { ...order, scene: 'bar_code', auth_code: alipay.code() }
    const call = { notifyUrl: NOTIFY_URL, bizContent }
    return JSON.stringify(await sdk.exec('alipay.trade.pay', call, { validateSign: true }))
  },
  'node-alipay-sdk': async (alipay, outTradeNo) => {
    const { appId, appPrivateKey, alipayPublicKey } = alipay.app
    const keys = { rsaPrivate: appPrivateKey, rsaPublic: alipayPublicKey, signType: 'RSA2' }
    const sdk = new NodeAlipaySdk({ appId, notifyUrl: NOTIFY_URL, ...keys })
    const order = { outTradeId: outTradeNo, subject: 'tea', amount: '8.88', scene: 'bar_code' }
    return (await sdk.microPay({ ...order, authCode: alipay.code() })).body
  },
}
