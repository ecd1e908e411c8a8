// The suite judged by merchants whose faults are known, in virtual time. One signature cache for all
// of them: equal bytes are signed once, whoever sends them.
import type { ProvidedContext } from 'vitest'
import { signsInPlace, type MemoryOptions, type ReadingName } from '../../server/hosts/memory.ts'
import type { Entry } from '../../server/journal/entry.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { runInProcess } from '../drives/in-process/in-process.ts'
import { gradeEntries, type Scorecard } from '../grade/grade.ts'
import { checklistBy } from '../rules/readings.ts'
import { SCENARIOS } from '../scenario/library.ts'
import { inProcess, type Variant } from '../merchants/exemplary/in-process.ts'
import { redCells, type Mutant } from '../merchants/mutants/mutant.ts'

/** A merchant takes some 4,000 signatures, most of which the next one takes too; each keeps half a kilobyte. */
const sign = signsInPlace(100_000)
const signatures = new Map<string, string>()

export const EXEMPLARY: Variant = { name: 'exemplary', bend: {} }

export interface Graded {
  card: Scorecard
  /** Scenarios that did not come to rest. */
  restless: string[]
}

/** Plays every scenario, or some, with one merchant and grades it. */
export async function gradeInMatrix(
  variant: Variant,
  scenarios: readonly Scenario[] = SCENARIOS,
  sql?: MemoryOptions['sql'],
): Promise<Graded> {
  return gradeBy('default', await playInMatrix(variant, scenarios, 'default', sql))
}

/**
 * Flaws of a till abroad show in the scenarios of AMS, those of a shop at the old gateway in its own; and in those that
 * are about the rule they break.
 */
export function scenariosFor({ capabilities, must }: Mutant): readonly Scenario[] {
  const gateway = (['ams', 'mapi'] as const).find((one) => capabilities?.wallets?.includes(one))
  if (gateway === undefined) return SCENARIOS
  return SCENARIOS.filter(
    ({ exercises, wallet }) => wallet === gateway || exercises.some((id) => id in must),
  )
}

/** Plays them in the world of a reading. */
export function playInMatrix(
  variant: Variant,
  scenarios: readonly Scenario[] = SCENARIOS,
  world: ReadingName = 'default',
  sql?: MemoryOptions['sql'],
): Promise<Entry[]> {
  return runInProcess(inProcess(variant, signatures), scenarios, { sign, reading: world, sql })
}

export function gradeBy(reading: string, entries: readonly Entry[]): Graded {
  const restless = entries.flatMap((entry) =>
    entry.kind === 'scenario' && entry.phase === 'timed-out' ? [entry.scenario] : [],
  )
  return { card: gradeEntries(entries, checklistBy(reading)), restless }
}

/** The line of a mutant on the page of the matrix. */
export function lineOf({ name, flaw, must, may }: Mutant, card: Scorecard): string {
  return `| \`${name}\` | ${flaw.replaceAll('|', '\\|')} | ${redOf({ must, may }, card)} |`
}

/** What killed it, and what turned red beside that. */
export function redOf({ must, may }: Pick<Mutant, 'must' | 'may'>, card: Scorecard): string {
  const red = redCells(card)
  const cells = (ids: readonly string[]) =>
    ids
      .toSorted()
      .map((id) => (red[id] === 'W' ? `${id} (W)` : id))
      .join(' ')
  const killed = cells(Object.keys(must))
  const beside = cells(Object.keys(red).filter((id) => !(id in must) && may.includes(id)))
  return `${killed} | ${beside}`
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Which part of the matrix a process proves, and of how many. */
    part: { nth: number; of: number }
  }
}

export function partOf<T>(all: readonly T[], { nth, of }: ProvidedContext['part']): T[] {
  return all.filter((_, place) => place % of === nth)
}
