// Keeps the journal of a long-running server within bounds, where somebody has set some. Works behind
// everybody's back in small pieces. Why so: docs/decisions/pruning.md.
import { assertBounds, isUnbounded, type JournalBounds } from '../../journal/bounds.ts'
import { InputError } from '../../values/input-error.ts'
import { meet } from './background.ts'
import type { SandboxCore } from './core.ts'

/** Entries between two looks at the bounds. */
const LOOK_EVERY = 100

const BOUNDS = 'journal-bounds'
const HELD = 'journal-held'

export interface PruningView {
  bounds: JournalBounds
  /** The first entry on file; 1 where nothing has been pruned. */
  first: number
  /** The suite has begun a run here, so nothing is pruned any more. */
  isHeld: boolean
}

/** `wanted` replaces the saved bounds. */
export function openPruning(core: SandboxCore, wanted?: JournalBounds) {
  const { settings, journal } = core
  if (wanted) {
    assertBounds(wanted)
    settings.put(BOUNDS, wanted)
  }
  let bounds = settings.get<JournalBounds>(BOUNDS) ?? {}
  let isHeld = settings.get<boolean>(HELD) ?? false
  let isPruning = false
  let written = 0
  const weight = weigh(core)

  const prune = async (to: JournalBounds): Promise<number> => {
    let removed = 0
    for (;;) {
      await core.turn()
      if (to.bytes !== undefined) await weight.bringUpToDate()
      if (isHeld || core.isClosed) return removed
      const gone = removePiece(core, to, weight)
      if (gone === 0) return removed
      removed += gone
    }
  }
  const look = (): void => {
    if (isPruning || isHeld || isUnbounded(bounds)) return
    isPruning = true
    prune(bounds)
      .catch((error: unknown) => meet(core, error))
      .finally(() => {
        isPruning = false
      })
  }
  core.writer.listen(() => {
    written += 1
    if (written % LOOK_EVERY === 0) look()
  })
  look()
  return {
    view: (): PruningView => ({ bounds, first: journal.firstSeq(), isHeld }),
    /** Bounds that replace those before; empty ones switch the pruning off. */
    setBounds: (next: JournalBounds): void => {
      assertBounds(next)
      settings.put(BOUNDS, next)
      bounds = next
      look()
    },
    /** Prunes to these bounds now and once. Gives how many entries went. */
    prune: (to: JournalBounds): Promise<number> => {
      assertBounds(to)
      if (isUnbounded(to)) throw new InputError('age', 'give an age, entries or bytes to keep')
      if (isHeld) throw new InputError('journal', 'a run of the suite is in it; it stays whole')
      return prune(to)
    },
    /** From now on nothing is pruned: a verdict needs the whole. */
    hold: (): void => {
      if (isHeld) return
      settings.put(HELD, true)
      isHeld = true
    },
  }
}

type Weight = ReturnType<typeof weigh>

/** How many bytes the journal has: counted once, in pieces, and from then on what is new. */
function weigh(core: SandboxCore) {
  let bytes = 0
  let upTo = 0
  return {
    bytes: () => bytes,
    /** This entry goes. */
    take: (entry: { seq: number; bytes: number }): void => {
      if (entry.seq <= upTo) bytes -= entry.bytes
      else upTo = entry.seq
    },
    bringUpToDate: async (): Promise<void> => {
      while (!core.isClosed) {
        const next = core.journal.weightAfter(upTo)
        if (!next) return
        bytes += next.bytes
        upTo = next.upTo
        await core.turn()
      }
    },
  }
}

/** Removes some of the oldest entries that are beyond the bounds, but never the last of all. */
function removePiece(core: SandboxCore, to: JournalBounds, weight: Weight): number {
  const { journal } = core
  const first = journal.firstSeq()
  const last = journal.lastSeq()
  const byCount = to.entries === undefined ? 0 : last - to.entries
  const byAge = to.ageMs === undefined ? 0 : endOfOld(core, { first, last, ageMs: to.ageMs })
  const gone = []
  let bytes = weight.bytes()
  for (const row of journal.oldest()) {
    const isTooMuch = to.bytes !== undefined && bytes > to.bytes
    if (row.seq === last || !(row.seq <= byCount || row.seq <= byAge || isTooMuch)) break
    bytes -= row.bytes
    gone.push(row)
  }
  const cut = gone.at(-1)?.seq
  if (cut === undefined) return 0
  journal.removeTo(cut)
  gone.forEach(weight.take)
  return gone.length
}

interface Span {
  first: number
  last: number
  ageMs: number
}

/** The last entry that is too old, found by halving: later entries are younger. */
function endOfOld({ journal, clock }: SandboxCore, { first, last, ageMs }: Span): number {
  const oldBefore = clock.elapsed() - ageMs
  let low = first - 1
  for (let high = last; low < high;) {
    const middle = Math.ceil((low + high) / 2)
    if ((journal.elapsedAt(middle) ?? Infinity) < oldBefore) low = middle
    else high = middle - 1
  }
  return low
}
