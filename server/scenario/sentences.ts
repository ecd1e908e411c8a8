// The sentences an expectation may be written in. Each is a pattern, an example for people, and a
// judgement over what happened; a sentence whose subject never came up is not met but unjudged.
import { formatDuration } from '../values/instant.ts'
import { formatYuan, parseYuan } from '../values/money.ts'
import type { Entry } from '../journal/entry.ts'
import {
  PART,
  readCall,
  readNumber,
  readSpan,
  readSubject,
  type Subject,
} from './sentence-parts.ts'
import { booksOf, chosen, movements, paidFen, refundedFen, viewOf, type View } from './view.ts'

export interface Judged {
  sentence: string
  outcome: 'met' | 'broken' | 'never-evaluated'
  /** What was found, for people. */
  found: string
}

type Finding = Omit<Judged, 'sentence'>
type Words = Readonly<Record<string, string>>

interface Kind {
  example: string
  pattern: RegExp
  judge(words: Words, view: View): Finding
}

const met = (found: string): Finding => ({ outcome: 'met', found })
const broken = (found: string): Finding => ({ outcome: 'broken', found })
const never = (found: string): Finding => ({ outcome: 'never-evaluated', found })
const decide = (isTrue: boolean, found: string) => (isTrue ? met(found) : broken(found))

/** Builds a pattern in which `{status}` stands for that part and `{a:number}` for one named `a`. */
function phrase(text: string): RegExp {
  const source = text.replaceAll(/\{(?:(\w+):)?(\w+)\}/g, (whole, name: string, part: string) => {
    const found = Object.entries(PART).find(([key]) => key === part)
    if (!found) throw new Error(`no part is called ${whole}`)
    return `(?<${name ?? part}>${found[1]})`
  })
  return new RegExp(`^${source}$`, 'i')
}

/** Judges every trade or sale the sentence is about; all must do, or for `any` one. */
function each(
  words: Words,
  view: View,
  judge: (trades: ReturnType<typeof booksOf>[number]) => Finding,
): Finding {
  const subject = readSubject(words.subject ?? '')
  const about = booksOf(view, subject)
  if (about.length === 0) return never(nobody(view, subject))
  const findings = about.map((one) => {
    const { outcome, found } = judge(one)
    return { outcome, found: `${subject.kind} ${one.name} ${found}` }
  })
  const wanted = 'any' in subject.which ? 'met' : 'broken'
  return findings.find(({ outcome }) => outcome === wanted) ?? findings[0] ?? never('')
}

function nobody({ trades, sales }: View, { kind, which }: Subject): string {
  const names = (kind === 'trade' ? trades : sales).map(({ name }) => name)
  if (names.length === 0) return `there was no ${kind}`
  if ('only' in which) return `there were ${names.length}: ${names.slice(0, 8).join(', ')}`
  return `there is none of that name; there are ${names.slice(0, 8).join(', ')}`
}

const STATES: Kind[] = [
  {
    example: 'trade A1 reaches TRADE_SUCCESS',
    pattern: phrase('{subject} (?<never>never )?reaches {status}'),
    judge: (words, view) =>
      each(words, view, ({ trades }) => {
        const states = trades.flatMap(({ books }) => books.map(({ status }) => status))
        if (states.length === 0 && words.never === undefined) return never('never existed')
        const path = states.filter((state, place) => state !== states[place - 1])
        const reached = states.some((state) => state === words.status?.toUpperCase())
        return decide(reached === (words.never === undefined), `went ${path.join(' → ')}`)
      }),
  },
  {
    example: 'the trade ends as TRADE_CLOSED',
    pattern: phrase('{subject} ends as {status}'),
    judge: (words, view) =>
      each(words, view, ({ trades }) => {
        const last = trades.at(-1)?.books.at(-1)?.status
        if (last === undefined) return never('never existed')
        return decide(last === words.status?.toUpperCase(), `ended as ${last}`)
      }),
  },
  {
    example: 'the sale is paid once',
    pattern: phrase('{subject} is (?<how>paid once|not paid|refunded in full)'),
    judge: (words, view) =>
      each(words, view, ({ trades }) => {
        const [paid, back] = [paidFen(trades), refundedFen(trades)]
        const total = trades.at(-1)?.books.at(-1)?.totalFen ?? 0
        const found = `paid ${formatYuan(paid)}, given back ${formatYuan(back)}`
        const is = { 'not paid': paid === back, 'paid once': paid - back === total && total > 0 }
        const how = words.how?.toLowerCase()
        if (how === 'refunded in full') return decide(paid > 0 && paid === back, found)
        return decide(how === 'not paid' ? is['not paid'] : is['paid once'], found)
      }),
  },
  {
    example: 'trade A1 holds 12.34',
    pattern: phrase('{subject} holds {amount}'),
    judge: (words, view) =>
      each(words, view, ({ trades }) => {
        const netFen = paidFen(trades) - refundedFen(trades)
        return decide(netFen === parseYuan(words.amount), `holds ${formatYuan(netFen)}`)
      }),
  },
]

const COUNTS: Kind[] = [
  {
    example: 'no cancel was sent',
    pattern: phrase(
      '(?<least>at least |at most |exactly )?{number} {call} (?:was|were) sent(?: for trade (?<of>\\S+))?',
    ),
    judge: (words, view) => {
      const calls = view
        .calls(readCall(words.call ?? ''))
        .filter(({ ids }) => words.of === undefined || ids.outTradeNo === words.of)
      if (view.trace.exchanges.length === 0) return never('nothing was sent at all')
      return counted(words, calls.length, 'sent')
    },
  },
  {
    example: 'exactly one refund',
    pattern: phrase(
      '(?<least>at least |at most |exactly )?{number} (?<what>refunds?|payments?)(?: (?:was|were) made)?',
    ),
    judge: (words, view) => {
      if (view.trades.length === 0) return never('there was no trade')
      const what = /^refund/i.test(words.what ?? '') ? 'refundedFen' : 'paidFen'
      return counted(words, movements(view.trades, what), 'in the books')
    },
  },
  {
    example: 'fault F02 fired once',
    pattern: phrase(
      'fault (?<fault>[\\w-]+) fired(?: (?<once>once)|(?: (?<least>at least|at most|exactly))? {number} times)?',
    ),
    judge: (words, view) => {
      const fired = view.trace
        .of('fault')
        .filter(({ fault, catalogueId }) => [fault, catalogueId].includes(words.fault ?? '')).length
      if (words.once !== undefined) return decide(fired === 1, `fired ${fired} times`)
      if (words.number === undefined) return decide(fired > 0, `fired ${fired} times`)
      return counted(words, fired, 'fired')
    },
  },
]

function counted({ least, number = '' }: Words, found: number, how: string): Finding {
  const wanted = readNumber(number)
  const bound = least?.trim().toLowerCase()
  const fits =
    bound === 'at least'
      ? found >= wanted
      : bound === 'at most'
        ? found <= wanted
        : found === wanted
  return decide(fits, `${found} ${how}`)
}

const ANSWERS: Kind[] = [
  {
    example: 'the first pay answered 20000',
    pattern: phrase(
      '(?<which>the(?: first| second| third| last)?|every|any) {call} answered {code}',
    ),
    judge: (words, view) => {
      const answers = new Map(view.trace.of('answer').map((one) => [one.exchange, one.result]))
      const all = view.calls(readCall(words.call ?? '')).map(({ id }) => answers.get(id))
      const place = { first: 0, second: 1, third: 2, last: -1 }[
        words.which?.split(' ')[1] ?? 'first'
      ]
      const asked = /^(every|any)$/i.test(words.which ?? '') ? all : [all.at(place ?? 0)]
      const found = asked.flatMap((one) => (one ? [[one.code, one.subCode]] : []))
      if (found.length === 0) return never('no such call was answered')
      const says = (codes: (string | undefined)[]) => codes.includes(words.code)
      const isTrue = words.which === 'any' ? found.some(says) : found.every(says)
      const said = found.map((codes) => codes.filter(Boolean).join(' ')).slice(0, 5)
      return decide(isTrue, `answered ${said.join(', ')}`)
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
]

const NOTIFICATIONS: Kind[] = [
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

const BELIEFS: Kind[] = [
  {
    example: 'the merchant believes sale 1 is PAID',
    pattern: phrase('the merchant believes {subject} is (?<not>not )?{belief}'),
    judge: (words, view) => {
      const subject = readSubject(words.subject ?? '')
      const sales = subject.kind === 'sale' ? chosen(view.sales, subject) : []
      const said = sales.flatMap(({ belief, name }) => (belief ? [{ belief, name }] : []))
      if (said.length === 0) return never('the merchant said nothing of it')
      const fits = ({ belief }: { belief: string }) =>
        (belief === words.belief?.toUpperCase()) === (words.not === undefined)
      const isTrue = 'any' in subject.which ? said.some(fits) : said.every(fits)
      const odd = said.find((one) => fits(one) === isTrue)
      return decide(isTrue, `it believes ${odd?.belief} of sale ${odd?.name}`)
    },
  },
]

const KINDS = [...STATES, ...COUNTS, ...ANSWERS, ...NOTIFICATIONS, ...BELIEFS]

/** One sentence of every kind, for people who write scenarios. */
export const EXAMPLE_SENTENCES: readonly string[] = KINDS.map(({ example }) => example)

type Read = { judge(view: View): Finding } | { wrong: string }

/** Reads a sentence, or says that it is none and shows the nearest that would be. */
export function readSentence(sentence: string): Read {
  const plain = sentence.trim().replace(/\.$/, '').replaceAll(/\s+/g, ' ')
  for (const { pattern, judge } of KINDS) {
    const found = pattern.exec(plain)
    const words = found?.groups ?? {}
    if (found) return { judge: (view) => judge(words, view) }
  }
  return { wrong: `nobody can judge "${plain}"; write for example: ${nearest(plain)}` }
}

/** The examples that share most words with what was written. */
function nearest(plain: string): string {
  const given = new Set(plain.toLowerCase().split(' '))
  const shared = (example: string) =>
    example.split(' ').filter((word) => given.has(word.toLowerCase())).length
  return EXAMPLE_SENTENCES.toSorted((a, b) => shared(b) - shared(a))
    .slice(0, 3)
    .map((example) => `"${example}"`)
    .join(', ')
}

/** Judges sentences over what happened: in all of a run, or around the sales of one scenario. */
export function judge(
  sentences: readonly string[],
  entries: readonly Entry[],
  scenario?: string,
): Judged[] {
  const view = viewOf(entries, scenario)
  return sentences.map((sentence) => {
    const read = readSentence(sentence)
    if ('wrong' in read) throw new Error(read.wrong)
    return { sentence, ...read.judge(view) }
  })
}
