// The shape of a scenario file as JSON Schema, for editors: what may be written where, and the names
// there are. Whether a duration, a sentence or a fault's option is right says `scenario check`.
import { toJsonSchema } from '@valibot/to-json-schema'
import { FAULTS } from '../../server/faults/faults.ts'
import { schemaId } from './file-version.ts'
import { scenarioSchema } from './scenario.ts'

const FAULT_NAMES = FAULTS.flatMap(({ ids, name }) => [...ids, name])

export function scenarioJsonSchema(): object {
  const { $schema, ...schema } = toJsonSchema(scenarioSchema, {
    target: 'draft-07',
    typeMode: 'input',
    // Checks in code have no counterpart there.
    errorMode: 'ignore',
    overrideSchema: ({ valibotSchema, jsonSchema }) => {
      const { entries } = { entries: undefined, ...valibotSchema }
      if (!isFault(entries)) return undefined
      const fault = { type: 'string' as const, enum: FAULT_NAMES }
      return { ...jsonSchema, properties: { ...jsonSchema.properties, fault } }
    },
  })
  return {
    $schema,
    $id: schemaId('scenario'),
    title: 'alipay-sim scenario',
    description: 'What goes wrong, what people do, and what must be true at the end.',
    ...schema,
  }
}

/** The map of a fault: a name of the catalogue, its options, and whom it meets. */
function isFault(entries: unknown): boolean {
  return (
    typeof entries === 'object' && entries !== null && 'fault' in entries && 'options' in entries
  )
}
