// The OpenAPI 3.1 document of the control API, made from the endpoints' own declarations.
import { toJsonSchema, type ConversionConfig, type JsonSchema } from '@valibot/to-json-schema'
import { IN_SANDBOX, pathsOf, type Endpoint, type Schema } from './endpoint.ts'
import { SHAPES } from './shapes.ts'

interface Parameter {
  name: string
  in: 'path' | 'query'
  required: boolean
  schema: JsonSchema
}

const JSON_TYPE = 'application/json'

const ABOUT =
  'Everything a person, a script or the console can do to a sandbox of alipay-sim. Every path that ' +
  'belongs to a sandbox exists twice: as it stands for the default sandbox, and below ' +
  '/sandboxes/{sandbox} for any. A refusal is a problem document (RFC 9457) that names the field ' +
  'and the remedy.'

export function openApiDocument(table: readonly Endpoint[]): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const endpoint of table) {
    for (const at of pathsOf(endpoint)) {
      const path = at.replaceAll(/:(\w+)/g, '{$1}')
      paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint, at) }
    }
  }
  const problem = { content: { 'application/problem+json': { schema: schemaOf(SHAPES.Problem) } } }
  return {
    openapi: '3.1.0',
    info: { title: 'alipay-sim control API', version: '1', description: ABOUT },
    servers: [{ url: '/_sim' }],
    security: [{ token: [] }],
    paths,
    components: {
      schemas: Object.fromEntries(
        Object.entries(SHAPES).map(([name, shape]) => [name, bare(shape)]),
      ),
      responses: {
        refused: { description: 'Refused: see field and detail', ...problem },
        bug: { description: 'A bug in alipay-sim; its log says more', ...problem },
      },
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'Printed when the server starts, and kept in DIR/server.json',
        },
      },
    },
  }
}

function operation(endpoint: Endpoint, at: string): object {
  const { method, about, isOpen, shape } = endpoint
  const { status, body, gives, also } = shape
  const ok = {
    description: gives === undefined ? 'Done' : about,
    ...(gives && {
      content: {
        [JSON_TYPE]: { schema: schemaOf(gives) },
        ...(also !== undefined && { [also]: { schema: { type: 'string' } } }),
      },
    }),
  }
  return {
    operationId: idOf(method, at),
    summary: about,
    tags: [tagOf(endpoint.path)],
    ...(endpoint.replacedBy !== undefined && { deprecated: true }),
    ...(isOpen && { security: [] }),
    parameters: parametersOf(endpoint, at),
    ...(body && {
      requestBody: {
        required: isNeeded(body),
        content: { [JSON_TYPE]: { schema: schemaOf(body) } },
      },
    }),
    responses: {
      [status]: ok,
      '4XX': { $ref: '#/components/responses/refused' },
      '5XX': { $ref: '#/components/responses/bug' },
    },
  }
}

/** `POST /sandboxes/:sandbox/clock/next` is `postSandboxClockNext`. */
function idOf(method: string, at: string): string {
  const words = at
    .replace(`${IN_SANDBOX}/`, '/in-sandbox/')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
  const names = words.map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
  return method.toLowerCase() + names.join('')
}

const tagOf = (path: string): string => path.split(/[/.]/)[1] ?? ''

function parametersOf({ shape }: Endpoint, at: string): Parameter[] {
  const inPath = [...at.matchAll(/:(\w+)/g)].map(([, name = '']) => {
    return { name, in: 'path' as const, required: true, schema: { type: 'string' as const } }
  })
  if (!shape.query) return inPath
  const { properties = {}, required = [] } = bare(shape.query)
  const inQuery = Object.entries(properties).flatMap(([name, schema]) => {
    if (typeof schema === 'boolean') return []
    return [{ name, in: 'query' as const, required: required.includes(name), schema }]
  })
  return [...inPath, ...inQuery]
}

const isNeeded = (body: Schema): boolean => (bare(body).required ?? []).length > 0

const CONVERSION: ConversionConfig = {
  target: 'draft-2020-12',
  // Bodies and queries as they are sent. Answers pass through no transformation.
  typeMode: 'input',
  // What has no JSON Schema (a check in words) is still checked, and says so when it refuses.
  errorMode: 'ignore',
  overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
  overrideSchema: ({ valibotSchema, jsonSchema }) =>
    valibotSchema.type === 'custom' ? { type: 'object' } : jsonSchema,
}

/** A schema as it stands in the document: a reference where it has a name. */
function schemaOf(schema: Schema): JsonSchema {
  const {
    $schema: _dialect,
    $defs: _elsewhere,
    ...rest
  } = toJsonSchema(schema, {
    ...CONVERSION,
    definitions: SHAPES,
  })
  return rest
}

/** The schema itself, also where it has a name. */
function bare(schema: Schema): JsonSchema {
  const others = Object.entries(SHAPES).filter(([, shape]) => shape !== schema)
  const {
    $schema: _dialect,
    $defs: _elsewhere,
    ...rest
  } = toJsonSchema(schema, {
    ...CONVERSION,
    definitions: Object.fromEntries(others),
  })
  return rest
}
