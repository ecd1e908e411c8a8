// The list of commands. Each is loaded only when it is used, so that the program starts
// fast however many there are.
import { Command, CommanderError } from 'commander'
import { Failure } from './failure.ts'
import { annotatedExamples } from './help/help.ts'
import type { Io } from './io.ts'
import { languageOf } from './language.ts'

interface Listed {
  about: string
  load(io: Io): Promise<Command>
}

const COMMANDS: Record<string, Listed> = {
  serve: {
    about: 'start the simulator (this is also what no command means)',
    load: async (io) => (await import('./serve/serve.ts')).serveCommand(io),
  },
  buyer: {
    about: 'buyers: payment codes, scans, passwords',
    load: async (io) => (await import('./buyer.ts')).buyerCommand(io),
  },
  fault: {
    about: 'make the gateway misbehave',
    load: async (io) => (await import('./fault/fault.ts')).faultCommand(io),
  },
  clock: {
    about: 'look at the clock, move it, change its speed',
    load: async (io) => (await import('./clock.ts')).clockCommand(io),
  },
  notify: {
    about: 'notifications: what was sent, and sending more, forged ones too',
    load: async (io) => (await import('./notify.ts')).notifyCommand(io),
  },
  journal: {
    about: 'everything that happened, listed, followed or saved',
    load: async (io) => (await import('./journal/journal.ts')).journalCommand(io),
  },
  console: {
    about: 'the address of the console, with its token: keep it out of logs',
    load: async (io) => (await import('./console.ts')).consoleCommand(io),
  },
  init: {
    about: 'keys in every form and a program to copy, for six languages',
    load: async (io) => (await import('./init/init.ts')).initCommand(io),
  },
  explain: {
    about: 'why a signature was refused or cannot be verified; what a rule asks, with code',
    load: async (io) => (await import('./explain.ts')).explainCommand(io),
  },
  trade: {
    about: 'the trades of the gateway',
    load: async (io) => (await import('./trade.ts')).tradeCommand(io),
  },
  balance: {
    about: 'what is on the accounts, and money to and from a bank',
    load: async (io) => (await import('./balance.ts')).balanceCommand(io),
  },
  bill: {
    about: 'statements as files, and discrepancies put into them',
    load: async (io) => (await import('./bill.ts')).billCommand(io),
  },
  app: {
    about: 'apps and their keys',
    load: async (io) => (await import('./app.ts')).appCommand(io),
  },
  keys: {
    about: 'what a key or certificate file is',
    load: async (io) => (await import('./keys/keys.ts')).keysCommand(io),
  },
  grade: {
    about: 'grade a merchant against the integration checklist',
    load: async (io) => (await import('./grade/grade.ts')).gradeCommand(io),
  },
  scenario: {
    about: 'scenarios: play one, list the library',
    load: async (io) => (await import('./scenario/scenario.ts')).scenarioCommand(io),
  },
  sandbox: {
    about: 'sandboxes for parallel jobs, and the options of the gateway',
    load: async (io) => (await import('./sandbox.ts')).sandboxCommand(io),
  },
  completion: {
    about: 'tab completion for bash, zsh and fish',
    load: async (io) => (await import('./completion.ts')).completionCommand(io),
  },
}

const EXAMPLES: readonly [line: string, about: string][] = [
  ['', 'a gateway on http://127.0.0.1:8600/gateway.do'],
  ['buyer code --pays after-password=8s', 'a payment code whose owner needs 8 seconds'],
  ['fault add F02 --op PAY --count 1', 'the next payment succeeds and answers "unknown"'],
  ['clock advance 25h', 'a day later, with everything on the way'],
  ['journal follow', 'watch'],
  ['grade -- node my-merchant.js', 'is the merchant ready for production?'],
]

/** Runs one command line; resolves to the exit code once the command is over. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    if (argv[0] === 'complete') return await complete(argv.slice(1), io)
    const words = withDefault(argv)
    const program = await load(words[0] === 'help' ? words[1] : words[0], io)
    await program.parseAsync(words, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (!(error instanceof Failure)) throw error
    io.err(`alipay-sim: ${error.texts[languageOf(io.env)]}\n`)
    return error.exitCode
  }
}

/** What a completion script asks: `complete -- fault ad`. */
async function complete(args: readonly string[], io: Io): Promise<number> {
  const words = args[0] === '--' ? args.slice(1) : args
  const { suggest } = await import('./completion.ts')
  const offered = suggest(await load(words[0], io), words)
  io.out(offered.map((offer) => `${offer}\n`).join(''))
  return 0
}

/** The whole tree, for whoever writes about it. */
export async function loadEverything(io: Io): Promise<Command> {
  const program = root(io)
  for (const { about, load: loadCommand } of Object.values(COMMANDS)) {
    program.addCommand((await loadCommand(io)).description(about))
  }
  return program
}

function withDefault(argv: readonly string[]): string[] {
  const [first] = argv
  const isAboutTheProgram = first !== undefined && /^(-h|--help|-V|--version)$/.test(first)
  const isServe = first === undefined || (first.startsWith('-') && !isAboutTheProgram)
  return isServe ? ['serve', ...argv] : [...argv]
}

function root(io: Io): Command {
  return (
    new Command('alipay-sim')
      // What stands after a command's name is its own: `grade --json` and `grade compare --json`.
      .enablePositionalOptions()
      .description(
        "Simulates Alipay's payment gateways, misbehaves on demand, grades integrations.",
      )
      .version(io.version)
      .addHelpText('after', annotatedExamples(EXAMPLES))
  )
}

async function load(wanted: string | undefined, io: Io): Promise<Command> {
  const program = root(io)
  for (const [name, { about, load: loadCommand }] of Object.entries(COMMANDS)) {
    const command = name === wanted ? await loadCommand(io) : new Command(name)
    program.addCommand(command.description(about))
  }
  tame(program, io)
  if (languageOf(io.env) === 'zh') (await import('./help/chinese.ts')).speakChinese(program)
  return program
}

/** Output goes through `io`, and nothing exits the process from below. */
function tame(command: Command, io: Io): void {
  command.exitOverride().configureOutput({ writeOut: io.out, writeErr: io.err })
  for (const inner of command.commands) tame(inner, io)
}
