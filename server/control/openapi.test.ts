// The OpenAPI document is walked: every path of it answers as it says, and every route is in it.
import { expect, test } from 'vitest'
import { createControl } from './control.ts'
import { openControl } from '../testing/control.fixture.ts'
import { misfitOf, resolve, type Doc, type Operation } from './openapi.fixture.ts'
import { SAMPLES, type Sample } from './samples.fixture.ts'

const doc = (await openControl().call('GET /openapi.json')).body as Doc
const operations = Object.entries(doc.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    line: `${method.toUpperCase()} ${path}`,
    operation,
  })),
)

const sampleOf = (line: string): Sample | undefined =>
  SAMPLES[line] ?? SAMPLES[line.replace(' /sandboxes/{sandbox}/', ' /')]

test.each(operations)('$line answers as the document says', async ({ line, operation }) => {
  const sample = sampleOf(line)
  if (!sample) throw new Error(`there is no sample call for ${line} in samples.fixture.ts`)
  const control = openControl()
  const { params = {}, query = '', body } = (await sample(control)) ?? {}
  const [method = '', template = ''] = line.split(' ')
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    name === 'sandbox' && params.sandbox === undefined ? 'default' : (params[name] ?? ''),
  )
  const answer = await control.call(`${method} ${path}${query}`, body)
  const { responses } = operation
  // The status is shown with the body, which says why when it is another one.
  expect([`${answer.status}`, answer.body]).toEqual([Object.keys(responses)[0], answer.body])
  const schema = responses[answer.status]?.content?.['application/json']?.schema
  const misfit = schema ? misfitOf(doc, schema, answer.body) : answer.body
  expect(misfit ?? '').toBe('')
})

const operationOf = (line: string): Operation => {
  const found = operations.find((one) => one.line === line)
  if (!found) throw new Error(`${line} is not in the document`)
  return found.operation
}

test('every route of the control API is in the document, and no other', () => {
  const { directory } = openControl()
  const options = { token: 't', instance: 'i', allowedHosts: [], onBug: () => {} }
  const routes = createControl(directory, options)
    .routes.map(({ path }) => path)
    .filter((path) => !path.endsWith('*'))
  const documented = Object.keys(doc.paths).map((path) => path.replaceAll(/\{(\w+)\}/g, ':$1'))
  expect(documented.toSorted()).toEqual([...new Set(routes)].toSorted())
})

test('ids are unique, references lead somewhere, and path parameters are told', () => {
  const ids = operations.map(({ operation }) => operation.operationId)
  expect(new Set(ids).size).toBe(ids.length)
  const references = [...JSON.stringify(doc).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to)
  expect(references.length).toBeGreaterThan(50)
  for (const to of references) expect(resolve(doc, to ?? '')).toBeTypeOf('object')
  for (const { line, operation } of operations) {
    const inPath = operation.parameters.filter((one) => one.in === 'path')
    const named = [...line.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(inPath.map(({ name }) => name)).toEqual(named)
  }
})

test('what a body takes is told: names, which are needed, words to choose from', () => {
  const { requestBody } = operationOf('POST /faults')
  const schema = requestBody?.content['application/json'].schema
  expect(schema).toMatchObject({
    required: ['fault'],
    additionalProperties: false,
    properties: {
      match: { properties: { op: { enum: expect.arrayContaining(['PAY', 'QUERY']) } } },
    },
  })
  const options = operationOf('PATCH /options').requestBody?.content['application/json'].schema
  expect(options).toMatchObject({
    properties: { cancelWindow: { enum: expect.arrayContaining(['24h', 'same-day']) } },
  })
  expect(operationOf('GET /journal').parameters.map(({ name }) => name)).toEqual(
    'since limit latest before exchange trade follow unmasked'.split(' '),
  )
})

test('a refusal is the problem that the document tells of, and only health is open', async () => {
  const refused = await openControl().call('POST /faults', {})
  const { schema } = doc.components.responses.refused.content['application/problem+json']
  expect(misfitOf(doc, schema, refused.body)).toBeUndefined()
  expect(refused.headers.get('content-type')).toBe('application/problem+json')
  const open = operations.filter(({ operation }) => operation.security !== undefined)
  expect(open.map(({ line }) => line)).toEqual(['GET /health'])
  const anonymous = await openControl().call('GET /openapi.json', undefined, { authorization: '' })
  expect(anonymous.status).toBe(401)
})

test('an answer that lacks what the document promises would be noticed', () => {
  const { schema } = doc.components.responses.refused.content['application/problem+json']
  const good = { type: 'x', title: 'x', status: 400, detail: 'x' }
  expect(misfitOf(doc, schema, good)).toBeUndefined()
  expect(misfitOf(doc, schema, { ...good, status: '400' })).toBe('status: is no integer')
  expect(misfitOf(doc, schema, { type: 'x' })).toBe('title: is missing')
  const list = { type: 'array', items: schema }
  expect(misfitOf(doc, list, [good, { ...good, detail: 1 }])).toBe('1.detail: is no string')
})
