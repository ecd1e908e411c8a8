// No false failure: full runs in real time, over and over, on a machine whose cores are kept busy. Not
// part of CI: takes hours. Every run is a process of its own. What came out is kept in a log, so that
// an interrupted test goes on where it was; delete the log to begin anew. The journal of a run that
// shows a failure lies beside it.
// STABILITY_SCALE, STABILITY_RUNS, STABILITY_AT_ONCE, STABILITY_LOG change what is said below.
import { spawn, type ChildProcess } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { guards } from '../merchants/guards/guards.ts'

const { env } = process
const SCALE = Number(env.STABILITY_SCALE ?? 0.2)
const RUNS = Number(env.STABILITY_RUNS ?? 20)
const AT_ONCE = Number(env.STABILITY_AT_ONCE ?? 2)
const LOG = env.STABILITY_LOG ?? 'reports/stability.jsonl'
const ONE_RUN = fileURLToPath(new URL('over-http-once.ts', import.meta.url))
/** A test also waits for its turn. */
const PATIENCE_MS = 12 * 3_600_000

interface Outcome {
  verdict: string
  failed: string[]
  warned: string[]
  inconclusive: string[]
  differing: number
  delayMs: number
  tookS: number
}

interface Run {
  name: string
  args: readonly string[]
  mayWarn: readonly string[]
}

const known = new Map<string, Outcome>()
const busy: ChildProcess[] = []
const turns: (() => void)[] = []
let running = 0

beforeAll(() => {
  mkdirSync(dirname(LOG), { recursive: true })
  const lines = existsSync(LOG) ? readFileSync(LOG, 'utf8').trim().split('\n') : []
  for (const line of lines) {
    const { name, ...outcome }: Outcome & { name: string } = JSON.parse(line)
    known.set(name, outcome)
  }
  for (let core = 0; core < availableParallelism(); core += 1)
    busy.push(spawn(process.execPath, ['-e', 'for (;;);']))
})

afterAll(() => {
  for (const child of busy) child.kill('SIGKILL')
})

const plan: Run[] = [
  ...times(RUNS - 2, (nth) => runOf('exemplary', nth, SCALE, [])),
  ...times(2, (nth) => runOf('exemplary', nth, 1, [])),
  ...guards.flatMap(({ name, mayWarn }) => [
    ...times(RUNS, (nth) => runOf(name, nth, SCALE, mayWarn)),
    ...times(RUNS, (nth) => runOf(name, nth, SCALE, mayWarn, ['--load'])),
  ]),
]

describe('a correct merchant shows no failure on a busy machine', () => {
  test.concurrent.each(plan)(
    '$name',
    async ({ name, args, mayWarn }) => {
      const outcome = known.get(name) ?? (await play(name, args))
      expect(outcome.failed).toEqual([])
      expect(outcome.warned.filter((id) => !mayWarn.includes(id))).toEqual([])
      expect(outcome.differing).toBe(0)
    },
    PATIENCE_MS,
  )
})

function times(count: number, make: (nth: number) => Run): Run[] {
  return Array.from({ length: count }, (_, place) => make(place + 1))
}

function runOf(
  merchant: string,
  nth: number,
  scale: number,
  mayWarn: readonly string[],
  more: readonly string[] = [],
): Run {
  const style = merchant === 'exemplary' ? [] : ['--guard', merchant]
  const what = more.includes('--load') ? 'thirty sales at once' : 'all scenarios'
  const name = `${merchant}, ${what}, scale ${scale}, run ${nth}`
  return { name, args: [...style, '--scale', String(scale), ...more], mayWarn }
}

/** Plays when it is its turn, and writes down what came of it at once. */
async function play(name: string, args: readonly string[]): Promise<Outcome> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => turns.push(resolve))
  running += 1
  try {
    const journal = `${LOG}.${name.replaceAll(/\W+/g, '-')}.journal.jsonl`
    const child = spawn(process.execPath, [ONE_RUN, ...args, '--journal', journal])
    const [said, complaint] = await Promise.all([text(child.stdout), text(child.stderr)])
    if (!said.startsWith('{')) throw new Error(`${name}: ${complaint}`)
    const outcome: Outcome = JSON.parse(said)
    appendFileSync(LOG, `${JSON.stringify({ name, ...outcome })}\n`)
    const { verdict, failed, warned, inconclusive, delayMs, tookS } = outcome
    const lists = `F ${failed.join(' ') || '-'} · W ${warned.join(' ') || '-'}`
    process.stdout.write(
      `${name}: ${verdict} · ${lists} · I ${inconclusive.length} · ${delayMs} ms late · ${tookS} s\n`,
    )
    return outcome
  } finally {
    running -= 1
    turns.shift()?.()
  }
}
