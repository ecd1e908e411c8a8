// What happened in a run, drawn from top to bottom: each message with its sender, its receiver and its
// result, and the time in between. Times are those of the gateway's clock.
import { createSteps, type Step } from './steps.ts'
import type { Entry } from '../../server/journal/entry.ts'
import { readTrace } from '../../server/journal/trace.ts'
import { formatDuration, MINUTE } from '../../server/values/instant.ts'

const NAMES: Record<Step['from'], string> = {
  merchant: 'client',
  gateway: 'gateway',
  buyer: 'buyer',
  notifications: 'gateway',
  person: 'person',
  till: 'till',
}
/** From here on the time in between is a line of its own. */
const PAUSE_MS = MINUTE / 2

interface Line {
  seq: number
  atMs: number
  text: string
}

/** `client`: what the one is called who calls the gateway. */
export function timelineOf(entries: readonly Entry[], client: 'client' | 'merchant'): string[] {
  const all = entries.map(({ seq }) => seq)
  const atOf = new Map(entries.map(({ seq, at }) => [seq, at]))
  const bentOf = faultsOfSends(entries)
  const steps = createSteps(readTrace(entries))(all).map((step) => ({
    seq: step.seq,
    atMs: atOf.get(step.seq) ?? step.atMs,
    text: textOf(step, client) + (bentOf.get(step.seq) ?? ''),
  }))
  const moved = entries.flatMap((entry) =>
    entry.kind === 'clock'
      ? [{ seq: entry.seq, atMs: entry.at, text: `clock: ${describe(entry.act)}` }]
      : [],
  )
  const lines: Line[] = [...steps, ...moved].toSorted((a, b) => a.seq - b.seq)
  const startMs = lines[0]?.atMs ?? 0
  return lines.flatMap((line, place) => {
    const passedMs = line.atMs - (lines[place - 1]?.atMs ?? line.atMs)
    const pause = passedMs >= PAUSE_MS ? [`            ⋮  ${formatDuration(passedMs)}`] : []
    return [...pause, `  ${sinceStart(line.atMs - startMs).padEnd(9)} ${line.text}`]
  })
}

/** ` [N19]` behind a notification that a fault has met; a bent one says so itself. */
function faultsOfSends(entries: readonly Entry[]): Map<number, string> {
  const faults = Map.groupBy(
    entries.filter((entry) => entry.kind === 'fault'),
    ({ delivery }) => delivery,
  )
  return new Map(
    entries.flatMap((entry) => {
      if (entry.kind !== 'send' || !entry.genuine) return []
      const met = faults.get(entry.delivery) ?? []
      return met.length === 0
        ? []
        : [[entry.seq, ` [${met.map(({ catalogueId }) => catalogueId).join(' ')}]`]]
    }),
  )
}

/** `advance 90000000 ms` in words of people. */
const describe = (act: string) =>
  act.replace(/(\d+) ms\b/, (_all, ms: string) => formatDuration(Number(ms)))

/** `0.040s` in the first minute, `1h 4m` afterwards. */
const sinceStart = (ms: number) =>
  ms < MINUTE ? `${(ms / 1_000).toFixed(3)}s` : formatDuration(ms)

function textOf({ from, to, what, about, reply, bent }: Step, client: string): string {
  const name = (party: Step['from']) => (party === 'merchant' ? client : NAMES[party])
  const path =
    to === undefined ? name(from).padEnd(22) : `${name(from).padEnd(8)} ──▶ ${name(to).padEnd(9)}`
  const parts = [
    `${path} ${what}`,
    about.en,
    reply && `→ ${reply.en}`,
    bent !== undefined && `[${bent}]`,
  ]
  return parts.filter(Boolean).join(' ').trimEnd()
}
