// Checks a change of the policy before it is saved. The policy itself is trade/window.ts.
import * as v from 'valibot'
import { TRADE_STATUSES } from '../../journal/entry.ts'
import { FUND_CHANNELS } from '../../trade/channels.ts'
import type { Policy } from '../../trade/window.ts'
import { DAY } from '../../values/instant.ts'
import { InputError } from '../../values/input-error.ts'
import { nearest } from '../../values/nearest.ts'
import { plainMessage } from '../../values/plain-message.ts'
import { readSpans, shortName } from '../../values/spans.ts'

const whole = (least: number, most: number, unit: string) => {
  const says = `a whole number of ${unit} from ${least} to ${most}`
  return v.pipe(v.number(says), v.integer(says), v.minValue(least, says), v.maxValue(most, says))
}
const choice = <const T extends string[]>(...words: T) => v.picklist(words, words.join(' or '))
const yesOrNo = v.boolean('true or false')
const text = v.pipe(v.string('a text'), v.minLength(1, 'a text'), v.maxLength(64, 'a short text'))
const most = 10_000_000_000
const list = <S extends v.GenericSchema>(schema: S) =>
  v.pipe(v.array(schema, 'a list'), v.readonly())
const state = choice(...TRADE_STATUSES)
const promotion = v.strictObject({
  id: text,
  name: text,
  kind: choice('coupon', 'discount', 'item'),
  merchantFen: whole(0, most, 'fen'),
  platformFen: whole(0, most, 'fen'),
  goodsId: v.optional(text),
})
const walletPart = v.strictObject({
  channel: v.picklist(FUND_CHANNELS.slice(0, 7), 'a channel of the buyer, such as POINT'),
  upToFen: whole(1, most, 'fen'),
  bankCode: v.optional(text),
  fundType: v.optional(choice('DEBIT_CARD', 'CREDIT_CARD', 'MIXED_CARD')),
})

const OPTIONS = {
  passwordAboveFen: whole(0, 10_000_000_000, 'fen'),
  passwordTypingMs: whole(0, DAY, 'ms'),
  authCodeLifetimeMs: whole(1, 366 * DAY, 'ms'),
  orderTimeoutMs: whole(1, 15 * DAY, 'ms'),
  cashierTimeoutMs: whole(1, 15 * DAY, 'ms'),
  qrLifetimeMs: whole(1, 366 * DAY, 'ms'),
  cancelWindow: choice('24h', 'same-day'),
  refundWindow: choice('12-months', '90d'),
  tombstone: yesOrNo,
  barcodeNotify: yesOrNo,
  emptyBill: choice('refused', 'file'),
  unsaidCharset: choice('utf-8', 'gbk'),
  v3TimestampAgeMs: whole(1, 366 * DAY, 'ms'),
  v3NonceOnce: yesOrNo,
  v3BadSignatureStatus: choice('400', '401'),
  notifyStates: v.union([v.literal('by-product'), list(state)], 'by-product, or a list of states'),
  notifyResends: whole(0, 3, 'sends'),
  notifyFirstGap: choice('4m', '2m'),
  notifySendBackFee: yesOrNo,
  notifyAmounts: choice('two-decimals', 'short'),
  bodyChars: whole(1, 1_000, 'characters'),
  discountsNeedTerminal: yesOrNo,
  sellerIds: list(text),
  refundable: yesOrNo,
  cancelBarcodeOnly: yesOrNo,
  strictNumbers: yesOrNo,
  strictSandbox: yesOrNo,
  headerFaults: yesOrNo,
  strictVersion: yesOrNo,
  strictWapProduct: yesOrNo,
  strictSubjects: yesOrNo,
  buyerOpenId: yesOrNo,
  timeoutIsKeyData: yesOrNo,
  fundBill: choice('always', 'when-asked'),
  closeOfClosed: choice('status-invalid', 'illegal-status', 'has-close'),
  refundOfUnpaid: choice('has-close', 'status-error'),
  overRefund: choice('fee-error', 'not-equal-total'),
  bankRefundMs: whole(0, 366 * DAY, 'ms'),
  bankRefundFails: yesOrNo,
  feeRateBp: whole(0, 10_000, 'hundredths of a percent'),
  rebateRateBp: whole(0, 10_000, 'hundredths of a percent'),
  amountTriggers: yesOrNo,
  promotions: list(promotion),
  wallet: list(walletPart),
} satisfies { [Name in keyof Policy]: v.GenericSchema<Policy[Name]> }

/** Every option, as a policy has them. */
export const POLICY_SHAPE = v.strictObject(OPTIONS)
const changeSchema = v.partial(POLICY_SHAPE)

/** Options that may differ for one order: they are looked at when it is paid or told of. */
export const PER_ORDER = ['barcodeNotify', 'notifyAmounts', 'refundable', 'tombstone'] as const

/** A change for the orders of one amount. */
export function readOrderPolicy(change: unknown): Partial<Policy> {
  const read = readPolicyChange(change)
  const other = Object.keys(read).find((name) => !PER_ORDER.some((one) => one === name))
  if (other === undefined) return read
  const remedy = `holds for all orders; for some there are ${PER_ORDER.join(', ')}`
  throw new InputError(`policy.${other}`, remedy)
}

/** Throws an InputError that names the option: a policy that is half right changes nothing. */
export function readPolicyChange(change: unknown): Partial<Policy> {
  // valibot takes a list for an object.
  if (Array.isArray(change)) throw new InputError('policy', 'must be an object')
  const isObject = typeof change === 'object' && change !== null
  const read = readSpans({ ...(isObject && change) }, Object.keys(OPTIONS))
  if ('wrong' in read) throw new InputError(`policy.${read.wrong.name}`, read.wrong.remedy)
  const parsed = v.safeParse(changeSchema, isObject ? read.options : change)
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  const isUnknown = issue.expected === 'never'
  const field = v.getDotPath(issue)
  const known = `there is no such option; ${meantBy(field ?? '')}`
  throw new InputError(
    field === null ? 'policy' : `policy.${field}`,
    isUnknown ? known : plainMessage(issue),
  )
}

function meantBy(field: string): string {
  const names = Object.keys(OPTIONS)
  const meant = nearest(field, [...names, ...names.map(shortName)])
  return meant === undefined ? `there are ${names.join(', ')}` : `did you mean ${meant}?`
}
