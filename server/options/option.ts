// What an option of a sandbox is. Everything known of one stands in its row: the type and the check come
// from the schema, and the page docs/options.md is written from the table.
import * as v from 'valibot'

/** How a default was chosen: docs/options.md says what each of them means. */
export type Basis = 'recorded' | 'documented' | 'costs more' | 'own'

export interface Option<S extends v.GenericSchema = v.GenericSchema> {
  schema: S
  default: v.InferOutput<S>
  basis: Basis
  /** The other readings, as the page shows them. */
  other: string
  /** By the cited texts 000 to 004: the default, or another value; absent where they are silent. */
  seeds?: 'same' | { value: v.InferOutput<S> }
  /** Where the cited texts say so, and where they differ among themselves. */
  seedsNote?: string
  /** Can hold for the orders of one amount alone: it is looked at when one is paid or told of. */
  perOrder?: true
  /** Why this default, and by which source, as the page says it. */
  why: string
}

export type OptionTable = Readonly<Record<string, Option>>

/** The values that a table of options stands for. */
export type ValuesOf<T extends OptionTable> = {
  [Name in keyof T]: v.InferOutput<T[Name]['schema']>
}

export const option = <const S extends v.GenericSchema>(row: Option<S>): Option<S> => row

export const whole = (least: number, most: number, unit: string) => {
  const says = `a whole number of ${unit} from ${least} to ${most}`
  return v.pipe(v.number(says), v.integer(says), v.minValue(least, says), v.maxValue(most, says))
}
export const choice = <const T extends readonly string[]>(...words: T) =>
  v.picklist(words, words.join(' or '))
export const yesOrNo = v.boolean('true or false')
export const text = v.pipe(
  v.string('a text'),
  v.minLength(1, 'a text'),
  v.maxLength(64, 'a short text'),
)
export const list = <S extends v.GenericSchema>(schema: S) =>
  v.pipe(v.array(schema, 'a list'), v.readonly())

/** The most that one order may come to, in fen. */
export const MOST_FEN = 10_000_000_000

type Rows = [string, Option][]

export function defaultsOf<T extends OptionTable>(table: T): ValuesOf<T> {
  const rows: Rows = Object.entries(table)
  return Object.fromEntries(rows.map(([name, row]) => [name, row.default])) as ValuesOf<T>
}

export function shapeOf<T extends OptionTable>(table: T) {
  const rows: Rows = Object.entries(table)
  type Shape = { [Name in keyof T]: T[Name]['schema'] }
  return v.strictObject(Object.fromEntries(rows.map(([name, row]) => [name, row.schema])) as Shape)
}
