// How long programs waited for a processor, as Linux counts it per thread in /proc/<pid>/schedstat:
// "time on the processor, time runnable but not running", both in ns. Elsewhere there is no such count.
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** What one program did since it was last asked, in real ms. */
export interface Turn {
  /** Runnable and not running, summed over its threads: the machine's doing. */
  waitedMs: number
  /** The longest that one of its threads was runnable: waiting and running together. */
  busyMs: number
}

export interface ProgramMeter {
  /** `undefined` where nothing can be read: the program is gone, or the system counts no such thing. */
  read(): Turn | undefined
}

interface Counted {
  ranMs: number
  waitedMs: number
}

const NS_PER_MS = 1e6
/** A clock tick of /proc/<pid>/stat: 100 a second on every Linux that Node runs on. */
const TICK_MS = 10
/** Programs come and go; looking for them takes longer than asking those that are known. */
const LOOK_FOR_PROGRAMS_EVERY = 10

export const countsWaiting = (): boolean => existsSync('/proc/self/schedstat')

/** This very process, with all its threads. */
export function meterOfThis(): ProgramMeter {
  return meterOf(() => ['self'])
}

/** A process, all that it has started, however deep, and all of its group, should it lead one. */
export function meterOfTree(rootPid: number): ProgramMeter {
  let known: readonly string[] = []
  let reads = 0
  return meterOf(() => {
    if (reads % LOOK_FOR_PROGRAMS_EVERY === 0) known = treeOf(rootPid)
    reads += 1
    return known
  })
}

function meterOf(programs: () => readonly string[]): ProgramMeter {
  let threads = new Map<string, Counted>()
  let endedMs = new Map<string, number>()
  return {
    read: () => {
      const pids = programs()
      const now = new Map(pids.flatMap((pid) => threadsOf(pid)))
      if (now.size === 0) return undefined
      const turns = [...now].flatMap(([thread, counted]) => since(threads.get(thread), counted))
      const waitedMs = sum(turns.map((turn) => turn.waitedMs))
      const ranMs = sum(turns.map((turn) => turn.ranMs))
      const children = new Map(pids.map((pid) => [pid, ranInEndedChildren(pid)]))
      const childrenMs = sum(
        [...children].map(([pid, ms]) => Math.max(0, ms - (endedMs.get(pid) ?? ms))),
      )
      threads = now
      endedMs = children
      // What a short-lived child waited is gone with it. It ran beside the others, so its share of
      // waiting is taken to have been theirs.
      const share = ranMs > 0 ? Math.min(MOST_SHARE, waitedMs / ranMs) : 0
      return {
        waitedMs: waitedMs + childrenMs * share,
        busyMs: Math.max(0, ...turns.map((turn) => turn.ranMs + turn.waitedMs)) + childrenMs,
      }
    },
  }
}

/** No child is taken to have waited longer than so many times as it ran. */
const MOST_SHARE = 3

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)

function since(before: Counted | undefined, now: Counted): Counted[] {
  if (!before) return []
  return [{ ranMs: now.ranMs - before.ranMs, waitedMs: now.waitedMs - before.waitedMs }]
}

function threadsOf(pid: string): [string, Counted][] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread): [string, Counted][] => {
      const text = textOf(`/proc/${pid}/task/${thread}/schedstat`)
      const [ran = Number.NaN, waited = Number.NaN] = (text ?? '').split(' ').map(Number)
      if (!Number.isFinite(ran) || !Number.isFinite(waited)) return []
      return [[`${pid}/${thread}`, { ranMs: ran / NS_PER_MS, waitedMs: waited / NS_PER_MS }]]
    })
  } catch {
    // Gone meanwhile.
    return []
  }
}

/** Processor time of children that have ended and were waited for: `cutime` and `cstime`. */
function ranInEndedChildren(pid: string): number {
  const [, , , , , , , , , , , , , user = '0', system = '0'] = statOf(pid)
  return (Number(user) + Number(system)) * TICK_MS
}

function treeOf(rootPid: number): string[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      const [, parent, group] = statOf(pid)
      return { pid, parent, isOfGroup: Number(group) === rootPid }
    })
  const found = new Set([String(rootPid)])
  // A child may come before its parent in the list: until nothing new is found.
  for (let size = 0; size < found.size;) {
    size = found.size
    for (const { pid, parent = '', isOfGroup } of all)
      if (isOfGroup || found.has(parent)) found.add(pid)
  }
  return [...found]
}

/** The fields of /proc/<pid>/stat behind the name, which may hold blanks: state, ppid, pgrp, … */
function statOf(pid: string): string[] {
  const text = textOf(`/proc/${pid}/stat`) ?? ''
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return undefined
  }
}
