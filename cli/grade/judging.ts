// How a run is to be judged beyond the checklist itself: whose numbers, which failures are known,
// what the merchant attests, who signs. Read before a run, so that a typo costs no run.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Option, type Command } from 'commander'
import type { Target } from '../../client-tests/reports/report-schema.ts'
import { checklist as standard, type Checklist } from '../../client-tests/rules/checklist.ts'
import { checklistBy, READING_IDS } from '../../client-tests/rules/readings.ts'
import { readAttestation, type Answers } from '../../client-tests/verdicts/attestation.ts'
import { checkSigningKey } from '../../client-tests/verdicts/certificate.ts'
import { readExpectations, type Expectation } from '../../client-tests/verdicts/expectations.ts'
import { Failure, messageOf } from '../failure.ts'

export interface Judging {
  checklist: Checklist
  expectations?: readonly Expectation[]
  answers?: Answers
  /** PEM. */
  signingKey?: string
  /** How the merchant was reached, for a replay. */
  target?: Target
}

export interface JudgingOptions {
  reading?: string
  profile?: string
  expect?: string
  attestation?: string
  signingKey?: string
}

export function addJudgingOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--reading <name>',
        'which reading of Alipay’s texts; seeds: the letter of the cited texts',
      )
        .choices(READING_IDS)
        .default('default'),
    )
    .addOption(new Option('--profile <name>').hideHelp())
    .option('--expect <file>', 'YAML of known failures: rule, owner, reason, expires')
    .option('--attestation <file>', 'the filled questionnaire (grade attest writes an empty one)')
    .option('--signing-key <file>', 'sign the certificate with this Ed25519 key (grade keygen)')
}

export function readJudging(options: JudgingOptions, target?: Target): Judging {
  const { reading = 'default', profile, expect, attestation, signingKey } = options
  if (profile !== undefined) {
    const named = READING_IDS.includes(profile) ? profile : 'seeds'
    throw new Failure(2, {
      en: `--profile is called --reading here: --reading ${named}; a profile is a set of faults (serve --profile)`,
      zh: `--profile 在此处改名为 --reading：--reading ${named}；profile 指一组故障（serve --profile）`,
    })
  }
  const checklist = checklistBy(reading) ?? standard
  const rules = checklist.rules.map(({ id }) => id)
  return {
    checklist,
    ...(expect !== undefined && {
      expectations: readFile('--expect', expect, (text) => readExpectations(text, expect, rules)),
    }),
    ...(attestation !== undefined && {
      answers: readFile('--attestation', attestation, (text) => answersIn(text, attestation)),
    }),
    ...(signingKey !== undefined && {
      signingKey: readFile('--signing-key', signingKey, (text) => {
        checkSigningKey(text)
        return text
      }),
    }),
    ...(target && { target }),
  }
}

/** Reads a file that an option names; what is wrong with it is told under the option's name. */
export function readFile<T>(option: string, file: string, read: (text: string) => T): T {
  try {
    return read(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Failure(2, `${option} ${file}: ${messageOf(error)}`)
  }
}

/** Evidence is named as paths beside the questionnaire; each must be there. */
function answersIn(text: string, file: string): Answers {
  const answers = readAttestation(text, file)
  for (const [id, given] of Object.entries(answers)) {
    const missing = given?.evidence?.find((path) => !existsSync(resolve(dirname(file), path)))
    if (missing !== undefined)
      throw new Error(`answers.${id}.evidence: there is no file ${missing}`)
  }
  return answers
}
