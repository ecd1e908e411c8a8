// `alipay-sim grade adapter-check` and `adapter-spec`: what is wrong with a merchant's adapter before
// a run, and the contract as an OpenAPI document.
import { Command, InvalidArgumentError } from 'commander'
import { acquirerDocument, adapterDocument } from '../../client-tests/adapter/openapi.ts'
import type { Finding } from '../../client-tests/adapter/probe.ts'
import { padEnd } from '../../client-tests/reports/width.ts'
import type { Language } from '../../client-tests/reports/words.ts'
import { checkOverHttp } from '../../client-tests/drives/over-http/check.ts'
import { Failure, messageOf } from '../failure.ts'
import type { Io } from '../io.ts'
import { languageOf } from '../language.ts'
import { gatewayLine } from '../progress.ts'
import { targetOf } from './target.ts'
import { examplesText } from '../help/help.ts'

interface Options {
  merchant?: string
  scale?: number
  seed?: string
  port: number
  /** The one of `grade`, before this word. */
  lang?: Language
  json?: boolean
}

export function adapterCheckCommand(io: Io): Command {
  return new Command('adapter-check')
    .description("what is missing or wrong in a merchant's adapter, endpoint by endpoint")
    .usage('[url | mapping file | -- command…]')
    .argument('[merchant...]', 'a URL, a mapping file, or the program that starts the merchant')
    .option('--merchant <url|file>', 'the same; with a program, the mapping file onto it')
    .option('--scale <k>', 'let the program run 1/k times as fast', number(0.01, 1))
    .option('--port <port>', "the gateway's port for a merchant that runs", number(0, 65_535), 8600)
    .option('--seed <seed>', 'seed of keys and codes')
    .option('--json', 'print the findings as JSON')
    .addHelpText(
      'after',
      examplesText([
        'grade adapter-check http://127.0.0.1:3000',
        'grade adapter-check --scale 0.1 -- node my-merchant.js',
        'grade adapter-check --merchant shop.yaml -- node my-shop.js',
      ]),
    )
    .action(async (words: string[], _options: Options, command: Command) => {
      process.exitCode = await check(words, given(command), io)
    })
}

export function adapterSpecCommand(io: Io): Command {
  return new Command('adapter-spec')
    .description('the adapter contract as an OpenAPI 3.1 document')
    .option('--acquirer', 'what the till asks of an acquirer instead')
    .addHelpText(
      'after',
      examplesText([
        'grade adapter-spec > adapter.json',
        'grade adapter-spec --acquirer > acquirer.json',
      ]),
    )
    .action(({ acquirer }: { acquirer?: boolean }) => {
      const document = acquirer ? acquirerDocument(io.version) : adapterDocument(io.version)
      io.out(`${JSON.stringify(document, null, 2)}\n`)
    })
}

/** `grade` has options of the same names, and takes those that it sees first. */
function given(command: Command): Options {
  const own = command.opts<Options>()
  const typed = Object.entries(own).filter(([name]) => command.getOptionValueSource(name) === 'cli')
  return { ...own, ...command.parent?.opts<Options>(), ...Object.fromEntries(typed) }
}

function number(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (text !== '' && value >= least && value <= most) return value
    throw new InvalidArgumentError(`A number from ${least} to ${most}.`)
  }
}

async function check(words: readonly string[], options: Options, io: Io): Promise<number> {
  const [first] = words
  const isOne = words.length === 1 && first !== undefined && /^https?:|\.ya?ml$/.test(first)
  const merchant = options.merchant ?? (isOne ? first : undefined)
  const command = isOne ? [] : words
  if (merchant === undefined && command.length === 0) {
    throw new Failure(2, {
      en: 'adapter-check: give a URL, a mapping file, or -- command…',
      zh: 'adapter-check：请给出 URL、映射文件，或 -- 命令',
    })
  }
  const language = options.lang ?? languageOf(io.env)
  const findings = await found(
    targetOf(command, merchant),
    { ...options, lang: language },
    io,
    command.length > 0,
  )
  io.out(options.json ? `${JSON.stringify(findings)}\n` : textOf(findings, language))
  return findings.some(({ level }) => level === 'wrong') ? 1 : 0
}

async function found(
  merchant: ReturnType<typeof targetOf>,
  { scale: timeScale, seed, port, lang = 'en' }: Options,
  io: Io,
  isStarted: boolean,
): Promise<readonly Finding[]> {
  try {
    return await checkOverHttp({
      merchant,
      timeScale,
      // A merchant that runs already was set up with the keys that `serve` writes.
      seed: seed ?? (isStarted ? 'conformance' : 'alipay-sim'),
      port: isStarted ? 0 : port,
      onReady: (gateway) => io.err(`${gatewayLine(gateway, lang)}\n`),
    })
  } catch (error) {
    if (error instanceof Failure) throw error
    throw new Failure(2, {
      en: `adapter-check: could not run: ${messageOf(error)}`,
      zh: `adapter-check：无法运行：${messageOf(error)}`,
    })
  }
}

const WORDS = {
  en: {
    levels: { ok: 'ok', missing: 'missing', wrong: 'wrong' },
    sum: (wrong: number, missing: number) => `${wrong} wrong, ${missing} missing`,
  },
  zh: {
    levels: { ok: '正常', missing: '缺少', wrong: '错误' },
    sum: (wrong: number, missing: number) => `错误 ${wrong} 处，缺少 ${missing} 处`,
  },
}
/** Of the level, whatever its language. */
const LEVEL_WIDTH = 8

function textOf(findings: readonly Finding[], language: Language): string {
  const { levels, sum } = WORDS[language]
  const byEndpoint = Map.groupBy(findings, ({ endpoint }) => endpoint)
  const lines = [...byEndpoint].flatMap(([endpoint, all]) => {
    const problems = all.filter(({ level }) => level !== 'ok')
    if (problems.length === 0) return [`${padEnd(levels.ok, LEVEL_WIDTH)} ${endpoint}`]
    return problems.flatMap((finding) => {
      const { level, field } = finding
      const { what, remedy } = language === 'zh' ? finding.zh : finding
      const text = field === '' ? what : `${field} ${what}`
      return [
        `${padEnd(levels[level], LEVEL_WIDTH)} ${endpoint}  ${text}`,
        `${' '.repeat(LEVEL_WIDTH)} → ${remedy}`,
      ]
    })
  })
  const count = (wanted: Finding['level']) =>
    findings.filter(({ level }) => level === wanted).length
  return `${lines.join('\n')}\n\n${sum(count('wrong'), count('missing'))}\n`
}
