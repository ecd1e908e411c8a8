// The sentences an expectation may be written in. A sentence whose subject never came up is not met
// but unjudged.
import type { Entry } from '../../server/journal/entry.ts'
import type { SaleEntry } from '../../server/journal/suite-entry.ts'
import { type Finding, type Judged } from './sentence.ts'
import { ANSWERS, BELIEFS, NOTIFICATIONS } from './sentences-of-messages.ts'
import { COUNTS, STATES } from './sentences-of-money.ts'
import { TIMES } from './sentences-of-times.ts'
import { viewOf, type View } from './view.ts'

export type { Judged } from './sentence.ts'

const KINDS = [...STATES, ...COUNTS, ...ANSWERS, ...NOTIFICATIONS, ...TIMES, ...BELIEFS]

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
  const isIn = scenario === undefined ? undefined : (sale: SaleEntry) => sale.scenario === scenario
  return judgeView(sentences, viewOf(entries, isIn))
}

/**
 * Judges the sentences of one scenario. A shop that takes both wallets has made its sales in each of them, and
 * each time they must be true.
 */
export function judgeInEachWallet(
  sentences: readonly string[],
  entries: readonly Entry[],
): Judged[] {
  const sales = entries.filter((entry) => entry.kind === 'sale')
  const wallets = [...new Set(sales.map(({ wallet }) => wallet))]
  if (wallets.length < 2) return judge(sentences, entries)
  return wallets.flatMap((wallet) =>
    judgeView(
      sentences,
      viewOf(entries, (sale) => sale.wallet === wallet),
    ).map((judged) =>
      wallet === undefined ? judged : { ...judged, sentence: `${judged.sentence} (${wallet})` },
    ),
  )
}

function judgeView(sentences: readonly string[], view: View): Judged[] {
  return sentences.map((sentence) => {
    const read = readSentence(sentence)
    if ('wrong' in read) throw new Error(read.wrong)
    return { sentence, ...read.judge(view) }
  })
}
