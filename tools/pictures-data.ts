// What happened in the sandbox that the pictures show: an ordinary morning of a coffee shop, and one payment
// whose answer was lost and which the shop found out about.
import {
  commonParams,
  formPost,
  idle,
  signed,
  signWith,
  type Shop,
} from '../server/testing/shop.fixture.ts'

const SALES = [
  ['A-1001', '22.00', '拿铁（大杯）'],
  ['A-1002', '18.50', '美式咖啡'],
  ['A-1003', '46.00', '双人早餐套餐'],
  ['A-1004', '9.90', '龙井茶'],
  ['A-1005', '128.00', '咖啡豆 500 g'],
  ['A-1006', '31.00', '抹茶拿铁 + 可颂'],
  ['A-1007', '15.00', '热巧克力'],
] as const

/** Returns how to let go of whatever is still held. */
export async function fillShop(shop: Shop): Promise<() => void> {
  const { sandbox } = shop
  for (const [outTradeNo, total_amount, subject] of SALES) {
    await shop.pay(outTradeNo, { total_amount, subject })
    await shop.pass(97_000)
  }
  await shop.trade('refund', {
    out_trade_no: 'A-1003',
    refund_amount: '23.00',
    out_request_no: 'r1',
  })
  const closing = sandbox.buyers.issueCode({ pays: 'closes=5s' }).authCode
  await shop.pay('A-1008', { total_amount: '52.00', subject: '生日蛋糕预订', auth_code: closing })
  await shop.pass(60_000)
  await lostAndFound(shop)
  await missigned(shop)
  const [first] = sandbox.buyers.list()
  const { authCode } = sandbox.buyers.issueCode({ pays: 'never', buyerId: first?.buyerId })
  await shop.pay('B-1010', { total_amount: '35.00', subject: '冷萃咖啡 2 瓶', auth_code: authCode })
  sandbox.faults.add({ fault: 'F02', match: { op: 'REFUND', count: 3 } })
  const off = sandbox.faults.add({ fault: 'N01', options: { copies: 2, gap: '10m' } })
  sandbox.faults.pause(off.id)
  sandbox.faults.add({ fault: 'breakpoint', match: { op: 'PAY', outTradeNo: 'B-1011', count: 1 } })
  const held = shop.pay('B-1011', { total_amount: '19.00', subject: '卡布奇诺' }).catch(() => {})
  await idle()
  return () => {
    for (const { exchange } of sandbox.faults.held()) sandbox.faults.release(exchange)
    void held
  }
}

/** The money moved, the answer was lost; the shop asks until it knows. */
async function lostAndFound(shop: Shop): Promise<void> {
  const { faults } = shop.sandbox
  faults.add({ fault: 'F03', match: { op: 'PAY', outTradeNo: 'B-1009', count: 1 } })
  faults.add({ fault: 'F17', match: { op: 'QUERY', outTradeNo: 'B-1009', count: 1 } })
  const order = { total_amount: '88.88', subject: '下午茶套餐（四人）' }
  await shop.pay('B-1009', order).catch(() => {})
  await shop.pass(3_000)
  await shop.trade('query', { out_trade_no: 'B-1009' })
  await shop.pass(3_000)
  await shop.trade('query', { out_trade_no: 'B-1009' })
  await shop.pass(30_000)
}

async function missigned({ app, text }: Shop): Promise<void> {
  const params = commonParams(app, 'alipay.trade.query', { out_trade_no: 'B-1009' })
  const { sign: _sign, sign_type: _dropped, ...rest } = signed(app, params)
  const toSign = Object.keys(rest)
    .toSorted()
    .map((name) => `${name}=${rest[name]}`)
    .join('&')
  await text(formPost({ ...params, sign: signWith(app, toSign) }))
}
