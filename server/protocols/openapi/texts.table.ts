// Every business error of openapi by its sub_code, and the text that goes with it: the live text where
// one was recorded, else the documented one. Public errors have theirs in public-errors.table.ts.
import type { Op } from '../../journal/entry.ts'
import type { Reason } from '../../journal/reasons.ts'

interface Text {
  text: string
  /** Where one method words it differently. */
  by?: Partial<Record<Op, string>>
  /** Where one reason of several behind the code has a text of its own. */
  of?: Partial<Record<Reason, string>>
}

const TEXTS: Record<string, Text> = {
  'ACQ.ACCESS_FORBIDDEN': {
    text: '无权限使用接口',
    by: {
      PAY: '支付失败，本商户没有权限使用该产品，请联系管理员处理，建议顾客使用其他方式付款。[ACCESS_FORBIDDEN]',
    },
  },
  'ACQ.AGREEMENT_ERROR': { text: '协议信息异常' },
  'ACQ.AGREEMENT_INVALID': { text: '用户协议失效' },
  'ACQ.AGREEMENT_NOT_EXIST': { text: '用户协议不存在或已解约' },
  'ACQ.AGREEMENT_STATUS_NOT_NORMAL': { text: '用户协议状态非NORMAL' },
  'ACQ.ALLOC_AMOUNT_VALIDATE_ERROR': { text: '退分账金额超限', by: { SETTLE: '分账金额超限' } },
  'ACQ.ALLOC_REFUSE_AFTER_REFUND': { text: '交易已退款，不允许分账' },
  'ACQ.ALREADY_FINISH_ALLOC': { text: '分账已完结' },
  'ACQ.AMOUNT_OR_CURRENCY_ERROR': { text: '订单金额或币种信息错误' },
  'ACQ.APPLY_PC_MERCHANT_CODE_ERROR': { text: '申请二维码失败' },
  'ACQ.AUTH_AMOUNT_NOT_ENOUGH': { text: '授权金额不足' },
  'ACQ.AUTH_NO_ERROR': { text: '预授权号错误或状态不对' },
  'ACQ.AUTH_ORDER_HAS_CLOSED': { text: '预授权订单已关闭' },
  'ACQ.AUTH_ORDER_HAS_FINISHED': { text: '预授权订单已经完结' },
  'ACQ.AUTH_ORDER_NOT_PAID': { text: '预授权订单未支付' },
  'ACQ.AUTH_TOKEN_IS_NOT_EXIST': {
    text: '支付授权码为空',
    by: { PAY: '支付失败，建议顾客使用其他方式付款。' },
  },
  'ACQ.BEYOND_PAY_RESTRICTION': { text: '商户收款额度超限' },
  'ACQ.BEYOND_PER_RECEIPT_DAY_RESTRICTION': { text: '订单金额超过当日累计限额' },
  'ACQ.BEYOND_PER_RECEIPT_RESTRICTION': { text: '商户收款金额超过月限额' },
  'ACQ.BEYOND_PER_RECEIPT_SINGLE_RESTRICTION': { text: '订单金额超过单笔限额' },
  'ACQ.BIZ_PRODUCT_NOT_ALLOWED': { text: '业务产品不允许' },
  'ACQ.BUYER_BALANCE_NOT_ENOUGH': { text: '买家余额不足' },
  'ACQ.BUYER_BANKCARD_BALANCE_NOT_ENOUGH': { text: '用户银行卡余额不足' },
  'ACQ.BUYER_ENABLE_STATUS_FORBID': { text: '买家状态非法', by: { REFUND: '买家状态异常' } },
  'ACQ.BUYER_ERROR': { text: '买家状态异常' },
  'ACQ.BUYER_NOT_EXIST': { text: '买家不存在' },
  'ACQ.BUYER_NOT_MAINLAND_CERT': { text: '买家证件类型非大陆身份证' },
  'ACQ.BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR': { text: '买家付款日限额超限' },
  'ACQ.BUYER_PAYMENT_AMOUNT_MONTH_LIMIT_ERROR': { text: '买家付款月额度超限' },
  'ACQ.BUYER_SELLER_EQUAL': { text: '买卖家不能相同' },
  'ACQ.BUYER_UNSUPPORT_ADVANCE': { text: '先享后付2.0准入失败,买家不满足垫资条件' },
  'ACQ.CANCEL_NOT_ALLOWED': { text: '交易不允许撤销' },
  'ACQ.CARD_TYPE_ERROR': { text: '卡类型错误' },
  'ACQ.CARD_USER_NOT_MATCH': { text: '脱机记录用户信息不匹配' },
  'ACQ.CERT_EXPIRED': { text: '凭证过期' },
  'ACQ.CONTEXT_INCONSISTENT': {
    text: '订单信息不一致',
    by: { PAY: '支付失败，商户订单号重复，请收银员取消本笔交易并重新收款。[CONTEXT_INCONSISTENT]' },
  },
  'ACQ.CURRENCY_NOT_SUPPORT': { text: '订单币种不支持', by: { REFUND: '退款币种不支持' } },
  'ACQ.CUSTOMER_VALIDATE_ERROR': { text: '账户已注销或者被冻结', by: { CREATE: '客户校验出错' } },
  'ACQ.CYCLE_PAY_DATE_NOT_MATCH': { text: '扣款日期不在签约时的允许范围之内' },
  'ACQ.CYCLE_PAY_SINGLE_FEE_EXCEED': { text: '商家扣款的单笔金额超过签约时限制' },
  'ACQ.CYCLE_PAY_TOTAL_FEE_EXCEED': { text: '商家扣款的累计金额超过签约时限制' },
  'ACQ.CYCLE_PAY_TOTAL_TIMES_EXCEED': { text: '商家扣款的总次数超过签约时限制' },
  'ACQ.DEFAULT_SETTLE_RULE_NOT_EXIST': { text: '默认结算条款不存在' },
  'ACQ.DISCORDANT_REPEAT_REQUEST': { text: '请求信息不一致' },
  'ACQ.DUP_OUT_REQUEST_NO': { text: '商户请求号重复' },
  'ACQ.ENTERPRISE_PAY_BIZ_ERROR': { text: '因公付业务异常' },
  'ACQ.ERROR_BALANCE_PAYMENT_DISABLE': { text: '余额支付功能关闭' },
  'ACQ.ERROR_BUYER_CERTIFY_LEVEL_LIMIT': { text: '买家未通过人行认证' },
  'ACQ.ERROR_SELLER_CERTIFY_LEVEL_LIMIT': { text: '卖家未通过人行认证' },
  'ACQ.EXIST_FORBIDDEN_WORD': { text: '订单信息中包含违禁词' },
  'ACQ.ILLEGAL_ARGUMENT': { text: '参数错误' },
  'ACQ.INVALID_PARAMETER': {
    text: '参数无效',
    by: {
      PAY: '支付失败，交易参数异常，请顾客刷新付款码后重新收款。如再次收款失败，请联系管理员处理。[INVALID_PARAMETER]',
    },
    of: {
      NumberMalformed: '参数无效（out_trade_no：只能含字母、数字和下划线）',
      SubjectMalformed: '参数无效（subject：不能含 /、=、&）',
      TimeTooLong: '参数无效（timeout_express、time_expire：沙箱订单最长 15 小时）',
    },
  },
  'ACQ.INVALID_RECEIVE_ACCOUNT': { text: '收款账户不支持' },
  'ACQ.INVALID_STORE_ID': {
    text: '商户门店编号无效',
    by: { PAY: '支付失败，建议顾客使用其他方式付款。' },
  },
  'ACQ.MERCHANT_AGREEMENT_INVALID': { text: '商户协议已失效' },
  'ACQ.MERCHANT_AGREEMENT_NOT_EXIST': { text: '商户协议不存在' },
  'ACQ.MERCHANT_PERM_RECEIPT_DAY_LIMIT': { text: '超过单日累计收款额度' },
  'ACQ.MERCHANT_PERM_RECEIPT_SINGLE_LIMIT': { text: '超过单笔收款限额' },
  'ACQ.MERCHANT_PERM_RECEIPT_SUSPEND_LIMIT': { text: '商户暂停收款' },
  'ACQ.MERCHANT_STATUS_NOT_NORMAL': { text: '商户状态异常' },
  'ACQ.MERCHANT_UNSUPPORT_ADVANCE': { text: '先享后付2.0准入失败,商户不支持垫资支付产品' },
  'ACQ.MOBILE_PAYMENT_SWITCH_OFF': { text: '用户的无线支付开关关闭' },
  'ACQ.NOTIFY_STATUS_INVALID': { text: '同步状态不合法' },
  'ACQ.NOT_ALLOW_PARTIAL_REFUND': { text: '不支持部分退款' },
  'ACQ.NOT_CERTIFIED_USER': { text: '买家非实名认证用户' },
  'ACQ.NOT_SUPPORT_PAYMENT_INST': { text: '不支持的钱包版本' },
  'ACQ.NOW_TIME_AFTER_EXPIRE_TIME_ERROR': { text: '当前时间已超过允许支付的时间' },
  'ACQ.NO_PAYMENT_INSTRUMENTS_AVAILABLE': { text: '没有可用的支付工具' },
  'ACQ.ONLINE_TRADE_VOUCHER_NOT_ALLOW_REFUND': { text: '交易不允许退款' },
  'ACQ.OPEN_ID_NOT_TINY_APP': { text: '请求的应用id非小程序应用类型' },
  'ACQ.ORDER_UNSUPPORT_ADVANCE': { text: '订单不支持先享后付垫资' },
  'ACQ.OVERDRAFT_AGREEMENT_NOT_MATCH': { text: '垫资退款接口传入模式和签约配置不一致' },
  'ACQ.OVERDRAFT_ASSIGN_ACCOUNT_INVALID': { text: '垫资退款出资账号和商户信息不一致' },
  'ACQ.PARTNER_ERROR': { text: '应用APP_ID填写错误' },
  'ACQ.PAYER_UNMATCHED': { text: '付款人不匹配' },
  'ACQ.PAYMENT_AUTH_CODE_INVALID': {
    text: '支付授权码无效',
    by: {
      PAY: '支付失败，获取顾客账户信息失败，请顾客刷新付款码后重新收款，如再次收款失败，请联系管理员处理。[SOUNDWAVE_PARSER_FAIL]',
    },
  },
  'ACQ.PAYMENT_FAIL': { text: '支付失败' },
  'ACQ.PAYMENT_REQUEST_HAS_RISK': { text: '支付有风险' },
  'ACQ.PLATFORM_BUSINESS_ACQUIRE_MODE_MUST_MERCHANT_ID': { text: '二级商户编码为空' },
  'ACQ.PRE_AUTH_PROD_CODE_INCONSISTENT': { text: '预授权产品码不一致' },
  'ACQ.PRODUCT_AMOUNT_LIMIT_ERROR': { text: '产品额度超限' },
  'ACQ.PRODUCT_NOT_SUPPORT_IN_TINY_APP': { text: '小程序不支持该产品' },
  'ACQ.PULL_MOBILE_CASHIER_FAIL': { text: '唤起移动收银台失败' },
  'ACQ.REASON_ILLEGAL_STATUS': { text: '交易状态异常' },
  'ACQ.REASON_TRADE_BEEN_FREEZEN': {
    text: '当前交易被冻结，不允许进行撤销',
    by: { REFUND: '请求退款的交易被冻结' },
  },
  'ACQ.REASON_TRADE_REFUND_FEE_ERR': {
    text: '退款金额无效',
    by: { REFUND: 'REASON_TRADE_REFUND_FEE_ERR' },
  },
  'ACQ.REASON_TRADE_STATUS_INVALID': { text: '交易状态异常' },
  'ACQ.REFUNDALLOC_UNAUTH_LIMIT': { text: '分账接收方未开启分账回退' },
  'ACQ.REFUND_ACCOUNT_NOT_EXIST': { text: '退款出资账号不存在或账号异常' },
  'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL': {
    text: '撤销或退款金额与订单金额不一致',
    of: { RefundExceedsTotal: '退款金额超限' },
  },
  'ACQ.REFUND_CHARGE_ERROR': { text: '退收费异常' },
  'ACQ.REFUND_FEE_ERROR': { text: '交易退款金额有误' },
  'ACQ.REFUND_ROYALTY_PAYEE_ACCOUNT_NOT_EXIST': { text: '退分账收入方账户不存在' },
  'ACQ.REQUEST_AMOUNT_EXCEED': { text: '请求金额超限' },
  'ACQ.RESTRICTED_MERCHANT_INDUSTRY': { text: '行业信息交易受限' },
  'ACQ.RISK_MERCHANT_IP_NOT_EXIST': {
    text: '当前交易未传入IP信息，创单失败，请传入IP后再发起支付',
  },
  'ACQ.ROYALTY_ACCOUNT_NOT_EXIST': { text: '分账收款方账号不存在' },
  'ACQ.ROYALTY_RECEIVER_INVALID': { text: '分账收款方无效' },
  'ACQ.SECONDARY_MERCHANT_ALIPAY_ACCOUNT_INVALID': { text: '二级商户账户异常' },
  'ACQ.SECONDARY_MERCHANT_CARD_ALIAS_NO_INVALID': { text: '二级商户银行卡编号错误' },
  'ACQ.SECONDARY_MERCHANT_ID_BLANK': { text: '二级商户编号错误' },
  'ACQ.SECONDARY_MERCHANT_ID_INVALID': { text: '二级商户不存在' },
  'ACQ.SECONDARY_MERCHANT_ISV_PUNISH_INDIRECT': { text: '商户状态异常' },
  'ACQ.SECONDARY_MERCHANT_NOT_MATCH': { text: '二级商户信息不匹配' },
  'ACQ.SECONDARY_MERCHANT_STATUS_ERROR': { text: '商户状态异常' },
  'ACQ.SELLER_BALANCE_NOT_ENOUGH': {
    text: '商户的支付宝账户中无足够的资金进行撤销',
    by: { REFUND: '卖家余额不足' },
  },
  'ACQ.SELLER_BEEN_BLOCKED': { text: '商家账号被冻结' },
  'ACQ.SELLER_NOT_EXIST': { text: '卖家不存在' },
  'ACQ.SMILE_PAY_MERCHANT_NOT_MATCH': { text: '请求支付和刷脸服务的商户身份不一致' },
  'ACQ.STORE_INFO_INVALID': { text: '门店信息错误' },
  'ACQ.SUB_GOODS_SIZE_MAX_COUNT': { text: '子商品明细超长' },
  'ACQ.SUB_MERCHANT_CREATE_FAIL': { text: '二级商户创建失败' },
  'ACQ.SUB_MERCHANT_TYPE_INVALID': { text: '二级商户类型非法' },
  'ACQ.SYSTEM_ERROR': {
    text: '接口返回错误',
    by: { QUERY: '系统错误', CANCEL: '系统异常', CLOSE: '系统异常', REFUND: '系统错误' },
    of: { SystemError: '系统异常' },
  },
  'ACQ.TOTAL_FEE_EXCEED': {
    text: '订单总金额超过限额',
    by: { CASHIER: '订单总金额不在允许范围内' },
  },
  'ACQ.TRADE_BUYER_NOT_MATCH': { text: '交易买家不匹配' },
  'ACQ.TRADE_CANCEL_TIME_OUT': { text: '超过撤销时间范围' },
  'ACQ.TRADE_HAS_CLOSE': { text: '交易已经关闭', by: { REFUND: '交易已关闭' } },
  'ACQ.TRADE_HAS_FINISHED': { text: '交易已经完结', by: { REFUND: '交易已完结' } },
  'ACQ.TRADE_HAS_SUCCESS': { text: '交易已被支付' },
  'ACQ.TRADE_NOT_ALLOW_REFUND': { text: '当前交易不允许退款' },
  'ACQ.TRADE_NOT_EXIST': { text: '交易不存在' },
  'ACQ.TRADE_SETTLE_ERROR': { text: '交易结算异常' },
  'ACQ.TRADE_STATUS_ERROR': {
    text: '交易状态异常',
    by: { CLOSE: '交易状态不合法', REFUND: '交易状态不合法', SETTLE: '交易状态不合法' },
  },
  'ACQ.TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH': { text: '账户余额不足' },
  'ACQ.UNBOUND_APPLICATION': { text: '应用未绑定' },
  'ACQ.UN_SUPPORT_TRADE_SCENE': { text: '不支持该交易场景' },
  'ACQ.USER_FACE_PAYMENT_SWITCH_OFF': { text: '用户当面付付款开关关闭' },
  'ACQ.USER_LOGONID_DUP': { text: '用户账号重复' },
  'ACQ.USER_NOT_MATCH_ERR': { text: '交易用户不匹配' },
  'ACQ.ZM_AUTH_AMOUNT_EXCEED': { text: '先用后付场景下超过约定的免密支付金额' },
  'ACQ.ZM_AUTH_RULE_LIMIT': {
    text: '调用芝麻做先用后付鉴权芝麻授权失败，命中先用后付场景限制规则',
  },
  'ACQ.ZM_CREDIT_AUTH_FAIL': { text: '综合评估不通过' },
  'AQC.SYSTEM_ERROR': { text: '系统错误' },
  'aop.ACQ.SYSTEM_ERROR': { text: '系统异常' },
  // The misspelling is official.
  'isp.unknow-error': { text: '系统繁忙' },
  'aop.unknow-error': { text: '系统繁忙' },
}

/** A code of business, which stands under 40004. */
export const isFailure = (subCode: string) =>
  /^A(CQ|QC)\./.test(subCode) && Object.hasOwn(TEXTS, subCode)

/** What goes with a code: the reason's own text, that of the method, or that of all. */
export function textOf(subCode: string, op: Op | undefined, reason?: Reason): string {
  const found = TEXTS[subCode]
  return (reason && found?.of?.[reason]) ?? (op && found?.by?.[op]) ?? found?.text ?? subCode
}

/** A business parameter that cannot be read: the documented text, then field and remedy. */
export function invalidParameter(op: Op, detail: string): { subCode: string; subMsg: string } {
  if (op === 'BILLURL') {
    return { subCode: 'isv.invalid_arguments', subMsg: `入参不合法（${detail}）` }
  }
  const subCode = 'ACQ.INVALID_PARAMETER'
  return { subCode, subMsg: `${textOf(subCode, op)}（${detail}）` }
}
