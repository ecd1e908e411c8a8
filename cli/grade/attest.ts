// `grade attest` prints the questionnaire to fill in.
import { Command } from 'commander'
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
