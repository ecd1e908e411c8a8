// `alipay-sim scenario …`: scenarios and their expectations. Exit codes of `run`: 0 every expectation met, 1
// one was broken or never judged, 2 could not run.
import { Command, InvalidArgumentError, Option } from 'commander'
import { writeFileSync } from 'node:fs'
import { hashTranscript, writeJournal } from '../../client-tests/grade/saved-journal.ts'
import { SCENARIOS } from '../../client-tests/scenario/library.ts'
import { timelineOf } from '../../client-tests/reports/timeline.ts'
import { scenarioJsonSchema } from '../../client-tests/scenario/json-schema.ts'
import {
  EXAMPLE_SENTENCES,
  judgeInEachWallet,
  type Judged,
} from '../../client-tests/scenario/sentences.ts'
import type { Io } from '../io.ts'
import { loadScenario } from './file.ts'
import { playScenario, type RunOptions } from './run.ts'
import { table } from '../table.ts'
import { examplesText, preface } from '../help/help.ts'

const ABOUT = `Plays one scenario and judges its expectations.

Without a merchant the scenario's own calls are sent by a built-in signing client, in virtual time.
With --merchant (a mapping file, or the URL of an adapter) or a program after --, the merchant
masters its sales. --against plays it on a simulator that runs already.

Exit codes: 0 every expectation met, 1 one was broken or never judged, 2 could not run.`

export function scenarioCommand(io: Io): Command {
  const scenario = new Command('scenario')
  scenario.addCommand(runCommand(io))
  scenario.addCommand(listCommand(io))
  scenario.addCommand(checkCommand(io))
  scenario.addCommand(sentencesCommand(io))
  scenario.addCommand(schemaCommand(io))
  return scenario
}

function runCommand(io: Io): Command {
  return new Command('run')
    .summary('play a scenario and judge its expectations')
    .usage('<file or name> [options] [-- command…]')
    .argument('<scenario>', 'a .yaml or .ts file, or a name of the library')
    .argument('[command...]', 'the program that starts the merchant')
    .option('--merchant <file or url>', 'a mapping file, or a merchant that serves the adapter')
    .option('--against <url>', 'a simulator that runs already')
    .option('--token <token>', 'its control token')
    .option('--sandbox <id>', 'its sandbox')
    .option('--data <dir>', 'the data folder of that server', '.alipay-sim')
    .option('--seed <seed>', "instead of the scenario's own")
    .option('--scale <k>', 'run 1/k times as fast, if the merchant can', scale)
    .addOption(
      new Option('--port <port>', "the gateway's port with --merchant")
        .default(8600)
        .argParser(Number),
    )
    .option('--timeline', 'draw what happened')
    .option('--journal <file>', 'save everything that happened')
    .option('--json', 'print JSON for scripts')
    .addHelpText('before', preface(ABOUT))
    .addHelpText(
      'after',
      examplesText([
        'scenario run my-scenario.yaml',
        'scenario run my-scenario.yaml --timeline',
        'scenario run system-busy-but-paid -- node my-merchant.js',
        'scenario run my-scenario.yaml --merchant http://127.0.0.1:3000 --against http://127.0.0.1:8600',
      ]),
    )
    .action(async (given: string, command: string[], options: RunOptions & Shown) => {
      process.exitCode = (await run(given, command, options, io)) ? 0 : 1
    })
}

interface Shown {
  timeline?: boolean
  journal?: string
  json?: boolean
}

async function run(
  given: string,
  command: readonly string[],
  options: RunOptions & Shown,
  io: Io,
): Promise<boolean> {
  const scenario = await loadScenario(given)
  const entries = await playScenario(scenario, command, options, io)
  const judged = judgeInEachWallet(scenario.expect, entries)
  const isMet = judged.every(({ outcome }) => outcome === 'met')
  const transcriptHash = hashTranscript(entries)
  if (options.journal !== undefined) writeFileSync(options.journal, writeJournal(entries))
  if (options.json) {
    io.out(
      `${JSON.stringify({ scenario: scenario.name, isMet, expectations: judged, transcriptHash })}\n`,
    )
    return isMet
  }
  io.out(`${scenario.name}: ${scenario.teaches}\n\n`)
  if (options.timeline) {
    const isByMerchant = options.merchant !== undefined || command.length > 0
    const lines = timelineOf(entries, isByMerchant ? 'merchant' : 'client')
    io.out(`${lines.join('\n')}\n\n`)
  }
  for (const line of judged.map(lineOf)) io.out(line)
  io.out(`\n${summary(judged)}  (transcript ${transcriptHash.slice(0, 12)})\n`)
  return isMet
}

const MARKS: Record<Judged['outcome'], string> = {
  met: 'met            ',
  broken: 'BROKEN         ',
  'never-evaluated': 'NEVER JUDGED   ',
}

const lineOf = ({ outcome, sentence, found }: Judged) =>
  `  ${MARKS[outcome]}${sentence}${found === '' ? '' : `  (${found})`}\n`

function summary(judged: readonly Judged[]): string {
  const count = (wanted: Judged['outcome']) =>
    judged.filter(({ outcome }) => outcome === wanted).length
  const never = count('never-evaluated')
  const rest = never > 0 ? `, ${never} never judged` : ''
  return `${count('met')} of ${judged.length} expectations met, ${count('broken')} broken${rest}`
}

function listCommand(io: Io): Command {
  return new Command('list')
    .summary('the library: what happens, and what one learns from it')
    .option('--json', 'print JSON for scripts')
    .addHelpText('after', examplesText(['scenario list', 'scenario list --json']))
    .action(({ json }: Shown) => {
      if (json) {
        io.out(`${JSON.stringify(SCENARIOS)}\n`)
        return
      }
      const rows = SCENARIOS.map(({ id, name, teaches }) => [id, name, teaches])
      for (const line of table(['id', 'what happens', 'what it teaches'], rows)) io.out(`${line}\n`)
    })
}

function checkCommand(io: Io): Command {
  return new Command('check')
    .summary('say what is wrong with scenario files, without playing them')
    .argument('<files...>', '.yaml or .ts files')
    .addHelpText('after', examplesText(['scenario check scenarios/*.yaml']))
    .action(async (files: string[]) => {
      for (const file of files) {
        const { name, sales, calls, expect } = await loadScenario(file)
        const size = `${sales.length} sales, ${calls.length} calls, ${expect.length} expectations`
        io.out(`${file}: ${name}, ${size}\n`)
      }
    })
}

function sentencesCommand(io: Io): Command {
  return new Command('sentences')
    .summary('the sentences an expectation can be written in')
    .addHelpText('after', examplesText(['scenario sentences']))
    .action(() => {
      for (const sentence of EXAMPLE_SENTENCES) io.out(`  ${sentence}\n`)
    })
}

function schemaCommand(io: Io): Command {
  return new Command('schema')
    .summary('the JSON Schema of scenario files, for editors')
    .addHelpText('after', examplesText(['scenario schema > scenario.schema.json']))
    .action(() => io.out(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`))
}

function scale(text: string): number {
  const k = Number(text)
  if (k > 0 && k <= 1) return k
  throw new InvalidArgumentError('a number above 0 and at most 1')
}
