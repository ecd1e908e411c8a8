// Bills as files, and the discrepancies put into them.
import * as v from 'valibot'
import { endpoint } from './endpoint.ts'
import { bag, shortText } from './read-input.ts'
import { listOf, SHAPES } from './shapes.ts'

export const bills = [
  endpoint({
    method: 'GET',
    path: '/bills/file',
    about: 'a bill as its zip in Base64, of any day or month, without a link',
    gives: v.object({ name: v.string(), base64: v.string() }),
    query: v.strictObject({
      date: shortText,
      type: v.optional(shortText),
      appId: v.optional(shortText),
    }),
    answer: ({ sandbox, query }) => {
      const { name, bytes } = sandbox.bills.file(query)
      return { name, base64: Buffer.from(bytes).toString('base64') }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/bills/plants',
    about: 'lists the discrepancies in bills',
    gives: listOf(SHAPES.Plant),
    answer: ({ sandbox }) => sandbox.bills.plants(),
  }),
  endpoint({
    method: 'GET',
    path: '/bills/plants/catalogue',
    about: 'lists every discrepancy there is',
    gives: listOf(SHAPES.Fault),
    answer: ({ sandbox }) => sandbox.bills.catalogue(),
  }),
  endpoint({
    method: 'POST',
    path: '/bills/plants',
    status: 201,
    about: 'puts a discrepancy into the bill of a day',
    gives: SHAPES.Plant,
    body: v.strictObject({
      plant: shortText,
      date: v.optional(shortText),
      options: v.optional(bag),
    }),
    answer: ({ sandbox, body }) => sandbox.bills.plant(body),
  }),
  endpoint({
    method: 'DELETE',
    path: '/bills/plants/:id',
    about: 'removes one of them',
    answer: ({ sandbox, params: { id = '' } }) => sandbox.bills.remove(id),
  }),
  endpoint({
    method: 'DELETE',
    path: '/bills/plants',
    about: 'removes them all',
    answer: ({ sandbox }) => sandbox.bills.clear(),
  }),
]
