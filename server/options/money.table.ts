// Money: fees, promotions, what buyers pay with, and bills.
import { promotion, walletPart } from './funding.ts'
import { choice, list, option, whole } from './option.ts'

export const MONEY = {
  feeRateBp: option({
    schema: whole(0, 10_000, 'hundredths of a percent'),
    default: 0,
    basis: 'own',
    other: '`60` (0.6 %)',
    why: 'Fee of the merchant in hundredths of a percent, on the receipts, rounded to the fen; refunds return it pro rata. Off, so that receipts are easy to add up',
  }),
  feeTaken: option({
    schema: choice('at-once', 'monthly'),
    default: 'at-once',
    basis: 'documented',
    other: '`monthly`',
    why: 'When the fee is taken: with the payment, where the statement of the account shows it at once, or on the first day of the next month, when it has what was not refunded by then (002:L36-38)',
  }),
  rebateRateBp: option({
    schema: whole(0, 10_000, 'hundredths of a percent'),
    default: 0,
    basis: 'own',
    other: 'any',
    why: 'Rebate to the `sys_service_provider_id` of the order, out of the fee (004:L120-124)',
  }),
  promotions: option({
    schema: list(promotion),
    default: [],
    basis: 'own',
    other: 'a list',
    why: 'Running promotions, in the order in which they apply: `{id, name, kind, merchantFen, platformFen, goodsId?}`. A `coupon` needs a `store_id` of letters and digits, an `item` its `goods_id`; none applies beyond the discountable part',
  }),
  wallet: option({
    schema: list(walletPart),
    default: [],
    basis: 'own',
    other: 'a list',
    why: 'What buyers pay with before their balance: `{channel, upToFen}`, for example `POINT` or `PCREDIT`. `BANKCARD` may say which: `{bankCode, fundType}`',
  }),
  emptyBill: option({
    schema: choice('refused', 'file'),
    default: 'refused',
    basis: 'documented',
    other: '`file`',
    why: 'The bill of a day without a row: `isp.bill_not_exist` in the description, a file without rows for newer accounts',
  }),
}
