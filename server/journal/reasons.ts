// What a reply means and why, in words that no gateway speaks: protocols write them, the engine, the
// faults and the rules reason in them, and the codes of each gateway stay beside them as evidence.

/**
 * `ask-query`: refused in a way that only a query explains. `rejected`: the gateway did not take the
 * call at all, so it may be sent again as it is. `unknown`: executed or not, the reply does not say.
 */
export const MEANINGS = [
  'ok',
  'pending',
  'not-found',
  'refused',
  'ask-query',
  'rejected',
  'unknown',
] as const

export type Meaning = (typeof MEANINGS)[number]

/**
 * The states of affairs in which the engine refuses a command. Each protocol has a table
 * `satisfies Record<Refusal, …>`, so a new refusal does not compile until all can say it.
 */
export const REFUSALS = [
  'AuthCodeMissing',
  'AuthCodeInvalid',
  /** It was good once: past its time, or shown before. */
  'AuthCodeExpired',
  'TotalOutOfRange',
  'ReceiverNotAllowed',
  'ProductNotAllowed',
  'NumberMalformed',
  'TooManyGoods',
  'AlreadyExpired',
  'NoPaymentInstrument',
  'BuyerNotFound',
  'BuyerIsSeller',
  'TooManyQrRequests',
  'BuyerNotMatch',
  'BuyerBalanceTooLow',
  'PaymentTooRisky',
  'OrderChanged',
  /** Another receiver, or another time to pay, than when the order was first submitted. */
  'SellerChanged',
  'TimeChanged',
  'TradeNotFound',
  'TradeAlreadyPaid',
  'TradeAlreadyClosed',
  /** Closed, or given back, by a cancel. */
  'TradeAlreadyCancelled',
  'TradeFinished',
  'TradeNotPaid',
  'TradeNotOpen',
  'TradeFrozen',
  'TradeNotFrozen',
  'TradeClosedTwice',
  'TradeClosedIllegally',
  'CurrencyNotSupported',
  'SettlementWrong',
  'SubjectMalformed',
  'TimeTooLong',
  'CancelNotAllowed',
  'CancelTooLate',
  'CancelAfterRefund',
  'CloseNotAllowed',
  /** What a refund says the order came to is not what it came to. */
  'OrderTotalNotMatch',
  'RefundAmountNotTotal',
  'RefundExceedsPaid',
  'RefundExceedsTotal',
  'ReturnTooHigh',
  'ReturnReceiverUnknown',
  'RefundRepeatDiffers',
  'TooManyRefunds',
  /** A batch of refunds under a number that another batch had. */
  'BatchNumberUsed',
  'SellerBalanceTooLow',
  'ReceiverUnknown',
  'ReceiverInvalid',
  'RoyaltyTooHigh',
  'RoyaltyFinished',
  'RoyaltyAfterRefund',
  'SellerBalanceTooLowToShare',
  'StatusInvalid',
] as const

export type Refusal = (typeof REFUSALS)[number]

/** Why nobody knows what became of a call, as gateways put it. */
export const UNKNOWNS = [
  'ResultUnknown',
  'Busy',
  'SystemError',
  /** Two spellings that real gateways have; a family without them says `SystemError`. */
  'SystemErrorMisspelt',
  'SystemErrorPrefixed',
  /** The bank behind the wallet; a family without a word of its own for it says `SystemError`. */
  'BankError',
] as const

export type Unknown = (typeof UNKNOWNS)[number]

/** What is refused like a call of business, though no state of the books stands behind it. */
export type Failure = Refusal | 'InvalidParameter' | 'RefundNotAllowed'

/** Why a call was refused, or its result is not known; the last ones are the gateway's own. */
export type Reason =
  | Failure
  | Unknown
  | 'SignatureWrong'
  | 'SignatureMissing'
  | 'SignTypeWrong'
  | 'TooManyCalls'
  | 'TooManyCallsOfMethod'
  /** Of a bill's link: forged, or past its time. */
  | 'LinkNotValid'
