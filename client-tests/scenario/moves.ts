// What people and the world do while a sale is played, and when.
import * as v from 'valibot'
import { bendsAPayment } from '../../server/bills/discrepancies.ts'
import { TRADE_STATUSES } from '../../server/journal/entry.ts'
import { checkFault, discrepancy, duration, habit, options, saleFault } from './words.ts'

/**
 * What a move may wait for. `qr`: the merchant shows a QR code; `paid`, `given-up` (UNPAID or
 * REVERSED), `escalated`, `refunded`: it says so; `cancelling`: its first cancel arrives.
 */
const MARKS = ['qr', 'paid', 'given-up', 'escalated', 'refunded', 'cancelling'] as const

/** When a move comes: this long after the sale began, or after something was first seen. */
const when = {
  after: v.optional(duration, '0s'),
  /** Without it: the start of the sale. */
  once: v.optional(v.picklist(MARKS, `one of ${MARKS.join(', ')}`)),
}

/** `stranger`: an order the merchant knows nothing of, paid at the gateway under its app. */
const of = v.optional(v.picklist(['sale', 'stranger'], 'sale or stranger'), 'sale')

const percent = v.pipe(v.number('a number of percent'), v.minValue(1), v.maxValue(200))

const moves = [
  /** The cashier asks the customer to pay again, with another code. */
  v.strictObject({
    do: v.literal('pay-again'),
    buyer: habit,
    /** `barcode`: who was shown a QR code shows a payment code instead. */
    by: v.optional(v.literal('barcode', 'barcode')),
    /** A code of the other wallet; only a merchant that takes both is asked. */
    wallet: v.optional(v.literal('other', 'other')),
    ...when,
  }),
  /** The same sale is rung up once more: at another till with a code of its own, or by a double click. */
  v.strictObject({
    do: v.literal('sell-again'),
    /** Without it, the same payment code once more: the button is pressed twice. */
    buyer: v.optional(habit),
    ...when,
  }),
  v.strictObject({ do: v.literal('cashier-cancel'), ...when }),
  /** A refund intent for this many hundredths of the sale; or of an order nobody here has sold. */
  v.strictObject({ do: v.literal('refund'), percent, of, ...when }),
  /**
   * Somebody in the shop looks an order up, by its latest number; `first`: by its first one;
   * `stranger`: one that another till has sold.
   */
  v.strictObject({
    do: v.literal('manual-query'),
    of: v.optional(v.picklist(['sale', 'first', 'stranger'], 'sale, first or stranger'), 'sale'),
    ...when,
  }),
  v.strictObject({
    do: v.literal('resolve'),
    decision: v.picklist(
      ['confirm_and_refund', 'accept', 'close'],
      'confirm_and_refund, accept or close',
    ),
    ...when,
  }),
  /**
   * Refunds that are asked for together: `percent` of every sale of the scenario, or of this one alone, once for each
   * number.
   */
  v.strictObject({
    do: v.literal('refund-batch'),
    percent: v.union([percent, v.pipe(v.array(percent), v.minLength(1, 'at least one'))]),
    of: v.optional(v.picklist(['sale', 'scenario'], 'sale or scenario'), 'sale'),
    ...when,
  }),
  /** Somebody in the shop submits the last batch again. */
  v.strictObject({ do: v.literal('resubmit-batch'), ...when }),
  v.strictObject({ do: v.literal('scan'), buyer: habit, ...when }),
  /** The buyer opens the payment page of a web order, logs in, and leaves without paying. */
  v.strictObject({ do: v.literal('leave-page'), ...when }),
  /** The buyer opens it, logs in and pays; and goes back to the shop, where it leads them, later. */
  v.strictObject({ do: v.literal('pay-page'), ...when }),
  v.strictObject({ do: v.literal('come-back'), ...when }),
  /** The buyer says "I have paid" and shows a picture of it. No money moves. */
  v.strictObject({ do: v.literal('claim-paid'), ...when }),
  /** A fault meets this sale from now on. */
  v.strictObject({ do: v.literal('fault'), add: saleFault, ...when }),
  /** The trade grows older, with all that waits for it; the clock stays. */
  v.strictObject({
    do: v.literal('age'),
    by: duration,
    /** Leaves the time limit of an unpaid order where it is. */
    keepsOpen: v.optional(v.boolean(), false),
    ...when,
  }),
  /** The seller's finance refunds in Alipay's back office: the money moves, no call is answered. */
  v.strictObject({ do: v.literal('refund-outside'), percent, ...when }),
  /** Everybody's clock jumps, so only in a scenario that runs alone. */
  v.strictObject({ do: v.literal('advance'), by: duration, ...when }),
  /** The day ends, and it is ten in the morning of the next: the bill of the day can be had. */
  v.strictObject({ do: v.literal('next-day'), ...when }),
  /** A discrepancy in the bill of the day of the sale. */
  v.pipe(
    v.strictObject({
      do: v.literal('plant'),
      plant: discrepancy,
      options: v.optional(options),
      ...when,
    }),
    v.transform((move) => ({ ...move, ofTheSale: bendsAPayment(move.plant) })),
  ),
  /** The back office compares a day: `0` today, `-1` yesterday. */
  v.strictObject({
    do: v.literal('reconcile'),
    day: v.optional(v.pipe(v.number(), v.integer(), v.maxValue(0)), -1),
    ...when,
  }),
  /** The merchant is killed and starts again. */
  v.strictObject({ do: v.literal('restart'), ...when }),
  /** Nobody reaches the gateway for so long. */
  v.strictObject({ do: v.literal('outage'), for: duration, ...when }),
  /**
   * The merchant for whom a service provider sells gives it a new token, which ends the one before; `forged`: the
   * first news of it is signed by a stranger.
   */
  v.strictObject({
    do: v.literal('agree-again'),
    forged: v.optional(v.boolean(), false),
    ...when,
  }),
  /** The seller logs in by another name from now on; without `email`, by the first again. So only in a scenario that runs alone. */
  v.strictObject({
    do: v.literal('rename-seller'),
    email: v.optional(
      v.pipe(v.string(), v.regex(/^[^\s@]+@[^\s@]+$/, 'an address such as shop@sandbox.com')),
    ),
    ...when,
  }),
  /** What is still to be told of the sale, again and again if need be, is told at once. */
  v.strictObject({ do: v.literal('hurry'), ...when }),
  /** A notification of something that did not happen. */
  v.pipe(
    v.strictObject({
      do: v.literal('inject'),
      fault: v.optional(v.string()),
      options: v.optional(options),
      status: v.optional(v.picklist(TRADE_STATUSES, `one of ${TRADE_STATUSES.join(', ')}`)),
      /** `another`: N08 names that account of the merchant's which the order does not name. */
      seller: v.optional(v.literal('another', 'another')),
      ...when,
    }),
    v.rawCheck(({ dataset, addIssue }) => {
      const { value, typed } = dataset
      if (typed && value.fault !== undefined) checkFault({ ...value, fault: value.fault }, addIssue)
    }),
  ),
] as const

export const moveSchema = v.variant(
  'do',
  moves,
  'a move such as refund, scan, pay-again or cashier-cancel',
)
