// `npm run demo`: the simulator, a shop in a process of its own on the official alipay-sdk, and the
// grade: first the shop as it should be, then the same shop with one flaw. Belongs to the
// repository, not to the package, because it needs that SDK.
import { fileURLToPath } from 'node:url'
import { runOverHttp } from '../client-tests/drives/over-http.ts'
import type { Scorecard } from '../client-tests/grade.ts'
import { undeclared } from '../client-tests/merchants/mutants/mutant.ts'
import flawed from '../client-tests/merchants/mutants/new-request-no-per-try.ts'
import { SCENARIOS } from '../client-tests/library.ts'
import { publish } from './graded.ts'
import type { Io } from './io.ts'
import { withProgress } from './progress.ts'

/** Ten gateway seconds in one: polls of 3 s are 300 ms, far above what a call takes here. */
const TIME_SCALE = 0.1
/** What a busy machine leaves undecided is played again, but nobody waits for a demo for minutes. */
const AGAIN_MS = 30_000
/** Those that run side by side; the ones that meet everybody would take a minute more each time. */
const STORIES = SCENARIOS.filter(
  ({ long, alone, sandbox }) => !long && !alone && sandbox.options === undefined,
)
const SHOP = fileURLToPath(
  new URL('../client-tests/merchants/exemplary/process.ts', import.meta.url),
)

const io: Pick<Io, 'out' | 'err' | 'env' | 'progress'> = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  progress: process.stderr.isTTY ? 'rewritten' : 'lines',
  env: process.env,
}

async function gradeShop(name: string, args: readonly string[]): Promise<Scorecard> {
  const entries = await withProgress(io, {}, ({ say, onProgress }) =>
    runOverHttp({
      // Ten times as fast, 5 s are half a second: less than a busy machine may stand still for.
      merchant: { command: [process.execPath, SHOP, ...args], env: { CLIENT_TIMEOUT_MS: '15000' } },
      name,
      scenarios: STORIES,
      timeScale: TIME_SCALE,
      againMs: AGAIN_MS,
      onReady: (gateway) => say(`  gateway  ${gateway}`),
      onProgress,
    }),
  )
  io.out('\n')
  return publish(entries, name, {
    io,
    language: process.env.LANG?.startsWith('zh') ? 'zh' : 'en',
    reports: 'reports',
    show: 'terminal',
  })
}

function title(text: string): void {
  io.out(`\n━━ ${text}\n`)
}

title('1. A shop on the official alipay-sdk, while the gateway misbehaves (10x speed)')
const exemplary = await gradeShop('exemplary', [])

title(`2. The same shop with one flaw: ${flawed.flaw}`)
const mutant = await gradeShop(flawed.name, ['--mutant', flawed.name])

const problems = [
  ...(exemplary.verdict === 'ready' ? [] : [`the exemplary shop is ${exemplary.verdict}`]),
  ...(mutant.verdict === 'not-ready' ? [] : [`the flawed shop is ${mutant.verdict}`]),
  ...undeclared(flawed, mutant),
]
title('Result')
io.out(`  exemplary                ${exemplary.verdict}\n`)
io.out(`  ${flawed.name}   ${mutant.verdict}, by ${Object.keys(flawed.must).join(', ')}\n`)
for (const problem of problems) io.out(`  unexpected: ${problem}\n`)
if (problems.length > 0) process.exitCode = 1
