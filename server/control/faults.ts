// Fault rules, and the catalogue to choose from.
import * as v from 'valibot'
import { endpoint } from './endpoint.ts'
import { bag, shortText } from './read-input.ts'

export const faults = [
  endpoint({
    method: 'GET',
    path: '/faults',
    about: 'lists the rules, in the order in which they act',
    answer: ({ sandbox }) => sandbox.faults.list(),
  }),
  endpoint({
    method: 'GET',
    path: '/faults/catalogue',
    about: 'lists every fault there is',
    answer: ({ sandbox }) => sandbox.faults.catalogue(),
  }),
  endpoint({
    method: 'POST',
    path: '/faults',
    status: 201,
    about: 'adds a rule',
    body: v.strictObject({
      fault: shortText,
      options: v.optional(bag),
      match: v.optional(bag),
    }),
    answer: ({ sandbox, body }) => sandbox.faults.add(body),
  }),
  endpoint({
    method: 'DELETE',
    path: '/faults/:id',
    about: 'removes one rule',
    answer: ({ sandbox, params: { id = '' } }) => sandbox.faults.remove(id),
  }),
  endpoint({
    method: 'DELETE',
    path: '/faults',
    about: 'removes all rules',
    answer: ({ sandbox }) => sandbox.faults.clear(),
  }),
]
