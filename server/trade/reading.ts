// Where texts differ, a reading says which of them the gateway follows. `default` is the order of
// docs/options.md; `seeds` is the letter of the seed texts 000 to 004, in every option in which it differs.
import { DEFAULT_POLICY, type Policy } from './window.ts'

export const READING_NAMES = ['default', 'seeds'] as const
export type ReadingName = (typeof READING_NAMES)[number]

const SEEDS = {
  // 003:L31
  refundWindow: '90d',
  // 000:L34, 004:L74: an order is closed by its cancel.
  tombstone: true,
  // 003:L21, 004:L311
  barcodeNotify: false,
  // 004:L336
  notifySendBackFee: true,
  // 004:L330-331
  notifyAmounts: 'short',
  // 004:L338
  bodyChars: 400,
  // 002:L5
  timeoutIsKeyData: true,
} as const satisfies Partial<Policy>

/** The options in which the readings differ, as this one has them. */
export function policyOf(reading: ReadingName): Partial<Policy> {
  if (reading === 'seeds') return SEEDS
  const names = Object.keys(SEEDS)
  return Object.fromEntries(Object.entries(DEFAULT_POLICY).filter(([name]) => names.includes(name)))
}

export const isReading = (word: string): word is ReadingName =>
  READING_NAMES.some((name) => name === word)
