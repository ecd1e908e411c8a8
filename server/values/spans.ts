// Options that are lengths of time: people write `gap: 10m`, programs `gapMs: 600000`. Both mean the
// same everywhere; what is kept is the number.
import { parseDuration } from './instant.ts'

export const SPAN = 'a duration such as 8s or 10m, or whole milliseconds'

type Read = { options: Record<string, unknown> } | { wrong: { name: string; remedy: string } }

/** Puts durations into the options of these names, where an option ends with `Ms`. */
export function readSpans(
  given: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Read {
  const options: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(given)) {
    const full = names.includes(name) || !names.includes(`${name}Ms`) ? name : `${name}Ms`
    const spanMs = typeof value === 'string' ? parseDuration(value) : undefined
    if (full !== name && spanMs === undefined) {
      const seen = JSON.stringify(value)
      return { wrong: { name, remedy: `a duration such as 500ms, 8s, 10m or 25h, not ${seen}` } }
    }
    if (Object.hasOwn(options, full)) {
      return { wrong: { name, remedy: `given twice: ${shortName(full)} and ${full} are the same` } }
    }
    options[full] = full.endsWith('Ms') && spanMs !== undefined ? Math.round(spanMs) : value
  }
  return { options }
}

/** `gapMs` as people write it: `gap`. */
export const shortName = (name: string) => name.replace(/(?<=.)Ms$/, '')
