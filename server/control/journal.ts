// The journal, read by page or followed live. Payment codes are masked unless asked otherwise.
import * as v from 'valibot'
import type { Entry } from '../journal/entry.ts'
import { createMasker, type Masker } from '../journal/mask.ts'
import { successRate } from '../journal/success-rate.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { flag, shortText, wholeNumber } from './read-input.ts'
import { listOf, SHAPES } from './shapes.ts'

const PAGE = 500

export interface JournalPage {
  entries: Entry[]
  /** Where to go on: `?since=` this. */
  last: number
}

type Mask = (entries: Entry[]) => Entry[]

export function createJournalEndpoints(): Endpoint[] {
  const known = new WeakMap<Sandbox, { masker: Masker; upTo: number }>()

  /** A code is known from the entry that first named it, which an earlier page may have held. */
  const maskOf = (sandbox: Sandbox): Mask => {
    const state = known.get(sandbox) ?? { masker: createMasker(), upTo: 0 }
    known.set(sandbox, state)
    return (entries) => {
      const upTo = entries.at(-1)?.seq ?? 0
      for (const page of pages(sandbox, state.upTo, upTo)) {
        state.masker.learn(page)
        state.upTo = page.at(-1)?.seq ?? state.upTo
      }
      return entries.map(state.masker.mask)
    }
  }

  return [
    endpoint({
      method: 'GET',
      path: '/journal',
      about: 'reads the journal, a page at a time; with ?follow as server-sent events',
      gives: v.object({ entries: listOf(SHAPES.JournalEntry), last: v.number() }),
      also: 'text/event-stream',
      query: v.strictObject({
        since: v.optional(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
        limit: v.optional(wholeNumber(1, 5_000), '1000'),
        latest: v.optional(wholeNumber(1, 5_000)),
        exchange: v.optional(shortText),
        follow: flag,
        unmasked: flag,
      }),
      answer: ({ sandbox, query }) => {
        const { since = 0, limit, latest, exchange } = query
        const mask: Mask = query.unmasked ? (entries) => entries : maskOf(sandbox)
        if (query.follow) {
          const from = query.since ?? sandbox.journal.latest(1).at(-1)?.seq ?? 0
          return follow(sandbox, from, mask)
        }
        const entries =
          exchange !== undefined
            ? ofExchange(sandbox, exchange, since, limit).map((entry) => explained(sandbox, entry))
            : latest !== undefined
              ? sandbox.journal.latest(latest)
              : sandbox.journal.since(since, limit)
        return { entries: mask(entries), last: entries.at(-1)?.seq ?? since } satisfies JournalPage
      },
    }),
    endpoint({
      method: 'GET',
      path: '/journal/success-rate',
      about: 'counts payments and calls by what became of them, and the rate of paid orders',
      gives: SHAPES.SuccessRate,
      answer: ({ sandbox }) => successRate(sandbox.journal.since(0)),
    }),
  ]
}

/** Entries after `from` up to `to`, in pages. */
function* pages(sandbox: Sandbox, from: number, to: number): Generator<Entry[]> {
  for (let at = from; at < to;) {
    const page = sandbox.journal.since(at, PAGE)
    const last = page.at(-1)
    if (!last) return
    yield page
    at = last.seq
  }
}

function ofExchange(sandbox: Sandbox, exchange: string, since: number, limit: number): Entry[] {
  const found: Entry[] = []
  for (const page of pages(sandbox, since, Number.MAX_SAFE_INTEGER)) {
    found.push(...page.filter((entry) => 'exchange' in entry && entry.exchange === exchange))
    if (found.length >= limit) break
  }
  return found.slice(0, limit)
}

/** A refusal that was explained in a hurry, explained as for somebody who reads it. */
function explained(sandbox: Sandbox, entry: Entry): Entry {
  if (entry.kind !== 'answer' || !entry.explained?.isCutShort) return entry
  const { kind: _kind, ...whole } = sandbox.explain({ exchange: entry.exchange })
  return { ...entry, explained: whole }
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
        const entries = sandbox.journal.since(at, PAGE)
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
