// Tab completion: a script for each shell, which asks this program for the words that may come next,
// so that it offers exactly the words that exist.
import { shownCommands } from './verb.ts'
import { Argument, Command } from 'commander'
import { FAULTS } from '../server/faults/faults.ts'
import type { Io } from './io.ts'
import { examplesText } from './help/help.ts'

const SCRIPTS: Record<string, string> = {
  bash: `_alipay_sim() {
  local IFS=$'\\n'
  COMPREPLY=($(alipay-sim complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _alipay_sim alipay-sim
`,
  zsh: `#compdef alipay-sim
_alipay_sim() {
  local -a offered
  offered=("\${(@f)$(alipay-sim complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "$offered" ]]; then compadd -a offered; else _files; fi
}
compdef _alipay_sim alipay-sim
`,
  fish: `function __alipay_sim
  set -l words (commandline -opc) (commandline -ct)
  alipay-sim complete -- $words[2..] 2>/dev/null
end
complete -c alipay-sim -a '(__alipay_sim)'
`,
}

export function completionCommand(io: Io): Command {
  return new Command('completion')
    .addArgument(new Argument('<shell>', 'whose script').choices(Object.keys(SCRIPTS)))
    .addHelpText(
      'after',
      examplesText([
        'completion bash >> ~/.bashrc',
        'completion zsh > "${fpath[1]}/_alipay-sim"',
        'completion fish > ~/.config/fish/completions/alipay-sim.fish',
      ]),
    )
    .action((shell: string) => io.out(SCRIPTS[shell] ?? ''))
}

/** What may stand in the place of the last word, which is begun or still empty. */
export function suggest(program: Command, words: readonly string[]): string[] {
  const begun = words.at(-1) ?? ''
  const done = words.slice(0, -1)
  let command = program
  for (const word of done) {
    command = command.commands.find((one) => one.name() === word) ?? command
  }
  return offers(command, done, begun).filter((offer) => offer.startsWith(begun))
}

function offers(command: Command, done: readonly string[], begun: string): string[] {
  const last = done.at(-1) ?? ''
  const options = command.createHelp().visibleOptions(command)
  const open = options.find(({ long, required, optional }) => {
    return long === last && (required || optional)
  })
  if (open) return [...(open.argChoices ?? [])]
  if (begun.startsWith('-')) return options.flatMap(({ long }) => long ?? [])
  if (command.commands.length > 0) return shownCommands(command).map((one) => one.name())
  const choices = command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? [])
  return command.registeredArguments[0]?.name() === 'fault'
    ? FAULTS.map(({ name }) => name)
    : choices
}
