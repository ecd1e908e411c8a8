// How much of a journal is kept: looked at, changed, and pruned once.
import * as v from 'valibot'
import type { JournalBounds } from '../journal/bounds.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { formatDuration } from '../values/instant.ts'
import { endpoint } from './endpoint.ts'
import { durationOf, shortText } from './read-input.ts'

const bounds = v.strictObject({
  age: v.optional(shortText),
  entries: v.optional(v.number('a whole number of entries')),
  bytes: v.optional(v.number('a whole number of bytes')),
})

const view = v.object({
  age: v.optional(v.string()),
  entries: v.optional(v.number()),
  bytes: v.optional(v.number()),
  first: v.number(),
  isHeld: v.boolean(),
})

export type PruningShown = v.InferOutput<typeof view>

export interface Pruned {
  removed: number
  first: number
}

const read = ({ age, entries, bytes }: v.InferOutput<typeof bounds>): JournalBounds => ({
  ...(age !== undefined && { ageMs: durationOf('age', age) }),
  ...(entries !== undefined && { entries }),
  ...(bytes !== undefined && { bytes }),
})

function shown({ journal }: Sandbox): PruningShown {
  const { bounds: kept, first, isHeld } = journal.pruning.view()
  const { ageMs, ...rest } = kept
  return { ...(ageMs !== undefined && { age: formatDuration(ageMs) }), ...rest, first, isHeld }
}

export const pruning = [
  endpoint({
    method: 'GET',
    path: '/journal/bounds',
    about: 'shows how much of the journal is kept, and its first entry (1 where nothing is pruned)',
    gives: view,
    answer: ({ sandbox }) => shown(sandbox),
  }),
  endpoint({
    method: 'PUT',
    path: '/journal/bounds',
    about: 'changes how much is kept, {"age":"7d","entries":100000,"bytes":500000000}; {} is all',
    gives: view,
    body: bounds,
    answer: ({ sandbox, body }) => {
      sandbox.journal.pruning.setBounds(read(body))
      return shown(sandbox)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/journal/prune',
    about: 'removes once, now, what is beyond {"age":"7d"}, entries or bytes, oldest first',
    gives: v.object({ removed: v.number(), first: v.number() }),
    body: bounds,
    answer: async ({ sandbox, body }): Promise<Pruned> => {
      const removed = await sandbox.journal.pruning.prune(read(body))
      return { removed, first: sandbox.journal.pruning.view().first }
    },
  }),
]
