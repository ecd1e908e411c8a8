// What a buyer shall do, in the words of the command line and the control API: `at-once`,
// `after-password=8s`, `never`, `no-money`, `risk-refused`, `closes=5s`, `after-cancel=1s`; and what
// is wrong with the code that is shown: `expired` (also `invalid`), `used`.
import type { BuyerBehaviour } from '../../trade/buyer.ts'
import { parseDuration } from '../../values/instant.ts'
import { InputError } from '../../values/input-error.ts'

export const HABITS = [
  'at-once',
  'after-password=8s',
  'never',
  'no-money',
  'risk-refused',
  'closes=5s',
  'after-cancel=1s',
  'expired',
  'used',
  'invalid',
] as const

export interface BuyerIntent {
  habit: BuyerBehaviour
  /** The buyer with the empty wallet. */
  broke: boolean
  /** A code that was good once. */
  code?: 'expired' | 'used'
}

export function readIntent(text: string): BuyerIntent {
  const [word = '', given] = text.split('=')
  const afterMs = given === undefined ? 5_000 : parseDuration(given)
  if (afterMs === undefined) {
    throw new InputError('pays', `"${given}" is no duration; write for example ${word}=8s`)
  }
  const plain = { broke: false }
  switch (word) {
    case 'at-once':
      return { ...plain, habit: { pays: 'at-once' } }
    case 'after-password':
      return { ...plain, habit: { pays: 'after-password', afterMs } }
    case 'never':
      return { ...plain, habit: { pays: 'never' } }
    case 'closes':
      return { ...plain, habit: { pays: 'closes', afterMs } }
    case 'no-money':
      return { ...plain, broke: true, habit: { pays: 'at-once' } }
    case 'risk-refused':
      return { ...plain, habit: { pays: 'risk-refused' } }
    case 'after-cancel':
      return { ...plain, habit: { pays: 'never', tapsAfterCancelMs: afterMs } }
    case 'expired':
    case 'invalid':
      return { ...plain, code: 'expired', habit: { pays: 'never' } }
    case 'used':
      return { ...plain, code: 'used', habit: { pays: 'never' } }
    default:
      throw new InputError('pays', `there is no "${word}"; use one of ${HABITS.join(', ')}`)
  }
}
