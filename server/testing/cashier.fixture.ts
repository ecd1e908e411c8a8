// A buyer in front of the cashier of one order, for tests: forms are filled in and posted by hand.
import {
  commonParams,
  formPost,
  NOTIFY_URL,
  openShop,
  signed,
  type Params,
} from './shop.fixture.ts'

const ORIGIN = 'http://gateway.test'
const CODES = { page: 'FAST_INSTANT_TRADE_PAY', wap: 'QUICK_WAP_WAY', app: 'QUICK_MSECURITY_PAY' }

export async function enter(
  product: keyof typeof CODES,
  biz: Params = {},
  more: Params = { return_url: 'http://shop.test/return' },
) {
  const shop = openShop()
  const { sandbox, app } = shop
  const order = { out_trade_no: 'order-1', total_amount: '88.88', subject: '一杯咖啡' }
  const content = { ...order, product_code: CODES[product], ...biz }
  const method = `alipay.trade.${product}.pay`
  const params = commonParams(app, method, content, { notify_url: NOTIFY_URL, ...more })
  const ask = () => sandbox.fetch(formPost(signed(app, params)))
  const location = (await ask()).headers.get('location') ?? ''
  const get = async (path: string, headers: Params = {}) => {
    const response = await sandbox.fetch(new Request(`${ORIGIN}${path}`, { headers }))
    return { response, status: response.status, text: await response.text() }
  }
  const post = async (ticket: string, does: string, typed: Params = {}) => {
    const body = new URLSearchParams({ ticket, does, ...typed })
    const response = await sandbox.fetch(
      new Request(`${ORIGIN}${location}`, { method: 'POST', body }),
    )
    const to = response.headers.get('location') ?? ''
    return { response, status: response.status, to, text: await response.text() }
  }
  /** One step of the buyer, from the page that a path shows to the next. */
  const go = async (path: string, does: string, typed: Params = {}) =>
    (await post(ticketIn((await get(path)).text), does, typed)).to
  const buyers = sandbox.buyers.list()
  const logIn = (nth = 0) => go(location, 'log-in', { logonId: buyers.at(nth)?.logonId ?? '' })
  return { ...shop, ask, location, get, post, go, logIn, buyers }
}

export const ticketIn = (text: string) => /name="ticket" value="(\w+)"/.exec(text)?.[1] ?? ''
export const pay = { does: 'pay', password: '111111' } as const
