// `npm run demo`: the simulator, a shop in a process of its own on the official alipay-sdk, and the
// grade: first the shop as it should be, then the same shop with one flaw. Belongs to the
// repository, not to the package, because it needs that SDK.
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runOverHttp } from '../../client-tests/drives/over-http/over-http.ts'
import type { Scorecard } from '../../client-tests/grade/grade.ts'
import { mutantCalled } from '../../client-tests/merchants/mutants/mutants.ts'
import { SCENARIOS } from '../../client-tests/scenario/library.ts'
import type { Scenario } from '../../client-tests/scenario/scenario.ts'
import { checklist } from '../../client-tests/rules/checklist.ts'
import { demoResult } from './result.ts'
import { readAbout } from '../grade/about.ts'
import { publish } from '../grade/publish.ts'
import { processIo as io } from '../io.ts'
import { languageOf } from '../language.ts'
import { gatewayLine, withProgress } from '../progress.ts'

const flawed = mutantCalled('new-request-no-per-try')

/** Ten gateway seconds in one: polls of 3 s are 300 ms, far above what a call takes here. */
const TIME_SCALE = 0.1
/**
 * What a busy machine leaves undecided is played again, but nobody waits for a demo for minutes. The
 * second shop gets less: it fails in eight sales, and one that is decided is enough.
 */
const AGAIN_MS = { first: 45_000, second: 10_000 }
/** Those that run side by side; the ones that meet everybody would take a minute more each time. */
const PLAYED = SCENARIOS.filter(
  ({ long, alone, sandbox }) => !long && !alone && sandbox.options === undefined,
)
/** The second shop's flaw shows where money goes back; one of these scenarios takes as long as all others together. */
const REFUNDS = PLAYED.filter(
  ({ name, sales }) =>
    name !== 'refund-unknown-for-two-minutes' &&
    sales.some(({ moves }) => moves.some((move) => move.do === 'refund')),
)
const SHOP = fileURLToPath(
  new URL('../../client-tests/merchants/exemplary/process.ts', import.meta.url),
)

/** The shop is part of this repository. */
const about = readAbout({}, process.env, process.cwd())
const language = languageOf(process.env)
const WORDS = {
  en: {
    first: '1. A shop on the official alipay-sdk, while the gateway misbehaves (10x speed)',
    second: `2. The same shop with one flaw, in ${REFUNDS.length} scenarios with refunds: ${flawed.flaw}`,
    result: 'Result',
  },
  zh: {
    first: '1. 使用官方 alipay-sdk 的商户，网关不断出错（10 倍速）',
    second: `2. 同一商户，只改一处缺陷（运行 ${REFUNDS.length} 个含退款的场景）：每次重试退款都换新的 out_request_no`,
    result: '结果',
  },
}[language]

async function gradeShop(
  name: string,
  args: readonly string[],
  scenarios: readonly Scenario[],
  againMs: number,
): Promise<Scorecard> {
  const entries = await withProgress(io, { language }, ({ say, onProgress }) =>
    runOverHttp({
      // Ten times as fast, 5 s are half a second: less than a busy machine may stand still for.
      merchant: { command: [process.execPath, SHOP, ...args], env: { CLIENT_TIMEOUT_MS: '15000' } },
      name,
      scenarios,
      timeScale: TIME_SCALE,
      againMs,
      onReady: (gateway) => say(gatewayLine(gateway, language)),
      onProgress,
    }),
  )
  const command = ['node', relative('.', SHOP), ...args]
  const judging = { checklist, target: { command, scale: TIME_SCALE } }
  return publish(entries, name, {
    io,
    language,
    reports: 'reports',
    show: 'terminal',
    judging,
    about,
  })
}

const title = (text: string) => io.out(`\n━━ ${text}\n`)

title(WORDS.first)
const exemplary = await gradeShop('exemplary', [], PLAYED, AGAIN_MS.first)

title(WORDS.second)
const args = ['--mutant', flawed.name]
const card = await gradeShop(flawed.name, args, REFUNDS, AGAIN_MS.second)

title(WORDS.result)
const { lines, asExpected } = demoResult(exemplary, { card, mutant: flawed }, language)
for (const line of lines) io.out(`${line}\n`)
if (!asExpected) process.exitCode = 1
