// Which resultCode of AMS says which reason, and the text that goes with each code. What a code means to
// whoever reads it is in meaning.ts.
import type { Op } from '../../journal/entry.ts'
import type { Failure, Refusal, Unknown } from '../../journal/reasons.ts'

/** Reasons that one code says in every call. */
const CODES: Readonly<Record<Failure, string>> = {
  AuthCodeMissing: 'PARAM_ILLEGAL',
  AuthCodeInvalid: 'INVALID_PAYMENT_CODE',
  AuthCodeExpired: 'EXPIRED_CODE',
  TotalOutOfRange: 'PAYMENT_AMOUNT_EXCEED_LIMIT',
  ReceiverNotAllowed: 'MERCHANT_NOT_REGISTERED',
  ProductNotAllowed: 'INVALID_CONTRACT',
  NumberMalformed: 'PARAM_ILLEGAL',
  TooManyGoods: 'PARAM_ILLEGAL',
  AlreadyExpired: 'PARAM_ILLEGAL',
  NoPaymentInstrument: 'NO_PAY_OPTIONS',
  BuyerNotFound: 'USER_NOT_EXIST',
  BuyerIsSeller: 'USER_STATUS_ABNORMAL',
  TooManyQrRequests: 'PAYMENT_COUNT_EXCEED_LIMIT',
  BuyerNotMatch: 'REPEAT_REQ_INCONSISTENT',
  BuyerBalanceTooLow: 'USER_BALANCE_NOT_ENOUGH',
  PaymentTooRisky: 'RISK_REJECT',
  OrderChanged: 'REPEAT_REQ_INCONSISTENT',
  SellerChanged: 'REPEAT_REQ_INCONSISTENT',
  TimeChanged: 'REPEAT_REQ_INCONSISTENT',
  BatchNumberUsed: 'REPEAT_REQ_INCONSISTENT',
  TradeNotFound: 'ORDER_NOT_EXIST',
  TradeAlreadyPaid: 'REPEAT_REQ_INCONSISTENT',
  TradeAlreadyClosed: 'ORDER_IS_CLOSED',
  TradeAlreadyCancelled: 'ORDER_IS_CANCELED',
  TradeFinished: 'REFUND_WINDOW_EXCEED',
  TradeNotPaid: 'ORDER_STATUS_INVALID',
  TradeNotOpen: 'ORDER_STATUS_INVALID',
  TradeFrozen: 'ORDER_STATUS_INVALID',
  TradeNotFrozen: 'ORDER_STATUS_INVALID',
  TradeClosedTwice: 'ORDER_STATUS_INVALID',
  TradeClosedIllegally: 'ORDER_STATUS_INVALID',
  CurrencyNotSupported: 'CURRENCY_NOT_SUPPORT',
  SettlementWrong: 'SETTLE_CONTRACT_NOT_MATCH',
  SubjectMalformed: 'PARAM_ILLEGAL',
  TimeTooLong: 'PARAM_ILLEGAL',
  CancelNotAllowed: 'PROCESS_FAIL',
  CancelTooLate: 'CANCEL_WINDOW_EXCEED',
  CloseNotAllowed: 'PROCESS_FAIL',
  OrderTotalNotMatch: 'PARAM_ILLEGAL',
  TooManyRefunds: 'MULTIPLE_REFUNDS_NOT_SUPPORTED',
  CancelAfterRefund: 'PROCESS_FAIL',
  RefundAmountNotTotal: 'PARTIAL_REFUND_NOT_SUPPORTED',
  RefundExceedsPaid: 'REFUND_AMOUNT_EXCEED',
  RefundExceedsTotal: 'REFUND_AMOUNT_EXCEED',
  ReturnTooHigh: 'PROCESS_FAIL',
  ReturnReceiverUnknown: 'PROCESS_FAIL',
  RefundRepeatDiffers: 'REPEAT_REQ_INCONSISTENT',
  SellerBalanceTooLow: 'PROCESS_FAIL',
  ReceiverUnknown: 'PROCESS_FAIL',
  ReceiverInvalid: 'PROCESS_FAIL',
  RoyaltyTooHigh: 'PROCESS_FAIL',
  RoyaltyFinished: 'PROCESS_FAIL',
  RoyaltyAfterRefund: 'PROCESS_FAIL',
  SellerBalanceTooLowToShare: 'PROCESS_FAIL',
  StatusInvalid: 'PROCESS_FAIL',
  InvalidParameter: 'PARAM_ILLEGAL',
  RefundNotAllowed: 'PROCESS_FAIL',
}

/** Reasons that a call says in a way of its own. */
const BY_OP: Partial<Record<Op, Partial<Record<Refusal, string>>>> = {
  CANCEL: { TradeFinished: 'CANCEL_WINDOW_EXCEED' },
  // Closed with nothing left to give back: the books close what has been refunded to the last cent.
  REFUND: { TradeAlreadyClosed: 'REFUND_AMOUNT_EXCEED' },
  REFQUERY: { TradeNotFound: 'REFUND_NOT_EXIST' },
}

export function codeOf(reason: Failure, op: Op | undefined): string {
  const own = op && BY_OP[op]
  return own?.[reason as Refusal] ?? CODES[reason]
}

/** AMS has one way to say that it does not know. */
export const UNKNOWN_CODE: Readonly<Record<Unknown, string>> = {
  ResultUnknown: 'UNKNOWN_EXCEPTION',
  Busy: 'UNKNOWN_EXCEPTION',
  SystemError: 'UNKNOWN_EXCEPTION',
  SystemErrorMisspelt: 'UNKNOWN_EXCEPTION',
  SystemErrorPrefixed: 'UNKNOWN_EXCEPTION',
  BankError: 'UNKNOWN_EXCEPTION',
}

/** Codes under U: the call may have been carried out, or is still being. */
const UNDECIDED = [
  'UNKNOWN_EXCEPTION',
  'REQUEST_TRAFFIC_EXCEED_LIMIT',
  'PAYMENT_IN_PROCESS',
  'REFUND_IN_PROCESS',
] as const

export const statusOf = (code: string): 'S' | 'F' | 'U' =>
  code === 'SUCCESS' ? 'S' : UNDECIDED.some((one) => one === code) ? 'U' : 'F'

/** Every code of the tables of the documentation, with its text. */
const TEXTS: Readonly<Record<string, string>> = {
  SUCCESS: 'success.',
  PARAM_ILLEGAL: 'Illegal parameters exist.',
  INVALID_SIGNATURE: 'The signature is invalid.',
  KEY_NOT_FOUND: 'The key is not found.',
  ACCESS_DENIED: 'Access is denied.',
  INVALID_API: 'The called API is invalid or not active.',
  NO_INTERFACE_DEF: 'The API is not defined.',
  METHOD_NOT_SUPPORTED: 'The HTTP method is not supported. Only POST is.',
  MEDIA_TYPE_NOT_ACCEPTABLE: 'The media type is not acceptable.',
  UNKNOWN_CLIENT: 'The client is unknown.',
  INVALID_CLIENT: 'The client is invalid.',
  INVALID_CLIENT_STATUS: 'The client status is invalid.',
  CLIENT_FORBIDDEN_ACCESS_API: 'The client is not authorized to use this API.',
  OAUTH_FAILED: 'The OAuth authentication failed.',
  PROCESS_FAIL: 'A general business failure occurred.',
  UNKNOWN_EXCEPTION: 'The API failed due to an unknown reason.',
  REQUEST_TRAFFIC_EXCEED_LIMIT: 'The request traffic exceeds the limit.',
  PAYMENT_IN_PROCESS: 'The payment is being processed.',
  REFUND_IN_PROCESS: 'The refund is being processed.',
  ORDER_IS_CANCELED: 'The order is canceled.',
  ORDER_IS_CLOSED: 'The order is closed.',
  ORDER_NOT_EXIST: "The order doesn't exist.",
  ORDER_STATUS_INVALID: 'The order status is invalid.',
  REPEAT_REQ_INCONSISTENT: 'Repeated requests are inconsistent.',
  RISK_REJECT: 'The request is rejected because of the risk control.',
  FRAUD_REJECT: 'The payment is rejected because of fraud.',
  CURRENCY_NOT_SUPPORT: 'The currency is not supported.',
  INVALID_CONTRACT: 'The contract is invalid.',
  SETTLE_CONTRACT_NOT_MATCH: 'No matched settlement contract is found.',
  MERCHANT_NOT_REGISTERED: 'The merchant is not registered.',
  INVALID_MERCHANT_STATUS: 'The merchant status is abnormal.',
  MERCHANT_KYB_NOT_QUALIFIED: 'The merchant is not qualified.',
  NO_PAY_OPTIONS: 'No payment option is available.',
  UNAVAILABLE_PAYMENT_METHOD: 'The payment method is unavailable.',
  REGULATION_RESTRICTION: 'The payment is not allowed because of regulations.',
  PAYMENT_AMOUNT_EXCEED_LIMIT: 'The payment amount exceeds the limit.',
  PAYMENT_COUNT_EXCEED_LIMIT: 'The number of payments exceeds the limit.',
  USER_AMOUNT_EXCEED_LIMIT: "The payment amount exceeds the user's limit.",
  USER_BALANCE_NOT_ENOUGH: "The user's balance is not enough.",
  USER_KYC_NOT_QUALIFIED: 'The user is not qualified.',
  USER_NOT_EXIST: "The user doesn't exist.",
  USER_STATUS_ABNORMAL: 'The user status is abnormal.',
  USER_PAYMENT_VERIFICATION_FAILED: 'The user failed the payment verification.',
  INVALID_PAYMENT_CODE: 'The payment code is invalid.',
  INVALID_CODE: 'The code is invalid.',
  EXPIRED_CODE: 'The code has expired.',
  INVALID_ACCESS_TOKEN: 'The access token is invalid.',
  CANCEL_WINDOW_EXCEED: 'The cancellation is out of the cancelable period.',
  REFUND_AMOUNT_EXCEED: 'The total refund amount exceeds the payment amount.',
  REFUND_WINDOW_EXCEED: 'The refund is out of the refundable period.',
  REFUND_NOT_EXIST: "The refund doesn't exist.",
  MULTIPLE_REFUNDS_NOT_SUPPORTED: 'Multiple refunds are not supported.',
  PARTIAL_REFUND_NOT_SUPPORTED: 'A partial refund is not supported.',
}

export const isCode = (code: string): boolean => Object.hasOwn(TEXTS, code)

export const textOf = (code: string): string => TEXTS[code] ?? code

/** The reason that a code stands for where it has been picked by name; several have none. */
export function reasonOf(code: string): Failure | undefined {
  // Many a reason ends in it; picked by name it means what it says.
  if (code === CODES.InvalidParameter) return 'InvalidParameter'
  const found = Object.entries(CODES).find(([, one]) => one === code)
  return found?.[0] as Failure | undefined
}
