// One trade's story as rows of a drawing: who spoke to whom, what the books did, how time passed on
// both clocks. A pure function of the journal's entries.
import type { Entry, EntryOf } from '../../../server/journal/entry.ts'
import { say, type Tone } from '../../words/entries.ts'
import type { Words } from '../../words/en.table.ts'

type Lane = 'merchant' | 'gateway' | 'buyer'

export interface Happening {
  /** The position of its first entry, which never changes. */
  key: string
  at: number
  elapsedMs: number
  from: Lane
  /** The same as `from`: something within it. */
  to: Lane
  tone: Tone
  title: string
  detail: string
  /** The message did not arrive whole. */
  isBroken: boolean
  entries: Entry[]
}

/** Time that passed between two happenings, and how far the clock was moved meanwhile. */
export interface Gap {
  key: string
  passedMs: number
  movedMs: number
}

export type Row = Happening | Gap

export const isGap = (row: Row): row is Gap => 'passedMs' in row

const LANES: Partial<Record<Entry['kind'], [from: Lane, to: Lane]>> = {
  request: ['merchant', 'gateway'],
  answer: ['gateway', 'merchant'],
  commit: ['gateway', 'gateway'],
  fault: ['gateway', 'gateway'],
  buyer: ['buyer', 'gateway'],
  send: ['gateway', 'merchant'],
  reply: ['merchant', 'gateway'],
}

/** A shorter time between two happenings is not worth a row. */
const WORTH_TELLING_MS = 1_000

export function rowsOf(entries: readonly Entry[], words: Words): Row[] {
  const ends = new Map(
    entries.filter((entry) => entry.kind === 'end').map((end) => [end.exchange, end]),
  )
  const happenings = entries.flatMap((entry) => happening(entry, ends, words) ?? [])
  // An answer stands where it arrived, which may be after what it caused.
  const inTime = happenings.toSorted((a, b) => a.elapsedMs - b.elapsedMs || a.at - b.at)
  return inTime.flatMap((row, nth) => [...gapBefore(inTime[nth - 1], row), row])
}

function happening(
  entry: Entry,
  ends: ReadonlyMap<string, EntryOf<'end'>>,
  words: Words,
): Happening | undefined {
  const lanes = LANES[entry.kind]
  // Reading the books is no news, and the end of an exchange belongs to its answer.
  if (!lanes || (entry.kind === 'commit' && entry.events.length === 0)) return undefined
  const end = entry.kind === 'answer' ? ends.get(entry.exchange) : undefined
  const [from, to] = lanes
  const { title, detail, tone } = say(entry, words)
  const stamp = end ?? entry
  const isBroken =
    (end !== undefined && !end.whole) || (entry.kind === 'answer' && entry.travel !== 'whole')
  return {
    key: String(entry.seq),
    at: stamp.at,
    elapsedMs: stamp.elapsedMs,
    from,
    to,
    tone: isBroken ? 'fault' : tone,
    title,
    detail: [detail, end && isBroken ? say(end, words).title : ''].filter(Boolean).join(' · '),
    isBroken,
    entries: end ? [entry, end] : [entry],
  }
}

function gapBefore(before: Happening | undefined, row: Happening): Gap[] {
  if (!before) return []
  const passedMs = Math.max(0, row.elapsedMs - before.elapsedMs)
  const movedMs = row.at - before.at - passedMs
  if (passedMs < WORTH_TELLING_MS && movedMs < WORTH_TELLING_MS) return []
  return [{ key: `gap ${row.key}`, passedMs, movedMs: movedMs < WORTH_TELLING_MS ? 0 : movedMs }]
}
