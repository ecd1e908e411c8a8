// What came of the runs of the long test: a log of one JSON line per run, and the same as a table in
// Markdown. Text in, text out.

/** What one run came to, as `one-run.ts` prints it. */
export interface Outcome {
  verdict: string
  failed: string[]
  warned: string[]
  inconclusive: string[]
  /** Rules that must find a flawed merchant out and did not. */
  missed: string[]
  /** Sales whose money and belief part. */
  differing: number
  /** Sales that were played again, and those of them that stayed undecided. */
  again: number
  undecided: number
  /** The machine was too slow: the run has no verdict whatever the merchant did. */
  tooLate: boolean
  /** The longest delay, in real ms. */
  delayMs: number
  tookS: number
}

export interface Run {
  /** Unlike that of any other run. */
  name: string
  /** Runs of one kind share a row of the table. */
  kind: string
  scale: number
}

/** Reads the log: run → what came of it. A line that was cut off is no run; the last of a name counts. */
export function readLog(text: string): Map<string, Outcome> {
  const known = new Map<string, Outcome>()
  for (const line of text.split('\n')) {
    if (!line.endsWith('}')) continue
    const { name, ...outcome }: Outcome & { name: string } = JSON.parse(line)
    known.set(name, outcome)
  }
  return known
}

const HEAD = [
  'merchant',
  'scale',
  'runs',
  'verdicts',
  'failed',
  'warned',
  'missed',
  'sales played again',
  'of these undecided',
  'without a verdict',
  'worst delay',
  'median duration',
]

/** One row per kind of run. */
export function summaryOf(plan: readonly Run[], log: ReadonlyMap<string, Outcome>): string {
  const kinds = Map.groupBy(plan, ({ kind, scale }) => `${kind}|${scale}`)
  const rows = [...kinds.values()].flatMap((runs) => {
    const played = runs.flatMap(({ name }) => log.get(name) ?? [])
    const [first] = runs
    return first && played.length > 0 ? [rowOf(first, runs.length, played)] : []
  })
  return [HEAD, HEAD.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

function rowOf({ kind, scale }: Run, planned: number, played: readonly Outcome[]): string[] {
  const sumOf = (pick: (one: Outcome) => number) =>
    String(played.reduce((total, one) => total + pick(one), 0))
  return [
    kind,
    String(scale),
    played.length === planned ? String(planned) : `${played.length} of ${planned}`,
    idsOf(played.map(({ verdict }) => [verdict])),
    isFlawed(kind) ? 'as they must' : idsOf(played.map(({ failed }) => failed)),
    isFlawed(kind) ? '-' : idsOf(played.map(({ warned }) => warned)),
    isFlawed(kind) ? idsOf(played.map(({ missed }) => missed)) : '-',
    sumOf(({ again }) => again),
    sumOf(({ undecided }) => undecided),
    sumOf(({ tooLate }) => Number(tooLate)),
    `${Math.max(...played.map(({ delayMs }) => delayMs))} ms`,
    `${middleOf(played.map(({ tookS }) => tookS).toSorted((a, b) => a - b))} s`,
  ]
}

/** The kind under which all flawed merchants stand. */
export const FLAWED = 'flawed merchants'
const isFlawed = (kind: string) => kind === FLAWED

/** `POLL-04 ×2, ONE-06`; `none`. */
function idsOf(lists: readonly string[][]): string {
  const counts = Map.groupBy(lists.flat(), (id) => id)
  const words = [...counts].map(([id, { length }]) => (length > 1 ? `${id} ×${length}` : id))
  return words.join(', ') || 'none'
}

const middleOf = (sorted: readonly number[]) => sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
