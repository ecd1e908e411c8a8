// What a fault may do, stage by stage. An effect that means nothing at a stage is no effect there:
// it does not compile.
import type { Failure } from '../journal/reasons.ts'
import type { Bend } from '../journal/notification-entry.ts'
import type { Forgery, NotificationContent } from '../protocols/notification.ts'
import type { Reshape } from '../protocols/protocol.ts'
import type { ServiceOutcome } from '../protocols/service.ts'
import type { HttpReply } from '../protocols/wire.ts'
import type { Outcome } from '../trade/decision.ts'
import type { Charset } from '../values/charset.ts'
import { formatDuration } from '../values/instant.ts'

export interface Pass {
  do: 'pass'
}

export const PASS: Pass = { do: 'pass' }

/** A public error of the gateway itself: throttled, not permitted, malformed. */
type Declined = Extract<ServiceOutcome, { kind: 'declined' }>

/** Answers this instead: at `call` nothing is executed, at `outcome` it has been. */
interface AnswerElse {
  do: 'answer'
  outcome: Outcome | Declined
  /** In another charset than the one that is declared. */
  bytesIn?: Charset
}

export type Quiet = 'rst' | 'fin' | 'hang'

/** Says nothing; `hang` ends after `afterMs`, or when the client leaves. */
export interface Silence {
  do: 'silence'
  how: Quiet
  afterMs?: number
}

/**
 * Puts the call aside and executes it later. The client gets `answer`, or waits for the reply.
 * The call comes sooner once a query found nothing, or once a cancel has been executed.
 */
export interface Park {
  do: 'park'
  afterMs: number
  afterNotFoundMs?: number
  afterCancelMs?: number
  answer: Quiet | 'reply'
}

/** Sends these bytes; at `call` nothing is executed. */
interface SendBytes {
  do: 'bytes'
  reply: HttpReply
  note: string
}

/** Executes the call, and once more `gapMs` later; the client gets the first answer. */
interface Again {
  do: 'again'
  gapMs: number
}

/**
 * The buyer of the waiting trade pays. At `call` it is executed `thenMs` later; at `outcome` it has been,
 * the notification leaves at once, and the reply `thenMs` later.
 */
interface BuyerPays {
  do: 'buyer-pays'
  tradeNo: string
  thenMs: number
}

/** The seller withdraws all its money first, and it comes back after `forMs`. */
interface Withdraw {
  do: 'withdraw'
  sellerId: string
  forMs: number
}

/** Executes a batch of refunds, and has these of its items fail. */
interface FailItems {
  do: 'fail-items'
  items: readonly { place: number; reason: Failure }[]
}

/** The notification of the payment goes first; the buyer follows once it has been answered, and so much later. */
export interface TellFirst {
  do: 'tell-first'
  leadMs: number
}

/** Answers the same in other words: more members, or another order; validly signed. */
interface ReshapeReply {
  do: 'reshape'
  change: Reshape
  note: string
}

/** The payment is notified at the very moment of the reply, `copies` times more than once. */
export interface NotifyBeside {
  do: 'tell'
  copies: number
  spreadMs: number
  leadMs: number
}

/** Breaks the line after so many bytes of the body. */
interface Cut {
  do: 'cut'
  bytes: number
}

/** Sends slowly: the first byte after `afterMs`, then `chunkBytes` every `everyMs`. */
interface Drip {
  do: 'drip'
  afterMs: number
  chunkBytes: number
  everyMs: number
}

/** Keeps the answer back until somebody says what becomes of it, at most this long. */
export interface Hold {
  do: 'hold'
  forMs: number
}

/** Tells this instead, validly signed. */
interface TellElse {
  do: 'content'
  content: NotificationContent
  bend: Bend
}

/** Sends it changed, under this signature or under none. */
export interface Forge {
  do: 'forge'
  change: Forgery
  signature: string | undefined
  bend: Bend
}

/** Sends the notification this much later, or as soon as the order's next one has been sent. */
export interface Delay {
  do: 'delay'
  delayMs: number
  behindNext?: boolean
}

/** Sends the genuine one, and later another that says something else. */
export interface AlsoSend {
  do: 'also'
  content: NotificationContent
  bend: Bend
  afterMs: number
}

/** Sends it to its address with this query added; it stays genuine. */
interface Readdress {
  do: 'readdress'
  query: string
}

/** Does not send it, and does not count it as answered. */
interface Lose {
  do: 'lose'
}

/** Sends copies beside the original. */
export interface Repeat {
  do: 'repeat'
  copies: number
  gapMs: number
  newId: boolean
}

/** Sends the very same bytes again, to this order's merchant or to another's address. */
export interface Replay {
  do: 'replay'
  afterMs: number
  onto?: string
}

/** Sends it, and does not hear the merchant's answer. */
interface Deafen {
  do: 'deafen'
}

export type CallEffect =
  | Pass
  | AnswerElse
  | Silence
  | Park
  | SendBytes
  | Again
  | BuyerPays
  | Withdraw
  | FailItems
export type OutcomeEffect = Pass | AnswerElse | ReshapeReply | BuyerPays | NotifyBeside
export type AnswerEffect = Pass | SendBytes | Silence | Cut | Drip | Hold
export type NotificationEffect = Pass | TellElse | Delay | AlsoSend
export type DeliveryEffect = Pass | Forge | Readdress | Lose | Repeat | Replay | Deafen
export type ReturnEffect = Pass | Forge | TellFirst

/** Where a fault takes hold: before the commit, after it, on the way out, or on a notification. */
export interface Effects {
  call: CallEffect
  outcome: OutcomeEffect
  answer: AnswerEffect
  notification: NotificationEffect
  delivery: DeliveryEffect
  return: ReturnEffect
}

export type Stage = keyof Effects

/** Stages at which a fault may need a signature, and so has to wait for one. */
export type SlowStage = 'delivery' | 'return'

/** For the journal: what it came to. */
export function describeEffect(effect: Effects[Stage]): string {
  switch (effect.do) {
    case 'answer':
      return `answered ${effect.outcome.kind}${effect.bytesIn ? `, its bytes in ${effect.bytesIn}` : ''}`
    case 'readdress':
      return `sent to the notify_url with ?${effect.query}`
    case 'silence':
      return `silence: ${effect.how}`
    case 'park':
      return `parked, client got ${effect.answer}`
    case 'cut':
      return `cut after ${effect.bytes} bytes`
    case 'drip':
      return `slow: first byte after ${effect.afterMs} ms`
    case 'fail-items':
      return `${effect.items.length} items of the batch fail`
    case 'tell-first':
      return `the notification goes before the return of the buyer, by ${effect.leadMs} ms`
    case 'hold':
      return `held until it is released or dropped, at most ${formatDuration(effect.forMs)}`
    case 'again':
      return `delivered again after ${effect.gapMs} ms`
    case 'buyer-pays':
      return `the buyer pays, the call ${effect.thenMs} ms later`
    case 'withdraw':
      return `the seller's money is away for ${effect.forMs} ms`
    case 'bytes':
    case 'reshape':
      return effect.note
    case 'content':
    case 'forge':
      return effect.bend.note
    case 'delay':
      return `delayed ${effect.delayMs} ms`
    case 'repeat':
      return `${effect.copies} copies`
    case 'also':
      return `${effect.bend.note}, ${effect.afterMs} ms later`
    case 'replay':
      return `sent again after ${effect.afterMs} ms${effect.onto ? `, to ${effect.onto}` : ''}`
    case 'deafen':
      return 'the answer is not heard'
    case 'tell':
      return `${effect.copies + 1} notifications beside the reply`
    case 'lose':
    case 'pass':
      return effect.do
  }
}
