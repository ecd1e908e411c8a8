// The journal, read by page or followed live. Payment codes are masked, except with `unmasked`.
import * as v from 'valibot'
import type { Entry } from '../journal/entry.ts'
import type { Page } from '../storage/journal.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { endpoint } from './endpoint.ts'
import { rateOf } from './rates.ts'
import { flag, shortText, wholeNumber } from './read-input.ts'
import { listOf, SHAPES } from './shapes.ts'

/** Entries that a follower is given at once. */
const PAGE = 100

export interface JournalPage {
  entries: Entry[]
  /** Where to go on: `?since=` this. */
  last: number
  /** The first entry on file: what was before it has been pruned. 1 where nothing was. */
  first: number
  /**
   * There is more than fits into a page: go on with `since`, and where `latest` was asked for, back
   * with `before` the first of these.
   */
  more: boolean
}

type Mask = (entries: Entry[]) => Entry[]

export const journal = [
  endpoint({
    method: 'GET',
    path: '/journal',
    about:
      'reads the journal, a page at a time; with ?follow as server-sent events; ?exchange=x12 (or a ' +
      'send of a notification, d3) and ?trade= (by either number) show what belongs to one',
    gives: v.object({
      entries: listOf(SHAPES.JournalEntry),
      last: v.number(),
      first: v.number(),
      more: v.boolean(),
    }),
    also: 'text/event-stream',
    query: v.strictObject({
      since: v.optional(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
      limit: v.optional(wholeNumber(1, 5_000), '1000'),
      latest: v.optional(wholeNumber(1, 5_000)),
      before: v.optional(wholeNumber(1, Number.MAX_SAFE_INTEGER)),
      exchange: v.optional(shortText),
      trade: v.optional(shortText),
      follow: flag,
      unmasked: flag,
    }),
    answer: ({ sandbox, query }) => {
      const { since = 0 } = query
      const mask: Mask = query.unmasked ? (entries) => entries : sandbox.journal.masked
      if (query.follow) {
        const from = query.since ?? sandbox.journal.latest(1).at(-1)?.seq ?? 0
        return follow(sandbox, from, mask)
      }
      const { entries, isMore } = pageOf(sandbox, query)
      const shown = query.exchange === undefined ? entries : inFull(sandbox, entries)
      const last = entries.at(-1)?.seq ?? since
      const { first } = sandbox.journal.pruning.view()
      return { entries: mask(shown), last, first, more: isMore } satisfies JournalPage
    },
  }),
  endpoint({
    method: 'GET',
    path: '/journal/success-rate',
    about: 'counts payments and calls by what became of them, and the rate of paid orders',
    gives: SHAPES.SuccessRate,
    answer: ({ sandbox }) => rateOf(sandbox),
  }),
]

interface Asked {
  since?: number
  limit: number
  latest?: number
  before?: number
  exchange?: string
  trade?: string
}

function pageOf({ journal: kept, trades }: Sandbox, asked: Asked): Page {
  const { since = 0, limit, latest, before = Number.MAX_SAFE_INTEGER, exchange, trade } = asked
  if (exchange !== undefined) return kept.pageOf(exchange, since, { limit })
  if (trade !== undefined) return trades.entries(trade, since, limit)
  if (latest !== undefined) return kept.pageBefore(before, { limit: latest })
  return kept.pageAfter(since, { limit })
}

/** A refusal that was explained in a hurry, explained as for somebody who reads it. */
function inFull(sandbox: Sandbox, entries: Entry[]): Entry[] {
  return entries.map((entry) => {
    if (entry.kind !== 'answer' || !entry.explained?.isCutShort) return entry
    const [first] = sandbox.journal.pageOf(entry.exchange, 0, { limit: 1 }).entries
    // What is kept cut cannot be explained any further.
    if (first?.kind === 'request' && first.wire.cut) return entry
    const { kind: _kind, ...whole } = sandbox.explain({ exchange: entry.exchange })
    return { ...entry, explained: whole }
  })
}

/** Server-sent events, one entry each. Reads on only when the client has taken what it was given. */
function follow(sandbox: Sandbox, from: number, mask: Mask): Response {
  const encoder = new TextEncoder()
  let at = from
  let isGone = false
  let ring = () => {}
  const stopListening = sandbox.journal.listen(() => ring())
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(': following\n\n')),
    pull: async (controller) => {
      while (!isGone) {
        const { entries } = sandbox.journal.pageAfter(at, { limit: PAGE })
        if (entries.length > 0) {
          at = entries.at(-1)?.seq ?? at
          return controller.enqueue(encoder.encode(mask(entries).map(asEvent).join('')))
        }
        await new Promise<void>((resolve) => {
          ring = resolve
        })
      }
    },
    cancel: () => {
      isGone = true
      stopListening()
      ring()
    },
  })
  return new Response(stream, { headers: { 'content-type': 'text/event-stream' } })
}

function asEvent(entry: Entry): string {
  return `id: ${entry.seq}\ndata: ${JSON.stringify(entry)}\n\n`
}
