// The reference of the command line in Markdown, made from the commands themselves (docs/cli.md).
import { shownCommands } from './verb.ts'
import type { Command } from 'commander'

const HEAD = `# The command line

<!-- Made from the commands by cli/reference.test.ts; \`npx vitest run --project source cli/reference.test.ts -u\` writes it anew. -->

An object, then a verb: \`alipay-sim buyer code\`. In this repository it is \`npm run sim -- buyer code\`. No command means \`serve\`.

- \`--json\` prints JSON for scripts, and \`--help\` shows examples.
- Verbs that speak to a running server find it by \`--url\` and \`--token\`, by \`ALIPAY_SIM_URL\` and \`ALIPAY_SIM_TOKEN\`, or by
  \`server.json\` in the data folder (\`--data\`). \`--sandbox\` says which sandbox is meant.
- Exit codes: 0 done, 1 the simulator refused (one line: field and remedy), 2 called wrongly or could not run. \`grade\` has codes of
  its own.
- What takes longer than a second says on stderr what is waited for: on one line of a terminal, in one line of a log.
- A wrong word ends with 2 and names the nearest right one.
`

/** Options that every verb has, and the head explains. */
const COMMON = ['--json', '--url', '--token', '--data', '--sandbox', '--help']

export function referenceOf(program: Command): string {
  return [HEAD, ...program.commands.map(objectText)].join('\n')
}

function objectText(object: Command): string {
  const verbs = object.commands.length === 0 ? [object] : shownCommands(object)
  const own = object.commands.length > 0 && object.registeredArguments.length > 0 ? [object] : []
  return [
    `## ${object.name()}`,
    `${sentence(object.description())}`,
    ...[...own, ...verbs].map((verb) => verbText(object, verb)),
    '',
  ].join('\n\n')
}

function verbText(object: Command, verb: Command): string {
  const words = verb === object ? object.name() : `${object.name()} ${verb.name()}`
  const takes = verb.registeredArguments.map((argument) => {
    const word = `${argument.name()}${argument.variadic ? '…' : ''}`
    return argument.required ? ` <${word}>` : ` [${word}]`
  })
  const options = verb
    .createHelp()
    .visibleOptions(verb)
    .filter(({ long }) => !COMMON.includes(long ?? ''))
    .map(({ flags, description }) => `- \`${flags}\` ${description}`)
  const line = `**\`${words}${takes.join('')}\`**`
  const about = verb === object ? '' : ` ${verb.description()}`
  return [`${line}${about}`, ...(options.length > 0 ? ['', ...options] : [])].join('\n')
}

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`
