// Checks what came over the wire against a schema, and says what is wrong in terms of the fields.
import * as v from 'valibot'
import { InputError } from '../values/input-error.ts'
import { DAY, parseDuration } from '../values/instant.ts'

/** Reads input by its schema; throws an InputError that names the first field at fault. */
export function readInput<S extends v.GenericSchema<unknown, unknown>>(
  schema: S,
  input: unknown,
): v.InferOutput<S> {
  const parsed = v.safeParse(schema, input)
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  throw new InputError(v.getDotPath(issue) ?? 'body', remedyFor(issue, schema))
}

function remedyFor(issue: v.BaseIssue<unknown>, schema: unknown): string {
  if (issue.expected === 'never') {
    const known = fieldsOf(schema)
    return known.length === 0
      ? 'there is no such field; none is taken here'
      : `there is no such field; there are ${known.join(', ')}`
  }
  if (issue.type.endsWith('object') && issue.received === 'undefined') return 'is missing'
  return issue.message
}

function fieldsOf(schema: unknown): string[] {
  const hasEntries = typeof schema === 'object' && schema !== null && 'entries' in schema
  return hasEntries ? Object.keys(Object(schema.entries)) : []
}

/** Text of a bounded length; a field nobody needs to be longer than this. */
export const shortText = v.pipe(
  v.string('write it as text'),
  v.minLength(1, 'must not be empty'),
  v.maxLength(4_096, 'at most 4096 characters'),
)

/** `?name` or `?name=true`. */
export const flag = v.optional(
  v.pipe(
    v.picklist(['', 'true', 'false'], 'true or false'),
    v.transform((word) => word !== 'false'),
  ),
  'false',
)

/** A whole number in a query, within bounds. */
export const wholeNumber = (least: number, most: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d{1,15}$/, 'a whole number'),
    v.transform(Number),
    v.minValue(least, `at least ${least}`),
    v.maxValue(most, `at most ${most}`),
  )

/** `?limit=`: how many of the latest are listed; `?before=` the first of a list goes further back. */
export const latestOnly = v.strictObject({
  limit: v.optional(wholeNumber(1, 1_000), '1000'),
  before: v.optional(shortText),
})

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An object whose fields somebody else checks. (valibot's `record` takes lists too.) */
export const bag = v.custom<Record<string, unknown>>(isObject, 'must be an object')

const LONGEST_MS = 3_660 * DAY

/** A duration in words, `25h`; its field is named when it is none. */
export function durationOf(field: string, text: string): number {
  const durationMs = parseDuration(text)
  if (durationMs !== undefined && durationMs <= LONGEST_MS) return durationMs
  throw new InputError(field, 'write for example 90s, 25h or 1d12h, at most 3660d')
}
