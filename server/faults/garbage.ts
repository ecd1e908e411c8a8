// HTTP 200, and no answer in it: something that is not JSON, JSON under a strange key, or nothing at
// all (implied by 000:L15).
import * as v from 'valibot'
import { WRONG_ENVELOPE } from '../protocols/openapi/fault-options.ts'
import { executed } from './options.ts'
import { fault } from './fault.ts'
import type { AnswerMessage, CallMessage } from './messages.ts'

const BODIES = {
  'not-json': '\u0000\u0007<!-- upstream: no route -->',
  'wrong-envelope': WRONG_ENVELOPE,
  empty: '',
} as const
const KINDS = ['not-json', 'wrong-envelope', 'empty'] as const

export const garbage = fault({
  name: 'garbage',
  ids: ['F11'],
  about: 'Answers HTTP 200 with what is not JSON, with a wrong envelope, or with nothing.',
  ledger: 'executed=no: nothing happened. executed=yes: everything happened.',
  options: v.strictObject({
    executed,
    kind: v.optional(v.picklist(KINDS, KINDS.join(', ')), 'not-json'),
  }),
  stage: (given) => (given.executed ? 'answer' : 'call'),
  bend: (_message: CallMessage | AnswerMessage, { kind }) => {
    const headers = { 'content-type': 'text/html;charset=utf-8' }
    const reply = { status: 200, headers, body: Buffer.from(BODIES[kind]) }
    return { do: 'bytes', reply, note: `garbage: ${kind}` }
  },
})
