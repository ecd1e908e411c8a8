// No false failure: full runs in real time, over and over, on a machine whose cores are kept busy. Not
// part of CI: takes an hour and more. Every run is a process of its own. What came out is kept in a log,
// so that an interrupted test goes on where it was; delete the log to begin anew. The journal of a run
// that shows a failure lies beside it, and so does a summary in Markdown.
// STABILITY_SCALE, STABILITY_RUNS, STABILITY_AT_ONCE, STABILITY_LOG change what is said below.
import { spawn, type ChildProcess } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, constants, setPriority } from 'node:os'
import { dirname } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { guards } from '../merchants/guards/guards.ts'
import { isOver, readLog, summaryOf, type Outcome, type Run } from './stability-log.ts'

const { env } = process
const CORES = availableParallelism()
const SCALE = Number(env.STABILITY_SCALE ?? 0.2)
const RUNS = Number(env.STABILITY_RUNS ?? 20)
/** A run waits for most of its time: each takes a fifth of a core, and more while its sales begin. */
const AT_ONCE = Number(env.STABILITY_AT_ONCE ?? 2 * CORES)
const LOG = env.STABILITY_LOG ?? 'reports/stability.jsonl'
const SUMMARY = LOG.replace(/(\.jsonl)?$/, '.md')
const ONE_RUN = fileURLToPath(new URL('over-http-once.ts', import.meta.url))
/** A run begins with all its sales: those that begin together would starve each other. */
const APART_MS = 4_000
/** A test also waits for the turn of its run. */
const PATIENCE_MS = 12 * 3_600_000

interface Planned extends Run {
  args: readonly string[]
  mayWarn: readonly string[]
}

/** Round by round, so that a test that is interrupted has played every guard as often. */
const plan: Planned[] = [
  ...times(2, (nth) => runOf('exemplary', nth, 1, [])),
  ...times(RUNS - 2, (nth) => runOf('exemplary', nth, SCALE, [])),
  ...times(RUNS, (nth) =>
    guards.map(({ name, mayWarn }) => runOf(name, nth, SCALE, mayWarn, ['--load'])),
  ),
  ...times(RUNS, (nth) => guards.map(({ name, mayWarn }) => runOf(name, nth, SCALE, mayWarn))),
].flat()

let log = new Map<string, Outcome[]>()
const ended = new Map(plan.map(({ name }) => [name, Promise.withResolvers<void>()]))
const waiting = [...plan]
const children = new Set<ChildProcess>()

beforeAll(() => {
  mkdirSync(dirname(LOG), { recursive: true })
  log = readLog(existsSync(LOG) ? readFileSync(LOG, 'utf8') : '')
  for (let core = 0; core < CORES; core += 1) {
    const child = spawn(process.execPath, ['-e', 'for (;;);'])
    children.add(child)
    // Always there, and never in the way for long: a starved machine makes runs that prove nothing.
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
  }
  for (let lane = 0; lane < AT_ONCE; lane += 1) void playInTurn(lane * APART_MS)
})

afterAll(() => {
  waiting.length = 0
  // A run that is told to end also ends its merchant.
  for (const child of children) child.kill('SIGTERM')
  writeFileSync(SUMMARY, `${summaryOf(plan, log)}\n`)
})

describe('a correct merchant shows no failure on a busy machine', () => {
  test.for(plan)('$name', { timeout: PATIENCE_MS }, async ({ name, mayWarn }, { skip }) => {
    await ended.get(name)?.promise
    const outcome = log.get(name)?.at(-1)
    skip(outcome?.tooLate === true, 'The machine was too slow, also when the run was played again.')
    expect(outcome?.failed).toEqual([])
    expect(outcome?.warned.filter((id) => !mayWarn.includes(id))).toEqual([])
    expect(outcome?.differing).toBe(0)
  })
})

function times<T>(count: number, make: (nth: number) => T): T[] {
  return Array.from({ length: count }, (_, place) => make(place + 1))
}

function runOf(
  merchant: string,
  nth: number,
  scale: number,
  mayWarn: readonly string[],
  more: readonly string[] = [],
): Planned {
  const style = merchant === 'exemplary' ? [] : ['--guard', merchant]
  const played = more.includes('--load') ? 'thirty sales at once' : 'all scenarios'
  const name = `${merchant}, ${played}, scale ${scale}, run ${nth}`
  const args = [...style, '--scale', String(scale), ...more]
  return { name, merchant, played, scale, args, mayWarn }
}

/** One of those who play side by side: takes the next run that nobody has taken, until none is left. */
async function playInTurn(afterMs: number): Promise<void> {
  await pause(afterMs)
  for (let run = waiting.shift(); run !== undefined; run = waiting.shift()) {
    const { name, args } = run
    try {
      while (!isOver(log.get(name) ?? [])) await play(name, args)
      ended.get(name)?.resolve()
    } catch (error) {
      ended.get(name)?.promise.catch(() => {})
      ended.get(name)?.reject(error)
    }
  }
}

/** Plays once, and writes down what came of it at once. */
async function play(name: string, args: readonly string[]): Promise<void> {
  const journal = `${LOG}.${name.replaceAll(/\W+/g, '-')}.journal.jsonl`
  const child = spawn(process.execPath, [ONE_RUN, ...args, '--journal', journal])
  children.add(child)
  const [said, complaint] = await Promise.all([text(child.stdout), text(child.stderr)])
  children.delete(child)
  if (!said.startsWith('{')) throw new Error(`${name}: ${complaint}`)
  const outcome: Outcome = JSON.parse(said)
  const tries = [...(log.get(name) ?? []), outcome]
  log.set(name, tries)
  appendFileSync(LOG, `${JSON.stringify({ name, ...outcome })}\n`)
  writeFileSync(SUMMARY, `${summaryOf(plan, log)}\n`)
  const { verdict, failed, warned, inconclusive, delayMs, tookS } = outcome
  const lists = `F ${failed.join(' ') || '-'} · W ${warned.join(' ') || '-'}`
  const again = isOver(tries) ? '' : ' · the machine was too slow: played again'
  process.stdout.write(
    `${name}: ${verdict} · ${lists} · I ${inconclusive.length} · ${delayMs} ms late · ${tookS} s${again}\n`,
  )
}
