// The rows of the checklist about what an order says: severity, families, and words for people.
import { row, type Row } from '../row.ts'
import { amountsHaveTwoDecimals } from './amounts-have-two-decimals.ts'
import { campaignGoodsKeepTheirIds } from './campaign-goods-keep-their-ids.ts'
import { devicesNameTheirTerminal } from './devices-name-their-terminal.ts'
import { discountsCanBeUsed } from './discounts-can-be-used.ts'
import { eachOrderHasItsOwnNumber } from './each-order-has-its-own-number.ts'
import { everyPaymentCodeIsForwarded } from './every-payment-code-is-forwarded.ts'
import { everyPaymentNamesItsStore } from './every-payment-names-its-store.ts'
import { itemsAddUpToTheTotal } from './items-add-up-to-the-total.ts'
import { qrOrdersEndByThemselves } from './qr-orders-end-by-themselves.ts'
import { qrOrdersSayWhereToNotify } from './qr-orders-say-where-to-notify.ts'
import { requestsAreSignedWithRsa2 } from './requests-are-signed-with-rsa2.ts'
import { serviceProvidersAreNamed } from './service-providers-are-named.ts'
import { storeIdIsLettersAndDigits } from './store-id-is-letters-and-digits.ts'

export const ordRows: readonly Row[] = [
  row(eachOrderHasItsOwnNumber, 'major', 'OMW', {
    title: ['New order, new number', '跳号'],
    trigger: ['An order was sent', '发送了支付或预下单'],
    remedy: [
      'Draw a new out_trade_no for every new order and every new try; repeat one only unchanged.',
      '每笔新订单、每次新尝试都用新订单号；重发时参数不变。',
    ],
    timeless: true,
  }),
  row(itemsAddUpToTheTotal, 'critical', 'OA', {
    title: ['Items add up to the total', '单品总额一致'],
    trigger: ['An order listed goods_detail', '订单包含 goods_detail'],
    remedy: [
      'Calculate in integer fen; price times quantity over all items must be total_amount.',
      '以分为单位做整数运算，使单价×数量之和等于 total_amount。',
    ],
    timeless: true,
  }),
  row(amountsHaveTwoDecimals, 'minor', 'OM', {
    title: ['Amounts have two decimals', '金额两位小数'],
    trigger: ['An order named an amount', '订单包含金额'],
    remedy: [
      'Write yuan from integer fen, with two decimals; never print a floating point number.',
      '由整数分格式化为两位小数的元，不要直接输出浮点数。',
    ],
    timeless: true,
  }),
  row(qrOrdersEndByThemselves, 'minor', 'OM', {
    title: ['A time limit on each QR order', '设置超时时间'],
    trigger: ['A QR order was shown', '生成了二维码'],
    remedy: [
      'Send timeout_express with every QR order, or cancel it when you give it up.',
      '预下单传 timeout_express，或在放弃时撤销。',
    ],
    timeless: true,
  }),
  row(everyPaymentCodeIsForwarded, 'major', 'O', {
    title: ['Payment codes of every shape', '付款码预留'],
    trigger: [
      'The suite showed a code of another shape than 28… with 18 digits',
      '出示了非 28 开头 18 位的付款码',
    ],
    remedy: [
      'Do not check prefix or length beyond 25 to 30 and 16 to 24 digits; leave room for more.',
      '不要限制付款码的号段和长度，预留升级空间。',
    ],
    timeless: true,
  }),
  row(storeIdIsLettersAndDigits, 'minor', 'O', {
    title: ['store_id of letters and digits', 'storeid 只含字母和数字'],
    trigger: ['An order carried store_id', '订单包含 store_id'],
    remedy: [
      "Use an id of letters and digits, not the shop's name.",
      'store_id 只用字母和数字，不要用门店名称。',
    ],
    timeless: true,
  }),
  row(everyPaymentNamesItsStore, 'minor', 'O', {
    title: ['store_id on every payment', '必传 storeid'],
    trigger: ['An order was sent', '发送了支付或预下单'],
    remedy: ['Send store_id with every PAY and PRECREATE.', '所有支付和预下单都传 store_id。'],
    timeless: true,
  }),
  row(devicesNameTheirTerminal, 'minor', 'O', {
    title: ['terminal_id on every payment of a device', '机具传 terminal_id'],
    trigger: ['The merchant declares a device', '商户声明使用机具'],
    remedy: [
      'Send terminal_id with every PAY and PRECREATE of a device.',
      '机具的所有支付和预下单都传 terminal_id。',
    ],
    timeless: true,
  }),
  row(serviceProvidersAreNamed, 'minor', 'O', {
    title: ["The service provider's id", 'ISV 返佣参数'],
    trigger: ['The merchant declares a service provider', '商户声明服务商模式'],
    remedy: [
      'Send extend_params.sys_service_provider_id with every PAY and PRECREATE.',
      '所有订单都传 extend_params.sys_service_provider_id。',
    ],
    timeless: true,
  }),
  row(discountsCanBeUsed, 'minor', 'O', {
    title: ['Usable discount parameters', '打折参数可用'],
    trigger: ['An order sent a discount parameter', '订单包含打折参数'],
    remedy: [
      'Leave discountable_amount above 0, and let both parts add up to total_amount.',
      'discountable_amount 大于 0，且两部分之和等于总额。',
    ],
    timeless: true,
  }),
  row(campaignGoodsKeepTheirIds, 'minor', 'O', {
    title: ['goods_detail of item campaigns', '单品活动 goods_detail'],
    trigger: ['Goods were scanned at a merchant of item campaigns', '单品活动商户录入了商品'],
    remedy: [
      'Send every scanned item under the goods_id that the campaign was set up with.',
      '按活动后台配置的 goods_id 传入每件商品。',
    ],
    timeless: true,
  }),
  row(qrOrdersSayWhereToNotify, 'major', 'O', {
    title: ['notify_url on QR orders', '预下单传通知地址'],
    trigger: ['A QR order was sent', '发送了预下单'],
    remedy: [
      'Send an absolute http(s) notify_url with every PRECREATE, and poll besides.',
      '预下单传入绝对的 http(s) 通知地址，并同时轮询。',
    ],
    timeless: true,
  }),
  row(requestsAreSignedWithRsa2, 'minor', 'O', {
    title: ['Signed with RSA2', '使用 RSA2 签名'],
    trigger: ['A request was sent', '发送了请求'],
    remedy: [
      'Sign with RSA2 (SHA256withRSA) over all parameters but sign, sorted, unencoded.',
      '使用 RSA2（SHA256withRSA），对除 sign 外的全部参数排序后签名。',
    ],
    timeless: true,
  }),
]
