// Every word on the cashier's pages, in Chinese and in English.
import type { Problem } from '../sandbox/sandbox.ts'
import type { FundChannel } from '../options/funding.ts'

export type Language = 'zh' | 'en'

const PROBLEMS_ZH: Partial<Record<Problem, string>> = {
  NoSuchAccount: '账户不存在',
  WrongPassword: '支付密码错误，请重新输入',
  BuyerBalanceTooLow: '余额不足，请更换账户或充值',
  BuyerNotMatch: '该订单已由其他买家打开，请使用原账户付款',
  AlreadyExpired: '订单已超时',
  TradeAlreadyPaid: '订单已支付',
  TradeAlreadyClosed: '订单已关闭',
  TradeAlreadyCancelled: '订单已撤销',
}

const PROBLEMS_EN: Partial<Record<Problem, string>> = {
  NoSuchAccount: 'There is no such account.',
  WrongPassword: 'Wrong payment password, try again.',
  BuyerBalanceTooLow: 'The balance is too low.',
  BuyerNotMatch: 'Another buyer has opened this order.',
  AlreadyExpired: 'The order has expired.',
  TradeAlreadyPaid: 'The order has been paid.',
  TradeAlreadyClosed: 'The order is closed.',
  TradeAlreadyCancelled: 'The order has been cancelled.',
}

const CHANNELS_ZH: Record<FundChannel, string> = {
  ALIPAYACCOUNT: '支付宝余额',
  FINANCEACCOUNT: '余额宝',
  BANKCARD: '银行卡',
  PCREDIT: '花呗',
  PCARD: '预付卡',
  MCARD: '商家储值卡',
  POINT: '集分宝',
  COUPON: '支付宝红包',
  DISCOUNT: '折扣券',
  MCOUPON: '商户红包',
  MDISCOUNT: '商户优惠券',
}

const CHANNELS_EN: Record<FundChannel, string> = {
  ALIPAYACCOUNT: 'Balance',
  FINANCEACCOUNT: "Yu'e Bao",
  BANKCARD: 'Bank card',
  PCREDIT: 'Huabei',
  PCARD: 'Prepaid card',
  MCARD: "Shop's prepaid card",
  POINT: 'Points',
  COUPON: 'Red packet',
  DISCOUNT: 'Discount',
  MCOUPON: "Shop's red packet",
  MDISCOUNT: "Shop's discount",
}

const ZH = {
  htmlLang: 'zh-CN',
  title: '收银台（模拟）',
  simulated: '模拟环境：没有真实的资金流动。',
  seller: '收款方',
  subject: '商品',
  number: '订单号',
  yuan: '元',
  account: '买家账户',
  logIn: '登录',
  loggedInAs: '付款账户',
  confirm: '确认付款',
  password: '支付密码',
  pay: '付款',
  channel: '付款方式',
  anyChannel: '按默认顺序',
  payPending: '付款，但应用只收到“处理中”（8000）',
  payUnheard: '付款，但应用未收到结果（6004）',
  cutOff: '网络中断，未付款（6002）',
  leave: '离开',
  scan: '或使用支付宝扫码',
  back: '返回商家',
  again: '重新打开收银台',
  result: '支付结果字符串',
  paid: '支付成功',
  closed: '订单已关闭',
  expired: '订单已超时',
  unheard: '应用没有收到支付成功的结果，请查询订单',
  left: '您已离开收银台，订单未支付',
  used: '页面已失效，请重新打开收银台',
  unknown: '订单不存在',
  problem: '无法付款',
  problems: PROBLEMS_ZH,
  channels: CHANNELS_ZH,
}

export type Words = typeof ZH

const EN: Words = {
  htmlLang: 'en',
  title: 'Cashier (simulated)',
  simulated: 'A simulation: no real money moves.',
  seller: 'To',
  subject: 'For',
  number: 'Order',
  yuan: 'CNY',
  account: 'Account',
  logIn: 'Log in',
  loggedInAs: 'Paying as',
  confirm: 'Confirm',
  password: 'Payment password',
  pay: 'Pay',
  channel: 'Pay with',
  anyChannel: 'The usual order',
  payPending: 'Pay, and the app hears only "processing" (8000)',
  payUnheard: 'Pay, and the app hears no result (6004)',
  cutOff: 'The line breaks, unpaid (6002)',
  leave: 'Leave',
  scan: 'Or scan with Alipay',
  back: 'Back to the merchant',
  again: 'Open the cashier again',
  result: 'Result string',
  paid: 'Paid',
  closed: 'The order is closed',
  expired: 'The order has expired',
  unheard: 'The app has not heard of a success; query the order',
  left: 'You have left; the order is not paid',
  used: 'This page has been used; open the cashier again',
  unknown: 'There is no such order',
  problem: 'Cannot pay',
  problems: PROBLEMS_EN,
  channels: CHANNELS_EN,
}

export const WORDS: Record<Language, Words> = { zh: ZH, en: EN }
