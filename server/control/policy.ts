// The time limits and switches of a sandbox.
import * as v from 'valibot'
import { POLICY_SHAPE } from '../sandbox/core/policy.ts'
import { endpoint } from './endpoint.ts'
import { bag } from './read-input.ts'

export const policy = [
  endpoint({
    method: 'GET',
    path: '/policy',
    about: 'shows the limits and switches',
    gives: POLICY_SHAPE,
    answer: ({ sandbox }) => sandbox.policy.get(),
  }),
  endpoint({
    method: 'PATCH',
    path: '/policy',
    about: 'changes the ones that are given',
    gives: POLICY_SHAPE,
    // The sandbox knows its options and says what is wrong with them.
    body: bag,
    bodyShape: v.partial(POLICY_SHAPE),
    answer: ({ sandbox, body }) => sandbox.policy.set(body),
  }),
]
