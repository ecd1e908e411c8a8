// The steps of a scenario that is played without a merchant: what a client of the gateway sends, in
// Alipay's own field names, and what happens in between.
import * as v from 'valibot'
import { count, duration, habit, openFault, options } from './words.ts'

/** A field of a request's business parameters, sent as it stands. */
const field = v.unknown()

/** Calls with a name of their own; everything they do not know goes into `biz_content` as it is. */
export const METHODS = {
  pay: 'alipay.trade.pay',
  precreate: 'alipay.trade.precreate',
  create: 'alipay.trade.create',
  query: 'alipay.trade.query',
  cancel: 'alipay.trade.cancel',
  close: 'alipay.trade.close',
  refund: 'alipay.trade.refund',
  'refund-query': 'alipay.trade.fastpay.refund.query',
  'bill-url': 'alipay.data.dataservice.bill.downloadurl.query',
} as const

type MethodWord = keyof typeof METHODS

const patience = {
  /** Hangs up when nothing has come by then; without it after 30 s. */
  patience: v.optional(duration),
}

const number = v.string('the out_trade_no, as text')

const call = <W extends MethodWord>(word: W) =>
  v.objectWithRest({ do: v.literal(word), out_trade_no: v.optional(number), ...patience }, field)

const simple = [
  v.objectWithRest(
    {
      do: v.literal('pay'),
      out_trade_no: number,
      /** Whose code is shown; or give an `auth_code`. */
      buyer: v.optional(habit),
      ...patience,
    },
    field,
  ),
  call('precreate'),
  call('create'),
  call('query'),
  call('cancel'),
  call('close'),
  call('refund'),
  call('refund-query'),
  call('bill-url'),
  /** Any other method, by its full name. */
  v.strictObject({
    do: v.literal('call'),
    method: v.string(),
    biz: v.optional(options),
    ...patience,
  }),
  /** Somebody scans the QR code that a precreate of this number gave. */
  v.strictObject({ do: v.literal('scan'), out_trade_no: number, buyer: v.optional(habit) }),
  v.strictObject({ do: v.literal('wait'), for: duration }),
  v.strictObject({ do: v.literal('advance'), by: duration }),
  /** Jumps to the next thing that will happen. */
  v.strictObject({ do: v.literal('next') }),
  v.strictObject({ do: v.literal('fault'), add: openFault }),
  v.strictObject({ do: v.literal('clear-faults') }),
  v.strictObject({
    do: v.literal('inject'),
    out_trade_no: number,
    fault: v.optional(v.string()),
    options: v.optional(options),
  }),
] as const

const simpleStep = v.variant('do', simple, `one of ${simple.map(wordOf).join(', ')}`)

/** Steps that begin at the same moment, each in a line of its own. */
const together = v.strictObject({
  do: v.literal('together'),
  steps: v.pipe(v.array(simpleStep), v.minLength(1, 'at least one step')),
  times: v.optional(count),
})

export const stepSchema = v.variant(
  'do',
  [...simple, together],
  `one of ${[...simple, together].map(wordOf).join(', ')}`,
)

export type SimpleStep = v.InferOutput<typeof simpleStep>
export type Step = v.InferOutput<typeof stepSchema>

function wordOf({ entries }: { entries: { do: { literal: string } } }): string {
  return entries.do.literal
}
