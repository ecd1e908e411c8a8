// The codes of the old gateway: which of them says which reason, what each means, and a text for people. On the wire a
// code stands alone; the texts are ours, after the tables that integrators have kept of the documentation.
import type { Failure, Meaning, Reason, Unknown } from '../../journal/reasons.ts'

/** What is asked, where one reason has several codes. */
export type Topic = 'pay' | 'query' | 'close' | 'batch' | 'item'

type Said = string | ({ any: string } & Partial<Record<Topic, string>>)

const SAID: Readonly<Record<Failure, Said>> = {
  AuthCodeMissing: 'ILLEGAL_ARGUMENT',
  AuthCodeInvalid: 'ILLEGAL_ARGUMENT',
  AuthCodeExpired: 'ILLEGAL_ARGUMENT',
  TotalOutOfRange: 'ILLEGAL_FEE_PARAM',
  ReceiverNotAllowed: { any: 'SELLER_NOT_EXIST', batch: 'PARTNER_NOT_SIGN_PROTOCOL' },
  ProductNotAllowed: 'PRODUCT_NOT_ALLOWED',
  NumberMalformed: 'ILLEGAL_ARGUMENT',
  TooManyGoods: 'ILLEGAL_ARGUMENT',
  AlreadyExpired: 'TRADE_NOT_ALLOWED_PAY',
  NoPaymentInstrument: 'DIRECT_PAY_WITHOUT_CERT_CLOSE',
  BuyerNotFound: 'BUYER_NOT_EXIST',
  BuyerIsSeller: 'BUYER_SELLER_EQUAL',
  TooManyQrRequests: 'FAIL_CREATE_CASHIER_PAY_ORDER',
  BuyerNotMatch: 'TRADE_BUYER_NOT_MATCH',
  BuyerBalanceTooLow: 'PAY_CHECK_FAIL',
  PaymentTooRisky: 'PAY_CHECK_FAIL',
  OrderChanged: 'TRADE_TOTALFEE_NOT_MATCH',
  SellerChanged: 'TRADE_SELLER_NOT_MATCH',
  TimeChanged: 'ILLEGAL_OUTTIME_ARGUMENT',
  TradeNotFound: { any: 'TRADE_NOT_EXIST', item: 'TRADE_NOT_EXISTS' },
  TradeAlreadyPaid: { any: 'TRADE_NOT_ALLOWED_PAY', close: 'TRADE_STATUS_NOT_AVAILD' },
  TradeAlreadyClosed: {
    any: 'TRADE_NOT_ALLOWED_PAY',
    item: 'TRADE_HAS_CLOSED',
    batch: 'TRADE_HAS_CLOSED',
  },
  TradeAlreadyCancelled: { any: 'TRADE_NOT_ALLOWED_PAY', item: 'TRADE_HAS_CLOSED' },
  TradeFinished: { any: 'TRADE_HAS_FINISHED', close: 'TRADE_STATUS_NOT_AVAILD' },
  TradeNotPaid: 'TRADE_STATUS_ERROR',
  TradeNotOpen: 'TRADE_STATUS_NOT_AVAILD',
  TradeFrozen: 'TRADE_STATUS_ERROR',
  TradeNotFrozen: 'TRADE_STATUS_ERROR',
  TradeClosedTwice: 'TRADE_STATUS_NOT_AVAILD',
  TradeClosedIllegally: 'TRADE_STATUS_NOT_AVAILD',
  CurrencyNotSupported: 'ILLEGAL_ARGUMENT',
  SettlementWrong: 'ILLEGAL_ARGUMENT',
  SubjectMalformed: 'ILLEGAL_ARGUMENT',
  TimeTooLong: 'ILLEGAL_OUTTIME_ARGUMENT',
  CancelNotAllowed: 'TRADE_STATUS_NOT_AVAILD',
  CancelTooLate: 'TRADE_STATUS_NOT_AVAILD',
  CancelAfterRefund: 'TRADE_STATUS_NOT_AVAILD',
  CloseNotAllowed: 'TRADE_STATUS_NOT_AVAILD',
  OrderTotalNotMatch: 'REFUND_TRADE_FEE_ERROR',
  RefundAmountNotTotal: 'REFUND_AMOUNT_NOT_VALID',
  RefundExceedsPaid: 'REFUND_TRADE_FEE_ERROR',
  RefundExceedsTotal: 'REFUND_TRADE_FEE_ERROR',
  ReturnTooHigh: 'PWD_REFUND_NOT_ALLOW_ROYALTY',
  ReturnReceiverUnknown: 'RESULT_ACCOUNT_NO_NOT_VALID',
  RefundRepeatDiffers: 'BATCH_REFUND_DATA_ERROR',
  TooManyRefunds: 'REFUND_FAIL',
  BatchNumberUsed: 'DUPLICATE_BATCH_NO',
  SellerBalanceTooLow: 'TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH',
  ReceiverUnknown: 'ACCOUNT_NOT_EXISTS',
  ReceiverInvalid: 'ACCOUNT_NOT_EXISTS',
  RoyaltyTooHigh: 'REFUND_FAIL',
  RoyaltyFinished: 'REFUND_FAIL',
  RoyaltyAfterRefund: 'REFUND_FAIL',
  SellerBalanceTooLowToShare: 'TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH',
  StatusInvalid: 'TRADE_STATUS_ERROR',
  InvalidParameter: 'ILLEGAL_ARGUMENT',
  RefundNotAllowed: 'PARTNER_NOT_SIGN_PROTOCOL',
}

export function codeFor(reason: Failure, topic: Topic | undefined): string {
  const said = SAID[reason]
  return typeof said === 'string' ? said : ((topic && said[topic]) ?? said.any)
}

/** The gateway has one word for it. */
export const UNKNOWN_CODES: Readonly<Record<Unknown, string>> = {
  ResultUnknown: 'SYSTEM_ERROR',
  Busy: 'SYSTEM_ERROR',
  SystemError: 'SYSTEM_ERROR',
  SystemErrorMisspelt: 'SYSTEM_ERROR',
  SystemErrorPrefixed: 'SYSTEM_ERROR',
  BankError: 'SYSTEM_ERROR',
}

/** Of the gateway itself: the call is not taken at all. */
const ACCESS: Readonly<Record<string, string>> = {
  ILLEGAL_SIGN: '签名不正确',
  ILLEGAL_DYN_MD5_KEY: '动态密钥信息错误',
  ILLEGAL_ENCRYPT: '加密不正确',
  ILLEGAL_ARGUMENT: '参数不正确',
  ILLEGAL_SERVICE: '接口名称不正确',
  ILLEGAL_PARTNER: '合作伙伴ID不正确',
  ILLEGAL_EXTERFACE: '接口配置不正确',
  ILLEGAL_PARTNER_EXTERFACE: '合作伙伴接口信息不正确',
  ILLEGAL_SECURITY_PROFILE: '未找到匹配的密钥配置',
  ILLEGAL_AGENT: '代理ID不正确',
  ILLEGAL_SIGN_TYPE: '签名类型不正确',
  ILLEGAL_CHARSET: '字符集不合法',
  ILLEGAL_CLIENT_IP: '客户端IP地址无权访问服务',
  ILLEGAL_DIGEST_TYPE: '摘要类型不正确',
  ILLEGAL_DIGEST: '文件摘要不正确',
  ILLEGAL_FILE_FORMAT: '文件格式不正确',
  ILLEGAL_ENCODING: '不支持该编码类型',
  ILLEGAL_REQUEST_REFERER: '防钓鱼检查不支持该请求来源',
  ILLEGAL_ANTI_PHISHING_KEY: '防钓鱼检查非法时间戳参数',
  ANTI_PHISHING_KEY_TIMEOUT: '防钓鱼检查时间戳超时',
  ILLEGAL_EXTER_INVOKE_IP: '防钓鱼检查非法外部调用IP',
  ILLEGAL_NUMBER_FORMAT: '数字格式不合法',
  ILLEGAL_INTEGER_FORMAT: 'Int类型格式不合法',
  ILLEGAL_MONEY_FORMAT: '金额格式不合法',
  ILLEGAL_DATA_FORMAT: '日期格式错误',
  REGEXP_MATCH_FAIL: '正则表达式匹配失败',
  ILLEGAL_LENGTH: '参数值长度不合法',
  PARAMTER_IS_NULL: '参数值为空',
  HAS_NO_PRIVILEGE: '无权访问',
  SESSION_TIMEOUT: 'session超时',
  ILLEGAL_TARGET_SERVICE: '错误的target_service',
  EXTERFACE_IS_CLOSED: '接口已关闭',
}

const OF_BUSINESS: Readonly<Record<string, string>> = {
  SYSTEM_ERROR: '支付宝系统错误',
  BUYER_SELLER_EQUAL: '买卖家不能相同',
  SELLER_NOT_EXIST: '卖家不存在',
  BUYER_NOT_EXIST: '买家不存在',
  SELLER_NOT_IN_SPECIFIED_SELLERS: '卖家不在指定的范围内',
  TRADE_SELLER_NOT_MATCH: '卖家不匹配',
  TRADE_BUYER_NOT_MATCH: '买家不匹配',
  ILLEGAL_FEE_PARAM: '金额参数不合法',
  SUBJECT_MUST_NOT_BE_NULL: '商品名称不能为空',
  TRADE_PRICE_NOT_MATCH: '商品单价不匹配',
  TRADE_QUANTITY_NOT_MATCH: '购买数量不匹配',
  TRADE_TOTALFEE_NOT_MATCH: '交易总金额不匹配',
  TRADE_NOT_ALLOWED_PAY: '交易不允许付款',
  DIRECT_PAY_WITHOUT_CERT_CLOSE: '未开通非证书余额支付，无法余额支付',
  FAIL_CREATE_CASHIER_PAY_ORDER: '创建收银台失败',
  ILLEGAL_EXTRA_COMMON_PARAM: '接口公用回传参数格式不正确',
  ILLEGAL_PAYMENT_TYPE: '无效的支付类型',
  NOT_SUPPORT_GATEWAY: '不支持该网关',
  TRADE_NOT_FOUND: '交易不存在',
  BUYER_EMAIL_ID_MUST_NULL: '买家邮箱和ID不可以同时为空',
  PRODUCT_NOT_ALLOWED: '未签约该产品',
  DEFAULT_BANK_INVALID: '默认网银代号不合法',
  DIS_NOT_SIGN_PROTOCOL: '分销商没有签署协议',
  SELF_TIMEOUT_NOT_SUPPORT: '不支持自定义超时',
  ILLEGAL_OUTTIME_ARGUMENT: '自定义超时时间设置错误',
  DIRECTIONAL_PAY_FORBIDDEN: '当前交易不允许付款',
  SELLER_ENABLE_STATUS_FORBID: '卖家状态不正常',
  SUBJECT_HAS_FORBIDDENWORD: '标题包含禁忌词',
  BODY_HAS_FORBIDDENWORD: '内容包含禁忌词',
  PAY_CHECK_FAIL: '无法完成支付',
  TAOBAO_ANTI_PHISHING_CHECK_FAIL: '防钓鱼检查失败',
  TOKEN_LEN_TOO_LONG: 'token长度超过限制',
  TRADE_NOT_EXIST: '交易不存在',
  TRADE_STATUS_NOT_AVAILD: '交易状态不合法',
  ILLEGAL_USER: '用户ID不正确',
  BATCH_NUM_EXCEED_LIMIT: '总比数大于1000',
  REFUND_DATE_ERROR: '错误的退款时间',
  BATCH_NUM_ERROR: '传入的总笔数格式错误',
  BATCH_NUM_NOT_EQUAL_TOTAL: '传入的退款条数不等于数据集解析出的退款条数',
  SINGLE_DETAIL_DATA_EXCEED_LIMIT: '单笔退款明细超出限制',
  NOT_THIS_SELLER_TRADE: '不是当前卖家的交易',
  DUBL_TRADE_NO_IN_SAME_BATCH: '同一批退款中存在两条相同的退款记录',
  DUPLICATE_BATCH_NO: '重复的批次号',
  TRADE_STATUS_ERROR: '交易状态不允许退款',
  BATCH_NO_FORMAT_ERROR: '批次号格式错误',
  SELLER_INFO_NOT_EXIST: '卖家信息不存在',
  PARTNER_NOT_SIGN_PROTOCOL: '平台商未签署协议',
  NOT_THIS_PARTNERS_TRADE: '退款明细非本合作伙伴的交易',
  DETAIL_DATA_FORMAT_ERROR: '数据集参数格式错误',
  PWD_REFUND_NOT_ALLOW_ROYALTY: '有密接口不允许退分润',
  REFUND_AMOUNT_NOT_VALID: '退款金额不合法',
  TRADE_PRODUCT_TYPE_NOT_ALLOW_REFUND: '该交易类型不允许退款',
  RESULT_AMOUNT_NOT_VALID: '退款票面金额不能小于等于0',
  RESULT_ACCOUNT_NO_NOT_VALID: '账户号码不合法',
  REFUND_CHARGE_FEE_ERROR: '退收费金额不合法',
  REASON_TRADE_REFUND_FEE_ERR: '退款金额错误',
  REASON_HAS_REFUND_FEE_NOT_MATCH: '已退款金额错误',
  TXN_RESULT_ACCOUNT_STATUS_NOT_VALID: '账户状态无效',
  TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH: '账户余额不足',
  TRADE_NOT_EXISTS: '交易不存在',
  TRADE_HAS_CLOSED: '交易已关闭，不允许退款',
  TRADE_HAS_FINISHED: '交易已结束，不允许退款',
  REFUND_TRADE_FEE_ERROR: '退交易金额不合法',
  BATCH_REFUND_LOCK_ERROR: '同一时间不允许进行多笔并发退款',
  BATCH_REFUND_STATUS_ERROR: '退款记录状态不合法',
  BATCH_REFUND_DATA_ERROR: '退款数据错误',
  REFUND_TRADE_FAILED: '退交易失败',
  REFUND_FAIL: '退款失败',
  SELLER_NOT_SIGN_PROTOCOL: '卖家未签署协议',
  ACCOUNT_NOT_EXISTS: '账户不存在',
  EMAIL_USERID_NOT_MATCH: '账户信息不匹配',
  CA_USER_NOT_USE_CA: '证书用户未使用证书登录',
  WHOLE_DETAIL_FORBID_REFUND: '整批退款明细都不允许退款',
}

const TEXTS = { ...ACCESS, ...OF_BUSINESS }

export const isCode = (name: string): boolean => Object.hasOwn(TEXTS, name)

export const textOf = (code: string): string =>
  (Object.hasOwn(TEXTS, code) ? TEXTS[code] : undefined) ?? code

/** The reason behind a code that somebody asked for by its name; several have none. */
export function reasonBehind(code: string): Reason | undefined {
  const found = Object.entries(SAID).find(
    ([, said]) => (typeof said === 'string' ? said : said.any) === code,
  )
  // The names of entries are the keys of the table.
  return found?.[0] as Reason | undefined
}

export function meaningOf(code: string, reason?: Reason): Meaning {
  if (code === 'SYSTEM_ERROR') return 'unknown'
  if (code === 'TRADE_NOT_EXIST' || code === 'TRADE_NOT_FOUND') return 'not-found'
  if (reason === 'TradeAlreadyPaid' || reason === 'OrderChanged') return 'ask-query'
  return Object.hasOwn(ACCESS, code) ? 'rejected' : 'refused'
}
