// The one gateway that the shop sees where there are two behind it.
import type { Gateway, Reply, Store } from './ports.ts'
import { walletOf, walletOfCode, type HomeWallet } from './wallet.ts'

/** The gateway of a shop that takes these wallets. */
export function gatewayOf(
  wallets: readonly HomeWallet[],
  open: Readonly<Record<HomeWallet, () => Gateway>>,
  store: Pick<Store, 'attempts'>,
): Gateway {
  const [first = 'alipay', second] = wallets
  return second === undefined
    ? open[first]()
    : bothWallets({ alipay: open.alipay(), wechat: open.wechat() }, store)
}

/** Each call goes to the gateway that knows the order. */
function bothWallets(
  gateways: Readonly<Record<HomeWallet, Gateway>>,
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
async function askBoth(
  { alipay, wechat }: Record<HomeWallet, Gateway>,
  no: string,
): Promise<Reply> {
  const reply = await alipay.query(no)
  const isUnknown = reply.kind === 'answered' && reply.subCode === 'ACQ.TRADE_NOT_EXIST'
  return isUnknown ? wechat.query(no) : reply
}
