// `grade schema` prints the JSON Schema of what grade writes and reads.
import { Command } from 'commander'
import { mappingJsonSchema } from '../../client-tests/adapter/mapping/json-schema.ts'
import { reportJsonSchema } from '../../client-tests/reports/report-schema.ts'
import { expectationsJsonSchema } from '../../client-tests/verdicts/expectations.ts'
import { Failure } from '../failure.ts'
import { examplesText } from '../help/help.ts'
import type { Io } from '../io.ts'

const SCHEMAS: Readonly<Record<string, () => object>> = {
  report: reportJsonSchema,
  mapping: mappingJsonSchema,
  expectations: expectationsJsonSchema,
}

export function schemaCommand(io: Io): Command {
  return new Command('schema')
    .summary('print the JSON Schema of reports, mapping files or expectations')
    .argument('[of]', 'report, mapping or expectations', 'report')
    .addHelpText(
      'after',
      examplesText([
        'grade schema > report.schema.json',
        'grade schema mapping > mapping.schema.json',
      ]),
    )
    .action((of: string) => {
      const schema = Object.hasOwn(SCHEMAS, of) ? SCHEMAS[of] : undefined
      if (!schema) {
        const known = Object.keys(SCHEMAS)
        throw new Failure(2, {
          en: `there is no schema "${of}": write ${known.join(', ')}`,
          zh: `没有名为 "${of}" 的 schema：可用的有 ${known.join('、')}`,
        })
      }
      io.out(`${JSON.stringify(schema(), null, 2)}\n`)
    })
}
