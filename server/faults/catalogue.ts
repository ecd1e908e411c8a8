// Everything that can go wrong on purpose, in one table: where it takes hold, and what is true in the
// books afterwards. Faults of messages come from their list; what a buyer, a clock, a host or a bill
// does is done by a command, which the row names. Nothing here acts.
import { COMMANDS } from './catalogue.table.ts'
import type { Fault } from './fault.ts'
import type { Stage } from './effects.ts'
import { shortName } from '../values/spans.ts'
import { optionNames } from './fault-options.ts'
import { bindFault, FAULTS } from './faults.ts'

export interface CatalogueRow {
  /** As in the checklist: `F01`. */
  id: string
  name: string
  /** `call`, `call or answer`, `notification`, …, or what else does it: `buyer`, `clock`, `host`, `bill`. */
  stage: string
  about: string
  /** Names of its options; empty for a command. */
  options: readonly string[]
  ledger: string
  /** How it is done: a fault rule, or a command of the sandbox. */
  by: string
}

/** Numbers of one fault that differ in what was executed. */
const LEDGERS: Record<string, string> = {
  F01: 'Nothing happened.',
  F02: 'Everything happened.',
  F03: 'Everything happened, nobody was told.',
  F04: 'Nothing happened.',
}

const rowsOf = (fault: Fault): CatalogueRow[] => fault.ids.map((id) => rowOf(fault, id))

function rowOf(fault: Fault, word: string, id = word): CatalogueRow {
  const { name, about, ledger } = fault
  return {
    id,
    name,
    stage: stagesOf(word).join(' or '),
    about,
    options: optionNames(fault).map(shortName),
    ledger: LEDGERS[id] ?? ledger,
    by: `faults.add ${word}`,
  }
}

/** Faults that the checklist does not number. */
export const withoutNumber = (): CatalogueRow[] =>
  FAULTS.filter(({ ids }) => ids.length === 0).map((fault) => rowOf(fault, fault.name, ''))

/** Where it takes hold: with its defaults, and with whatever else its options lead to. */
function stagesOf(id: string): Stage[] {
  const isFixed = Object.hasOwn(LEDGERS, id)
  const given = isFixed ? [{}] : [{}, { executed: 'no' }, { executed: 'yes' }, { tampered: true }]
  const stages = given.flatMap((options) => {
    const made = bindFault(id, options)
    return 'bound' in made ? [made.bound.stage] : []
  })
  return [...new Set(stages)]
}

/** In the order of the checklist: F, B, N, K, I, L. */
export function catalogue(): CatalogueRow[] {
  const faults = FAULTS.flatMap(rowsOf)
  const known = new Set(faults.map(({ id }) => id))
  const commands = COMMANDS.filter(([id]) => !known.has(id)).map(
    ([id, stage, name, by, about, ledger]) => ({ id, name, stage, about, options: [], ledger, by }),
  )
  const families = 'FBNKIL'
  const place = (id: string) => families.indexOf(id.charAt(0)) * 100 + Number(id.slice(1))
  return [...faults, ...commands].sort((a, b) => place(a.id) - place(b.id))
}
