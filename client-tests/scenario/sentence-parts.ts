// The parts that sentences of an expectation are made of: numbers, durations, who it is about, and
// what is counted; each a piece of pattern and the way to read it.
import { TRADE_STATUSES, type Op } from '../../server/journal/entry.ts'
import { BELIEF_STATUSES } from '../../server/journal/suite-entry.ts'
import { parseDuration } from '../../server/values/instant.ts'

const NUMBERS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
] as const

const PLACES = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
] as const

/** `first`, `second`, … and `last`, as a piece of pattern. */
export const ORDINALS = [...PLACES, 'last'].join('|')

/** The place in a list: `first` is 0, `last` is -1; what stands alone is the first. */
export function readOrdinal(word: string): number {
  const given = word.toLowerCase()
  return given === 'last'
    ? -1
    : Math.max(
        0,
        PLACES.findIndex((place) => place === given),
      )
}

/** What a client sends; in sentences in the singular or the plural. */
const CALLS: Readonly<Record<string, Op>> = {
  pay: 'PAY',
  payment: 'PAY',
  precreate: 'PRECREATE',
  query: 'QUERY',
  cancel: 'CANCEL',
  close: 'CLOSE',
  refund: 'REFUND',
  'refund query': 'REFQUERY',
  'bill request': 'BILLURL',
  heartbeat: 'HEARTBEAT',
}

const plural = (word: string) => (/[^aeiou]y$/.test(word) ? word.replace(/y$/, 'ies') : `${word}s`)

export const PART = {
  subject: String.raw`(?:the|every|any) (?:trade|sale)|trade \S+|sale \d+`,
  status: TRADE_STATUSES.join('|'),
  belief: BELIEF_STATUSES.join('|'),
  number: String.raw`\d+|${NUMBERS.join('|')}`,
  call: Object.keys(CALLS)
    .flatMap((word) => [plural(word), word])
    .toSorted((a, b) => b.length - a.length)
    .join('|'),
  duration: String.raw`\d+(?:\.\d+)? ?(?:ms|s|m|h|d|seconds?|minutes?|hours?|days?)`,
  amount: String.raw`\d+(?:\.\d{1,2})?`,
  code: String.raw`\d{5}|[A-Za-z]{2,}[\w-]*(?:\.[\w-]+)*`,
} as const

/** Whom a sentence is about: `the trade`, `every sale`, `trade A1`, `sale 2`. */
export interface Subject {
  kind: 'trade' | 'sale'
  /** All of them, any of them, or one by its name or place; `the` is the only one. */
  which: { all: true } | { any: true } | { only: true } | { name: string }
}

export function readSubject(text: string): Subject {
  const [head = '', name = ''] = text.split(' ')
  if (head === 'trade' || head === 'sale') return { kind: head, which: { name } }
  const kind = name === 'sale' ? 'sale' : 'trade'
  if (head === 'every') return { kind, which: { all: true } }
  return { kind, which: head === 'any' ? { any: true } : { only: true } }
}

export function readNumber(text: string): number {
  const word = NUMBERS.findIndex((name) => name === text.toLowerCase())
  return word === -1 ? Number(text) : word
}

export function readSpan(text: string): number {
  const short = text.replace(' ', '').replace(/(\d)(s|m|h|d)[a-z]+$/, '$1$2')
  return parseDuration(text.endsWith('ms') ? text.replace(' ', '') : short) ?? Number.NaN
}

export function readCall(text: string): Op {
  const given = text.toLowerCase()
  const found = Object.entries(CALLS).find(([word]) => word === given || plural(word) === given)
  if (!found) throw new Error(`the pattern let "${text}" through`)
  return found[1]
}
