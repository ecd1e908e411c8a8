// Every word on the cashier's pages, in Chinese and in English.
import type { Problem } from '../sandbox/sandbox.ts'

export type Language = 'zh' | 'en'

const PROBLEMS_ZH: Partial<Record<Problem, string>> = {
  NoSuchAccount: '账户不存在',
  WrongPassword: '支付密码错误，请重新输入',
  BuyerBalanceTooLow: '余额不足，请更换账户或充值',
  BuyerNotMatch: '该订单已由其他买家打开，请使用原账户付款',
  AlreadyExpired: '订单已超时',
  TradeAlreadyPaid: '订单已支付',
  TradeAlreadyClosed: '订单已关闭',
}

const PROBLEMS_EN: Partial<Record<Problem, string>> = {
  NoSuchAccount: 'There is no such account.',
  WrongPassword: 'Wrong payment password, try again.',
  BuyerBalanceTooLow: 'The balance is too low.',
  BuyerNotMatch: 'Another buyer has opened this order.',
  AlreadyExpired: 'The order has expired.',
  TradeAlreadyPaid: 'The order has been paid.',
  TradeAlreadyClosed: 'The order is closed.',
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
  leave: '离开',
  scan: '或使用支付宝扫码',
  back: '返回商家',
  again: '重新打开收银台',
  result: '支付结果字符串',
  paid: '支付成功',
  closed: '订单已关闭',
  expired: '订单已超时',
  left: '您已离开收银台，订单未支付',
  used: '页面已失效，请重新打开收银台',
  unknown: '订单不存在',
  problem: '无法付款',
  problems: PROBLEMS_ZH,
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
  leave: 'Leave',
  scan: 'Or scan with Alipay',
  back: 'Back to the merchant',
  again: 'Open the cashier again',
  result: 'Result string',
  paid: 'Paid',
  closed: 'The order is closed',
  expired: 'The order has expired',
  left: 'You have left; the order is not paid',
  used: 'This page has been used; open the cashier again',
  unknown: 'There is no such order',
  problem: 'Cannot pay',
  problems: PROBLEMS_EN,
}

export const WORDS: Record<Language, Words> = { zh: ZH, en: EN }
