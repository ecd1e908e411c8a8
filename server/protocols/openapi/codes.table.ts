// What openapi says of business: the codes behind each refusal, the same in v2 and v3. The texts are
// those recorded from the live gateway where a record exists, else the documented ones.
import type { Op } from '../../journal/entry.ts'
import type { Refusal } from '../../trade/refusals.ts'

/** A business parameter that cannot be read: the documented text, then field and remedy. */
export function invalidParameter(op: Op, detail: string): { subCode: string; subMsg: string } {
  if (op === 'BILLURL') {
    return { subCode: 'isv.invalid_arguments', subMsg: `入参不合法（${detail}）` }
  }
  const live =
    op === 'PAY'
      ? payText(
          '交易参数异常，请顾客刷新付款码后重新收款。如再次收款失败，请联系管理员处理',
          'INVALID_PARAMETER',
        )
      : '参数无效'
  return { subCode: 'ACQ.INVALID_PARAMETER', subMsg: `${live}（${detail}）` }
}

const payText = (advice: string, raw: string) => `支付失败，${advice}。[${raw}]`

export interface Said {
  subCode: string
  subMsg: string
  /** Where one method words it differently. */
  by?: Partial<Record<Op, Partial<Omit<Said, 'by'>>>>
}

const SAID = {
  AuthCodeMissing: {
    subCode: 'ACQ.AUTH_TOKEN_IS_NOT_EXIST',
    subMsg: '支付失败，建议顾客使用其他方式付款。',
  },
  AuthCodeInvalid: {
    subCode: 'ACQ.PAYMENT_AUTH_CODE_INVALID',
    subMsg: payText(
      '获取顾客账户信息失败，请顾客刷新付款码后重新收款，如再次收款失败，请联系管理员处理',
      'SOUNDWAVE_PARSER_FAIL',
    ),
  },
  TotalOutOfRange: {
    subCode: 'ACQ.TOTAL_FEE_EXCEED',
    subMsg: '订单总金额超过限额',
    by: { CASHIER: { subMsg: '订单总金额不在允许范围内' } },
  },
  ReceiverNotAllowed: { subCode: 'ACQ.INVALID_RECEIVE_ACCOUNT', subMsg: '收款账户不支持' },
  ProductNotAllowed: { subCode: 'ACQ.ACCESS_FORBIDDEN', subMsg: '无权限使用接口' },
  NumberMalformed: {
    subCode: 'ACQ.INVALID_PARAMETER',
    subMsg: '参数无效（out_trade_no：只能含字母、数字和下划线）',
  },
  SubjectMalformed: {
    subCode: 'ACQ.INVALID_PARAMETER',
    subMsg: '参数无效（subject：不能含 /、=、&）',
  },
  TimeTooLong: {
    subCode: 'ACQ.INVALID_PARAMETER',
    subMsg: '参数无效（timeout_express、time_expire：沙箱订单最长 15 小时）',
  },
  TooManyGoods: { subCode: 'ACQ.SUB_GOODS_SIZE_MAX_COUNT', subMsg: '子商品明细超长' },
  NoPaymentInstrument: {
    subCode: 'ACQ.NO_PAYMENT_INSTRUMENTS_AVAILABLE',
    subMsg: '没有可用的支付工具',
  },
  BuyerNotFound: { subCode: 'ACQ.BUYER_NOT_EXIST', subMsg: '买家不存在' },
  BuyerIsSeller: { subCode: 'ACQ.BUYER_SELLER_EQUAL', subMsg: '买卖家不能相同' },
  TooManyQrRequests: {
    subCode: 'ACQ.APPLY_PC_MERCHANT_CODE_ERROR',
    subMsg: '申请二维码失败',
  },
  AlreadyExpired: {
    subCode: 'ACQ.NOW_TIME_AFTER_EXPIRE_TIME_ERROR',
    subMsg: '当前时间已超过允许支付的时间',
  },
  BuyerNotMatch: { subCode: 'ACQ.TRADE_BUYER_NOT_MATCH', subMsg: '交易买家不匹配' },
  BuyerBalanceTooLow: { subCode: 'ACQ.BUYER_BALANCE_NOT_ENOUGH', subMsg: '买家余额不足' },
  PaymentTooRisky: { subCode: 'ACQ.PAYMENT_REQUEST_HAS_RISK', subMsg: '支付有风险' },
  OrderChanged: {
    subCode: 'ACQ.CONTEXT_INCONSISTENT',
    subMsg: '订单信息不一致',
    by: {
      PAY: {
        subMsg: payText('商户订单号重复，请收银员取消本笔交易并重新收款', 'CONTEXT_INCONSISTENT'),
      },
    },
  },
  TradeNotFound: { subCode: 'ACQ.TRADE_NOT_EXIST', subMsg: '交易不存在' },
  TradeAlreadyPaid: { subCode: 'ACQ.TRADE_HAS_SUCCESS', subMsg: '交易已被支付' },
  TradeAlreadyClosed: {
    subCode: 'ACQ.TRADE_HAS_CLOSE',
    subMsg: '交易已经关闭',
    by: { REFUND: { subMsg: '交易已关闭' } },
  },
  TradeClosedTwice: { subCode: 'ACQ.REASON_TRADE_STATUS_INVALID', subMsg: '交易状态异常' },
  TradeClosedIllegally: { subCode: 'ACQ.REASON_ILLEGAL_STATUS', subMsg: '交易状态异常' },
  TradeFrozen: {
    subCode: 'ACQ.REASON_TRADE_BEEN_FREEZEN',
    subMsg: '请求退款的交易被冻结',
    by: { CANCEL: { subMsg: '当前交易被冻结，不允许进行撤销' } },
  },
  // Said to whoever drives the buyers, never on the wire.
  TradeNotFrozen: { subCode: 'ACQ.TRADE_STATUS_ERROR', subMsg: '交易状态不合法' },
  CurrencyNotSupported: {
    subCode: 'ACQ.CURRENCY_NOT_SUPPORT',
    subMsg: '订单币种不支持',
    by: { REFUND: { subMsg: '退款币种不支持' } },
  },
  SettlementWrong: { subCode: 'ACQ.TRADE_SETTLE_ERROR', subMsg: '交易结算异常' },
  TradeFinished: {
    subCode: 'ACQ.TRADE_HAS_FINISHED',
    subMsg: '交易已完结',
    by: { CANCEL: { subMsg: '交易已经完结' } },
  },
  TradeNotPaid: { subCode: 'ACQ.TRADE_STATUS_ERROR', subMsg: '交易状态不合法' },
  TradeNotOpen: { subCode: 'ACQ.TRADE_STATUS_ERROR', subMsg: '交易状态不合法' },
  CancelNotAllowed: { subCode: 'ACQ.CANCEL_NOT_ALLOWED', subMsg: '交易不允许撤销' },
  CancelTooLate: { subCode: 'ACQ.TRADE_CANCEL_TIME_OUT', subMsg: '超过撤销时间范围' },
  CancelAfterRefund: { subCode: 'ACQ.REASON_TRADE_REFUND_FEE_ERR', subMsg: '退款金额无效' },
  RefundAmountNotTotal: {
    subCode: 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL',
    subMsg: '撤销或退款金额与订单金额不一致',
  },
  RefundExceedsPaid: {
    subCode: 'ACQ.REASON_TRADE_REFUND_FEE_ERR',
    subMsg: 'REASON_TRADE_REFUND_FEE_ERR',
  },
  RefundExceedsTotal: { subCode: 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL', subMsg: '退款金额超限' },
  ReturnTooHigh: { subCode: 'ACQ.ALLOC_AMOUNT_VALIDATE_ERROR', subMsg: '退分账金额超限' },
  ReturnReceiverUnknown: {
    subCode: 'ACQ.REFUND_ROYALTY_PAYEE_ACCOUNT_NOT_EXIST',
    subMsg: '退分账收入方账户不存在',
  },
  RefundRepeatDiffers: { subCode: 'ACQ.DISCORDANT_REPEAT_REQUEST', subMsg: '请求信息不一致' },
  SellerBalanceTooLow: {
    subCode: 'ACQ.SELLER_BALANCE_NOT_ENOUGH',
    subMsg: '卖家余额不足',
    by: { CANCEL: { subMsg: '商户的支付宝账户中无足够的资金进行撤销' } },
  },
  // The documentation lists the codes of settling and syncing without their texts.
  ReceiverUnknown: {
    subCode: 'ACQ.ROYALTY_ACCOUNT_NOT_EXIST',
    subMsg: '分账收款方账号不存在',
  },
  ReceiverInvalid: { subCode: 'ACQ.ROYALTY_RECEIVER_INVALID', subMsg: '分账收款方无效' },
  RoyaltyTooHigh: { subCode: 'ACQ.ALLOC_AMOUNT_VALIDATE_ERROR', subMsg: '分账金额超限' },
  RoyaltyFinished: { subCode: 'ACQ.ALREADY_FINISH_ALLOC', subMsg: '分账已完结' },
  RoyaltyAfterRefund: {
    subCode: 'ACQ.ALLOC_REFUSE_AFTER_REFUND',
    subMsg: '交易已退款，不允许分账',
  },
  SellerBalanceTooLowToShare: {
    subCode: 'ACQ.TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH',
    subMsg: '账户余额不足',
  },
  StatusInvalid: { subCode: 'ACQ.NOTIFY_STATUS_INVALID', subMsg: '同步状态不合法' },
} satisfies Record<Refusal, Said>

/** What one method says of a refusal. */
export function said(refusal: Refusal, op: Op | undefined): { subCode: string; subMsg: string } {
  const { by, ...plain }: Said = SAID[refusal]
  return { ...plain, ...(op && by?.[op]) }
}

/** Texts of the unknown results, by sub_code; the misspelling is official. */
export const UNKNOWN_TEXTS: Record<string, string> = {
  'isp.unknow-error': '系统繁忙',
  'aop.unknow-error': '系统繁忙',
  'ACQ.SYSTEM_ERROR': '系统异常',
  'aop.ACQ.SYSTEM_ERROR': '系统异常',
  'AQC.SYSTEM_ERROR': '系统错误',
}
