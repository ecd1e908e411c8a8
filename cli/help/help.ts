// The help in another language. The commands keep their English, which is the source; a translation is
// laid over the tree when it is built. Chinese has no spaces to break a line at, and its characters are
// two cells wide, so the width and the line breaks are our own then.
import type { AddHelpTextContext, Command, HelpConfiguration, Option } from 'commander'
import { Help } from 'commander'
import { displayWidth, padEnd, wrap } from '../../client-tests/reports/width.ts'

/** Of running text. */
const WIDTH = 98

export type Translate = (english: string) => string

interface Translated extends HelpConfiguration {
  translate?: Translate
}

/** Everything that the help of a command and of those below it says goes through `translate`. */
export function speak(command: Command, translate: Translate): void {
  command.configureHelp(helpIn(translate))
  for (const inner of command.commands) speak(inner, translate)
}

function helpIn(translate: Translate): Translated {
  const english = new Help()
  const words = (text: string) => text.replaceAll(/\[(options|command)\]/g, translate)
  const or = (text: string) => (text === '' ? '' : translate(text))
  return {
    translate,
    styleTitle: translate,
    commandUsage: (command) => words(english.commandUsage(command)),
    subcommandTerm: (command) => words(english.subcommandTerm(command)),
    commandDescription: (command) => or(english.commandDescription(command)),
    subcommandDescription: (command) => or(english.subcommandDescription(command)),
    argumentDescription: (argument) => described(argument, translate, english.argumentDescription),
    optionDescription: (option) => described(option, translate, english.optionDescription),
    displayWidth,
    boxWrap: (text, width) =>
      text
        .split('\n')
        .flatMap((line) => (line === '' ? [''] : wrap(line, width)))
        .join('\n'),
  }
}

type Described = Pick<Option, 'description' | 'defaultValueDescription'>

/** `要监听的端口 (默认: 8600)`: the text, then what the library says of choices and the default. */
function described<T extends Described>(
  item: T,
  translate: Translate,
  inEnglish: (item: T) => string,
): string {
  const description = item.description === '' ? '' : translate(item.description)
  const named = item.defaultValueDescription
  const translated: T = Object.create(item, {
    description: { value: description },
    ...(named !== undefined && { defaultValueDescription: { value: translate(named) } }),
  })
  const whole = inEnglish(translated)
  const note = whole
    .slice(description.length)
    .replaceAll(/(?<=[(, ])(choices|default)(?=: )/g, translate)
  return description + note
}

/** Before the help: what the command does, at length. Each paragraph is a text, its lines as one. */
export function preface(english: string): (context: AddHelpTextContext) => string {
  return ({ command }) => {
    const translate = translateOf(command)
    const paragraphs = english.split('\n\n').map((lines) => {
      const whole = lines.replaceAll('\n', ' ')
      const translated = translate(whole)
      return translated === whole ? lines : wrap(translated, WIDTH).join('\n')
    })
    return `${paragraphs.join('\n\n')}\n`
  }
}

/** After the help, such as exit codes. */
export function afterword(english: string): (context: AddHelpTextContext) => string {
  return ({ command }) => `\n${translateOf(command)(english)}`
}

export function examplesText(examples: readonly string[]): (context: AddHelpTextContext) => string {
  return annotatedExamples(examples.map((example) => [example]))
}

/** Command lines without the leading `alipay-sim`, some with what they do. */
export function annotatedExamples(
  examples: readonly (readonly [line: string, about?: string])[],
): (context: AddHelpTextContext) => string {
  const width = Math.max(...examples.map(([line]) => displayWidth(line)))
  return ({ command }) => {
    const translate = translateOf(command)
    const lines = examples.map(([line, about]) => {
      const shown = about === undefined ? line : `${padEnd(line, width)}   ${translate(about)}`
      return `  $ ${['alipay-sim', shown].join(' ').trimEnd()}`
    })
    return ['', translate('Examples:'), ...lines].join('\n')
  }
}

function translateOf(command: Command): Translate {
  const { translate = (text) => text }: Translated = command.configureHelp()
  return translate
}
