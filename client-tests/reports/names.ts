// What scenarios and the sales of a run are called, so that no report names an id alone.
import { SCENARIOS } from '../scenario/library.ts'
import type { Report } from './report-schema.ts'

const NAMES = new Map(SCENARIOS.map(({ id, name }) => [id, name]))

export const nameOfScenario = (id: string): string | undefined => NAMES.get(id)

/** `S46 (ten-part-refunds)` */
export function scenarioCalled(id: string): string {
  const name = nameOfScenario(id)
  return name === undefined || name === id ? id : `${id} (${name})`
}

export type NameOf = (whose: string | undefined) => string | undefined

/** Sale → what its scenario is called; a sale's scenario is in the money table. */
export function namesIn({ run, money }: Pick<Report, 'run' | 'money'>): NameOf {
  const names = new Map(run?.scenarios.map(({ id, name }) => [id, name]))
  const scenarios = new Map(
    money.flatMap(({ saleId, scenario }) => (saleId === undefined ? [] : [[saleId, scenario]])),
  )
  return (whose = '') => {
    const scenario = scenarios.get(whose) ?? whose
    const name = names.get(scenario) ?? nameOfScenario(scenario)
    return name === scenario ? undefined : name
  }
}

/** `S46-1 (ten-part-refunds)` */
export function saleCalled(sale: string, nameOf: NameOf): string {
  const name = nameOf(sale)
  return name === undefined ? sale : `${sale} (${name})`
}
