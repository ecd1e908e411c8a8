// Sentences about answers, notifications, and what a merchant believes.
import type { Result } from '../../server/journal/entry.ts'
import { formatDuration } from '../../server/values/instant.ts'
import { broken, counted, decide, met, never, phrase, type Kind } from './sentence.ts'
import { readCall, readSpan, readSubject } from './sentence-parts.ts'
import { chosen } from './view.ts'

const placeOf = (word: string): number =>
  ({ second: 1, third: 2, last: -1 })[word.toLowerCase()] ?? 0

export const ANSWERS: readonly Kind[] = [
  {
    example: 'the first pay answered unknown',
    pattern: phrase(
      '(?<which>the(?: first| second| third| last)?|every|any) {call} answered {code}',
    ),
    judge: (words, view) => {
      const answers = new Map(view.trace.of('answer').map((one) => [one.exchange, one.result]))
      const all = view.calls(readCall(words.call ?? '')).map(({ id }) => answers.get(id))
      const place = placeOf(words.which?.split(' ')[1] ?? 'first')
      const asked = /^(every|any)$/i.test(words.which ?? '') ? all : [all.at(place)]
      const found = asked.filter((one) => one !== undefined)
      if (found.length === 0) return never('no such call was answered')
      // What it means, why, or the gateway's own code.
      const says = ({ meaning, reason, code, subCode }: Result) =>
        [meaning, reason, code, subCode].some((word) => word !== undefined && word === words.code)
      const isTrue = words.which === 'any' ? found.some(says) : found.every(says)
      const meanings = found.map(({ meaning, code, subCode }) =>
        [meaning, code, subCode].filter(Boolean).join(' '),
      )
      return decide(isTrue, `answered ${meanings.slice(0, 5).join(', ')}`)
    },
  },
  {
    example: 'a query was sent within 2s after the pay',
    pattern: phrase('an? {call} was sent within {duration} after the {before:call}'),
    judge: (words, view) => {
      const [before] = view.calls(readCall(words.before ?? ''))
      if (before?.seenMs === undefined) return never('no such call ended')
      const { seenMs, ids } = before
      const next = view
        .calls(readCall(words.call ?? ''))
        .find((one) => one.seq > before.seq && one.ids.outTradeNo === ids.outTradeNo)
      if (!next) return broken('none was sent')
      const gapMs = Math.max(0, next.startMs - seenMs)
      return decide(gapMs <= readSpan(words.duration ?? ''), `sent ${formatDuration(gapMs)} after`)
    },
  },
  {
    example: 'the first cancel was sent before the second pay',
    pattern: phrase(
      'the (?<nth>first|second|third|last) {call} was sent before the (?<than>first|second|third|last) {later:call}',
    ),
    judge: (words, view) => {
      const nth = (call = '', place = '') => view.calls(readCall(call)).at(placeOf(place))
      const [one, other] = [nth(words.call, words.nth), nth(words.later, words.than)]
      if (!other) return never(`there was no ${words.than} ${words.later}`)
      if (!one) return broken('it was never sent')
      return decide(one.seq < other.seq, `entries ${one.seq} and ${other.seq}`)
    },
  },
]

export const NOTIFICATIONS: readonly Kind[] = [
  {
    example: 'the merchant answered success within 5s',
    pattern: phrase('the merchant answered success within {duration}'),
    judge: (words, view) => {
      const replies = view.deliveries.flatMap(({ sent, reply }) =>
        sent.genuine ? (reply ?? []) : [],
      )
      if (replies.length === 0) return never('no genuine notification was answered')
      const mostMs = readSpan(words.duration ?? '')
      const bad = replies.find(({ acknowledged, tookMs }) => !acknowledged || tookMs > mostMs)
      return bad
        ? broken(`${bad.why} after ${formatDuration(bad.tookMs)}`)
        : met(`${replies.length} answered`)
    },
  },
  {
    example: 'at least one notification was sent',
    pattern: phrase(
      '(?<least>at least |at most |exactly )?{number} notifications? (?:was|were) sent',
    ),
    judge: (words, view) => counted(words, view.deliveries.length, 'sent'),
  },
  {
    example: 'every notification was acknowledged',
    pattern: phrase('every notification was acknowledged'),
    judge: (_words, view) => {
      const { deliveries } = view
      if (deliveries.length === 0) return never('none was sent')
      const refused = deliveries.find(({ reply }) => reply?.accepted !== true)
      return refused
        ? broken(refused.reply?.why ?? 'one was not answered')
        : met(`${deliveries.length} acknowledged`)
    },
  },
  {
    example: 'no forged notification was acknowledged',
    pattern: phrase('no forged notification was acknowledged'),
    judge: (_words, view) => {
      const forged = view.deliveries.filter(({ sent }) => !sent.genuine)
      if (forged.length === 0) return never('none was sent')
      const taken = forged.filter(({ reply }) => reply?.acknowledged)
      return decide(taken.length === 0, `${taken.length} of ${forged.length} acknowledged`)
    },
  },
]

export const BELIEFS: readonly Kind[] = [
  {
    example: 'the merchant booked the sale once',
    pattern: phrase('the merchant booked {subject} once'),
    judge: (words, view) => {
      const subject = readSubject(words.subject ?? '')
      const sales = subject.kind === 'sale' ? chosen(view.sales, subject) : []
      const shown = sales.filter(({ booked }) => booked !== undefined)
      if (shown.length === 0) return never('the merchant shows no payment that it has booked')
      const isTrue =
        'any' in subject.which
          ? shown.some(({ booked }) => booked === 1)
          : shown.length === sales.length && shown.every(({ booked }) => booked === 1)
      const most = Math.max(...shown.map(({ booked = 0 }) => booked))
      return decide(isTrue, `${shown.length} sales are booked, one of them ${most} times`)
    },
  },
  {
    example: 'the merchant believes sale 1 is PAID',
    pattern: phrase('the merchant believes {subject} is (?<not>not )?{belief}'),
    judge: (words, view) => {
      const subject = readSubject(words.subject ?? '')
      const sales = subject.kind === 'sale' ? chosen(view.sales, subject) : []
      const believed = sales.flatMap(({ belief, name }) => (belief ? [{ belief, name }] : []))
      if (believed.length === 0) return never('the merchant said nothing of it')
      const fits = ({ belief }: { belief: string }) =>
        (belief === words.belief?.toUpperCase()) === (words.not === undefined)
      const isTrue = 'any' in subject.which ? believed.some(fits) : believed.every(fits)
      const odd = believed.find((one) => fits(one) === isTrue)
      return decide(isTrue, `it believes ${odd?.belief} of sale ${odd?.name}`)
    },
  },
]
