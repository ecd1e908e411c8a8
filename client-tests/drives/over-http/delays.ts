// How late this machine made the suite, the gateway and the merchant, and when. Where the system counts
// how long a program waited for a processor, that is the machine's; what a program ran is its own. The
// suite's own timers show what no such count does (a virtual machine that was not run at all).
// Lengths are real ms; the times of a delay are those of the gateway's clock.
import type { EntryOf } from '../../../server/journal/entry.ts'
import type { DelayEntry } from '../../../server/journal/suite-entry.ts'
import { countsWaiting, meterOfTree, meterOfThis, type ProgramMeter } from './scheduler.ts'

type Measured = Pick<EntryOf<'run-end'>, 'maxDelayMs' | 'delays' | 'delaysBy'>

export interface DelayWatch extends Disposable {
  measured(): Measured
  /** Whether a program has had work to do for some while without a rest: it bears no more. */
  isOverloaded(): boolean
}

const TICK_MS = 20
const SAMPLE_MS = 100
/** Less than this harms nobody. */
const NOTED_FROM_MS = 10
/** A thread that was runnable for less of the time had rests: by then it had done all that was due. */
const BUSY_SHARE = 0.9
/** After so long without a rest nothing more is begun. */
const OVERLOADED_AFTER_MS = 300

/** One program: its spells without a rest, and how late it was in each. */
interface Watched {
  who: DelayEntry['who']
  meter: ProgramMeter | undefined
  delays: DelayEntry[]
  /** The spell that goes on. */
  spell: { fromMs: number; waitedMs: number; latestMs: number; lastedMs: number } | undefined
}

/** `elapsed` is the gateway's clock, which runs `1 / timeScale` times as fast. */
export function watchDelays(
  elapsed: () => number,
  timeScale: number,
  merchantPid?: number,
): DelayWatch {
  const counts = countsWaiting()
  const suite: Watched = watched('suite', counts ? meterOfThis() : undefined)
  const merchant: Watched = watched(
    'merchant',
    counts && merchantPid !== undefined ? meterOfTree(merchantPid) : undefined,
  )
  let latestMs = 0
  let dueMs = performance.now() + TICK_MS
  let sampledMs = performance.now()
  const timer = setInterval(() => {
    const nowMs = performance.now()
    latestMs = Math.max(latestMs, nowMs - dueMs)
    dueMs = nowMs + TICK_MS
    const passedMs = nowMs - sampledMs
    if (passedMs < SAMPLE_MS) return
    sampledMs = nowMs
    const toMs = elapsed()
    const span = { fromMs: toMs - passedMs / timeScale, toMs, passedMs }
    note(suite, span, latestMs)
    // Nobody counts for a merchant that was not started here: its machine is taken to be this one.
    note(merchant, span, merchant.meter ? 0 : latestMs)
    latestMs = 0
  }, TICK_MS)
  return {
    isOverloaded: () =>
      [suite, merchant].some(({ spell }) => (spell?.lastedMs ?? 0) > OVERLOADED_AFTER_MS),
    measured: () => {
      const delays = [suite, merchant]
        .flatMap((one) => [...one.delays, ...delayIn(one, elapsed())])
        .toSorted((a, b) => a.fromMs - b.fromMs)
      return {
        maxDelayMs: Math.max(0, ...delays.map(({ lastedMs }) => lastedMs)),
        delays,
        delaysBy: merchant.meter ? 'scheduler' : 'timers',
      }
    },
    [Symbol.dispose]: () => clearInterval(timer),
  }
}

const watched = (who: DelayEntry['who'], meter: ProgramMeter | undefined): Watched => {
  meter?.read()
  return { who, meter, delays: [], spell: undefined }
}

/** Adds a sample to the spell that goes on; a program that had a rest meanwhile ends it. */
function note(
  one: Watched,
  { fromMs, toMs, passedMs }: { fromMs: number; toMs: number; passedMs: number },
  latestMs: number,
): void {
  const turn = one.meter?.read()
  const spell = one.spell ?? { fromMs, waitedMs: 0, latestMs: 0, lastedMs: 0 }
  one.spell = spell
  spell.waitedMs += turn?.waitedMs ?? 0
  spell.latestMs = Math.max(spell.latestMs, latestMs)
  spell.lastedMs += passedMs
  if ((turn?.busyMs ?? latestMs) >= BUSY_SHARE * passedMs) return
  one.delays.push(...delayIn(one, toMs))
  one.spell = undefined
}

/** What the spell that goes on has come to by now. */
function delayIn({ who, spell }: Watched, nowMs: number): DelayEntry[] {
  if (!spell) return []
  const lastedMs = Math.round(Math.max(spell.waitedMs, spell.latestMs))
  if (lastedMs < NOTED_FROM_MS) return []
  return [{ who, fromMs: Math.floor(spell.fromMs), toMs: Math.ceil(nowMs), lastedMs }]
}
