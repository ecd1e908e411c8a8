// Batches of refunds as the books have them.
import { endpoint } from './endpoint.ts'
import { latestOnly } from './read-input.ts'
import { listOf, SHAPES } from './shapes.ts'

export const batches = [
  endpoint({
    method: 'GET',
    path: '/batches',
    about: 'lists the latest batches of refunds, oldest first, with what became of each item',
    gives: listOf(SHAPES.Batch),
    query: latestOnly,
    answer: ({ sandbox, query: { limit } }) => sandbox.batches.list(limit),
  }),
]
