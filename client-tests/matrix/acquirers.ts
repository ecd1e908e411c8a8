// Acquirers in the matrix: each plays the scenarios of its model, in virtual time.
import { signsInPlace } from '../../server/hosts/memory.ts'
import { runInProcess } from '../drives/in-process/in-process.ts'
import { gradeEntries } from '../grade/grade.ts'
import { acquirerInProcess, type AcquirerVariant } from '../merchants/acquirers/in-process.ts'
import type { FlawedAcquirer } from '../merchants/acquirers/flawed.ts'
import { redOf, type Graded } from './matrix.ts'

const sign = signsInPlace(100_000)
const signatures = new Map<string, string>()

export async function gradeAcquirerInMatrix(variant: AcquirerVariant): Promise<Graded> {
  const entries = await runInProcess(acquirerInProcess(variant, signatures), [], { sign })
  const restless = entries.flatMap((entry) =>
    entry.kind === 'scenario' && entry.phase === 'timed-out' ? [entry.scenario] : [],
  )
  return { card: gradeEntries(entries), restless }
}

/** The line of a flawed acquirer on the page of the matrix. */
export const lineOfAcquirer = (
  { name, model, flaw, must, may }: FlawedAcquirer,
  card: Graded['card'],
): string =>
  `| \`${name}\` | ${model} | ${flaw.replaceAll('|', '\\|')} | ${redOf({ must, may }, card)} |`
