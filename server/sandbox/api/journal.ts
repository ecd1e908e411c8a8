// A sandbox's journal as its readers meet it: by page, masked, followed, bounded.
import type { JournalBounds } from '../../journal/bounds.ts'
import type { Entry, EntryBody } from '../../journal/entry.ts'
import { maskerBy } from '../../journal/mask.ts'
import type { SandboxCore } from '../core/core.ts'
import { openPruning } from '../core/prune.ts'

export function openJournalApi(core: SandboxCore, bounds?: JournalBounds) {
  const pruning = openPruning(core, bounds)
  return {
    /** Entries after `seq`, oldest first. */
    since: (seq: number, limit?: number): Entry[] => core.journal.since(seq, limit),
    latest: (limit: number): Entry[] => core.journal.latest(limit),
    /** The same in pages, each bounded by bytes too. */
    pageAfter: core.journal.pageAfter,
    pageBefore: core.journal.pageBefore,
    pageOf: core.journal.pageOf,
    /** Copies in which no payment code or token can be read. */
    masked: (entries: readonly Entry[]): Entry[] => entries.map(maskerBy(core.journal.codes).mask),
    listen: core.writer.listen,
    /** Lets the suite write down what it asked of a merchant and what it was told. */
    note: (body: EntryBody): Entry => {
      if (body.kind === 'run') pruning.hold()
      return core.writer.write(body)
    },
    pruning,
  }
}
