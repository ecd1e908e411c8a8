// One scenario, played where and by whom the command line says: its calls by the built-in client, or
// its sales by a merchant; in this process, over HTTP, or against a running simulator.
import { readFileSync } from 'node:fs'
import { readMapping, MappingError, type Mapping } from '../../client-tests/adapter/mapping/file.ts'
import { runCallsInProcess } from '../../client-tests/drives/in-process/calls.ts'
import { runOverHttp } from '../../client-tests/drives/over-http/over-http.ts'
import { runCallsAgainst, runSalesAgainst } from '../../client-tests/drives/over-http/scenario.ts'
import type { Entry } from '../../server/journal/entry.ts'
import type { Scenario } from '../../client-tests/scenario/scenario.ts'
import { formatDuration } from '../../server/values/instant.ts'
import { connect } from '../client.ts'
import { couldNotRun } from '../grade/run.ts'
import { Failure, messageOf } from '../failure.ts'
import type { Io } from '../io.ts'
import { languageOf } from '../language.ts'
import { gatewayLine, withProgress } from '../progress.ts'
import { openWaitLine } from '../wait-line.ts'

export interface RunOptions {
  /** A mapping file, or the address of a merchant that serves the adapter. */
  merchant?: string
  /** A simulator that runs already. */
  against?: string
  token?: string
  data: string
  sandbox?: string
  seed?: string
  port: number
  scale?: number
}

export async function playScenario(
  scenario: Scenario,
  command: readonly string[],
  options: RunOptions,
  io: Io,
): Promise<readonly Entry[]> {
  const byMerchant = options.merchant !== undefined || command.length > 0
  if (byMerchant && scenario.sales.length === 0) {
    throw new Failure(2, {
      en: `${scenario.name} has no sales, so a merchant has nothing to do in it`,
      zh: `场景 ${scenario.name} 没有订单，商户无事可做`,
    })
  }
  if (!byMerchant && scenario.calls.length === 0) {
    throw new Failure(2, {
      en: `${scenario.name} has no calls of its own; give the merchant that shall master it: --merchant FILE|URL, or -- command`,
      zh: `场景 ${scenario.name} 没有自带的调用；请给出处理订单的商户：--merchant 文件|URL，或 -- 命令`,
    })
  }
  try {
    if (options.against !== undefined) return await against(scenario, command, options, io)
    if (!byMerchant) {
      return await withSteps(io, (onStep) =>
        runCallsInProcess(scenario, { seed: options.seed, onStep }),
      )
    }
    return await withMerchant(scenario, command, options, io)
  } catch (error) {
    if (error instanceof Failure) throw error
    throw new Failure(2, couldNotRun('scenario', error))
  }
}

function withMerchant(
  scenario: Scenario,
  command: readonly string[],
  { merchant, seed = scenario.sandbox.seed, port, scale }: RunOptions,
  io: Io,
): Promise<readonly Entry[]> {
  const target = merchant === undefined ? undefined : targetOf(merchant)
  const mapping = target && 'mapping' in target ? target.mapping : undefined
  const language = languageOf(io.env)
  return withProgress(io, { language }, ({ say, onProgress }) =>
    runOverHttp({
      merchant: command.length > 0 ? { command, mapping } : (target ?? { command }),
      name: merchant ?? command.join(' '),
      scenarios: [scenario],
      timeScale: scale,
      seed: seed ?? (command.length > 0 ? 'conformance' : 'alipay-sim'),
      port: command.length > 0 ? 0 : port,
      onReady: (gateway) => say(gatewayLine(gateway, language)),
      onProgress,
    }),
  )
}

async function against(
  scenario: Scenario,
  command: readonly string[],
  { merchant, against: given, token, data, sandbox, seed = '' }: RunOptions,
  io: Io,
): Promise<readonly Entry[]> {
  if (command.length > 0) {
    throw new Failure(2, {
      en: '--against: a program cannot be started for a simulator that runs already; start it yourself and give --merchant URL',
      zh: '--against：无法为已在运行的模拟器启动程序；请自行启动程序，再给出 --merchant URL',
    })
  }
  // The line is the scenario's.
  const client = connect({ url: given, token, data, sandbox }, { ...io, progress: 'none' })
  const isRefusal = (error: unknown) => error instanceof Failure && error.exitCode === 1
  const api = { get: client.get, send: client.send, isRefusal }
  const onMoved = (byMs: number) => {
    const by = formatDuration(byMs)
    const line = {
      en: `the clock of ${client.url} is ${by} further on than before`,
      zh: `${client.url} 的时钟比之前快了 ${by}`,
    }
    io.err(`  ${line[languageOf(io.env)]}\n`)
  }
  const options = { api, url: client.url, seed, onMoved }
  if (merchant === undefined) {
    return withSteps(io, (onStep) => runCallsAgainst(scenario, { ...options, onStep }))
  }
  const target = targetOf(merchant)
  return withProgress(io, { language: languageOf(io.env) }, ({ onProgress }) =>
    runSalesAgainst(scenario, target, { ...options, onProgress }),
  )
}

type OnStep = (done: number, total: number, what: string) => void

/** Says which step of a scenario is at work when it takes longer than a second. */
async function withSteps<T>(io: Io, play: (onStep: OnStep) => Promise<T>): Promise<T> {
  const line = openWaitLine(io)
  try {
    return await play((done, total, what) =>
      line.begin({
        en: `step ${done + 1} of ${total}: ${what}`,
        zh: `第 ${done + 1} 步（共 ${total} 步）：${what}`,
      }),
    )
  } finally {
    line.end()
  }
}

function targetOf(merchant: string): { url: string } | { mapping: Mapping } {
  if (/^https?:/.test(merchant)) return { url: merchant }
  try {
    return { mapping: readMapping(readFileSync(merchant, 'utf8'), merchant) }
  } catch (error) {
    const what = error instanceof MappingError ? error.message : messageOf(error)
    throw new Failure(2, `--merchant: ${what}`)
  }
}
