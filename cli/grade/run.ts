// What `grade` and `grade replay` share: one run of chosen scenarios against one merchant.
import { runOverHttp } from '../../client-tests/drives/over-http/over-http.ts'
import { ContractError } from '../../client-tests/adapter/merchant.ts'
import { ACQUIRER_SCENARIOS } from '../../client-tests/scenario/acquirer/library.ts'
import type { AcquirerScenario } from '../../client-tests/scenario/acquirer/scenario.ts'
import { SCENARIOS } from '../../client-tests/scenario/library.ts'
import type { LocalizedText } from '../../client-tests/rules/rule.ts'
import { worldBy } from '../../client-tests/rules/readings.ts'
import type { Entry } from '../../server/journal/entry.ts'
import type { Scenario } from '../../client-tests/scenario/scenario.ts'
import { nearest } from '../../server/values/nearest.ts'
import { Failure, messageOf } from '../failure.ts'
import type { Io } from '../io.ts'
import type { Shown, World } from './console.ts'
import { targetOf } from './target.ts'
import { languageOf } from '../language.ts'
import { gatewayLine, withProgress } from '../progress.ts'

/** How to reach the merchant again: a program that is started, or an address that answers. */
export interface RunOptions {
  merchant?: string
  scale?: number
  /** For how long undecided sales are played again, in real ms. */
  again?: number
  scenario: readonly string[]
  /** Those that take long, too. */
  long?: boolean
  seed?: string
  port: number
  /** Whose numbers count; the gateway follows the same text where it has one. */
  reading?: string
  lang?: 'en' | 'zh'
  /** Where the run is shown besides the terminal. */
  shown?: Shown
}

/** A merchant that runs already was set up with the keys that `serve` writes. */
export function worldOf(command: readonly string[], options: RunOptions): World {
  const { seed, port, reading = 'default' } = options
  const isStarted = command.length > 0
  return {
    reading: worldBy(reading),
    seed: seed ?? (isStarted ? 'conformance' : 'alipay-sim'),
    port: isStarted ? 0 : port,
  }
}

export const merchantCalled = (command: readonly string[], merchant: string | undefined) =>
  command.length > 0 ? command.join(' ') : (merchant ?? '')

/** Plays the scenarios; a merchant that cannot be run is a failure of the command, not a grade. */
export async function play(
  command: readonly string[],
  options: RunOptions,
  io: Io,
): Promise<readonly Entry[]> {
  const { merchant, scale: timeScale, again: againMs, shown } = options
  const played = chosen(options.scenario, options.long)
  const target = targetOf(command, merchant)
  const language = options.lang ?? languageOf(io.env)
  try {
    return await withProgress(io, { language }, ({ say, onProgress }) =>
      runOverHttp({
        merchant: target,
        name: merchantCalled(command, merchant),
        ...played,
        timeScale,
        againMs,
        ...worldOf(command, options),
        server: shown?.own?.server,
        onReady: (gateway) => say(gatewayLine(gateway, language)),
        onProgress: (progress) => {
          onProgress?.(progress)
          shown?.onProgress(progress)
        },
      }),
    )
  } catch (error) {
    throw new Failure(2, couldNotRun('grade', error))
  }
}

/** Why a run ended before its end; what the adapter said wrong is told as such. */
export function couldNotRun(command: string, error: unknown): LocalizedText {
  const why = messageOf(error)
  const isAdapter = error instanceof ContractError
  return {
    en: `${command}: could not run: ${isAdapter ? 'the adapter: ' : ''}${why}`,
    zh: `${command}：无法运行：${isAdapter ? '适配器有误：' : ''}${why}`,
  }
}

interface Chosen {
  scenarios: readonly Scenario[]
  acquirerScenarios: readonly AcquirerScenario[]
}

/** All that a run in real time should take the time for, or exactly those that were named. */
function chosen(ids: readonly string[], withLong = false): Chosen {
  if (ids.length === 0) {
    const scenarios = SCENARIOS.filter(({ long }) => withLong || !long)
    return { scenarios, acquirerScenarios: ACQUIRER_SCENARIOS }
  }
  const known = [...SCENARIOS, ...ACQUIRER_SCENARIOS].map(({ id }) => id)
  for (const id of ids) {
    if (known.includes(id)) continue
    if (id.includes(',')) {
      const names = id.split(',').filter(Boolean).join(' ')
      throw new Failure(2, {
        en: `--scenario: there is no ${id}; names are separated by spaces: ${names}`,
        zh: `--scenario：没有场景 ${id}；多个场景用空格分隔：${names}`,
      })
    }
    const hint = nearest(id, known)
    throw new Failure(2, {
      en: `--scenario: there is no ${id}${hint ? `; did you mean ${hint}?` : ''}`,
      zh: `--scenario：没有场景 ${id}${hint ? `；是否想写 ${hint}？` : ''}`,
    })
  }
  const isNamed = ({ id }: { id: string }) => ids.includes(id)
  return {
    scenarios: SCENARIOS.filter(isNamed),
    acquirerScenarios: ACQUIRER_SCENARIOS.filter(isNamed),
  }
}
