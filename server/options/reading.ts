// Where texts differ, a reading says which of them the gateway follows. `default` is the order of
// docs/options.md; `seeds` is the letter of the cited texts 000 to 004, in every option in which it differs.
import type { OptionTable, ValuesOf } from './option.ts'

export const READING_NAMES = ['default', 'seeds'] as const
export type ReadingName = (typeof READING_NAMES)[number]

/** The options of a table in which the readings differ, as this one has them. */
export function readingOf<T extends OptionTable>(table: T, reading: ReadingName) {
  const differing = Object.entries(table).flatMap(([name, { seeds, default: usual }]) =>
    typeof seeds === 'object' ? [[name, reading === 'seeds' ? seeds.value : usual]] : [],
  )
  return Object.fromEntries(differing) as Partial<ValuesOf<T>>
}

export const isReading = (word: string): word is ReadingName =>
  READING_NAMES.some((name) => name === word)
