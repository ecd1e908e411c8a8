// The options of a sandbox: its time limits and switches.
import * as v from 'valibot'
import { OPTIONS_SHAPE } from '../sandbox/core/options.ts'
import { endpoint, renamed } from './endpoint.ts'
import { bag } from './read-input.ts'

const now = [
  endpoint({
    method: 'GET',
    path: '/options',
    about: 'shows the options',
    gives: OPTIONS_SHAPE,
    answer: ({ sandbox }) => sandbox.options.get(),
  }),
  endpoint({
    method: 'PATCH',
    path: '/options',
    about: 'changes the options that are given',
    gives: OPTIONS_SHAPE,
    // The sandbox knows its options and says what is wrong with them.
    body: bag,
    bodyShape: v.partial(OPTIONS_SHAPE),
    answer: ({ sandbox, body }) => sandbox.options.set(body),
  }),
]

/** They were called the policy once. */
export const options = [...now, ...now.map((one) => renamed(one, '/policy'))]
