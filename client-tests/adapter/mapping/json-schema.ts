// The shape of a mapping file as JSON Schema, for editors. What belongs together (status with map, a hole
// that something fills) says `grade adapter-check`.
import { toJsonSchema } from '@valibot/to-json-schema'
import { schemaId } from '../../scenario/file-version.ts'
import { mappingSchema } from './schema.ts'

export function mappingJsonSchema(): object {
  const { $schema, ...schema } = toJsonSchema(mappingSchema, {
    target: 'draft-07',
    typeMode: 'input',
    // Checks in code have no counterpart there.
    errorMode: 'ignore',
  })
  return {
    $schema,
    $id: schemaId('mapping'),
    title: 'alipay-sim mapping',
    description: 'Which of a shop’s own endpoints does what the adapter does (docs/adapter.md).',
    ...schema,
  }
}
