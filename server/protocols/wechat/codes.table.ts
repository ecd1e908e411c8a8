// The codes of WeChat Pay's v2 with their texts and meanings, and which of them says which reason.
// Texts are those of the documentation of micropay, orderquery, reverse, refund and downloadbill; where it
// lists a code without a text, the text is ours.
import type { Op } from '../../journal/entry.ts'
import type { Failure, Meaning, Reason, Unknown } from '../../journal/reasons.ts'

interface Code {
  text: string
  /** `refused` where nothing is said. */
  meaning?: Meaning
}

const rejected = (text: string): Code => ({ text, meaning: 'rejected' })

export const CODES: Readonly<Record<string, Code>> = {
  USERPAYING: { text: '需要用户输入支付密码', meaning: 'pending' },
  SYSTEMERROR: { text: '系统超时', meaning: 'unknown' },
  BANKERROR: { text: '银行系统异常', meaning: 'unknown' },
  BIZERR_NEED_RETRY: { text: '退款业务流程错误，需要商户触发重试来解决', meaning: 'unknown' },
  ORDERNOTEXIST: { text: '订单不存在', meaning: 'not-found' },
  INVALID_TRANSACTIONID: { text: '无效transaction_id', meaning: 'not-found' },
  REFUNDNOTEXIST: { text: '退款订单查询失败', meaning: 'not-found' },
  ORDERPAID: { text: '该订单已支付', meaning: 'ask-query' },
  OUT_TRADE_NO_USED: { text: '商户订单号重复', meaning: 'ask-query' },
  INVALID_REQUEST: { text: '无效请求' },
  PARAM_ERROR: { text: '参数错误' },
  LACK_PARAMS: { text: '缺少参数' },
  NOAUTH: { text: '商户无权限' },
  AUTHCODEEXPIRE: { text: '二维码已过期，请用户在微信上刷新后再试' },
  AUTH_CODE_ERROR: { text: '付款码参数错误' },
  AUTH_CODE_INVALID: { text: '请扫描微信支付被扫条码/二维码' },
  NOTENOUGH: { text: '余额不足' },
  NOTSUPORTCARD: { text: '不支持卡类型' },
  ORDERCLOSED: { text: '订单已关闭' },
  ORDERREVERSED: { text: '当前订单已经被撤销' },
  BUYER_MISMATCH: { text: '支付帐号错误' },
  TRADE_ERROR: { text: '交易错误' },
  TRADE_STATE_ERROR: { text: '订单状态错误' },
  REVERSE_EXPIRE: { text: '订单无法撤销：超过7天' },
  TRADE_OVERDUE: { text: '订单已经超过可退款的最大期限' },
  USER_ACCOUNT_ABNORMAL: { text: '用户帐号注销' },
  REFUND_FEE_MISMATCH: { text: '订单金额或退款金额与之前请求不一致，请核实后再试' },
  INVALID_REQ_TOO_MUCH: { text: '无效请求过多' },
  ERROR: { text: '累计退款金额大于支付金额' },
  FREQUENCY_LIMITED: rejected('频率限制，请稍后再试'),
  REQUIRE_POST_METHOD: rejected('请使用post方法'),
  SIGNERROR: rejected('签名错误'),
  XML_FORMAT_ERROR: rejected('XML格式错误'),
  NOT_UTF8: rejected('编码格式错误'),
  APPID_NOT_EXIST: rejected('appid不存在'),
  MCHID_NOT_EXIST: rejected('商户号mch_id不存在'),
  APPID_MCHID_NOT_MATCH: rejected('appid和mch_id不匹配'),
  CERT_ERROR: rejected('证书校验错误'),
}

/** What the rest of the house refuses, in these codes; by the operation where that matters. */
type By = { any: string } & Partial<Record<Op, string>>

const SAID: Readonly<Record<Failure, string | By>> = {
  AuthCodeMissing: 'LACK_PARAMS',
  AuthCodeInvalid: 'AUTH_CODE_INVALID',
  AuthCodeExpired: 'AUTHCODEEXPIRE',
  TotalOutOfRange: 'PARAM_ERROR',
  ReceiverNotAllowed: 'NOAUTH',
  ProductNotAllowed: 'NOAUTH',
  NumberMalformed: 'PARAM_ERROR',
  TooManyGoods: 'PARAM_ERROR',
  AlreadyExpired: 'PARAM_ERROR',
  NoPaymentInstrument: 'NOTSUPORTCARD',
  BuyerNotFound: 'USER_ACCOUNT_ABNORMAL',
  BuyerIsSeller: 'TRADE_ERROR',
  TooManyQrRequests: 'FREQUENCY_LIMITED',
  BuyerNotMatch: 'BUYER_MISMATCH',
  BuyerBalanceTooLow: 'NOTENOUGH',
  PaymentTooRisky: 'TRADE_ERROR',
  OrderChanged: { any: 'INVALID_REQUEST', PAY: 'OUT_TRADE_NO_USED' },
  SellerChanged: 'INVALID_REQUEST',
  TimeChanged: 'INVALID_REQUEST',
  BatchNumberUsed: 'REFUND_FEE_MISMATCH',
  // A reverse by a number that nobody knows succeeds; by a transaction it is refused.
  TradeNotFound: { any: 'ORDERNOTEXIST', CANCEL: 'INVALID_TRANSACTIONID' },
  TradeAlreadyPaid: { any: 'ORDERPAID', REFUND: 'TRADE_STATE_ERROR' },
  TradeAlreadyClosed: { any: 'ORDERCLOSED', REFUND: 'TRADE_STATE_ERROR' },
  TradeAlreadyCancelled: 'ORDERREVERSED',
  TradeFinished: { any: 'TRADE_ERROR', CANCEL: 'REVERSE_EXPIRE', REFUND: 'TRADE_OVERDUE' },
  TradeNotPaid: { any: 'TRADE_ERROR', REFUND: 'TRADE_STATE_ERROR' },
  TradeNotOpen: { any: 'TRADE_ERROR', CLOSE: 'ORDERPAID' },
  TradeFrozen: 'TRADE_ERROR',
  TradeNotFrozen: 'TRADE_ERROR',
  TradeClosedTwice: 'ORDERCLOSED',
  TradeClosedIllegally: 'ORDERCLOSED',
  CurrencyNotSupported: 'PARAM_ERROR',
  SettlementWrong: 'PARAM_ERROR',
  SubjectMalformed: 'PARAM_ERROR',
  TimeTooLong: 'PARAM_ERROR',
  CancelNotAllowed: 'TRADE_ERROR',
  CancelTooLate: 'REVERSE_EXPIRE',
  CancelAfterRefund: 'TRADE_ERROR',
  CloseNotAllowed: 'INVALID_REQUEST',
  OrderTotalNotMatch: 'REFUND_FEE_MISMATCH',
  RefundAmountNotTotal: 'PARAM_ERROR',
  RefundExceedsPaid: 'ERROR',
  RefundExceedsTotal: 'ERROR',
  ReturnTooHigh: 'ERROR',
  ReturnReceiverUnknown: 'ERROR',
  RefundRepeatDiffers: 'REFUND_FEE_MISMATCH',
  TooManyRefunds: 'INVALID_REQ_TOO_MUCH',
  SellerBalanceTooLow: { any: 'NOTENOUGH', CANCEL: 'TRADE_ERROR' },
  ReceiverUnknown: 'ERROR',
  ReceiverInvalid: 'ERROR',
  RoyaltyTooHigh: 'ERROR',
  RoyaltyFinished: 'ERROR',
  RoyaltyAfterRefund: 'ERROR',
  SellerBalanceTooLowToShare: 'NOTENOUGH',
  StatusInvalid: 'PARAM_ERROR',
  InvalidParameter: 'PARAM_ERROR',
  RefundNotAllowed: { any: 'TRADE_ERROR', REFUND: 'TRADE_STATE_ERROR' },
}

/** Where a reason says more than its code does. */
const TEXTS: Partial<Record<Failure, string>> = {
  CloseNotAllowed: '付款码支付的订单不支持关单，请调用撤销接口',
  PaymentTooRisky: '交易存在风险，已拦截',
  SellerBalanceTooLow: '商户可用退款余额不足',
  TooManyRefunds: '退款次数超过限制',
  TradeNotPaid: '订单未支付',
  CancelAfterRefund: '订单已发生退款，无法撤销',
  TotalOutOfRange: 'total_fee：超出范围',
  AlreadyExpired: 'time_expire：已过期',
}

export function codeFor(reason: Failure, op: Op | undefined): { code: string; text: string } {
  const said = SAID[reason]
  const code = typeof said === 'string' ? said : ((op && said[op]) ?? said.any)
  return { code, text: TEXTS[reason] ?? textOf(code) }
}

export const UNKNOWN_CODES: Readonly<Record<Unknown, string>> = {
  ResultUnknown: 'SYSTEMERROR',
  Busy: 'SYSTEMERROR',
  SystemError: 'SYSTEMERROR',
  SystemErrorMisspelt: 'SYSTEMERROR',
  SystemErrorPrefixed: 'SYSTEMERROR',
  BankError: 'BANKERROR',
}

/** What people write to have one of these said, where the code alone does not tell it. */
export const UNKNOWN_WORDS: Readonly<Record<string, Unknown>> = {
  SYSTEMERROR: 'SystemError',
  BANKERROR: 'BankError',
  BankError: 'BankError',
}

export const textOf = (code: string): string => CODES[code]?.text ?? '交易错误'

export const isCode = (name: string): boolean => Object.hasOwn(CODES, name)

/** What a code means where nothing more is known; a refusal that only a query explains is one of its reason. */
export function meaningOf(code: string, reason?: Reason): Meaning {
  if (reason === 'OrderChanged') return 'ask-query'
  return CODES[code]?.meaning ?? 'refused'
}

/** The reason behind a code that somebody asked for by its name. */
export function reasonBehind(code: string): Reason | undefined {
  const found = Object.entries(SAID).find(
    ([, said]) => (typeof said === 'string' ? said : said.any) === code,
  )
  // The names of entries are the keys of the table.
  return found?.[0] as Reason | undefined
}
