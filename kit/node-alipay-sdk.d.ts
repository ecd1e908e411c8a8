// What node-alipay-sdk 2.6.0 offers, as far as tests call it; the package has no types.
declare module 'node-alipay-sdk' {
  interface Options {
    appId: string
    notifyUrl: string
    /** PEM. */
    rsaPrivate: string
    rsaPublic: string
    signType: string
  }
  interface MicroPay {
    outTradeId: string
    subject: string
    amount: string
    scene: string
    authCode: string
  }
  export default class Alipay {
    constructor(options: Options)
    microPay(order: MicroPay): Promise<{ body: string }>
  }
}
