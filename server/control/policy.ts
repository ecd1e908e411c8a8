// The time limits and switches of a sandbox.
import { endpoint } from './endpoint.ts'
import { bag } from './read-input.ts'

export const policy = [
  endpoint({
    method: 'GET',
    path: '/policy',
    about: 'shows the limits and switches',
    answer: ({ sandbox }) => sandbox.policy.get(),
  }),
  endpoint({
    method: 'PATCH',
    path: '/policy',
    about: 'changes the ones that are given',
    // The sandbox knows its options and says what is wrong with them.
    body: bag,
    answer: ({ sandbox, body }) => sandbox.policy.set(body),
  }),
]
