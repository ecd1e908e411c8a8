// Which entries of the journal are shown.
import type { Entry } from '../../../server/journal/entry.ts'

export const KINDS = [
  'request',
  'commit',
  'answer',
  'fault',
  'buyer',
  'send',
  'reply',
  'clock',
  'suite',
] as const
export type Kind = (typeof KINDS)[number]

export interface Filter {
  /** Words that must all stand in it. */
  text: string
  /** Kinds that are shown; all when none is named. */
  kinds: readonly Kind[]
  troubleOnly: boolean
}

const PLAIN: readonly string[] = KINDS

const kindOf = ({ kind }: Entry): string =>
  kind === 'end' ? 'answer' : PLAIN.includes(kind) ? kind : 'suite'

/** The end of an exchange that arrived says nothing its answer did not. */
const isNews = (entry: Entry): boolean => entry.kind !== 'end' || !entry.whole

function isTrouble(entry: Entry): boolean {
  switch (entry.kind) {
    case 'answer':
      return !entry.result.readable || !['ok', 'pending'].includes(entry.result.meaning ?? '')
    case 'end':
      return !entry.whole
    case 'reply':
      return !entry.acknowledged
    default:
      return entry.kind === 'fault'
  }
}

const texts = new WeakMap<Entry, string>()

/** Written once: thousands are looked through for every letter that is typed and every line that comes. */
function textOf(entry: Entry): string {
  const known = texts.get(entry)
  if (known !== undefined) return known
  const text = JSON.stringify(entry).toLowerCase()
  texts.set(entry, text)
  return text
}

export function filtered(entries: readonly Entry[], { text, kinds, troubleOnly }: Filter): Entry[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean)
  const named: readonly string[] = kinds
  return entries.filter((entry) => {
    if (!isNews(entry) || (troubleOnly && !isTrouble(entry))) return false
    if (named.length > 0 && !named.includes(kindOf(entry))) return false
    if (wanted.length === 0) return true
    return wanted.every((word) => textOf(entry).includes(word))
  })
}
