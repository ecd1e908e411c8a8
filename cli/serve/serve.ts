// `alipay-sim serve`: starts the server, tells people and scripts where it is, stops on a signal.
import { join } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { viewApp } from '../../server/control/apps.ts'
import { PROFILE_NAMES } from '../../server/faults/profiles.ts'
import { DAY, parseDuration } from '../../server/values/instant.ts'
import { READING_NAMES, type ReadingName } from '../../server/options/reading.ts'
import { startServer } from '../../server/hosts/node.ts'
import {
  folderToken,
  newToken,
  prepareFolder,
  removeServerFile,
  writeKeyFiles,
  writeServerFile,
} from './data-folder.ts'
import { Failure } from '../failure.ts'
import { assertUnused } from './folder-in-use.ts'
import type { Io } from '../io.ts'
import { languageOf } from '../language.ts'
import { keyFiles } from '../keys/files.ts'
import { secureOptions, whyNotStarted } from './listening.ts'
import { boundsOf, readAge, readCount, readSize } from '../journal/bounds.ts'
import { readyEvent, welcome, type Served } from './words.ts'
import { boundYoungSpace } from './young-space.ts'
import { examplesText } from '../help/help.ts'

interface ServeOptions {
  port: number
  host: string
  data: string
  ephemeral?: boolean
  certificates?: boolean
  seed?: string
  freshKeys?: boolean
  profile?: string
  reading?: ReadingName
  controlPort?: number
  tls?: number | true
  proxy?: number | true
  tlsDir?: string
  clockSkew?: number
  journalAge?: number
  journalEntries?: number
  journalBytes?: number
  controlToken?: string
  notifyHost: string[]
  allowHost: string[]
  json?: boolean
  printToken?: boolean
}

export function serveCommand(io: Io): Command {
  const collect = (value: string, before: string[]) => [...before, value]
  return new Command('serve')
    .option('--port <number>', 'port to listen on; 0 picks a free one', readPort, 8600)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--data <dir>', 'folder of the databases, keys and token', '.alipay-sim')
    .option('--ephemeral', 'keep nothing: what there is ends with the server')
    .option('--certificates', 'make the files of certificate mode too, beside the keys')
    .option('--seed <text>', 'decides ids, names, keys and chance of a fresh folder')
    .option('--fresh-keys', 'make every key pair anew, none of the published ready-made ones')
    .addOption(
      new Option('--profile <name>', 'the fault profile: random faults of the gateway').choices(
        PROFILE_NAMES,
      ),
    )
    .addOption(
      new Option(
        '--reading <name>',
        'which reading of Alipay’s texts; seeds: the letter of the cited texts',
      ).choices(READING_NAMES),
    )
    .option('--control-port <number>', 'a further port for the control API alone', readPort)
    .option('--tls [port]', 'the gateway with https too, on 8443 or another port', readPort)
    .option(
      '--proxy [port]',
      'a proxy on 8601 or another port, for HTTPS_PROXY: answers for the payment hosts alone',
      readPort,
    )
    .option('--tls-dir <dir>', 'folder of the certificates of both (default: DIR/tls)')
    .option(
      '--clock-skew <duration>',
      'how far fresh clocks are ahead, such as 90s or -90s',
      readSkew,
    )
    .option('--journal-age <duration>', 'keep the journal of so long only, such as 7d', readAge)
    .option('--journal-entries <number>', 'keep so many entries of it only', readCount)
    .option('--journal-bytes <size>', 'keep so many bytes of it only, such as 500M', readSize)
    .option('--control-token <token>', 'token of the control API (default: made and kept in DIR)')
    .option('--notify-host <host>', 'a further notification target, repeatable', collect, [])
    .option('--allow-host <host>', 'a further name of the control API, repeatable', collect, [])
    .option('--json', 'print one JSON line when ready, with the file of the control token')
    .option('--print-token', 'print the control token itself (it may end up in logs)')
    .addHelpText(
      'after',
      examplesText([
        'serve --port 0 --ephemeral --json',
        'serve --data /tmp/job-7 --seed job-7',
        'serve --tls --proxy',
        'serve --host 0.0.0.0 --allow-host alipay-sim --notify-host shop.internal',
      ]),
    )
    .action(async (options: ServeOptions) => {
      const served = await start(options, io)
      io.out(
        options.json
          ? `${JSON.stringify(readyEvent(served, options))}\n`
          : welcome(served, options, languageOf(io.env)),
      )
      served.server.fillKeys()
      const letGrow = boundYoungSpace()
      await io.stopped()
      letGrow()
      if (served.dir !== undefined) removeServerFile(served.dir)
      await served.server.close()
    })
}

function readSkew(text: string): number {
  const skewMs = parseDuration(text.replace(/^-/, ''))
  if (skewMs !== undefined && skewMs <= DAY) return text.startsWith('-') ? -skewMs : skewMs
  throw new InvalidArgumentError('Give a duration of at most a day, such as 90s or -90s.')
}

function readPort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new InvalidArgumentError('Give a number from 0 to 65535.')
}

async function start(options: ServeOptions, io: Io): Promise<Served> {
  const { port, host, seed, notifyHost: notifyHosts } = options
  const journalBounds = boundsOf(options)
  const dir = options.ephemeral ? undefined : options.data
  if (dir !== undefined) {
    await assertUnused(dir, io.fetch)
    prepareFolder(dir)
  }
  const given = options.controlToken ?? io.env.ALIPAY_SIM_TOKEN
  const token = checkedToken(given, dir)
  const secure = secureOptions(options)
  const isEverywhere = host === '0.0.0.0' || host === '::'
  const server = await startServer({
    port,
    host,
    dataDir: dir,
    seed,
    reading: options.reading,
    freshKeys: options.freshKeys,
    controlPort: options.controlPort,
    clockSkewMs: options.clockSkew,
    journalBounds,
    secure,
    token,
    allowedHosts: isEverywhere ? options.allowHost : [...options.allowHost, urlHost(host)],
    notifyHosts,
    onTrouble: (line) => io.err(`alipay-sim: ${line}\n`),
    onBug: (error) =>
      io.err(`alipay-sim: a bug: ${error instanceof Error ? error.stack : String(error)}\n`),
  }).catch((error: unknown) => {
    throw whyNotStarted(error, options)
  })
  const url = isEverywhere ? `http://127.0.0.1:${server.port}` : server.url
  const isGiven = given !== undefined
  const served = { server, url, gateway: `${url}/gateway.do`, token, isGiven, dir }
  try {
    const [app] = server.sandbox.apps.list()
    if (options.profile !== undefined) server.sandbox.profile.set(options.profile)
    if (options.certificates && app) await server.sandbox.apps.certify(app.appId)
    if (dir !== undefined) leaveFiles(dir, served)
    return served
  } catch (error) {
    await server.close()
    throw error instanceof Failure ? error : whyNotStarted(error, options)
  }
}

function leaveFiles(dir: string, { server, url, gateway, token }: Served): void {
  const [app] = server.sandbox.apps.list()
  if (app) writeKeyFiles(join(dir, 'keys'), keyFiles(viewApp(app), gateway))
  writeServerFile(dir, {
    url: server.controlUrl ?? url,
    gateway,
    token,
    pid: process.pid,
    instance: server.instance,
  })
}

function checkedToken(given: string | undefined, dir: string | undefined): string {
  if (given === undefined) return dir === undefined ? newToken() : folderToken(dir)
  if (/^[\x21-\x7e]{8,256}$/.test(given)) return given
  throw new Failure(2, {
    en: 'the control token must be 8 to 256 characters without spaces',
    zh: '控制令牌必须是 8 至 256 个字符，不含空格',
  })
}

function urlHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}
