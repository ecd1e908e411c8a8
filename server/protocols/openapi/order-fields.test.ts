// Lengths, ranges and forms of what opens an order: each refusal names its field.
import { expect, test } from 'vitest'
import { openShop } from '../../testing/shop.fixture.ts'

const shop = openShop()
const order = { out_trade_no: 'o-1', total_amount: '1.00', subject: 's', auth_code: '281234' }
const goods = { goods_id: 'g', goods_name: 'n', quantity: 1, price: '1.00' }
const long = (length: number) => 'a'.repeat(length)

const wrong: [string, object, string][] = [
  ['pay', { scene: 'bar-code' }, 'scene：只能是 bar_code、security_code、wave_code 之一'],
  ['pay', { operator_id: long(29) }, 'operator_id：最长 28 个字符'],
  ['pay', { body: long(129) }, 'body：最长 128 个字符'],
  ['pay', { store_id: long(33) }, 'store_id：最长 32 个字符'],
  ['pay', { terminal_params: long(2049) }, 'terminal_params：最长 2048 个字符'],
  ['pay', { passback_params: long(513) }, 'passback_params：最长 512 个字符'],
  ['pay', { discountable_amount: '1.01' }, 'discountable_amount：不能大于 total_amount'],
  ['pay', { undiscountable_amount: '1.01' }, 'undiscountable_amount：不能大于 total_amount'],
  ['pay', { time_expire: '2026-01-05 10:00:30' }, 'time_expire：不能早于 1 分钟之后'],
  ['pay', { time_expire: '2026-01-21 10:00:00' }, 'time_expire：不能晚于 15 天之后'],
  ['pay', { timeout_express: '1.5h' }, 'timeout_express：应为 1m～15d，如 90m、2h、1d，或 1c'],
  ['pay', { goods_detail: 'none' }, 'goods_detail：应为数组'],
  [
    'pay',
    { goods_detail: [{ ...goods, goods_id: undefined }] },
    'goods_detail.0.goods_id：必填，未传',
  ],
  ['pay', { goods_detail: [{ ...goods, quantity: '1.5' }] }, 'goods_detail.0.quantity：应为正整数'],
  [
    'pay',
    { goods_detail: [{ ...goods, body: long(1001) }] },
    'goods_detail.0.body：最长 1000 个字符',
  ],
  ['pay', { extend_params: { hb_fq_num: '4' } }, 'extend_params.hb_fq_num：只能是 3、6、12 之一'],
  ['pay', { business_params: long(513) }, 'business_params：最长 512 个字符'],
  ['pay', { business_params: 1 }, 'business_params：应为对象，或最长 512 个字符的字符串'],
  ['pay', { sub_merchant: {} }, 'sub_merchant.merchant_id：必填，未传'],
  ['pay', { ext_user_info: { fix_buyer: 'Y' } }, 'ext_user_info.fix_buyer：只能是 T、F 之一'],
  ['pay', { query_options: 'all' }, 'query_options：应为数组'],
  ['create', {}, 'buyer_id：与 buyer_open_id、buyer_logon_id 三选一必填'],
  ['order.settle', {}, 'out_request_no：必填，未传'],
  [
    'order.settle',
    { out_request_no: 's', trade_no: '1', royalty_parameters: [] },
    'royalty_parameters：不能为空',
  ],
  [
    'orderinfo.sync',
    { out_request_no: 's', trade_no: '1', biz_type: 'OTHER' },
    'biz_type：只能是 CREDIT_AUTH、CREDIT_DEDUCT 之一',
  ],
]

test.each(wrong)('%s with %o', async (name, change, detail) => {
  const node = await shop.trade(name, { ...order, ...change })
  expect(node).toMatchObject({ code: '40004', sub_code: 'ACQ.INVALID_PARAMETER' })
  expect(node.sub_msg).toContain(`（${detail}）`)
})

test('what the documentation allows is taken: numbers, nested objects, texts of objects', async () => {
  const taken = {
    goods_detail: [{ ...goods, quantity: 2, price: 0.5, categories_tree: '1|2' }],
    extend_params: { hb_fq_num: 6, hb_fq_seller_percent: '100' },
    business_params: '{"data":"123"}',
    sub_merchant: { merchant_id: '2088000603999128' },
    product_code: 'SOMETHING_NEW',
    alipay_store_id: '2016052600077000000015640104',
  }
  expect(await shop.pay('o-2', taken)).toMatchObject({ code: '10000' })
})
