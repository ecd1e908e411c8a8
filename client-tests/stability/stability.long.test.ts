// No false failure and no missing verdict on a machine whose cores are kept busy by loops of the same
// priority. Not part of CI: takes hours, by estimate up to three. Every run is a process of its own; what came out is
// kept in a log, so that an interrupted test goes on where it was (delete the log to begin anew). The
// journal of a run that shows something lies beside the log, and so does a summary in Markdown.
// STABILITY_AT_ONCE, STABILITY_LOG and STABILITY_ONLY (a pattern of runs' names) change what is said below.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SCENARIOS } from '../scenario/library.ts'
import { guards } from '../merchants/guards/guards.ts'
import type { Mutant } from '../merchants/mutants/mutant.ts'
import { mutants } from '../merchants/mutants/mutants.ts'
import { exercisedBy } from '../reports/exercised-by.ts'
import { FLAWED, readLog, summaryOf, type Outcome, type Run } from './log.ts'

const { env } = process
const AT_ONCE = Number(env.STABILITY_AT_ONCE ?? 2)
const LOG = env.STABILITY_LOG ?? 'reports/stability.jsonl'
const ONLY = new RegExp(env.STABILITY_ONLY ?? '')
const SUMMARY = LOG.replace(/(\.jsonl)?$/, '.md')
const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const ONE_RUN = fileOf('one-run.ts')
const DEMO = fileOf('../../cli/demo/demo.ts')
/** Ends with the test, also when that is killed. */
const LOOP = 'for (const parent = process.ppid; process.ppid === parent;);'
/** A test also waits for the turn of its run. */
const PATIENCE_MS = 12 * 3_600_000

interface Planned extends Run {
  merchant: string
  mayWarn: readonly string[]
}

const isLong = new Set(SCENARIOS.filter(({ long }) => long).map(({ id }) => id))

/** Whoever needs half an hour to be found out gets it in three minutes. */
const scaleFor = ({ bend, must }: Mutant): number => {
  // A race of 50 ms: scaled, no two messages would meet in it.
  if (bend.bookingGapMs !== undefined) return 1
  // A second between cause and effect: scaled, it is within the latency that rules allow.
  if (bend.keepsPayment !== undefined) return 1
  const scenarios = Object.keys(must).flatMap((id) => exercisedBy(id))
  return scenarios.some((scenario) => isLong.has(scenario)) ? 0.1 : 0.25
}

const correct: Planned[] = [
  ...times(2, (nth) => runOf('exemplary', 1, [], nth)),
  ...times(4, (nth) => runOf('exemplary', 0.5, [], nth)),
  runOf('python', 0.5, []),
  ...guards.map(({ name, mayWarn }) => runOf(name, 0.5, mayWarn)),
]
const flawed: Planned[] = mutants.map((mutant) => ({
  ...runOf(mutant.name, scaleFor(mutant), []),
  kind: FLAWED,
}))
const plan = [...correct, ...flawed].filter(({ name }) => ONLY.test(name))
const demos = times(5, (nth) => `demo, run ${nth}`).filter((name) => ONLY.test(name))

const log = new Map<string, Outcome>()
const ended = new Map(plan.map(({ name }) => [name, Promise.withResolvers<void>()]))
const waiting = [...plan]
const children = new Set<ChildProcess>()

beforeAll(() => {
  mkdirSync(dirname(LOG), { recursive: true })
  const before = existsSync(LOG) ? readFileSync(LOG, 'utf8') : ''
  for (const [name, outcome] of readLog(before)) log.set(name, outcome)
  for (let core = 0; core < availableParallelism(); core += 1)
    children.add(spawn(process.execPath, ['-e', LOOP]))
})

afterAll(() => {
  waiting.length = 0
  // A run that is told to end also ends its merchant.
  for (const child of children) child.kill('SIGTERM')
  writeFileSync(SUMMARY, `${summaryOf(plan, log)}\n`)
})

describe('the demo', () => {
  test.for(demos)('%s', { timeout: PATIENCE_MS }, async (name) => {
    const startedMs = performance.now()
    const child = spawn(process.execPath, [DEMO], { stdio: ['ignore', 'pipe', 'pipe'] })
    children.add(child)
    const [printed, , [exitCode]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ])
    children.delete(child)
    const tookS = Math.round((performance.now() - startedMs) / 1_000)
    process.stdout.write(`${name}: exit ${exitCode}, ${tookS} s\n`)
    expect(exitCode, printed.slice(-3_000)).toBe(0)
  })
})

describe('on a busy machine', () => {
  beforeAll(() => {
    for (let lane = 0; lane < AT_ONCE; lane += 1) void playInTurn()
  })

  test.for(plan)('$name', { timeout: PATIENCE_MS }, async ({ name, kind, mayWarn }) => {
    await ended.get(name)?.promise
    const outcome = log.get(name)
    expect(outcome).toMatchObject({ tooLate: false, missed: [] })
    if (kind === FLAWED) return
    expect(outcome).toMatchObject({ verdict: 'ready', failed: [], differing: 0 })
    expect(outcome?.warned.filter((id) => !mayWarn.includes(id))).toEqual([])
  })
})

function times<T>(count: number, make: (nth: number) => T): T[] {
  return Array.from({ length: count }, (_, place) => make(place + 1))
}

function runOf(merchant: string, scale: number, mayWarn: readonly string[], nth = 1): Planned {
  const name = `${merchant}, scale ${scale}, run ${nth}`
  return { name, kind: merchant, merchant, scale, mayWarn }
}

/** One of those who play side by side: takes the next run that nobody has taken, until none is left. */
async function playInTurn(): Promise<void> {
  for (let run = waiting.shift(); run !== undefined; run = waiting.shift()) {
    try {
      if (!log.has(run.name)) await play(run)
      ended.get(run.name)?.resolve()
    } catch (error) {
      ended.get(run.name)?.promise.catch(() => {})
      ended.get(run.name)?.reject(error)
    }
  }
}

/** Plays once, and writes down what came of it at once. */
async function play({ name, merchant, scale }: Planned): Promise<void> {
  const journal = `${LOG}.${name.replaceAll(/\W+/g, '-')}.journal.jsonl`
  const args = ['--merchant', merchant, '--scale', String(scale), '--journal', journal]
  const child = spawn(process.execPath, [ONE_RUN, ...args])
  children.add(child)
  const [printed, complaint] = await Promise.all([text(child.stdout), text(child.stderr)])
  children.delete(child)
  if (!printed.startsWith('{')) throw new Error(`${name}: ${complaint}`)
  const outcome: Outcome = JSON.parse(printed)
  log.set(name, outcome)
  appendFileSync(LOG, `${JSON.stringify({ name, ...outcome })}\n`)
  writeFileSync(SUMMARY, `${summaryOf(plan, log)}\n`)
  const { verdict, failed, warned, missed, again, undecided, delayMs, tookS } = outcome
  const lists = `F ${failed.join(' ') || '-'} · W ${warned.join(' ') || '-'} · missed ${missed.join(' ') || '-'}`
  process.stdout.write(
    `${name}: ${verdict} · ${lists} · ${again} played again, ${undecided} undecided · ${delayMs} ms late · ${tookS} s\n`,
  )
}
