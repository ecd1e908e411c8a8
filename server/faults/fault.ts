// What a fault is: one way in which a message goes wrong. A fault bends messages, never the books;
// its `ledger` sentence says what stays true. Executed or not is its first question.
import * as v from 'valibot'
import type { Bend } from '../journal/notification-entry.ts'
import type { Op, TradeStatus } from '../journal/entry.ts'
import type { Reshape } from '../protocols/protocol.ts'
import type { ServiceOutcome } from '../protocols/service.ts'
import type { HttpReply } from '../protocols/wire.ts'
import type { Buyer } from '../trade/buyer.ts'
import type { Outcome } from '../trade/decision.ts'
import type { Trade } from '../trade/trade.ts'
import type { Charset } from '../values/charset.ts'
import type { Instant } from '../values/instant.ts'
import type { Fen } from '../values/money.ts'
import type { Draw } from '../values/random.ts'
import type { Choice } from '../protocols/openapi/fault-options.ts'
import { SPAN } from '../values/spans.ts'

/** Where a fault takes hold: before the commit, after it, on the way out, or on a notification. */
export type Stage = 'call' | 'outcome' | 'answer' | 'notification' | 'delivery' | 'return'

/** A trade and whose it is. */
export interface Found {
  trade: Trade
  buyer: Buyer
}

/** What a fault may look up. It reads; nothing here writes. */
export interface Books {
  /** The trade that the call is about. */
  own(): Found | undefined
  /** Another trade of the same merchant: the one of this number, or the latest (in this state). */
  other(wanted: { outTradeNo?: string; status?: TradeStatus }): Found | undefined
}

/** A call that has not been decided yet. */
export interface CallMessage {
  stage: 'call'
  op: Op
  outTradeNo?: string
  /** Of a refund: its own number, and how much it asks back. */
  outRequestNo?: string
  amountFen?: Fen
  now: Instant
  books: Books
}

/** A decided call, before its reply is written and signed. */
export interface OutcomeMessage {
  stage: 'outcome'
  op: Op
  outcome: Outcome
  now: Instant
  books: Books
}

/** A signed reply, about to leave. */
export interface AnswerMessage {
  stage: 'answer'
  op: Op
  letter: HttpReply
  /** Absent where the protocol signs nothing. */
  signature?: string
  /** The same reply under another signature, or under none. */
  resigned(signature: string | undefined): HttpReply
  /** What somebody who does not have the gateway's key would sign. */
  strangerSignature(): string
}

/** The fields of a notification before they are signed. */
export interface NotificationMessage {
  stage: 'notification'
  fields: Record<string, string>
  attempt: number
  /** What has really been refunded last, if anything. */
  lastRefund?: { outRequestNo: string; totalFen: Fen }
  /** True while an earlier notification of this order is held back. */
  isAnotherHeld?: boolean
}

/** What a forger has at hand. */
export interface Forgeable {
  fields: Record<string, string>
  /** Signs other fields, or the same with a key that is not the gateway's. */
  resign: (fields: Record<string, string>, key: 'gateway' | 'stranger') => Promise<string>
  /** A signature of some other genuine notification, if there has been one. */
  stolenSignature: string | undefined
}

/** A signed notification, about to leave. */
export interface DeliveryMessage extends Forgeable {
  stage: 'delivery'
  attempt: number
}

/** A buyer who has not paid goes back to the merchant. */
export interface ReturnMessage extends Forgeable {
  stage: 'return'
}

export type Message =
  | CallMessage
  | OutcomeMessage
  | AnswerMessage
  | NotificationMessage
  | DeliveryMessage
  | ReturnMessage

export type Silence = 'rst' | 'fin' | 'hang'

/** A public error of the gateway itself: throttled, not permitted, malformed. */
type Declined = Extract<ServiceOutcome, { kind: 'declined' }>

export type Effect =
  | { do: 'pass' }
  /**
   * Answers this instead: at `call` nothing is executed, at `outcome` it has been. `bytesIn`: in another
   * charset than the one that is declared.
   */
  | { do: 'answer'; outcome: Outcome | Declined; bytesIn?: Charset }
  /** Says nothing; `hang` ends after `afterMs`, or when the client leaves. */
  | { do: 'silence'; how: Silence; afterMs?: number }
  /**
   * Puts the call aside and executes it later. The client gets `answer`, or waits for the reply.
   * The call comes sooner once a query found nothing, or once a cancel has been executed.
   */
  | {
      do: 'park'
      afterMs: number
      afterNotFoundMs?: number
      afterCancelMs?: number
      answer: Silence | 'reply'
    }
  /** Answers the same in other words: more members, or another order; validly signed. */
  | { do: 'reshape'; change: Reshape; bend: string }
  /** Sends these bytes; at `call` nothing is executed. */
  | { do: 'bytes'; letter: HttpReply; bend: string }
  /** Breaks the line after so many bytes of the body. */
  | { do: 'cut'; bytes: number }
  /** Sends slowly: the first byte after `afterMs`, then `chunkBytes` every `everyMs`. */
  | { do: 'drip'; afterMs: number; chunkBytes: number; everyMs: number }
  /** Executes the call, and once more `gapMs` later; the client gets the first answer. */
  | { do: 'again'; gapMs: number }
  /**
   * The buyer of the waiting trade pays. At `call` it is executed `thenMs` later; at `outcome` it has been,
   * the notification leaves at once, and the reply `thenMs` later.
   */
  | { do: 'buyer-pays'; tradeNo: string; thenMs: number }
  /** The seller withdraws all its money first, and it comes back after `forMs`. */
  | { do: 'withdraw'; sellerId: string; forMs: number }
  /** Sends these fields instead of the genuine ones. */
  | { do: 'fields'; fields: Record<string, string>; bend: Bend }
  /** Sends it to its address with this query added; it stays genuine. */
  | { do: 'readdress'; query: string }
  /** Sends the notification this much later, or as soon as the order's next one has been sent. */
  | { do: 'delay'; delayMs: number; behindNext?: boolean }
  /** Does not send it, and does not count it as answered. */
  | { do: 'lose' }
  /** Sends copies beside the original. */
  | { do: 'repeat'; copies: number; gapMs: number; newId: boolean }
  /** Sends the genuine one, and later another that says something else. */
  | { do: 'also'; fields: Record<string, string>; bend: Bend; afterMs: number }
  /** Sends the very same bytes again, to this order's merchant or to another's address. */
  | { do: 'replay'; afterMs: number; onto?: string }
  /** Sends it, and does not hear the merchant's answer. */
  | { do: 'deafen' }
  /** The payment is told at the very moment of the reply, `copies` times more than once. */
  | { do: 'tell'; copies: number; spreadMs: number; leadMs: number }

/** One fault with its options read: ready to bend messages. */
export interface BoundFault {
  name: string
  /** Its number in the catalogue, which depends on what was executed: `F01` or `F02`. */
  catalogueId: string
  stage: Stage
  ops: readonly Op[] | undefined
  /** True when a rule acts but once, however often it matches. */
  once: boolean
  bend(message: Message, draw: Draw): Effect | Promise<Effect>
}

/** A fault as the catalogue lists it. */
export interface Fault {
  name: string
  /** `F01 F02`: the rows of the catalogue this fault covers. */
  ids: readonly string[]
  about: string
  /** What stays true in the ledger. */
  ledger: string
  /** Operations it makes sense for; all when absent. */
  ops?: readonly Op[]
  /** A rule of it acts but once: what it does lasts. */
  once?: boolean
  options: v.GenericSchema<unknown, Record<string, unknown>>
  bind(options: unknown): BoundFault
}

type Messages = { [M in Message as M['stage']]: M }

/** Declares a fault: its options are validated once, when a rule is added. */
export function fault<S extends v.GenericSchema<unknown, Record<string, unknown>>, G extends Stage>(
  declared: Omit<Fault, 'bind' | 'options'> & {
    options: S
    stage: G | ((options: v.InferOutput<S>) => G)
    catalogueId?: (options: v.InferOutput<S>) => string
    bend(message: Messages[G], options: v.InferOutput<S>, draw: Draw): Effect | Promise<Effect>
  },
): Fault {
  const { stage, bend, catalogueId, ...rest } = declared
  return {
    ...rest,
    bind: (given) => {
      const options = v.parse(declared.options, given)
      const at = typeof stage === 'function' ? stage(options) : stage
      return {
        name: declared.name,
        catalogueId: catalogueId?.(options) ?? declared.ids[0] ?? declared.name,
        stage: at,
        ops: declared.ops,
        once: declared.once ?? false,
        bend: (message, draw) =>
          isAt(message, at) ? bend(message, options, draw) : { do: 'pass' },
      }
    },
  }
}

function isAt<G extends Stage>(message: Message, stage: G): message is Messages[G] {
  return message.stage === stage
}

export const PASS: Effect = { do: 'pass' }

const yesOrNo = v.union(
  [
    v.boolean(),
    v.pipe(
      v.picklist(['yes', 'no', 'true', 'false'], 'yes or no'),
      v.transform((word) => word === 'yes' || word === 'true'),
    ),
  ],
  'yes or no',
)

/** A code of the gateway's that people write; the first one unless told otherwise. */
export const coded = <T>({ codes }: Choice<T>) =>
  v.optional(v.picklist(codes, codes.join(codes.length === 2 ? ' or ' : ', ')), codes[0])

/** `executed` in words people type: `yes`, `no`, or a boolean. */
export const executed = v.optional(yesOrNo, false)

export const silence = v.optional(v.picklist(['rst', 'fin', 'hang'], 'rst, fin or hang'), 'rst')

const whole = v.pipe(
  v.union(
    [v.number(), v.pipe(v.string(), v.regex(/^\d+$/, 'a whole number'), v.transform(Number))],
    'a whole number',
  ),
  v.integer('a whole number'),
  v.minValue(0, 'not below 0'),
)

/** A number, also when it comes as text from a command line. */
export const count = (fallback: number) => v.optional(whole, fallback)

/** A length of time in ms; people write `10m`, which `readSpans` has turned into a number. */
export const span = (fallback: number) =>
  v.optional(
    v.pipe(
      v.union([v.number(), v.pipe(v.string(), v.regex(/^\d+$/, SPAN), v.transform(Number))], SPAN),
      v.integer(SPAN),
      v.minValue(0, 'not below 0'),
    ),
    fallback,
  )

/** The same as a count where leaving it out has a meaning of its own. */
export const maybeCount = v.optional(whole)
