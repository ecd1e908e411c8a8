// From a schema's complaint to `effects[0].amount: must be …`, the words every reader of a reply uses.
import * as v from 'valibot'
import { nearest } from '../../server/values/nearest.ts'
import {
  unknownFields,
  unknownWords,
  type UnknownField,
} from '../../server/values/unknown-fields.ts'
import { messageIn } from './messages.ts'

export interface Issue {
  /** `effects[0].amount`; empty for the whole. */
  field: string
  path: readonly (string | number)[]
  kind: 'missing' | 'unknown' | 'other'
  /** Starts with `must`, or says that it is missing. */
  what: string
  /** The same in Chinese. */
  zh: string
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
    kind: 'unknown' as const,
    what: `is not known here; ${unknownWords(field)}`,
    zh: `不认识此字段；${unknownInChinese(field)}`,
  }))
  const others = result.issues.filter(
    ({ expected }) => expected !== 'never' || unknown.length === 0,
  )
  return { ok: false, issues: [...unknown, ...others.map(issueOf)] }
}

function issueOf(issue: v.BaseIssue<unknown>): Issue {
  const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)))
  return { field: fieldOf(path), path, ...whatOf(issue) }
}

function whatOf({
  expected,
  input,
  message,
  received,
}: v.BaseIssue<unknown>): Pick<Issue, 'kind' | 'what' | 'zh'> {
  if (expected === 'never') {
    return { kind: 'unknown', what: 'is not known here', zh: '不认识此字段' }
  }
  if (input === undefined) return { kind: 'missing', what: 'is missing', zh: '缺少此字段' }
  const must = message.startsWith('must')
    ? messageIn(message)
    : { en: `must be ${expected ?? 'otherwise'}`, zh: `必须是 ${expected ?? '其他值'}` }
  const seen = typeof input === 'object' ? received : shown(input)
  return { kind: 'other', what: `${must.en}; it is ${seen}`, zh: `${must.zh}；现在是 ${seen}` }
}

function unknownInChinese({ path, known }: UnknownField): string {
  const meant = nearest(String(path.at(-1)), known)
  return meant === undefined ? `可用的有：${known.join('、')}` : `是否想写 ${meant}？`
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
