// How much of a journal is kept where somebody wants it bounded: docs/decisions/pruning.md.
import { InputError } from '../values/input-error.ts'
import { formatDuration, SECOND } from '../values/instant.ts'

/** What is beyond any of them goes, oldest first; what is absent bounds nothing. */
export interface JournalBounds {
  /** By the time that really passed (`elapsedMs`): moving the clock makes nothing older. */
  ageMs?: number
  entries?: number
  /** Of JSON. */
  bytes?: number
}

/** Below these a bound would take away what somebody is about to read. */
const LEAST = { ageMs: SECOND, entries: 100, bytes: 64 * 1_024 } as const

/** Refuses bounds that nobody can have meant; `names` are the fields as the caller knows them. */
export function assertBounds(
  bounds: JournalBounds,
  names: Record<keyof JournalBounds, string> = { ageMs: 'age', entries: 'entries', bytes: 'bytes' },
): void {
  const least = { ageMs: formatDuration(LEAST.ageMs), entries: '100', bytes: '64K' }
  for (const one of ['ageMs', 'entries', 'bytes'] as const) {
    const value = bounds[one]
    if (value === undefined || (Number.isSafeInteger(value) && value >= LEAST[one])) continue
    throw new InputError(names[one], `at least ${least[one]}, or leave it out`)
  }
}

export const isUnbounded = (bounds: JournalBounds): boolean =>
  Object.values(bounds).every((bound) => bound === undefined)
