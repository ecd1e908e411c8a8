// `alipay-sim grade adapter-check` and `adapter-spec`: what is wrong with a merchant's adapter before
// a run, and the contract as an OpenAPI document.
import { Command, InvalidArgumentError } from 'commander'
import { adapterDocument } from '../../client-tests/adapter/openapi.ts'
import type { Finding } from '../../client-tests/adapter/probe.ts'
import { checkOverHttp } from '../../client-tests/drives/over-http/check.ts'
import { Failure, messageOf } from '../failure.ts'
import type { Io } from '../io.ts'
import { targetOf } from './target.ts'
import { examplesText } from '../help/help.ts'

interface Options {
  merchant?: string
  scale?: number
  seed?: string
  port: number
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
    .addHelpText('after', examplesText(['grade adapter-spec > adapter.json']))
    .action(() => io.out(`${JSON.stringify(adapterDocument(io.version), null, 2)}\n`))
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
    throw new Failure(2, 'adapter-check: give a URL, a mapping file, or -- command…')
  }
  const findings = await found(targetOf(command, merchant), options, io, command.length > 0)
  io.out(options.json ? `${JSON.stringify(findings)}\n` : textOf(findings))
  return findings.some(({ level }) => level === 'wrong') ? 1 : 0
}

async function found(
  merchant: ReturnType<typeof targetOf>,
  { scale: timeScale, seed, port }: Options,
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
      onReady: (gateway) => io.err(`  gateway ${gateway}\n`),
    })
  } catch (error) {
    if (error instanceof Failure) throw error
    throw new Failure(2, `adapter-check: could not run: ${messageOf(error)}`)
  }
}

function textOf(findings: readonly Finding[]): string {
  const byEndpoint = Map.groupBy(findings, ({ endpoint }) => endpoint)
  const lines = [...byEndpoint].flatMap(([endpoint, all]) => {
    const problems = all.filter(({ level }) => level !== 'ok')
    if (problems.length === 0) return [`ok       ${endpoint}`]
    return problems.flatMap(({ level, field, what, remedy }) => [
      `${level.padEnd(8)} ${endpoint}  ${field} ${what}`.replaceAll(/ {3,}/g, '  '),
      `         → ${remedy}`,
    ])
  })
  const count = (wanted: Finding['level']) =>
    findings.filter(({ level }) => level === wanted).length
  return `${lines.join('\n')}\n\n${count('wrong')} wrong, ${count('missing')} missing\n`
}
