// The adapter contract as an OpenAPI 3.1 document, for people who generate their server from one.
import { toJsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import { TILL_OPERATIONS } from './acquirer/operations.ts'
import { OPERATIONS, type Operation } from './operations.ts'

const REPLY_WORDS: Readonly<Record<number, string>> = {
  200: 'The answer',
  202: 'Accepted; the rest happens afterwards',
  400: 'Refused by the shop itself: something in the request is wrong',
  404: 'No such sale, refund or item',
  409: 'Refused by the shop itself: not now, or not a second time',
}

const HEADERS = [
  ['X-Run-Id', 'The run of the suite, the same for all of its calls.'],
  ['X-Scenario-Id', 'The scenario, on calls that belong to one. It never tells which fault is on.'],
]

/** `GET /conformance/capabilities` and the rest, as the drives read them. */
export const adapterDocument = (version: string): object =>
  documentOf(OPERATIONS, {
    title: 'alipay-sim adapter',
    version,
    description:
      'The calls by which the conformance suite plays the people in a shop. Every call but ' +
      'capabilities and POST /sales is optional: what is left out makes its rules inconclusive.',
  })

/** What the suite's till asks of an acquirer. */
export const acquirerDocument = (version: string): object =>
  documentOf(TILL_OPERATIONS, {
    title: 'alipay-sim till',
    version,
    description:
      'The calls by which the till of the conformance suite sells through an acquirer, which stands ' +
      'between its shops and Alipay.',
  })

function documentOf(operations: Readonly<Record<string, Operation>>, info: object): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const operation of Object.values(operations)) {
    const path = `/conformance${operation.path}`
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: pathItem(operation) }
  }
  return {
    openapi: '3.1.0',
    info: { ...info, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
  }
}

function pathItem({ id, path, about, request, replies, without }: Operation): object {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
  return {
    operationId: id,
    summary: about,
    description: without === 'required' ? 'Required.' : `Without it not judged: ${without.en}.`,
    parameters: [
      ...names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      ...HEADERS.map(([name, description]) => ({
        name,
        in: 'header',
        description,
        schema: { type: 'string' },
      })),
    ],
    ...(request && { requestBody: { required: true, content: json(request) } }),
    responses: Object.fromEntries(
      Object.entries(replies).map(([status, schema]) => [
        status,
        { description: REPLY_WORDS[Number(status)], content: json(schema) },
      ]),
    ),
  }
}

function json(schema: v.GenericSchema): object {
  const { $schema: _dialect, ...plain } = toJsonSchema(schema, { target: 'draft-2020-12' })
  return { 'application/json': { schema: plain } }
}
