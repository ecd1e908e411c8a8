// Entries of schema 1, as this version reads them: a sentence or a code of then is a kind or a meaning
// now. Every reader of saved entries, a file's and a database's, comes through this door.
import { SCHEMA_VERSION, type Entry } from './entry.ts'
import { kindOfOlder } from './older-faults.ts'
import { withMeaning } from './older-openapi-replies.ts'
import type { Bend, BendKind } from './notification-entry.ts'
import { answerOf, readNotificationForm } from './older-openapi-notifications.ts'

/** The schemas that can be read. */
export const READABLE_SCHEMAS: readonly unknown[] = [1, SCHEMA_VERSION]

/** There was one family then; links to bills belong to none. */
const OPENAPI = 'openapi'
const BILL = 'bill-download'

type OldBend = { bend?: unknown }

const asSaved = new WeakMap<Entry, Entry>()

/** An entry as it was saved, in the words of today. */
export function upgraded(saved: Entry): Entry {
  const version: number = saved.schemaVersion
  const faultKind = saved.kind === 'fault' ? kindOfOlder(saved) : undefined
  // Builds between two releases wrote schema 2 without it.
  if (version !== 1 && faultKind === undefined) return saved
  const entry: Entry = { ...saved, schemaVersion: SCHEMA_VERSION }
  if (entry.kind === 'fault') entry.faultKind = faultKind
  if (entry.kind === 'send') {
    if (!entry.wire.start.startsWith('GET ')) entry.family = OPENAPI
    const { bend }: OldBend = entry
    entry.bend = typeof bend === 'string' ? bendOf(bend) : undefined
    const { body, encoding } = entry.wire
    entry.text = readNotificationForm(new URLSearchParams(encoding === 'utf8' ? body : ''))
  }
  if (entry.kind === 'reply') {
    const answer = entry.acknowledged ? 'accepted' : answerOf(entry.status, entry.body)
    entry.accepted = answer === 'accepted'
    if (entry.status !== undefined) entry.answer = answer
  }
  if (entry.kind === 'request' && entry.protocol !== BILL) entry.family = OPENAPI
  if (entry.kind === 'answer') entry.result = withMeaning(entry.result)
  asSaved.set(entry, saved)
  return entry
}

/** The entry that was saved, so that its digest stays what it was. */
export const savedAs = (entry: Entry): Entry => asSaved.get(entry) ?? entry

/** How the sentences of schema 1 begin. */
const WORDS: readonly [words: string, kind: BendKind][] = [
  ['forged', 'forged'],
  ['amount', 'amount'],
  ['app_id', 'app'],
  ['seller_id', 'seller'],
  ['out_trade_no', 'order'],
  ['state', 'state'],
  ['refund', 'refund'],
  ['params', 'params'],
  ['text', 'text'],
  ['replayed', 'replay'],
]

function bendOf(note: string): Bend {
  const [, kind] = WORDS.find(([words]) => note.startsWith(words)) ?? []
  return { kind: kind ?? 'other', note }
}
