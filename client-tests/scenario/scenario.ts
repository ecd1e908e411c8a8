// What a scenario is: a world, what goes wrong in it, what the people do, and what must be true at
// the end. One schema for YAML and TypeScript; people write `8s` and `12.34`, what comes out is
// milliseconds and fen.
import * as v from 'valibot'
import { TRADE_STATUSES } from '../../server/journal/entry.ts'
import { bendsAPayment } from '../../server/bills/discrepancies.ts'
import { fileVersion } from './file-version.ts'
import { readSentence } from './sentences.ts'
import { stepSchema } from './steps.ts'
import {
  checkFault,
  count,
  discrepancy,
  duration,
  habit,
  openFault,
  options,
  saleFault,
  yuan,
} from './words.ts'

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

/** Whose payment codes are shown. */
export const WALLETS = ['alipay', 'wechat'] as const
export type Wallet = (typeof WALLETS)[number]

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

const moveSchema = v.variant(
  'do',
  moves,
  'a move such as refund, scan, pay-again or cashier-cancel',
)

const item = v.strictObject({
  id: v.string('the goods_id'),
  price: yuan,
  quantity: count,
})

const saleSchema = v.strictObject({
  kind: v.picklist(['barcode', 'qr', 'web'], 'barcode, qr or web'),
  /** So many sales of this kind, each with an amount of its own. */
  times: v.optional(count, 1),
  /** Who shows the payment code of a barcode sale: `at-once`, `after-password=8s`, `never`, … */
  buyer: v.optional(habit),
  /** A fixed amount where the scenario needs one; else the suite chooses. */
  amount: v.optional(yuan),
  /** QR: how long the code lives. */
  expires: v.optional(duration),
  /** What the shown payment code looks like; else 28 and 18 digits. */
  code: v.optional(
    v.strictObject({
      prefix: v.pipe(v.number(), v.integer(), v.minValue(25), v.maxValue(30)),
      /** More than 24 are no code of Alipay's yet; the text says that they may come (004:L98). */
      digits: v.pipe(v.number(), v.integer(), v.minValue(16), v.maxValue(64)),
    }),
  ),
  items: v.optional(v.array(item)),
  discountable: v.optional(yuan),
  /** Sold for this account of a merchant that declares two; others are not asked. */
  seller: v.optional(v.picklist(['first', 'second'], 'first or second')),
  storeId: v.optional(v.string()),
  terminalId: v.optional(v.string()),
  faults: v.optional(v.array(saleFault), []),
  moves: v.optional(v.array(moveSchema), []),
})

const sentence = v.pipe(
  v.string('a sentence'),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    const read = readSentence(dataset.value)
    if ('wrong' in read) addIssue({ message: read.wrong })
  }),
)

const slug = v.regex(
  /^[a-z0-9]+(-[a-z0-9]+)*$/,
  'small letters, digits and hyphens: buyer-never-pays',
)

const entries = {
  version: fileVersion,
  /** As in the checklist: `S03`. */
  id: v.optional(v.pipe(v.string(), v.regex(/^[\w.-]{1,40}$/, 'letters, digits, - and _'))),
  /** What happens, as the file is called: `buyer-never-pays`. */
  name: v.pipe(v.string('what happens, as a name'), slug),
  /** What one learns from it, in a sentence. */
  teaches: v.pipe(
    v.string('what it teaches, in a sentence'),
    v.minLength(1, 'say what it teaches'),
  ),
  /** Rules of the checklist that it brings to a verdict: a report names it where one had nothing to judge. */
  exercises: v.optional(
    v.array(v.pipe(v.string(), v.regex(/^[A-Z]+-\d\d$/, 'the id of a rule: POLL-05'))),
    [],
  ),
  /** A flawed merchant, by name, that does not master it. */
  brokenBy: v.optional(v.pipe(v.string(), slug)),
  sandbox: v.optional(
    v.strictObject({
      /** Same seed, same ids, times and chances. */
      seed: v.optional(v.pipe(v.union([v.string(), v.number()]), v.transform(String))),
      /** Options of the gateway, by name. */
      options: v.optional(options),
    }),
    {},
  ),
  /** Faults that meet everybody. */
  faults: v.optional(v.array(openFault), []),
  /**
   * Out of which wallet the payment codes are; `each`: those by payment code are made once for each wallet
   * that the merchant takes.
   */
  wallet: v.optional(
    v.picklist([...WALLETS, 'each'], `one of ${[...WALLETS, 'each'].join(', ')}`),
    'alipay',
  ),
  /** What a merchant is asked to sell. */
  sales: v.optional(v.array(saleSchema), []),
  /** What is sent when there is no merchant. */
  calls: v.optional(v.array(stepSchema), []),
  /** What must be true at the end, in plain words. */
  expect: v.pipe(v.array(sentence), v.minLength(1, 'at least one sentence')),
  /** Meets everybody (a global outage, a restart, a clock that jumps), so nothing else may run. */
  alone: v.optional(v.boolean(), false),
  /** Takes longer than a run in real time should: played in virtual time, or when asked for. */
  long: v.optional(v.boolean(), false),
  /** Gateway time after which a merchant that is still busy is given up on. */
  wall: v.optional(duration, '3m'),
}

export const scenarioSchema = v.pipe(
  v.strictObject(entries),
  v.check(
    ({ sales, calls }) => sales.length + calls.length > 0,
    'give it sales (for a merchant), calls (without one), or both',
  ),
  v.forward(
    v.check(
      ({ wallet, sales }) =>
        wallet !== 'wechat' ||
        sales.every(({ kind, code }) => kind === 'barcode' && code === undefined),
      'WeChat pays by payment code alone: sales of kind barcode, without a code of their own',
    ),
    ['wallet'],
  ),
  v.transform(({ version: _form, id, wall, ...rest }) => ({
    id: id ?? rest.name,
    wallMs: wall,
    ...rest,
  })),
)

/** A scenario as it is written. */
export type ScenarioFile = v.InferInput<typeof scenarioSchema>
/** A scenario as it is played: milliseconds and fen. */
export type Scenario = v.InferOutput<typeof scenarioSchema>
export type ScenarioSale = v.InferOutput<typeof saleSchema>
export type Move = v.InferOutput<typeof moveSchema>
