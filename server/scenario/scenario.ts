// What a scenario is: a world, what goes wrong in it, what the people do, and what must be true at
// the end. One schema for YAML and TypeScript; people write `8s` and `12.34`, what comes out is
// milliseconds and fen.
import * as v from 'valibot'
import { STATUSES } from './sentence-parts.ts'
import { readSentence } from './sentences.ts'
import { stepSchema } from './steps.ts'
import { checkFault, duration, habit, openFault, options, saleFault, yuan } from './words.ts'

/** When a move comes: this long after the sale began, or after something was first seen. */
const when = {
  after: v.optional(duration, '0s'),
  /** `paid`: the merchant says PAID. `qr`: it shows a QR code. Without it: the start of the sale. */
  once: v.optional(v.picklist(['paid', 'qr'], 'paid or qr')),
}

const percent = v.pipe(v.number('a number of percent'), v.minValue(1), v.maxValue(200))

const moves = [
  /** The cashier asks the customer to pay again, with another code. */
  v.strictObject({ do: v.literal('pay-again'), buyer: habit, ...when }),
  /** The same sale is rung up once more at another till, with a code of its own. */
  v.strictObject({ do: v.literal('sell-again'), buyer: habit, ...when }),
  v.strictObject({ do: v.literal('cashier-cancel'), ...when }),
  /** A refund intent for this many hundredths of the sale. */
  v.strictObject({ do: v.literal('refund'), percent, ...when }),
  v.strictObject({ do: v.literal('manual-query'), ...when }),
  v.strictObject({
    do: v.literal('resolve'),
    decision: v.picklist(
      ['confirm_and_refund', 'accept', 'close'],
      'confirm_and_refund, accept or close',
    ),
    ...when,
  }),
  v.strictObject({ do: v.literal('scan'), buyer: habit, ...when }),
  /** A notification of something that did not happen. */
  v.pipe(
    v.strictObject({
      do: v.literal('inject'),
      fault: v.optional(v.string()),
      options: v.optional(options),
      status: v.optional(v.picklist(STATUSES, `one of ${STATUSES.join(', ')}`)),
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

const saleSchema = v.strictObject({
  kind: v.picklist(['barcode', 'qr'], 'barcode or qr'),
  /** Who shows the payment code of a barcode sale: `at-once`, `after-password=8s`, `never`, … */
  buyer: v.optional(habit),
  /** A fixed amount where the scenario needs one; else the suite chooses. */
  amount: v.optional(yuan),
  /** QR: how long the code lives. */
  expires: v.optional(duration),
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

const entries = {
  /** As in the checklist: `S03`. */
  id: v.optional(v.pipe(v.string(), v.regex(/^[\w.-]{1,40}$/, 'letters, digits, - and _'))),
  /** What happens, as the file is called: `buyer-never-pays`. */
  name: v.pipe(
    v.string('what happens, as a name'),
    v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and hyphens: buyer-never-pays'),
  ),
  /** What one learns from it, in a sentence. */
  teaches: v.pipe(
    v.string('what it teaches, in a sentence'),
    v.minLength(1, 'say what it teaches'),
  ),
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
  /** What a merchant is asked to sell. */
  sales: v.optional(v.array(saleSchema), []),
  /** What is sent when there is no merchant. */
  calls: v.optional(v.array(stepSchema), []),
  /** What must be true at the end, in plain words. */
  expect: v.pipe(v.array(sentence), v.minLength(1, 'at least one sentence')),
  /** Gateway time after which a merchant that is still busy is given up on. */
  wall: v.optional(duration, '3m'),
}

export const scenarioSchema = v.pipe(
  v.strictObject(entries),
  v.check(
    ({ sales, calls }) => sales.length + calls.length > 0,
    'give it sales (for a merchant), calls (without one), or both',
  ),
  v.transform(({ id, wall, ...rest }) => ({ id: id ?? rest.name, wallMs: wall, ...rest })),
)

/** A scenario as it is written. */
export type ScenarioFile = v.InferInput<typeof scenarioSchema>
/** A scenario as it is played: milliseconds and fen. */
export type Scenario = v.InferOutput<typeof scenarioSchema>
export type Story = v.InferOutput<typeof saleSchema>
export type Move = v.InferOutput<typeof moveSchema>
