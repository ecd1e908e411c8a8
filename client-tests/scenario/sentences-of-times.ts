// Sentences about when notifications come: how long after another notification or a call, and in which
// order. Times are those of the gateway's clock, so a day that was skipped counts as a day.
import type { Instant } from '../../server/values/instant.ts'
import { formatDuration } from '../../server/values/instant.ts'
import { broken, decide, never, phrase, type Kind, type Words } from './sentence.ts'
import { ORDINALS, readCall, readOrdinal, readSpan, readSubject } from './sentence-parts.ts'
import { booksOf, type View } from './view.ts'

/** `comes 4m after` allows for the way there: a second, or one part in a hundred of a long time. */
const TOLERANCE_MS = 1_000
const TOLERANCE_PART = 0.01

/** Something that was sent: when it left, and from when on what comes after it is counted. */
interface Event {
  seq: number
  at: Instant
  /** Of a call: when its client could know the outcome. */
  overAt: Instant | undefined
}

type Found = { events: readonly Event[] } | { unclear: string }

const PLACE = `(?:the )?(?:${ORDINALS})|the|an?`
const event = (name: string) =>
  `(?<${name}Place>${PLACE}) (?<${name}>notification|{${name}Call:call})(?: of (?<${name}Of>{${name}Subject:subject}))?`

export const TIMES: readonly Kind[] = [
  {
    example: 'the second notification comes 4m after the first',
    pattern: phrase(
      `${event('one')} (?:comes|came|was sent|arrives) (?<bound>within |at least |at most )?{duration} after ` +
        `(?:${event('other')}|the (?<sameKind>${ORDINALS}))`,
    ),
    judge: judgeGap,
  },
  {
    example: 'the first notification was sent before the second query',
    pattern: phrase(`${event('one')} (?:comes|came|was sent|arrives) before ${event('other')}`),
    judge: (words, view) => {
      const [one, other] = [eventsOf(words, view, 'one'), eventsOf(words, view, 'other')]
      if ('unclear' in one) return never(one.unclear)
      if ('unclear' in other) return never(other.unclear)
      const later = placed(other.events, words.otherPlace)
      if (!later) return never(`there was no such ${words.other}`)
      const earlier = placed(one.events, words.onePlace)
      if (!earlier) return broken('it was never sent')
      return decide(
        earlier.seq < later.seq,
        `${formatDuration(Math.abs(later.at - earlier.at))} apart`,
      )
    },
  },
]

function judgeGap(words: Words, view: View) {
  const one = eventsOf(words, view, 'one')
  if ('unclear' in one) return never(one.unclear)
  const other = words.sameKind === undefined ? eventsOf(words, view, 'other') : one
  if ('unclear' in other) return never(other.unclear)
  const from = placed(other.events, words.sameKind ?? words.otherPlace)
  const fromMs = from?.overAt ?? from?.at
  if (!from || fromMs === undefined) {
    return never(
      `there was no such ${words.other ?? words.one} to count from; there were ${other.events.length}`,
    )
  }
  const isAny = /^an?$/i.test(words.onePlace ?? '')
  const next = isAny
    ? one.events.find(({ seq }) => seq > from.seq)
    : placed(one.events, words.onePlace)
  if (!next) return broken(`${one.events.length} were sent`)
  const gapMs = next.at - fromMs
  const found = `it came ${formatDuration(Math.abs(gapMs))} ${gapMs < 0 ? 'before' : 'after'}`
  return decide(fits(gapMs, readSpan(words.duration ?? ''), words.bound), found)
}

function fits(gapMs: number, wantedMs: number, bound = ''): boolean {
  switch (bound.trim().toLowerCase()) {
    case 'within':
    case 'at most':
      return gapMs >= 0 && gapMs <= wantedMs
    case 'at least':
      return gapMs >= wantedMs
    default:
      return Math.abs(gapMs - wantedMs) <= Math.max(TOLERANCE_MS, wantedMs * TOLERANCE_PART)
  }
}

const placed = (events: readonly Event[], place = '') =>
  events.at(readOrdinal(place.replace(/^the /i, '')))

/** Notifications, or calls of one kind, in the order in which they were sent. */
function eventsOf(words: Words, view: View, name: 'one' | 'other'): Found {
  const isNotification = words[name]?.toLowerCase() === 'notification'
  const given = words[`${name}Of`]
  const names =
    given === undefined
      ? undefined
      : new Set(
          booksOf(view, readSubject(given)).flatMap(({ trades }) => trades.map((one) => one.name)),
        )
  const isAbout = (number: string | undefined) => names === undefined || names.has(number ?? '')
  if (!isNotification) {
    const clock = clockOf(view)
    const calls = view
      .calls(readCall(words[name] ?? ''))
      .filter(({ ids }) => isAbout(ids.outTradeNo))
    return { events: calls.map(({ id, seq }) => ({ seq, ...clock(id) })) }
  }
  const sent = view.deliveries.filter(({ sent: { outTradeNo } }) => isAbout(outTradeNo))
  const about = new Set(sent.map(({ sent: { outTradeNo } }) => outTradeNo))
  if (about.size > 1) {
    const list = [...about].toSorted().slice(0, 8).join(', ')
    return {
      unclear: `notifications of several trades were sent (${list}); say of which: of trade …`,
    }
  }
  return { events: sent.map(({ sent: { seq, at } }) => ({ seq, at, overAt: undefined })) }
}

/** When a call reached the gateway, and when it was over for its client. */
function clockOf({ trace }: View) {
  const starts = new Map(trace.of('request').map(({ exchange, at }) => [exchange, at]))
  const ends = new Map(trace.of('end').map(({ exchange, at }) => [exchange, at]))
  return (id: string) => ({ at: starts.get(id) ?? 0, overAt: ends.get(id) })
}
