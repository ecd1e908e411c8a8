// What people write into the options of faults: openapi's own codes, and what each of them stands for.
// Faults take their options from here, and speak of reasons.
import type { Failure, Refusal, Unknown } from '../../journal/reasons.ts'
import type { Decline } from '../service.ts'
import { SUB_CODES, UNKNOWN_CODES } from './codes.table.ts'
import { isPublicError } from './public-errors.table.ts'
import { isFailure } from './texts.table.ts'

/**
 * The codes that an option takes, the first of them unless told otherwise, and what each means; the
 * meaning itself is taken as well.
 */
export interface Choice<T extends string> {
  codes: readonly [string, ...string[]]
  words: readonly string[]
  meant(codeOrWord: string): T
}

function choice<T extends string>(
  first: readonly [string, T],
  ...others: (readonly [string, T])[]
): Choice<T> {
  const all = new Map([first, ...others])
  return {
    codes: [first[0], ...others.map(([code]) => code)],
    words: [...all.values()],
    meant: (code) => {
      const found = all.get(code) ?? [...all.values()].find((word) => word === code)
      if (found === undefined) throw new Error(`${code} is none of ${[...all.keys()].join(', ')}`)
      return found
    },
  }
}

/** Whether the unknown result comes as one, or as a failure. */
export const UNKNOWN_SHAPES = choice<'plain' | 'failure'>(['20000', 'plain'], ['40004', 'failure'])

const unknown = (reason: Unknown) => [UNKNOWN_CODES[reason], reason] as const

export const UNKNOWN_WORDS = choice<Unknown>(
  unknown('ResultUnknown'),
  unknown('SystemError'),
  unknown('Busy'),
  unknown('SystemErrorMisspelt'),
  unknown('SystemErrorPrefixed'),
)

const failure = (reason: Failure) => [SUB_CODES[reason], reason] as const

export const CANCEL_REFUSALS = choice<Failure>(
  failure('CancelTooLate'),
  failure('TradeFinished'),
  failure('TradeFrozen'),
  failure('CancelAfterRefund'),
  failure('SellerBalanceTooLow'),
  failure('CancelNotAllowed'),
)

/** A cancel that asks to be called again says so in three ways. */
export const CANCEL_AGAIN = choice<'ok' | 'unknown' | 'failure'>(
  ['10000', 'ok'],
  ['20000', 'unknown'],
  ['40004', 'failure'],
)

/** Parameters may be wrong for business or for the gateway. */
export const INVALID_PARAMETERS = choice<'failed' | 'declined'>(
  ['40004', 'failed'],
  ['40002', 'declined'],
)

export const THROTTLES = choice<Decline>(
  ['isv.app-call-limited', 'TooManyCalls'],
  ['isv.method-call-limited', 'TooManyCallsOfMethod'],
)

export const DUPLICATES = choice<Refusal>(
  ['CONTEXT_INCONSISTENT', 'OrderChanged'],
  ['TRADE_HAS_SUCCESS', 'TradeAlreadyPaid'],
  ['TRADE_HAS_CLOSE', 'TradeAlreadyClosed'],
)

const byReason: ReadonlyMap<string, string> = new Map(Object.entries(SUB_CODES))

/** Any error by the name that the documentation gives it, or by its reason. */
export const DOCUMENTED = {
  says: 'a sub_code that openapi documents, such as ACQ.PAYMENT_FAIL or isv.insufficient-isv-permissions',
  first: 'ACQ.PAYMENT_FAIL',
  /** `PAYMENT_FAIL` is `ACQ.PAYMENT_FAIL`. */
  whole: (name: string) => {
    if (/^A[CQ][CQ]\./.test(name) || isPublicError(name)) return name
    return byReason.get(name) ?? `ACQ.${name}`
  },
  isKnown: (name: string) => isFailure(name) || isPublicError(name),
  /** The last, as codes that stand for several reasons are read. */
  reasonOf: (subCode: string): Failure | undefined => {
    const found = Object.entries(SUB_CODES).findLast(([, code]) => code === subCode)
    // The names of entries are the keys of the table.
    return found?.[0] as Failure | undefined
  },
}

/** A reply under a key that no method has. */
export const WRONG_ENVELOPE =
  '{"alipay_unexpected_response":{"code":"10000","msg":"Success"},"sign":"AAAA"}'
