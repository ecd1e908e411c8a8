// Options that only WeChat Pay's gateways have, and what the trade engine goes by for its orders.
import { option, whole, yesOrNo, type ValuesOf } from '../../options/option.ts'
import { formatChinaDay, type Instant } from '../../values/instant.ts'
import type { Draw } from '../../values/random.ts'
import type { FamilyTerms, OptionValues } from '../protocol.ts'
import { mchIdOf } from './credentials.ts'

export const WECHAT_OPTIONS = {
  wechatPasswordAboveFen: option({
    schema: whole(0, 10_000_000_000, 'fen'),
    default: 100_000,
    basis: 'documented',
    other: 'any',
    why: 'WeChat: a payment code above this sum asks for the password, so micropay answers `USERPAYING`; 1,000 yuan in the documentation of micropay (the list that 003:L19 announces and does not give)',
  }),
  wechatFreePaymentsADay: option({
    schema: whole(0, 1_000_000, 'payments'),
    default: 10,
    basis: 'documented',
    other: '`0` (any number)',
    why: 'WeChat: so many payments a day go without the password, and the next asks for it; ten in the documentation of micropay',
  }),
  wechatClientCertificate: option({
    schema: yesOrNo,
    default: true,
    basis: 'documented',
    other: '`false`',
    why: "WeChat: over TLS reverse and refund want the merchant's client certificate. Over plain HTTP nobody can show one, and nobody is asked",
  }),
  wechatMostRefunds: option({
    schema: whole(0, 1_000_000, 'refunds'),
    default: 50,
    basis: 'documented',
    other: '`0` (any number)',
    why: 'WeChat: how many refunds one payment may have',
  }),
}

export type WechatOptions = ValuesOf<typeof WECHAT_OPTIONS>

/** The values of a sandbox, which has been handed this table. */
export const wechatOptions = (values: OptionValues) => values as WechatOptions

/**
 * Reverse to seven days and refund to a year (003:L30-31); no closing of payment codes (003:L47); no
 * notification of a payment by code (003:L21).
 */
export const WECHAT_TERMS: FamilyTerms = {
  wallet: 'wechat',
  pidOf: mchIdOf,
  drawTradeNo,
  options: (values) => {
    const { wechatPasswordAboveFen, wechatFreePaymentsADay, wechatMostRefunds } =
      wechatOptions(values)
    return {
      passwordAboveFen: wechatPasswordAboveFen,
      freePaymentsADay: wechatFreePaymentsADay,
      mostRefunds: wechatMostRefunds,
      cancelWindow: '7d',
      refundWindow: '12-months',
      closeSparesBarcode: true,
      barcodeNotify: false,
      discountsNeedTerminal: false,
      strictSandbox: false,
      strictSubjects: false,
      refundable: true,
      overRefund: 'fee-error',
    }
  },
}

/** 28 digits: `4200`, six more, the day, and ten of sequence. */
function drawTradeNo(draw: Draw, _buyerId: string | undefined, now: Instant): string {
  const digits = draw.digits('wechat_transaction_id', 16)
  return `4200${digits.slice(0, 6)}${formatChinaDay(now)}${digits.slice(6)}`
}
