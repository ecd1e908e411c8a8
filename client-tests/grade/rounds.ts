// A run in rounds: what the first left undecided is played again, and each round is judged by itself.
// Puts what they found together: a sale that was played again counts as it went the last time.
import type { Entry, EntryOf } from '../../server/journal/entry.ts'
import { readTrace, type Trace } from '../../server/journal/trace.ts'
import { settled } from './lateness.ts'
import type { Occurrence, LocalizedText, Verdict } from '../rules/rule.ts'

/** A sale that was played again, and why. */
export interface PlayedAgain {
  scenario: string
  /** Of the first round. */
  saleId: string
  /** How often it was played in all. */
  rounds: number
  /** The rules that it left undecided. */
  rules: readonly string[]
  why: LocalizedText
  /** Whether they are decided now. */
  decided: boolean
}

/** One trace per round, in order; a trace without a second round is its own. */
export function roundsOf(trace: Trace): readonly Trace[] {
  const starts = trace
    .of('run')
    .filter(({ round = 1 }) => round > 1)
    .map(({ seq }) => seq)
  if (starts.length === 0) return [trace]
  const roundOf = ({ seq }: Entry) => starts.filter((start) => start <= seq).length
  const byRound = Map.groupBy(trace.entries, roundOf)
  return [...byRound.values()].map((entries) => readTrace(entries))
}

/** The sales of the first round that the machine left undecided, in whatever round. */
export function undecidedSales(
  entries: readonly Entry[],
  rules: readonly { verdict: Verdict }[],
): ReadonlySet<string> {
  const originOf = originsOf(roundsOf(readTrace(entries)))
  const open = rules.flatMap(({ verdict }) => verdict.occurrences.filter((one) => one.undecided))
  return new Set(open.map(originOf).filter((sale) => sale !== ''))
}

/** Every sale that was played again → what it is called in the last round that played it. */
export function lastPlays(rounds: readonly Trace[]): ReadonlyMap<string, string> {
  const last = new Map<string, string>()
  for (const { saleId, again } of salesOf(rounds)) if (again !== undefined) last.set(again, saleId)
  return last
}

function salesOf(rounds: readonly Trace[]): EntryOf<'sale'>[] {
  return rounds.flatMap((round) => round.of('sale'))
}

/**
 * What one rule found in all rounds. An undecided occurrence gives way once its sale has been decided in
 * a later round; what belongs to no sale, once a later round has decided it.
 */
export function together(rounds: readonly Trace[], verdicts: readonly Verdict[]): Verdict {
  const [first] = verdicts
  if (first === undefined || verdicts.length === 1) return first ?? settled([])
  if (first.status === 'not-applicable') return first
  const originOf = originsOf(rounds)
  const wasOpen = verdicts.some(({ occurrences }) => occurrences.some((one) => one.undecided))
  const all = verdicts.flatMap(({ occurrences }, round) =>
    occurrences
      // A part of a run says nothing new about the run as a whole.
      .filter((one) => round === 0 || one.sale !== undefined || wasOpen)
      .map((one) => ({ one, round, origin: originOf(one) })),
  )
  const kept = all.filter(
    ({ one, round, origin }) =>
      !one.undecided ||
      !all.some((other) => other.round > round && other.origin === origin && isDecided(other.one)),
  )
  return settled(kept.map(({ one }) => one))
}

const isDecided = ({ status }: Occurrence) =>
  status === 'pass' || status === 'warn' || status === 'fail'

function originsOf(rounds: readonly Trace[]): (one: Occurrence) => string {
  const again = new Map(salesOf(rounds).map(({ saleId, again: origin }) => [saleId, origin]))
  return ({ sale = '' }) => again.get(sale) ?? sale
}

interface Found {
  id: string
  verdicts: readonly Verdict[]
}

/** Which sales were played again, and what came of it. */
export function playedAgain(rounds: readonly Trace[], found: readonly Found[]): PlayedAgain[] {
  const plays = Map.groupBy(
    salesOf(rounds.slice(1)).filter(({ again }) => again !== undefined),
    ({ again }) => again ?? '',
  )
  const originOf = originsOf(rounds)
  return [...plays].map(([saleId, later]) => {
    const openIn = ({ id, verdicts }: Found) => {
      const ours = verdicts.flatMap(({ occurrences }) =>
        occurrences.filter((one) => originOf(one) === saleId && one.undecided),
      )
      return ours.length > 0 ? [{ id, said: ours[0]?.said }] : []
    }
    const open = found.flatMap(openIn)
    const isOpenStill = found.some(({ verdicts }) =>
      together(rounds, verdicts).occurrences.some(
        (one) => one.undecided && originOf(one) === saleId,
      ),
    )
    return {
      scenario: later[0]?.scenario ?? '',
      saleId,
      rounds: 1 + later.length,
      rules: open.map(({ id }) => id),
      why: open[0]?.said ?? { en: '', zh: '' },
      decided: !isOpenStill,
    }
  })
}
