// Fault rules, and the catalogue to choose from.
import * as v from 'valibot'
import { matchSchema } from '../faults/match.ts'
import { InputError } from '../values/input-error.ts'
import { endpoint } from './endpoint.ts'
import { bag, shortText } from './read-input.ts'
import { listOf, SHAPES } from './shapes.ts'

const { op, outTradeNo, authCode, amountFen, appId, protocol, after } = matchSchema.entries
const KINDS = ['call', 'notification', 'return'] as const

const question = v.strictObject({
  exchange: v.optional(shortText),
  kind: v.optional(v.picklist(KINDS, `one of ${KINDS.join(', ')}`)),
  op,
  outTradeNo,
  authCode,
  amountFen,
  appId,
  protocol,
  tradeStatus: after,
})

export const faults = [
  endpoint({
    method: 'GET',
    path: '/faults',
    about: 'lists the rules, in the order in which they act',
    gives: listOf(SHAPES.FaultRule),
    answer: ({ sandbox }) => sandbox.faults.list(),
  }),
  endpoint({
    method: 'GET',
    path: '/faults/catalogue',
    about: 'lists every fault there is',
    gives: listOf(SHAPES.BendingFault),
    answer: ({ sandbox }) => sandbox.faults.catalogue(),
  }),
  endpoint({
    method: 'POST',
    path: '/faults',
    status: 201,
    about: 'adds a rule',
    gives: SHAPES.FaultRule,
    body: v.strictObject({
      fault: shortText,
      options: v.optional(bag),
      match: v.optional(bag),
    }),
    bodyShape: v.strictObject({
      fault: shortText,
      options: v.optional(bag),
      match: v.optional(matchSchema),
    }),
    answer: ({ sandbox, body }) => sandbox.faults.add(body),
  }),
  endpoint({
    method: 'POST',
    path: '/faults/explain',
    about: 'says which rules would act on a call, and why each other one would not',
    gives: SHAPES.FaultForecast,
    body: question,
    answer: ({ sandbox, body: { exchange, ...described } }) => {
      const fields = Object.keys(described)
      if (exchange !== undefined && fields.length > 0) {
        throw new InputError('exchange', `describes the call already; leave out ${fields.join()}`)
      }
      return sandbox.faults.explain({ exchange, ...described })
    },
  }),
  endpoint({
    method: 'POST',
    path: '/faults/:id/pause',
    about: 'switches one rule off for now; it keeps its counters and its place',
    gives: SHAPES.FaultRule,
    answer: ({ sandbox, params: { id = '' } }) => sandbox.faults.pause(id),
  }),
  endpoint({
    method: 'POST',
    path: '/faults/:id/resume',
    about: 'switches a paused rule on again',
    gives: SHAPES.FaultRule,
    answer: ({ sandbox, params: { id = '' } }) => sandbox.faults.resume(id),
  }),
  endpoint({
    method: 'GET',
    path: '/held',
    about: 'lists the answers that the fault "breakpoint" holds, the longest held first',
    gives: listOf(SHAPES.HeldAnswer),
    answer: ({ sandbox }) => sandbox.faults.held(),
  }),
  endpoint({
    method: 'POST',
    path: '/held/:exchange/release',
    about: 'lets a held answer go on its way',
    answer: ({ sandbox, params: { exchange = '' } }) => sandbox.faults.release(exchange),
  }),
  endpoint({
    method: 'POST',
    path: '/held/:exchange/drop',
    about: 'drops a held answer: the line is reset, and the client never learns it',
    answer: ({ sandbox, params: { exchange = '' } }) => sandbox.faults.drop(exchange),
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
