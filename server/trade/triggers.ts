// Payment codes that need no control call: fixed digits name the behaviour, free digits keep each
// code unique and single-use, so they work from any language by data alone.
//
//   28 90 BB SS ffffffffff[ffffff]      18 to 24 digits
//         │  │  └ free digits           (make each code different)
//         │  └ seconds, where the behaviour has a delay
//         └ behaviour: 00 … 07, the table below
//
// WeChat's begin with 13 90 and have 18 digits.
// A sandbox may let amounts do the same (`amountTriggers`): 19BB.SS yuan.
import { SECOND } from '../values/instant.ts'
import type { Fen } from '../values/money.ts'
import type { BuyerBehaviour } from './buyer.ts'

export interface Trigger {
  digits: string
  name: string
  /** Which of the seeded buyers owns the code. */
  wallet: 'full' | 'empty'
  /** `undefined`: no such code exists, so the gateway calls it invalid. */
  habit: ((seconds: number) => BuyerBehaviour) | undefined
  says: string
}

export const TRIGGERS: readonly Trigger[] = [
  {
    digits: '00',
    name: 'pays-at-once',
    wallet: 'full',
    habit: () => ({ pays: 'at-once' }),
    says: 'Pays at once (above the password limit: types the password first).',
  },
  {
    digits: '01',
    name: 'pays-after-password',
    wallet: 'full',
    habit: (seconds) => ({ pays: 'after-password', afterMs: seconds * SECOND }),
    says: 'Is asked for the password and types it SS seconds later.',
  },
  {
    digits: '02',
    name: 'never-pays',
    wallet: 'full',
    habit: () => ({ pays: 'never' }),
    says: 'Is asked for the password and never types it.',
  },
  {
    digits: '03',
    name: 'balance-too-low',
    wallet: 'empty',
    habit: () => ({ pays: 'at-once' }),
    says: 'Has an empty wallet: refused for lack of money.',
  },
  {
    digits: '04',
    name: 'code-invalid',
    wallet: 'full',
    habit: undefined,
    says: 'Expired, used or forged: refused as an invalid code.',
  },
  {
    digits: '05',
    name: 'closes-cashier',
    wallet: 'full',
    habit: (seconds) => ({ pays: 'closes', afterMs: seconds * SECOND }),
    says: 'Is asked for the password and closes the cashier SS seconds later.',
  },
  {
    digits: '06',
    name: 'taps-after-cancel',
    wallet: 'full',
    habit: (seconds) => ({ pays: 'never', tapsAfterCancelMs: seconds * SECOND }),
    says: 'Is asked for the password and taps "pay" SS seconds after a cancel: refused.',
  },
  {
    digits: '07',
    name: 'risk-refused',
    wallet: 'full',
    habit: () => ({ pays: 'risk-refused' }),
    says: 'Is stopped by risk control: refused as too risky.',
  },
]

const PATTERN = /^(?:2890(\d{2})(\d{2})\d{10,16}|1390(\d{2})(\d{2})\d{10})$/

/** A trigger, and what it gives to the buyer's patience. */
export interface Triggered {
  trigger: Trigger
  seconds: number
}

/** The trigger behind a payment code, with its seconds; `undefined` for any other code. */
export function readTrigger(authCode: string): Triggered | undefined {
  const [, behaviour, seconds, wechatBehaviour, wechatSeconds] = PATTERN.exec(authCode) ?? []
  return named(behaviour ?? wechatBehaviour ?? '', Number(seconds ?? wechatSeconds))
}

/** The trigger behind an amount of 1900.00 to 1907.99 yuan; the yuan name it, the fen are seconds. */
export function readAmountTrigger(totalFen: Fen): Triggered | undefined {
  const beyondFen = totalFen - FIRST_AMOUNT_FEN
  if (beyondFen < 0) return undefined
  return named(String(Math.floor(beyondFen / 100)).padStart(2, '0'), beyondFen % 100)
}

const FIRST_AMOUNT_FEN = 190_000

function named(behaviour: string, seconds: number): Triggered | undefined {
  const trigger = TRIGGERS.find(({ digits }) => digits === behaviour)
  return trigger && { trigger, seconds }
}
