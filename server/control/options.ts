// The options of a sandbox: its time limits and switches.
import * as v from 'valibot'
import { shapeOf } from '../options/option.ts'
import { GATEWAYS } from '../protocols/protocols.ts'
import { optionsOf } from '../sandbox/core/options.ts'
import { endpoint, renamed } from './endpoint.ts'
import { bag } from './read-input.ts'

/** For the document: the options with the families of the product. */
const OPTIONS_SHAPE = shapeOf(optionsOf(GATEWAYS))

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
