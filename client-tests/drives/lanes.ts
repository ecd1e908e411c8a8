// Which scenarios of a run are played in parallel, in which order, and which one waits for which.
import type { Scenario } from '../scenario/scenario.ts'
import type { Sale } from './stage.ts'

/** Scenarios that may run side by side, and the options of the gateway that all of them need. */
export interface Lane {
  scenarios: readonly Scenario[]
  sales: readonly Sale[]
  options: Record<string, unknown>
  /** They need an outage each and share it: the later ones begin towards its end. */
  sharesOutage: boolean
}

/**
 * The calm world first, then scenarios that share other options, then those that meet everybody: one
 * by one, but for those that only need that nobody reaches the gateway.
 * `own`: options that a sale may have for itself, beside others that have not.
 */
export function lanesOf(
  scenarios: readonly Scenario[],
  sales: readonly Sale[],
  own: ReadonlySet<string>,
): Lane[] {
  const beside = scenarios.filter((scenario) => !meetsAll(scenario))
  const byOptions = Map.groupBy(beside, (scenario) => JSON.stringify(optionsOfAll(scenario, own)))
  const shared = [...byOptions.entries()].toSorted(
    ([a], [b]) => Number(a !== '{}') - Number(b !== '{}'),
  )
  const outages = sharingOne(scenarios.filter((one) => meetsAll(one) && needsAnOutageOnly(one)))
  const single = scenarios.filter((one) => meetsAll(one) && !outages.includes(one))
  const lane = (together: readonly Scenario[], sharesOutage = false): Lane => ({
    scenarios: together,
    sales: together.flatMap(({ id }) => sales.filter(({ scenario }) => scenario === id)),
    options: together[0] ? optionsOfAll(together[0], own) : {},
    sharesOutage,
  })
  return [
    // What may take longest begins first, so that it is not waited for alone at the end.
    ...shared.map(([, together]) => lane(together.toSorted((a, b) => b.wallMs - a.wallMs))),
    ...single.map((one) => lane([one])),
    ...(outages.length > 0 ? [lane(outages, true)] : []),
  ]
}

/** Gateway ms after the start of its lane at which a sale begins at the latest. */
export function latestStartMs(
  { sales, sharesOutage }: Lane,
  sale: Sale,
  staggerMs: number,
): number {
  const before = sales.slice(0, sales.indexOf(sale))
  if (!sharesOutage) return before.length * staggerMs
  const earlier = before.filter(({ scenario }) => scenario !== sale.scenario)
  const wallMs = new Map(earlier.map((one) => [one.scenario, one.wallMs]))
  return before.length * staggerMs + [...wallMs.values()].reduce((sum, wall) => sum + wall, 0)
}

/** For how long nobody may reach the gateway in a scenario; 0 where everybody does. */
export function outageOf({ sales }: Scenario): number {
  const lasting = sales.flatMap(({ moves }) =>
    moves.map((move) => (move.do === 'outage' ? move.for : 0)),
  )
  return Math.max(0, ...lasting)
}

/** The longest one first. Another whose outage begins at a moment of its own has come too late for that of the first. */
function sharingOne(outages: readonly Scenario[]): Scenario[] {
  const [first, ...others] = outages.toSorted((a, b) => outageOf(b) - outageOf(a))
  return first ? [first, ...others.filter((one) => !waitsForItsOutage(one))] : []
}

const waitsForItsOutage = ({ sales }: Scenario) =>
  sales.some(({ moves }) => moves.some((move) => move.do === 'outage' && move.once !== undefined))

const meetsAll = ({ alone, faults }: Scenario) => alone || faults.length > 0

const MOVES_THE_CLOCK: ReadonlySet<string> = new Set(['advance', 'next-day'])

function needsAnOutageOnly(scenario: Scenario): boolean {
  const { faults, sales, sandbox } = scenario
  const movesClock = sales.some(({ moves }) => moves.some((move) => MOVES_THE_CLOCK.has(move.do)))
  const isPlain = faults.length === 0 && sandbox.options === undefined && !movesClock
  return isPlain && outageOf(scenario) > 0
}

/** The options of a scenario, where each may hold for its sales alone. */
export function ownOptionsOf(
  { sandbox: { options } }: Scenario,
  own: ReadonlySet<string>,
): Record<string, unknown> | undefined {
  return options && Object.keys(options).every((name) => own.has(name)) ? options : undefined
}

const optionsOfAll = (scenario: Scenario, own: ReadonlySet<string>): Record<string, unknown> =>
  ownOptionsOf(scenario, own) ? {} : (scenario.sandbox.options ?? {})
