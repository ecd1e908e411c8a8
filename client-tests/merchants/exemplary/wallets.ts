// Which wallet a payment is from, and the one gateway that the shop sees where there are two behind it.
import type { Gateway, Reply, Store } from './ports.ts'
import type { Attempt } from './records.ts'

export const WALLETS = ['alipay', 'wechat'] as const
export type Wallet = (typeof WALLETS)[number]

/** WeChat's payment codes have 18 digits and begin with 10 to 15; Alipay's begin with 25 to 30 (004:L94-100). */
export const walletOfCode = (authCode: unknown): Wallet =>
  /^1[0-5]\d{16}$/.test(String(authCode)) ? 'wechat' : 'alipay'

export const walletOf = ({ order }: Pick<Attempt, 'order'>): Wallet =>
  walletOfCode(order['auth_code'])

/** The gateway of a shop that takes these wallets. */
export function gatewayOf(
  wallets: readonly Wallet[],
  open: Readonly<Record<Wallet, () => Gateway>>,
  store: Pick<Store, 'attempts'>,
): Gateway {
  const [first = 'alipay', second] = wallets
  return second === undefined
    ? open[first]()
    : bothWallets({ alipay: open.alipay(), wechat: open.wechat() }, store)
}

/** Each call goes to the gateway that knows the order. */
function bothWallets(
  gateways: Readonly<Record<Wallet, Gateway>>,
  { attempts }: Pick<Store, 'attempts'>,
): Gateway {
  const { alipay, wechat } = gateways
  const gatewayOf = (outTradeNo: string) => {
    const attempt = attempts.get(outTradeNo)
    return attempt && gateways[walletOf(attempt)]
  }
  const known = (outTradeNo: string) => gatewayOf(outTradeNo) ?? alipay
  return {
    ...alipay,
    pay: (order, notify) => gateways[walletOfCode(order['auth_code'])].pay(order, notify),
    query: (outTradeNo) =>
      gatewayOf(outTradeNo)?.query(outTradeNo) ?? askBoth(gateways, outTradeNo),
    cancel: (outTradeNo) => known(outTradeNo).cancel(outTradeNo),
    close: (outTradeNo) => known(outTradeNo).close(outTradeNo),
    refund: (order) => known(order.outTradeNo).refund(order),
    refundQuery: (outTradeNo, no) => known(outTradeNo).refundQuery(outTradeNo, no),
    billUrl: (date, wallet) => gateways[wallet].billUrl(date, wallet),
    download: (url) => (url.startsWith('wechat-bill:') ? wechat : alipay).download(url),
  }
}

/** A number that is not in the books: whoever knows it says what it is (004:L177). */
async function askBoth({ alipay, wechat }: Record<Wallet, Gateway>, no: string): Promise<Reply> {
  const reply = await alipay.query(no)
  const isUnknown = reply.kind === 'answered' && reply.subCode === 'ACQ.TRADE_NOT_EXIST'
  return isUnknown ? wechat.query(no) : reply
}
