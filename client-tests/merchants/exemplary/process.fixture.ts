// The exemplary shop as a program of its own, in real time, with tills at several gateways: it must pass at each.
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import type { Entry, EntryOf } from '../../../server/journal/entry.ts'
import { runOverHttp } from '../../drives/over-http/over-http.ts'
import { gradeEntries } from '../../grade/grade.ts'
import { SCENARIOS } from '../../scenario/library.ts'

const SHOP = fileURLToPath(new URL('process.ts', import.meta.url))

/** A machine that is busy with other work plays some sales again. */
export const PATIENCE_MS = 300_000

interface Tills {
  /** What the program is started with. */
  args: readonly string[]
  scenarios: readonly string[]
  /** As the journal names them, in order of the alphabet. */
  families: readonly string[]
  passes: readonly string[]
}

/** Plays the scenarios; no rule may be red and no order may differ. Gives the journal, and its calls. */
export async function passesAtEach({
  args,
  scenarios,
  families,
  passes,
}: Tills): Promise<{ entries: readonly Entry[]; calls: EntryOf<'request'>[] }> {
  const entries = await runOverHttp({
    merchant: { command: [process.execPath, SHOP, ...args] },
    name: families.join('-and-'),
    timeScale: 0.2,
    scenarios: SCENARIOS.filter(({ id }) => scenarios.includes(id)),
  })
  const { rules, totals, families: judged = [] } = gradeEntries(entries)
  const red = rules.filter(({ verdict }) => verdict.status === 'fail')
  expect(red.map(({ id, verdict }) => ({ id, verdict }))).toEqual([])
  expect(totals.differing).toBe(0)
  expect(judged.map(({ family }) => family).toSorted()).toEqual(families)
  const passed = rules.filter(({ verdict }) => verdict.status === 'pass').map(({ id }) => id)
  expect(passed).toEqual(expect.arrayContaining([...passes]))
  const calls = entries.flatMap((entry) => (entry.kind === 'request' ? [entry] : []))
  return { entries, calls }
}
