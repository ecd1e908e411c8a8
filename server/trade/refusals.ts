// The states of affairs in which the engine refuses a command. Each protocol has a table
// `satisfies Record<Refusal, …>`, so a new refusal does not compile until all can say it.

export const REFUSALS = [
  'AuthCodeMissing',
  'AuthCodeInvalid',
  'TotalOutOfRange',
  'ReceiverNotAllowed',
  'ProductNotAllowed',
  'AlreadyExpired',
  'BuyerNotMatch',
  'BuyerBalanceTooLow',
  'OrderChanged',
  'TradeNotFound',
  'TradeAlreadyPaid',
  'TradeAlreadyClosed',
  'TradeFinished',
  'TradeNotPaid',
  'TradeNotOpen',
  'CancelTooLate',
  'CancelAfterRefund',
  'RefundAmountNotTotal',
  'RefundExceedsPaid',
  'RefundRepeatDiffers',
  'SellerBalanceTooLow',
] as const

export type Refusal = (typeof REFUSALS)[number]
