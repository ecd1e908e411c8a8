// The amounts of a payment and of a refund, as replies and notifications write them. Replies use
// snake_case; notifications camelCase, inside JSON text.
import type { Fund, Voucher } from '../../trade/channels.ts'
import { amountsOf } from '../../trade/funds.ts'
import type { Refund, Trade } from '../../trade/trade.ts'
import { formatYuan, shortYuan } from '../../values/money.ts'
import type { Fields } from './answer.ts'

const VOUCHER_TYPES: Record<Voucher['kind'], string> = {
  coupon: 'ALIPAY_CASH_VOUCHER',
  discount: 'ALIPAY_FIX_VOUCHER',
  item: 'ALIPAY_ITEM_VOUCHER',
}

const total = ({ merchantFen, platformFen }: Voucher) => formatYuan(merchantFen + platformFen)

const billOf = (funds: readonly Fund[]) =>
  funds.map(({ channel, amountFen, bankCode, fundType }) => ({
    amount: formatYuan(amountFen),
    ...(bankCode !== undefined && { bank_code: bankCode }),
    fund_channel: channel,
    ...(fundType !== undefined && { fund_type: fundType }),
  }))

const sums = (trade: Trade) => {
  const { buyerPayFen, invoiceFen, pointFen, receiptFen } = amountsOf(trade)
  return {
    buyer_pay_amount: formatYuan(buyerPayFen),
    invoice_amount: formatYuan(invoiceFen),
    point_amount: formatYuan(pointFen),
    receipt_amount: formatYuan(receiptFen),
  }
}

/** Of a paid trade. What discounts gave is told only when query_options ask for it. */
export function paidAmounts(
  trade: Trade,
  shows: readonly string[] = [],
  hidesFunds = false,
): Fields {
  const { funds, vouchers, merchantFen, platformFen } = amountsOf(trade)
  const asked = {
    discount_amount: formatYuan(platformFen),
    mdiscount_amount: formatYuan(merchantFen),
    voucher_detail_list: vouchers.length === 0 ? undefined : vouchers.map(voucherOf),
    discount_goods_detail: discountedGoods(trade, vouchers),
  }
  const shown = Object.entries(asked).filter(([name]) => shows.includes(name))
  const tellsFunds = !hidesFunds || shows.includes('fund_bill_list')
  const bill = tellsFunds && { fund_bill_list: billOf(funds) }
  return { ...sums(trade), ...bill, ...Object.fromEntries(shown) }
}

const voucherOf = (voucher: Voucher) => ({
  id: voucher.id,
  name: voucher.name,
  type: VOUCHER_TYPES[voucher.kind],
  amount: total(voucher),
  merchant_contribute: formatYuan(voucher.merchantFen),
  other_contribute: formatYuan(voucher.platformFen),
})

function discountedGoods({ goods }: Trade, vouchers: readonly Voucher[]): string | undefined {
  const found = vouchers.flatMap((voucher) =>
    (goods ?? [])
      .filter(({ goodsId }) => goodsId === voucher.goodsId)
      .map(({ goodsId, name }) => ({
        goods_id: goodsId,
        goods_name: name,
        discount_amount: total(voucher),
        voucher_id: voucher.id,
      })),
  )
  return found.length === 0 ? undefined : JSON.stringify(found)
}

const ownChannels = ({ channel }: Fund) =>
  !['COUPON', 'DISCOUNT', 'MCOUPON', 'MDISCOUNT'].includes(channel)

const fundsOf = ({ funds, amountFen }: Refund): readonly Fund[] =>
  funds ?? [{ channel: 'ALIPAYACCOUNT', amountFen }]

/** What really went back to the buyer: vouchers are not paid out. */
export const sendBack = (refund: Refund) =>
  formatYuan(
    fundsOf(refund)
      .filter(ownChannels)
      .reduce((sum, { amountFen }) => sum + amountFen, 0),
  )

/** Where a refund went, for those who ask. */
export function refundDetail(refund: Refund, shows: readonly string[] = []): Fields {
  if (!shows.includes('refund_detail_item_list')) return {}
  return { refund_detail_item_list: billOf(fundsOf(refund)), send_back_fee: sendBack(refund) }
}

/** Of a paid trade, for its notification. */
export function notifiedAmounts(trade: Trade, isShort = false): Record<string, string | undefined> {
  const { funds, vouchers, receiptFen } = amountsOf(trade)
  const bill = funds.map(({ channel, amountFen }) => ({
    amount: formatYuan(amountFen),
    fundChannel: channel,
  }))
  const list = vouchers.map((voucher) => ({
    amount: total(voucher),
    merchantContribute: formatYuan(voucher.merchantFen),
    name: voucher.name,
    otherContribute: formatYuan(voucher.platformFen),
    type: VOUCHER_TYPES[voucher.kind],
    voucherId: voucher.id,
  }))
  return {
    ...sums(trade),
    ...(isShort && { receipt_amount: shortYuan(receiptFen) }),
    fund_bill_list: JSON.stringify(bill),
    voucher_detail_list: list.length === 0 ? undefined : JSON.stringify(list),
  }
}
