// `grade attest` prints the questionnaire to fill in; `grade schema` the JSON Schema of the report.
import { Command } from 'commander'
import { reportJsonSchema } from '../../client-tests/reports/report-schema.ts'
import { writeQuestionnaire } from '../../client-tests/verdicts/attestation.ts'
import type { Io } from '../io.ts'
import { examplesText } from '../help/help.ts'

export function attestCommand(io: Io): Command {
  return new Command('attest')
    .summary('print the questionnaire about what no run can show')
    .addHelpText(
      'after',
      examplesText([
        'grade attest > attestation.yaml',
        'grade --attestation attestation.yaml -- node my-merchant.js',
      ]),
    )
    .action(() => io.out(writeQuestionnaire()))
}

export function schemaCommand(io: Io): Command {
  return new Command('schema')
    .summary('print the JSON Schema of the JSON report')
    .addHelpText('after', examplesText(['grade schema > report.schema.json']))
    .action(() => io.out(`${JSON.stringify(reportJsonSchema(), null, 2)}\n`))
}
