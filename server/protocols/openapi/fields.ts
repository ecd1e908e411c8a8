// Shapes of single business parameters: what the live gateway takes, and what a refusal advises.
import * as v from 'valibot'
import { parseYuan } from '../../values/money.ts'

/**
 * A text of at most `most` characters. Numbers are taken as text, as the gateway does; half a
 * surrogate pair is no character in any charset and is replaced.
 */
export const words = (most: number) =>
  v.pipe(
    v.union([v.string(), v.pipe(v.number(), v.transform(String))], '应为字符串'),
    v.maxLength(most, `最长 ${most} 个字符`),
    v.transform((text) => text.toWellFormed()),
  )

export const required = (most: number) => v.pipe(words(most), v.minLength(1, '不能为空'))

/** Letters, digits, `_` and, as the live gateway accepts, `-`. */
export const merchantNumber = v.pipe(
  required(64),
  v.regex(/^[A-Za-z0-9_-]+$/, '只能含字母、数字、下划线和连字符'),
)

/** Yuan as text or number with at most two decimals; becomes fen. */
export const amount = v.pipe(
  v.union([v.string(), v.number()], '应为金额，单位元，例如 "88.88"'),
  v.check(
    (value) => parseYuan(value) !== undefined,
    '应为金额，单位元，最多两位小数，例如 "88.88"',
  ),
  v.transform((value) => parseYuan(value) ?? 0),
)

/** One of a few words, when it is sent. */
export const oneOf = (...values: string[]) =>
  v.optional(v.pipe(words(64), v.picklist(values, `只能是 ${values.join('、')} 之一`)))

export const flag = oneOf('T', 'F')

export const list = <S extends v.GenericSchema>(items: S, most = 1_000) =>
  v.pipe(v.array(items, '应为数组'), v.maxLength(most, `最多 ${most} 项`))

/**
 * biz_content as its method reads it: null and empty text count as not sent, as in the JSON library
 * behind the gateway. `undefined` when it is no object.
 */
export function sentFields(content: unknown): Record<string, unknown> | undefined {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return undefined
  const entries: [string, unknown][] = Object.entries(content)
  return Object.fromEntries(entries.filter(([, value]) => value !== null && value !== ''))
}

/** The first thing wrong, as `field：advice`. */
export function firstIssue(issues: readonly v.BaseIssue<unknown>[]): string {
  const issue = issues[0]
  const field = issue?.path?.map(({ key }) => String(key)).join('.') ?? 'biz_content'
  const missing = issue?.received === 'undefined'
  return `${field}：${missing ? '必填，未传' : (issue?.message ?? '无效')}`
}
