// What came of the runs of the long test: a log of one JSON line per run, and the same as a table in
// Markdown. Text in, text out.

/** What one run came to, as `over-http-once.ts` prints it. */
export interface Outcome {
  verdict: string
  failed: string[]
  warned: string[]
  inconclusive: string[]
  /** Sales whose money and belief part. */
  differing: number
  /** The machine was too slow: the run has no verdict whatever the merchant did. */
  tooLate: boolean
  delayMs: number
  tookS: number
}

export interface Run {
  /** Unlike that of any other run. */
  name: string
  merchant: string
  /** `all scenarios` or `thirty sales at once`. */
  played: string
  scale: number
}

/** How often a run may be played: whoever reads "too slow, run again" does so once. */
const TRIES = 2

/** Reads the log: run → what came of its tries, in order. A line that was cut off is no try. */
export function readLog(text: string): Map<string, Outcome[]> {
  const known = new Map<string, Outcome[]>()
  for (const line of text.split('\n')) {
    if (!line.endsWith('}')) continue
    const { name, ...outcome }: Outcome & { name: string } = JSON.parse(line)
    known.set(name, [...(known.get(name) ?? []), outcome])
  }
  return known
}

/** Whether there is nothing more to learn of a run. */
export function isOver(tries: readonly Outcome[]): boolean {
  return tries.length >= TRIES || tries.some(({ tooLate }) => !tooLate)
}

const HEAD = [
  'merchant',
  'played',
  'scale',
  'runs',
  'ready',
  'no verdict',
  'failed',
  'warned',
  'inconclusive',
  'too late, played again',
  'still too late',
  'worst delay',
  'median duration',
]

/** One row per merchant and what it played. Failures of runs that were too late count for nothing. */
export function summaryOf(plan: readonly Run[], log: ReadonlyMap<string, Outcome[]>): string {
  const groups = Map.groupBy(
    plan,
    ({ merchant, played, scale }) => `${merchant}|${played}|${scale}`,
  )
  const rows = [...groups.values()].flatMap((runs) => {
    const tries = runs.map(({ name }) => log.get(name) ?? []).filter(({ length }) => length > 0)
    const [first] = runs
    return first && tries.length > 0 ? [rowOf(first, tries)] : []
  })
  return [HEAD, HEAD.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

function rowOf({ merchant, played, scale }: Run, tries: readonly Outcome[][]): string[] {
  const all = tries.flat()
  const last = tries.flatMap((each) => each.at(-1) ?? [])
  const sound = last.filter(({ tooLate }) => !tooLate)
  const ready = sound.filter(({ verdict }) => verdict === 'ready').length
  const open = sound.map(({ inconclusive }) => inconclusive.length).toSorted((a, b) => a - b)
  const count = (some: readonly unknown[]) => String(some.length)
  return [
    merchant,
    played,
    String(scale),
    count(last),
    String(ready),
    count(sound.filter(({ verdict }) => verdict === 'incomplete')),
    idsOf(sound.map(({ failed }) => failed)),
    idsOf(sound.map(({ warned }) => warned)),
    open.length === 0 ? '-' : `${open[0]} / ${middleOf(open)} / ${open.at(-1)}`,
    count(tries.filter(([one]) => one?.tooLate)),
    count(last.filter(({ tooLate }) => tooLate)),
    `${Math.max(...all.map(({ delayMs }) => delayMs))} ms`,
    `${middleOf(all.map(({ tookS }) => tookS).toSorted((a, b) => a - b))} s`,
  ]
}

/** `POLL-04 ×2, ONE-06`; `none`. */
function idsOf(lists: readonly string[][]): string {
  const counts = Map.groupBy(lists.flat(), (id) => id)
  const words = [...counts].map(([id, { length }]) => (length > 1 ? `${id} ×${length}` : id))
  return words.join(', ') || 'none'
}

const middleOf = (sorted: readonly number[]) => sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
