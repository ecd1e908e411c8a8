// One verb of an object (`buyer code`): its words, its flags, how it finds the server, and how its
// answer is shown to a person or, with --json, to a script.
import { Option, type Command, type OptionValues } from 'commander'
import { examplesText } from './help/help.ts'
import { connect, type Client, type Where } from './client.ts'
import { visible } from '../server/values/visible.ts'
import type { Io } from './io.ts'

export interface Shown {
  /** What --json prints. */
  value: unknown
  /** What a person reads. */
  lines: readonly string[]
}

interface Verb<O> {
  /** `advance <duration>` */
  usage: string
  about: string
  /** Command lines without the leading `alipay-sim`. */
  examples: readonly string[]
  options?: readonly Option[]
  alias?: string
  /** An earlier name, which still works and says what it is called now. */
  formerly?: string
  /** `host`: is about the whole server, so it takes no --sandbox. */
  scope?: 'host'
  /** Answers without a server, where the options ask for that. */
  offline?(options: O, words: string[]): Shown | undefined
  /** Shows its answer itself while it arrives when it returns nothing. */
  run(client: Client, options: O, words: string[]): Promise<Shown | undefined>
}

export function addVerb<O extends OptionValues>(object: Command, io: Io, verb: Verb<O>): void {
  const command = declare(object.command(verb.usage), io, verb)
  if (verb.alias !== undefined) command.alias(verb.alias)
  const { formerly } = verb
  if (formerly === undefined) return
  const old = object.command(verb.usage.replace(/^\S+/, formerly), { hidden: true })
  const hint = `${object.name()} ${formerly} is called ${object.name()} ${command.name()} now`
  declare(old, io, verb).hook('preAction', () => io.err(`alipay-sim: ${hint}\n`))
}

/** The commands that help, completion and the reference show: no earlier names. */
export const shownCommands = (object: Command): Command[] =>
  object
    .createHelp()
    .visibleCommands(object)
    .filter((command) => object.commands.includes(command))

function declare<O extends OptionValues>(command: Command, io: Io, verb: Verb<O>): Command {
  command.description(verb.about)
  for (const option of verb.options ?? []) command.addOption(option)
  if (verb.scope !== 'host') command.option('--sandbox <id>', 'which sandbox (default: default)')
  return command
    .option('--json', 'print JSON for scripts')
    .option('--url <url>', 'where the server is (default: $ALIPAY_SIM_URL, or DIR/server.json)')
    .option('--token <token>', 'its control token (default: $ALIPAY_SIM_TOKEN, or DIR/server.json)')
    .option('--data <dir>', 'the data folder of the server', '.alipay-sim')
    .addHelpText('after', examplesText(verb.examples))
    .action(async () => {
      const options = command.opts<O & Where & { json?: boolean }>()
      const shown =
        verb.offline?.(options, command.args) ??
        (await verb.run(connect(options, io), options, command.args))
      if (!shown) return
      const text = options.json ? `${JSON.stringify(shown.value)}\n` : asText(shown.lines)
      // Numbers, subjects and replies of others may hold what a terminal obeys.
      io.out(visible(text))
    })
}

function asText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}

/** `--set name=value`, as often as needed. */
export function settings(about: string): Option {
  return new Option('--set <name=value...>', about).default([], 'none')
}
