// From a schema's complaint to `effects[0].amount: must be …`, the words every reader of a reply uses.
import * as v from 'valibot'
import { unknownFields, unknownWords } from '../../server/values/unknown-fields.ts'

export interface Issue {
  /** `effects[0].amount`; empty for the whole. */
  field: string
  path: readonly (string | number)[]
  /** Starts with `must`, or says that it is missing. */
  what: string
}

export type Read<T> = { ok: true; value: T } | { ok: false; issues: Issue[] }

export function readWith<const S extends v.GenericSchema>(
  schema: S,
  value: unknown,
): Read<v.InferOutput<S>> {
  const result = v.safeParse(schema, value)
  if (result.success) return { ok: true, value: result.output }
  const unknown = unknownFields(schema, value).map((field) => ({
    field: fieldOf(field.path),
    path: field.path,
    what: `is not known here; ${unknownWords(field)}`,
  }))
  const others = result.issues.filter(
    ({ expected }) => expected !== 'never' || unknown.length === 0,
  )
  return { ok: false, issues: [...unknown, ...others.map(issueOf)] }
}

function issueOf(issue: v.BaseIssue<unknown>): Issue {
  const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)))
  return { field: fieldOf(path), path, what: whatOf(issue) }
}

function whatOf({ expected, input, message, received }: v.BaseIssue<unknown>): string {
  if (expected === 'never') return 'is not known here'
  if (input === undefined) return 'is missing'
  const what = message.startsWith('must') ? message : `must be ${expected ?? 'otherwise'}`
  return `${what}; it is ${typeof input === 'object' ? received : shown(input)}`
}

function fieldOf(path: readonly (string | number)[]): string {
  return path.reduce<string>((before, key) => {
    if (typeof key === 'number') return `${before}[${key}]`
    return before === '' ? key : `${before}.${key}`
  }, '')
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
