// Every method in every mode in which the real gateway offers it: signed, asked, answered, verified.
// docs/methods.md shows these cells.
import { expect, test } from 'vitest'
import { askIn, MODES, type Asked, type Mode } from '../../testing/modes.fixture.ts'
import { openShop, type Shop } from '../../testing/shop.fixture.ts'
import { DAY } from '../../values/instant.ts'

interface Row {
  method: string
  /** What must have happened before, and what is asked. */
  ask(shop: Shop, no: string): Promise<Omit<Asked, 'method'>>
  /** The field by which the answer is known. */
  field: string
  isTopLevel?: boolean
  /** Why a mode has no cell. */
  absent?: Partial<Record<Mode, string>>
}

const order = (no: string) => ({ out_trade_no: no, total_amount: '8.88', subject: '茶/叶' })
const code = (shop: Shop, pays = 'at-once') => shop.sandbox.buyers.issueCode({ pays }).authCode
const paid = async (shop: Shop, no: string) => {
  await shop.pay(no, { total_amount: '8.88' })
  return { out_trade_no: no }
}
const tradeNo = (shop: Shop, no: string) => shop.sandbox.trades.get(no)?.tradeNo
const buyer = (shop: Shop) => shop.sandbox.buyers.list()[1]?.buyerId

const NO_V3_PATH = {
  'v3 key': 'no v3 path',
  'v3 cert': 'no v3 path',
  'v3 AES': 'no v3 path',
} as const

const ROWS: Row[] = [
  {
    method: 'alipay.trade.pay',
    ask: async (shop, no) => ({ biz: { ...order(no), scene: 'bar_code', auth_code: code(shop) } }),
    field: 'trade_no',
  },
  {
    method: 'alipay.trade.precreate',
    ask: async (_shop, no) => ({ biz: order(no) }),
    field: 'qr_code',
  },
  {
    method: 'alipay.trade.create',
    ask: async (shop, no) => ({ biz: { ...order(no), buyer_id: buyer(shop) } }),
    field: 'trade_no',
  },
  {
    method: 'alipay.trade.query',
    ask: async (shop, no) => ({ biz: await paid(shop, no) }),
    field: 'trade_status',
  },
  {
    method: 'alipay.trade.cancel',
    ask: async (shop, no) => ({ biz: await paid(shop, no) }),
    field: 'action',
  },
  {
    method: 'alipay.trade.close',
    ask: async (shop, no) => {
      await shop.pay(no, { auth_code: code(shop, 'never') })
      return { biz: { out_trade_no: no } }
    },
    field: 'trade_no',
  },
  {
    method: 'alipay.trade.refund',
    ask: async (shop, no) => ({
      biz: { ...(await paid(shop, no)), refund_amount: '1.00', out_request_no: 'r1' },
    }),
    field: 'refund_fee',
  },
  {
    method: 'alipay.trade.fastpay.refund.query',
    ask: async (shop, no) => {
      const biz = { ...(await paid(shop, no)), out_request_no: 'r1' }
      await shop.trade('refund', { ...biz, refund_amount: '1.00' })
      return { biz }
    },
    field: 'refund_status',
  },
  {
    method: 'alipay.trade.order.settle',
    ask: async (shop, no) => {
      await paid(shop, no)
      const royalty_parameters = [{ trans_in: buyer(shop), amount: '1.00' }]
      return { biz: { out_request_no: no, trade_no: tradeNo(shop, no), royalty_parameters } }
    },
    field: 'trade_no',
  },
  {
    method: 'alipay.trade.orderinfo.sync',
    ask: async (shop, no) => {
      await paid(shop, no)
      const more = { biz_type: 'CREDIT_DEDUCT', order_biz_info: '{"status":"COMPLETE"}' }
      return { biz: { trade_no: tradeNo(shop, no), out_request_no: no, ...more } }
    },
    field: 'trade_no',
  },
  {
    method: 'alipay.data.dataservice.bill.downloadurl.query',
    ask: async (shop, no) => {
      await paid(shop, no)
      await shop.sandbox.clock.advance(DAY)
      return { biz: { bill_type: 'trade', bill_date: '2026-01-05' }, verb: 'GET' }
    },
    field: 'bill_download_url',
    absent: { 'v3 AES': 'a GET carries no content to encrypt' },
  },
  {
    method: 'monitor.heartbeat.syn',
    ask: async () => {
      const device = { product: 'FP', type: 'CR', equipment_id: 'till-01', store_id: 'DF' }
      const now = { time: '2026-01-05 10:00:00', network_type: 'LAN' }
      return { biz: { ...device, ...now, trade_info: '[{"OTN":"o1","TC":1,"STAT":"S"}]' } }
    },
    field: 'pid',
    absent: NO_V3_PATH,
  },
  {
    method: 'alipay.system.oauth.token',
    isTopLevel: true,
    ask: async (shop) => ({
      biz: {
        grant_type: 'authorization_code',
        code: shop.sandbox.apps.authoriseUser().code,
      },
    }),
    field: 'access_token',
    absent: { 'v2 AES': 'takes no biz_content' },
  },
  {
    method: 'alipay.open.auth.token.app',
    ask: async (shop) => ({
      biz: {
        grant_type: 'authorization_code',
        code: shop.sandbox.apps.authorise(shop.sandbox.apps.add('m').appId).code,
      },
    }),
    field: 'app_auth_token',
  },
  {
    method: 'alipay.open.app.alipaycert.download',
    ask: async (shop) => {
      const { certificates } = await shop.sandbox.apps.certify(shop.app.appId)
      return { biz: { alipay_cert_sn: certificates?.alipayCertSn } }
    },
    field: 'alipay_cert_content',
    absent: NO_V3_PATH,
  },
]

const cells = ROWS.flatMap((row) =>
  MODES.filter((mode) => !row.absent?.[mode]).map((mode) => ({ name: row.method, row, mode })),
)

test.each(cells)('$name in $mode mode', async ({ row, mode }) => {
  const shop = openShop()
  const asked = await row.ask(shop, 'o-1')
  const { method, isTopLevel } = row
  const fields = await askIn(mode, shop, { method, isTopLevel, ...asked })
  expect(fields).toHaveProperty(row.field)
})

test('every cell that is empty has its reason', () => {
  const empty = ROWS.flatMap(({ absent = {} }) => Object.values(absent))
  expect(cells.length + empty.length).toBe(ROWS.length * MODES.length)
  expect(empty.every((reason) => reason.length > 0)).toBe(true)
})
