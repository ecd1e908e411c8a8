// `alipay-sim explain …`: why a signature does not fit, in words; and what a rule of the checklist is.
import { readFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import type { Explained } from '../server/sandbox/core/explain.ts'
import { explainRule, looksLikeRule } from './explain-rule.ts'
import { Failure, messageOf } from './failure.ts'
import type { Io } from './io.ts'
import { languageOf } from './language.ts'
import { addVerb } from './verb.ts'

const AROUND = 40

/** The command is its own only verb: `alipay-sim explain x12`. */
export function explainCommand(io: Io): Command {
  const parent = new Command('alipay-sim')
  addVerb<{ app?: string; text?: string }>(parent, io, {
    usage: 'explain <exchange|rule|file|->',
    about:
      'why a signature does not fit, of an exchange or a message in a file; or a rule of the checklist',
    examples: [
      'explain EXC-05',
      'explain x12',
      'explain notification.txt --text what-i-verified.txt',
      'pbpaste | alipay-sim explain -',
    ],
    options: [
      new Option('--text <file>', 'the text that your program signed or verified'),
      new Option('--app <app_id>', 'whose keys (default: the message’s own app)'),
    ],
    offline: (_options, [target = '']) =>
      looksLikeRule(target) ? explainRule(target, languageOf(io.env)) : undefined,
    run: async (client, { app: appId, text: file }, [target = '']) => {
      const what = /^x\d+$/.test(target) ? { exchange: target } : { message: read(target) }
      const text = file === undefined ? undefined : read(file)
      const value = await client.send<Explained>('POST', '/explain', { ...what, text, appId })
      return { value, lines: explanationLines(value) }
    },
  })
  const [command] = parent.commands
  if (!command) throw new Error('a verb adds a command')
  return command
}

export function explanationLines(found: Omit<Explained, 'kind'>): string[] {
  const { verdict, mistakes, gatewayText, clientText, differsAt, isCutShort, hints = [] } = found
  const named = mistakes.map(({ name, about }) => `  ${name}: ${about}`)
  const head = {
    fits: `The signature fits${hints.length > 0 ? '; something else was wrong:' : ': nothing is wrong with this message.'}`,
    mistake: 'The signature does not fit:',
    'none-fits': isCutShort
      ? 'The signature does not fit, and no known mistake that was tried makes it. The message is too ' +
        'large to try them all: ask about a smaller one of the same kind.'
      : 'The signature does not fit, and no known mistake makes it.',
  }[verdict]
  const more = hints.map(({ name, about }) => `  ${name}: ${about}`)
  const lines = [head, ...named, ...more, '', 'what should be signed:', `  ${gatewayText}`]
  if (clientText === undefined || clientText === gatewayText) return lines
  const signed = ['what was signed, most probably:', `  ${clientText}`]
  if (differsAt === undefined) return [...lines, ...signed]
  return [...lines, ...signed, ...difference(gatewayText, clientText, differsAt)]
}

function difference(gatewayText: string, clientText: string, at: number): string[] {
  const start = Math.max(0, at - AROUND)
  const shown = (text: string) => JSON.stringify(text.slice(start, at + AROUND))
  return [
    `they part at character ${at + 1}:`,
    `  gateway  …${shown(gatewayText)}`,
    `  client   …${shown(clientText)}`,
  ]
}

function read(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    throw new Failure(2, {
      en: `cannot read ${file} (${messageOf(error)}); an exchange is like x12`,
      zh: `无法读取 ${file}（${messageOf(error)}）；调用编号的写法例如 x12`,
    })
  }
}
