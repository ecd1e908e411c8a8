// The official SDK, unmodified, set up for a gateway of ours, and the calls its tests make.
import { AlipaySdk, type AlipaySdkConfig } from 'alipay-sdk'
import type { OpenGateway } from './open-gateway.fixture.ts'

/** What a call of `openClient` sends as biz_content: camelCase, which the SDK turns to snake_case. */
type Biz = Record<string, string | number>

export function openClient(
  { app, gateway, sandbox, notifyUrl }: OpenGateway,
  config: Partial<AlipaySdkConfig> = {},
) {
  const sdk = new AlipaySdk({
    appId: app.appId,
    privateKey: app.appPrivateKey,
    keyType: 'PKCS8',
    alipayPublicKey: app.alipayPublicKey,
    gateway,
    ...config,
  })
  /** Without validateSign the SDK believes any reply. */
  const call = (method: string, bizContent: Biz, params: Record<string, string> = {}) =>
    sdk.exec(method, { ...params, bizContent }, { validateSign: true })
  return {
    sdk,
    call,
    /** A payment by code for 88.88 yuan; `pays` is what the buyer does. */
    pay: (outTradeNo: string, pays = 'at-once', biz: Biz = {}) => {
      const { authCode } = sandbox.buyers.issueCode({ pays })
      const order = { outTradeNo, totalAmount: '88.88', subject: '一杯咖啡 & 两块"蛋糕"/份' }
      const code = { scene: 'bar_code', authCode }
      return call('alipay.trade.pay', { ...order, ...code, ...biz }, { notifyUrl })
    },
    precreate: (outTradeNo: string, biz: Biz = {}) => {
      const order = { outTradeNo, totalAmount: '88.88', subject: '扫码点单', ...biz }
      return call('alipay.trade.precreate', order, { notifyUrl })
    },
    query: (outTradeNo: string) => call('alipay.trade.query', { outTradeNo }),
    cancel: (outTradeNo: string) => call('alipay.trade.cancel', { outTradeNo }),
    close: (outTradeNo: string) => call('alipay.trade.close', { outTradeNo }),
    refund: (outTradeNo: string, outRequestNo: string, refundAmount: string) =>
      call('alipay.trade.refund', { outTradeNo, outRequestNo, refundAmount }),
    refundQuery: (outTradeNo: string, outRequestNo: string) =>
      call('alipay.trade.fastpay.refund.query', { outTradeNo, outRequestNo }),
  }
}
