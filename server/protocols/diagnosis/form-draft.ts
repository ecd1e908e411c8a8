// What a client of v2, or a checker of notifications, does on its way to the signed bytes, each step
// a value, so that a mistake is the same way with one step changed.
import { encodeText, type Charset } from '../../values/charset.ts'
import type { Mistake, Written } from './search.ts'

export type Pair = readonly [name: string, value: string]

export interface FormDraft {
  /** As they arrived, without `sign`. */
  pairs: readonly Pair[]
  keepsEmpties: boolean
  order(pairs: readonly Pair[]): Pair[]
  join(pairs: readonly Pair[]): string
  finish(text: string): string
  encode(text: string): Uint8Array
}

const byName = (pairs: readonly Pair[]) => pairs.toSorted(([a], [b]) => (a < b ? -1 : 1))

/** As the documentation says. */
export function rightDraft(pairs: readonly Pair[], charset: Charset): FormDraft {
  return {
    pairs,
    keepsEmpties: false,
    order: byName,
    join: (sorted) => sorted.map(([name, value]) => `${name}=${value}`).join('&'),
    finish: (text) => text,
    encode: (text) => encodeText(text, charset),
  }
}

export function writeForm(draft: FormDraft): Written {
  const { pairs, keepsEmpties, order, join, finish, encode } = draft
  const counted = keepsEmpties ? pairs : pairs.filter(([, value]) => value !== '')
  const text = finish(join(order(counted)))
  return { text, bytes: encode(text), parts: pairs.length }
}

export type FormMistake = Mistake<FormDraft>

type Text = (text: string) => string

/** Pairs changed one way or another. */
export function pairsBecome(
  draft: FormDraft,
  ways: readonly ((pairs: readonly Pair[]) => readonly Pair[])[],
): FormDraft[] {
  return ways.map((way) => ({ ...draft, pairs: way(draft.pairs) }))
}

/** Every value changed one way or another. */
export const valuesBecome = (draft: FormDraft, ...ways: Text[]): FormDraft[] =>
  pairsBecome(
    draft,
    ways.map((way) => (pairs) => pairs.map(([name, value]) => [name, way(value)] as const)),
  )

/** One value changed to one of several others; nothing when the parameter was not sent. */
export function* valueBecomes(
  { pairs, ...draft }: FormDraft,
  wanted: string,
  others: (value: string) => Iterable<string>,
): Generator<FormDraft> {
  const found = pairs.find(([name]) => name === wanted)
  if (!found) return
  const seen = new Set([found[1]])
  for (const value of others(found[1])) {
    if (seen.has(value)) continue
    seen.add(value)
    const changed = (pair: Pair) => (pair[0] === wanted ? ([wanted, value] as const) : pair)
    yield { ...draft, pairs: pairs.map(changed) }
  }
}

/** The joined text changed one way or another, after what else is done to it. */
export const textBecomes = (draft: FormDraft, ...ways: Text[]): FormDraft[] =>
  ways.map((way) => ({ ...draft, finish: (text) => way(draft.finish(text)) }))
