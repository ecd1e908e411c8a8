// Shapes of single parameters: what is taken, and what a refusal says of them. Documentation wants every value
// as text; SDKs send numbers and booleans too, so both are taken.
import * as v from 'valibot'
import { parseJson } from '../json.ts'

const words = (most: number) =>
  v.pipe(
    v.union(
      [v.string(), v.pipe(v.union([v.number(), v.boolean()]), v.transform(String))],
      'a text',
    ),
    v.maxLength(most, `at most ${most} characters`),
    v.transform((text) => text.toWellFormed()),
  )

export const required = (most: number) => v.pipe(words(most), v.minLength(1, 'not empty'))

export const optional = (most: number) => v.optional(words(most))

/** The smallest unit of a currency, as text or number. */
const MOST_UNITS = 10_000_000_000
const UNITS = 'a whole number of the smallest unit of the currency, such as "599" for USD 5.99'

const value = v.pipe(
  words(16),
  v.regex(/^\d{1,11}$/, UNITS),
  v.transform(Number),
  v.minValue(1, 'at least 1'),
  v.maxValue(MOST_UNITS, `at most ${MOST_UNITS}`),
)

export const amount = v.looseObject(
  {
    currency: v.pipe(required(3), v.regex(/^[A-Z]{3}$/, 'three capital letters, such as "USD"')),
    value,
  },
  'an object with currency and value',
)
export type Amount = v.InferOutput<typeof amount>

const A_TIME = 'a time with its zone, such as "2019-11-27T12:01:01+08:00"'

/** A point in time with its zone. */
export const moment = v.pipe(
  words(40),
  v.check((text) => /T.*(Z|[+-]\d\d:?\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)), A_TIME),
  v.transform((text) => Date.parse(text)),
)

/** `true` also as text. */
export const flag = v.pipe(
  words(5),
  v.picklist(['true', 'false'], 'true or false'),
  v.transform((text) => text === 'true'),
)

/**
 * A body as the gateway reads it: what is null or empty counts as not sent. `undefined` when it is no object.
 */
export function readBody(body: Uint8Array): Record<string, unknown> | undefined {
  const parsed = parseJson(Buffer.from(body).toString('utf8'))
  return isObject(parsed) ? sentOf(parsed) : undefined
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function sentOf(object: Record<string, unknown>): Record<string, unknown> {
  const sent = Object.entries(object).filter(([, one]) => one !== null && one !== '')
  return Object.fromEntries(sent.map(([name, one]) => [name, isObject(one) ? sentOf(one) : one]))
}

/** The first thing wrong, as `field: what was expected`. */
export function firstIssue(issues: readonly v.BaseIssue<unknown>[]): string {
  const [issue] = issues
  const field = issue?.path?.map(({ key }) => String(key)).join('.') ?? 'the body'
  if (issue?.received === 'undefined') return `${field}: required`
  const seen = issue?.received === undefined ? '' : `, not ${issue.received}`
  return `${field}: ${issue?.message ?? 'wrong'}${seen}`
}
