// Judgements on outcomes nobody knows (000:L15-20): what counts as one, and what is done about it.
import { classifyPay, type PayOutcome } from '../classify.ts'
import type { Reply } from '../ports.ts'
import type { Belief } from '../records.ts'

export type AfterNotExist = 'pay-same' | 'pay-fresh' | 'ask-again' | 'cancel' | 'abandon'

export interface UnknownDecisions {
  /** Whether this reply says nothing about what the gateway did. */
  isUnknownOutcome(code: string, subCode: string): boolean
  /** What the reply to a payment means to the shop. */
  classifyPay(reply: Reply): PayOutcome
  /** How long a call is waited for; what the shop's settings declare comes in. */
  clientTimeoutMs(declaredMs: number): number
  firstQueryAfterUnknownMs: number
  /** `atOnce`: how many queries are under way side by side; one when not said. */
  queryRetry: { everyMs: number; forMs: number; atOnce?: number }
  /** Calls that were refused by rights or rate were not executed and may be repeated unchanged. */
  rejectedRetry: { everyMs: number; tries: number }
  /** How often a payment that was refused for good is sent again under its own number. */
  repeatsOfRefused: number
  /** How often a call with wrong parameters is sent again unchanged. */
  repeatsOfInvalid: number
  /** Under how many new numbers a payment with wrong parameters is then tried. */
  freshNumbersAfterInvalid: number
  precreateRetry: { everyMs: number; forMs: number }
  precreateAfterUnknown: 'fresh-number' | 'same-number' | 'ask'
  /** Asked after an unknown pay, the gateway says that the buyer is still typing. */
  waitingAfterUnknown: 'poll' | 'cancel'
  afterNotExist(state: { repays: number; sinceSentMs: number }): AfterNotExist
  /** A cancel found no trade, but the pay may still be on its way: so long it is looked out for. */
  watchLatePayMs: number
  unresolvedBelief(stage: 'asked-in-vain' | 'cancelled-in-vain'): Belief
  /** Whether what nobody could clear up is written down for people. */
  recordsForPeople: boolean
  /** The list holds every payment, whether or not anything is wrong with it. */
  listsFromTheStart: boolean
  /** Once queries were in vain, or only when the cancels after them were too. */
  tellsPeopleAfter: 'each-minute' | 'the-last-minute'
  /** How long a payment nobody could clear up waits for a human before it is taken as paid. */
  acceptUnresolvedAfterMs: number
}

export const unknownDecisions: UnknownDecisions = {
  // Code 20000 and every SYSTEM_ERROR under any code, even the misspelt AQC one (000:L15-16).
  isUnknownOutcome: (code, subCode) =>
    code === '20000' || subCode.endsWith('SYSTEM_ERROR') || subCode.endsWith('unknow-error'),
  classifyPay,
  clientTimeoutMs: (declaredMs) => declaredMs,
  // 000:L17-20: pay unknown → query at once; query unknown → again for one minute.
  firstQueryAfterUnknownMs: 0,
  queryRetry: { everyMs: 3_000, forMs: 60_000 },
  rejectedRetry: { everyMs: 3_000, tries: 4 },
  // 001:L40: the code says what to do, and sending it again is not it.
  repeatsOfRefused: 0,
  // 000:L10-12: stop, mend, then send.
  repeatsOfInvalid: 0,
  freshNumbersAfterInvalid: 0,
  precreateRetry: { everyMs: 3_000, forMs: 60_000 },
  // 000:L18
  precreateAfterUnknown: 'fresh-number',
  // 000:L20: the trade does not exist → pay again with the same parameters; never a new number here.
  afterNotExist: ({ repays, sinceSentMs }) =>
    repays === 0 || (repays < 3 && sinceSentMs >= 5_000) ? 'pay-same' : 'ask-again',
  waitingAfterUnknown: 'poll',
  watchLatePayMs: 60_000,
  unresolvedBelief: (stage) => (stage === 'asked-in-vain' ? 'UNKNOWN' : 'ESCALATED'),
  recordsForPeople: true,
  listsFromTheStart: false,
  tellsPeopleAfter: 'each-minute',
  acceptUnresolvedAfterMs: Number.POSITIVE_INFINITY,
}
