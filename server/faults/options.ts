// The kinds of options that faults have: yes or no, a number, a length of time.
import * as v from 'valibot'
import type { Choice } from '../protocols/openapi/fault-options.ts'
import { SPAN } from '../values/spans.ts'

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
export const coded = <T extends string>({ codes, words }: Choice<T>) =>
  v.optional(
    v.picklist([...codes, ...words], codes.join(codes.length === 2 ? ' or ' : ', ')),
    codes[0],
  )

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
