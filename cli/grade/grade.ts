// `alipay-sim grade`: runs the suite against a merchant, or grades a saved journal. Exit codes: 0
// ready, 1 not ready, 2 could not run, 3 incomplete.
import { basename } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { Scorecard } from '../../client-tests/grade/grade.ts'
import { ACQUIRER_SCENARIOS } from '../../client-tests/scenario/acquirer/library.ts'
import { SCENARIOS } from '../../client-tests/scenario/library.ts'
import { parseDuration } from '../../server/values/instant.ts'
import type { Entry } from '../../server/journal/entry.ts'
import { Failure } from '../failure.ts'
import { publish, type Audience } from './publish.ts'
import { addAboutOptions, folderOf, readAbout, type AboutOptions } from './about.ts'
import { attestCommand } from './attest.ts'
import { keygenCommand, verifyCommand } from './certificate.ts'
import { compareCommand } from './compare.ts'
import { addConsoleOption, whileShown } from './console.ts'
import { postCommand } from './post.ts'
import { addJudgingOptions, readJudging, type Judging, type JudgingOptions } from './judging.ts'
import { replayCommand } from './replay.ts'
import { merchantCalled, play, worldOf, type RunOptions } from './run.ts'
import { schemaCommand } from './schema.ts'
import type { Io } from '../io.ts'
import { languageOption } from '../language.ts'
import { adapterCheckCommand, adapterSpecCommand } from './adapter-check.ts'
import { passiveWorld, watch } from './passive.ts'
import { parseWhole } from '../../client-tests/grade/saved-journal.ts'
import { readJournal } from '../journal/read.ts'
import { examplesText, preface } from '../help/help.ts'

const EXIT_CODES: Record<Scorecard['verdict'], number> = { ready: 0, 'not-ready': 1, incomplete: 3 }

interface Options extends RunOptions, JudgingOptions, AboutOptions {
  journal?: string
  passive?: boolean
  verifyCmd?: string
  /** Where to; none: nowhere. */
  reports?: string | false
  lang: 'en' | 'zh'
  json?: boolean
  all?: boolean
  list?: boolean
  /** `--port` was typed: a shop that runs already is set up for it. */
  isPortGiven?: boolean
  console?: string | true
}

const ABOUT = `Plays buyer, network and gateway around a merchant, and judges what it did.

The merchant serves the adapter under /conformance. A program after -- is started with GATEWAY_URL,
APP_ID, SELLER_ID, APP_PRIVATE_KEY, ALIPAY_PUBLIC_KEY, KEYS_DIR, STORE, PORT, NOTIFY_BASE_URL and
TIME_SCALE in its environment; it is ready when it answers at PORT, or says where it listens.

Exit codes: 0 ready, 1 not ready, 2 could not run, 3 incomplete. With --expect, failures that are
expected are set aside, and an entry that passes or is past its last day makes it 1.`

export function gradeCommand(io: Io): Command {
  const command = new Command('grade')
    .summary('grade a merchant against the integration checklist')
    .usage('[options] [-- command…]')
    .argument('[command...]', 'the program that starts the merchant')
    .option('--merchant <url|file>', 'a merchant that runs already, or a mapping file onto it')
    .option('--passive', "run the command (a shop's own tests) and grade what it did")
    .option(
      '--verify-cmd <line>',
      'the same, judged by what this line prints of the shop’s books: a number, or JSON',
    )
    .option('--journal <file>', 'grade a saved journal instead of running anything')
    .option('--scale <k>', 'run 1/k times as fast (0.1: ten times), if the merchant can', scale)
    .option(
      '--again <duration>',
      'how long sales that a slow machine left undecided are played again: 0s for never (default: as long as the run took, and at least 1m)',
      again,
    )
    .option('--scenario <id...>', 'only these scenarios (see --list)', [])
    .option('--long', 'also the scenarios that take half an hour (idle tills and their heartbeats)')
    .option('--seed <seed>', 'seed of ids, codes and chances')
    .addOption(
      new Option('--port <port>', "the gateway's port, for a shop that runs already")
        .default(8600)
        .argParser(port),
    )
    .option(
      '--reports <dir>',
      'where the report files go (default: "reports"; nowhere with --journal)',
    )
    .option('--no-reports', 'write no files')
    .addOption(languageOption(io.env))
    .option('--all', 'print every rule, order and trace, not one screen')
    .option('--json', 'print the JSON report')
    .option('--list', 'list the scenarios and end')
    .addHelpText('before', preface(ABOUT))
    .addHelpText(
      'after',
      examplesText([
        'grade -- node my-merchant.js',
        'grade --scale 0.1 --lang zh -- node my-merchant.js',
        'grade --merchant http://127.0.0.1:3000 --scenario S03 S11',
        'grade --console -- node my-merchant.js',
        'grade --merchant shop.yaml -- node my-shop.js',
        'grade --passive -- npm test',
        'grade --verify-cmd "psql -tAc \'select count(*) from payments\'" -- npm test',
        'grade --journal ci/merchant.journal.jsonl --reports reports',
      ]),
    )
    .addCommand(adapterCheckCommand(io))
    .addCommand(adapterSpecCommand(io))
    .action(async (words: string[], options: Options, self: Command) => {
      if (options.list) return list(io)
      const isPortGiven = self.getOptionValueSource('port') === 'cli'
      process.exitCode = EXIT_CODES[await grade(words, { ...options, isPortGiven }, io)]
    })
  for (const inner of [
    replayCommand(io),
    compareCommand(io),
    attestCommand(io),
    schemaCommand(io),
    keygenCommand(io),
    verifyCommand(io),
    postCommand(io),
  ]) {
    command.addCommand(inner)
  }
  // What stands after the name of an inner command is its own, also where both have the option.
  return addAboutOptions(addJudgingOptions(addConsoleOption(command.enablePositionalOptions())))
}

function list(io: Io): void {
  for (const { id, name, sales } of [...SCENARIOS, ...ACQUIRER_SCENARIOS]) {
    const size = `${sales.length} sale${sales.length === 1 ? '' : 's'}`
    io.out(`${id.padEnd(5)} ${name.padEnd(36)} ${size}\n`)
  }
}

async function grade(
  command: readonly string[],
  options: Options,
  io: Io,
): Promise<Scorecard['verdict']> {
  const isPassive = options.passive || options.verifyCmd !== undefined
  const isLive = command.length > 0 || options.merchant !== undefined
  const { reports = isLive && 'reports' } = options
  const audience: Audience = {
    io,
    language: options.lang,
    show: options.json ? 'json' : 'terminal',
    all: options.all,
    ...(reports !== false && { reports }),
    judging: readJudging(options, reachedBy(command, options)),
    about: readAbout(options, io.env, isLive ? folderOf(command) : undefined),
  }
  if (isLive === (options.journal !== undefined)) {
    throw new Failure(2, {
      en: 'grade: give one of -- command…, --merchant <url>, --journal <file>',
      zh: 'grade：请给出以下之一：-- 命令、--merchant <url>、--journal <file>',
    })
  }
  if (isPassive && options.merchant !== undefined) {
    throw new Failure(2, {
      en: 'grade: --passive and --verify-cmd drive nothing: leave out --merchant',
      zh: 'grade：--passive 与 --verify-cmd 不驱动商户：请去掉 --merchant',
    })
  }
  const world =
    options.journal === undefined
      ? isPassive
        ? passiveWorld(options)
        : worldOf(command, options)
      : undefined
  const merchant = options.journal ?? merchantCalled(command, options.merchant)
  const asked = { console: options.console, merchant, lang: options.lang, world }
  const { outcome } = await whileShown(asked, io, async (shown) => {
    const { entries, name } = await entriesOf(command, { ...options, shown }, io)
    return publish(entries, name, audience)
  })
  return outcome
}

interface Run {
  entries: readonly Entry[]
  /** Of the report's files. */
  name: string
}

async function entriesOf(command: readonly string[], options: Options, io: Io): Promise<Run> {
  const { journal, passive, verifyCmd } = options
  if (journal !== undefined) {
    const name = basename(journal).replace(/(\.journal)?\.jsonl$/, '')
    return { entries: readJournal('--journal', journal, parseWhole), name }
  }
  const drive = passive || verifyCmd !== undefined ? watch : play
  return { entries: await drive(command, options, io), name: 'merchant' }
}

/** What a replay needs to reach the same merchant. */
function reachedBy(command: readonly string[], options: Options): Judging['target'] {
  const { merchant, scale: k, port: wanted, journal, passive, verifyCmd } = options
  if (journal !== undefined || passive || verifyCmd !== undefined) return undefined
  return { command: [...command], merchant, scale: k, port: wanted }
}

function again(text: string): number {
  const durationMs = parseDuration(text)
  if (durationMs === undefined) throw new InvalidArgumentError('Give a duration like 90s or 5m.')
  return durationMs
}

function scale(text: string): number {
  const k = Number(text)
  if (k >= 0.01 && k <= 1) return k
  throw new InvalidArgumentError('A number from 0.01 (a hundred times as fast) to 1.')
}

function port(text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 0 && number <= 65_535) return number
  throw new InvalidArgumentError('A port from 0 (free) to 65535.')
}
