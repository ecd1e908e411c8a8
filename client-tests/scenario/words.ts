// The small words of a scenario file: durations, amounts, what a buyer does, a fault and whom it meets.
import * as v from 'valibot'
import { discrepancyKind, unknownDiscrepancy } from '../../server/bills/discrepancies.ts'
import { bindFault } from '../../server/faults/faults.ts'
import { matchSchema } from '../../server/faults/match.ts'
import { readIntent } from '../../server/sandbox/core/buyer-behaviour.ts'
import { parseDuration } from '../../server/values/instant.ts'
import { InputError } from '../../server/values/input-error.ts'
import { parseYuan } from '../../server/values/money.ts'

const DURATION = 'a duration such as 500ms, 8s, 2m, 25h or 91d'

/** `8s` → 8000. */
export const duration = v.pipe(
  v.string(DURATION),
  v.check((text) => parseDuration(text) !== undefined, DURATION),
  v.transform((text) => parseDuration(text) ?? 0),
)

const YUAN = 'an amount in yuan above 0 with at most two decimals, such as 12.34'

/** `12.34` → 1234. */
export const yuan = v.pipe(
  v.union([v.string(), v.number()], YUAN),
  v.check((amount) => (parseYuan(amount) ?? 0) > 0, YUAN),
  v.transform((amount) => parseYuan(amount) ?? 0),
)

export const count = v.pipe(
  v.number('a whole number'),
  v.integer('a whole number'),
  v.minValue(1, 'at least 1'),
)

/** The name or number of a discrepancy in a bill → its name. */
export const discrepancy = v.pipe(
  v.string('the name or number of a discrepancy, such as L01'),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const kind = discrepancyKind(dataset.value)
    if (kind !== undefined) return kind
    addIssue({ message: unknownDiscrepancy(dataset.value) })
    return NEVER
  }),
)

export const options = v.record(v.string(), v.unknown(), 'options by name')

/** What the person who shows a code or scans one will do: `at-once`, `after-password=8s`, … */
export const habit = v.pipe(
  v.string('what the buyer does, such as at-once'),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    const wrong = wrongHabit(dataset.value)
    if (wrong !== undefined) addIssue({ message: wrong })
  }),
)

function wrongHabit(text: string): string | undefined {
  try {
    readIntent(text)
    return undefined
  } catch (error) {
    if (error instanceof InputError) return error.message.replace(/^pays: /, '')
    throw error
  }
}

const { op, outTradeNo, authCode, nth, probability, after } = matchSchema.entries

const faultEntries = {
  /** A name or number of the catalogue: `unknown`, `F02`. */
  fault: v.string('the name or number of a fault, such as F02'),
  options: v.optional(options),
  op,
  /** From the n-th matching call on; at most `count` times; for so long. */
  nth,
  count: v.optional(count),
  for: v.optional(duration),
  probability,
  /** Only once the trade has reached this state. */
  after,
}

/** A fault that meets one sale of the scenario. */
export const saleFault = v.pipe(
  v.strictObject(faultEntries),
  v.rawCheck(({ dataset, addIssue }) => {
    if (dataset.typed) checkFault(dataset.value, addIssue)
  }),
  v.transform(asRule),
)

/** A fault that meets every call it fits. */
export const openFault = v.pipe(
  v.strictObject({ ...faultEntries, outTradeNo, authCode, amount: v.optional(yuan) }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (dataset.typed) checkFault(dataset.value, addIssue)
  }),
  v.transform(({ amount: amountFen, ...rest }) => asRule({ ...rest, amountFen })),
)

type Named = { fault: string; options?: Record<string, unknown> }

function asRule<F extends Named & { for?: number }>({ fault, options: given, ...rest }: F) {
  const { for: durationMs, ...match } = rest
  return { fault, options: given, match: { ...match, durationMs } }
}

/** Whether the catalogue has this fault, with these options. Points at the field that is wrong. */
export function checkFault(
  { fault, options: given = {} }: Named,
  addIssue: (issue: { message: string; path?: [v.ObjectPathItem, ...v.ObjectPathItem[]] }) => void,
): void {
  const bound = bindFault(fault, given)
  if (!('wrong' in bound)) return
  const [head = 'fault', name] = bound.wrong.field.split('.')
  const step = (input: Record<string, unknown>, key: string): v.ObjectPathItem => ({
    type: 'object',
    origin: 'value',
    input,
    key,
    value: input[key],
  })
  const first = step({ fault, options: given }, head)
  const path: [v.ObjectPathItem, ...v.ObjectPathItem[]] =
    name === undefined ? [first] : [first, step(given, name)]
  addIssue({ message: bound.wrong.remedy, path })
}
