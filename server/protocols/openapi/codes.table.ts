// Which sub_code of openapi says which reason, the same in v2 and v3; what is said with it stands in
// texts.table.ts, and what a code means to whoever reads it in meaning.ts.
import type { Refusal, Unknown } from '../../journal/reasons.ts'

/** Failures of business: those of the engine, and two that only faults say. */
export const SUB_CODES: Readonly<
  Record<Refusal | 'InvalidParameter' | 'RefundNotAllowed', string>
> = {
  AuthCodeMissing: 'ACQ.AUTH_TOKEN_IS_NOT_EXIST',
  // Codes that stand for several reasons are read as the last of them.
  AuthCodeExpired: 'ACQ.PAYMENT_AUTH_CODE_INVALID',
  AuthCodeInvalid: 'ACQ.PAYMENT_AUTH_CODE_INVALID',
  TotalOutOfRange: 'ACQ.TOTAL_FEE_EXCEED',
  ReceiverNotAllowed: 'ACQ.INVALID_RECEIVE_ACCOUNT',
  ProductNotAllowed: 'ACQ.ACCESS_FORBIDDEN',
  NumberMalformed: 'ACQ.INVALID_PARAMETER',
  SubjectMalformed: 'ACQ.INVALID_PARAMETER',
  TimeTooLong: 'ACQ.INVALID_PARAMETER',
  TooManyGoods: 'ACQ.SUB_GOODS_SIZE_MAX_COUNT',
  NoPaymentInstrument: 'ACQ.NO_PAYMENT_INSTRUMENTS_AVAILABLE',
  BuyerNotFound: 'ACQ.BUYER_NOT_EXIST',
  BuyerIsSeller: 'ACQ.BUYER_SELLER_EQUAL',
  TooManyQrRequests: 'ACQ.APPLY_PC_MERCHANT_CODE_ERROR',
  AlreadyExpired: 'ACQ.NOW_TIME_AFTER_EXPIRE_TIME_ERROR',
  BuyerNotMatch: 'ACQ.TRADE_BUYER_NOT_MATCH',
  BuyerBalanceTooLow: 'ACQ.BUYER_BALANCE_NOT_ENOUGH',
  PaymentTooRisky: 'ACQ.PAYMENT_REQUEST_HAS_RISK',
  SellerChanged: 'ACQ.CONTEXT_INCONSISTENT',
  TimeChanged: 'ACQ.CONTEXT_INCONSISTENT',
  OrderChanged: 'ACQ.CONTEXT_INCONSISTENT',
  BatchNumberUsed: 'ACQ.DISCORDANT_REPEAT_REQUEST',
  TradeNotFound: 'ACQ.TRADE_NOT_EXIST',
  TradeAlreadyPaid: 'ACQ.TRADE_HAS_SUCCESS',
  TradeAlreadyCancelled: 'ACQ.TRADE_HAS_CLOSE',
  TradeAlreadyClosed: 'ACQ.TRADE_HAS_CLOSE',
  TradeClosedTwice: 'ACQ.REASON_TRADE_STATUS_INVALID',
  TradeFrozen: 'ACQ.REASON_TRADE_BEEN_FREEZEN',
  // Said to whoever drives the buyers, never on the wire.
  TradeNotFrozen: 'ACQ.TRADE_STATUS_ERROR',
  CurrencyNotSupported: 'ACQ.CURRENCY_NOT_SUPPORT',
  SettlementWrong: 'ACQ.TRADE_SETTLE_ERROR',
  TradeFinished: 'ACQ.TRADE_HAS_FINISHED',
  TradeNotPaid: 'ACQ.TRADE_STATUS_ERROR',
  TradeNotOpen: 'ACQ.TRADE_STATUS_ERROR',
  CancelNotAllowed: 'ACQ.CANCEL_NOT_ALLOWED',
  CloseNotAllowed: 'ACQ.REASON_ILLEGAL_STATUS',
  TradeClosedIllegally: 'ACQ.REASON_ILLEGAL_STATUS',
  CancelTooLate: 'ACQ.TRADE_CANCEL_TIME_OUT',
  CancelAfterRefund: 'ACQ.REASON_TRADE_REFUND_FEE_ERR',
  OrderTotalNotMatch: 'ACQ.INVALID_PARAMETER',
  RefundAmountNotTotal: 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL',
  RefundExceedsPaid: 'ACQ.REASON_TRADE_REFUND_FEE_ERR',
  RefundExceedsTotal: 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL',
  ReturnTooHigh: 'ACQ.ALLOC_AMOUNT_VALIDATE_ERROR',
  ReturnReceiverUnknown: 'ACQ.REFUND_ROYALTY_PAYEE_ACCOUNT_NOT_EXIST',
  RefundRepeatDiffers: 'ACQ.DISCORDANT_REPEAT_REQUEST',
  TooManyRefunds: 'ACQ.TRADE_NOT_ALLOW_REFUND',
  SellerBalanceTooLow: 'ACQ.SELLER_BALANCE_NOT_ENOUGH',
  // The documentation lists the codes of settling and syncing without their texts.
  ReceiverUnknown: 'ACQ.ROYALTY_ACCOUNT_NOT_EXIST',
  ReceiverInvalid: 'ACQ.ROYALTY_RECEIVER_INVALID',
  RoyaltyTooHigh: 'ACQ.ALLOC_AMOUNT_VALIDATE_ERROR',
  RoyaltyFinished: 'ACQ.ALREADY_FINISH_ALLOC',
  RoyaltyAfterRefund: 'ACQ.ALLOC_REFUSE_AFTER_REFUND',
  SellerBalanceTooLowToShare: 'ACQ.TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH',
  StatusInvalid: 'ACQ.NOTIFY_STATUS_INVALID',
  InvalidParameter: 'ACQ.INVALID_PARAMETER',
  RefundNotAllowed: 'ACQ.TRADE_NOT_ALLOW_REFUND',
}

/** The ways of the live gateway to say that it does not know. */
export const UNKNOWN_CODES: Readonly<Record<Unknown, string>> = {
  ResultUnknown: 'isp.unknow-error',
  Busy: 'aop.unknow-error',
  SystemError: 'ACQ.SYSTEM_ERROR',
  SystemErrorMisspelt: 'AQC.SYSTEM_ERROR',
  SystemErrorPrefixed: 'aop.ACQ.SYSTEM_ERROR',
  BankError: 'ACQ.SYSTEM_ERROR',
}
