// The progress of a run: sales that have ended, the latest faults, and an estimate of the time left.
import type { Entry } from '../../server/journal/entry.ts'
import { createSalesReader } from '../trace/sales-reader.ts'
import type { OnProgress, ScenarioProgress } from './drive.ts'
import { latestStartMs, type Lane } from './lanes.ts'
import type { Sale } from './stage.ts'
import type { World } from './world.ts'

/**
 * A sale is given up on after its wall time, which few ever need. Measured over the whole library:
 * a sale takes a third of its own, and a lane is over after two fifths of its longest.
 */
const SHARE_OF_A_SALE = 0.34
const SHARE_OF_A_LANE = 0.4
/** The pace of the first sales says little: so much of the usual pace, in gateway ms, stands beside it. */
const USUAL_MS = 1_000_000
/** What has taken longer than expected takes somewhat longer still. */
const OVERDUE = 1.1

interface Run {
  world: Pick<World, 'elapsed' | 'listen'>
  lanes: readonly Lane[]
  /** Gateway ms between the starts of two sales. */
  staggerMs: number
  timeScale: number
  /** From 2 on sales are played again. */
  round?: number
  onProgress: OnProgress | undefined
}

export interface Progress {
  begin(lane: Lane): void
  end(sale: Sale, name: string): void
  stop(): void
}

export function followProgress(run: Run): Progress {
  const { world, lanes, staggerMs, timeScale, round = 1, onProgress } = run
  if (onProgress === undefined) return { begin: () => {}, end: () => {}, stop: () => {} }
  const total = lanes.reduce((sum, { sales }) => sum + sales.length, 0)
  const pace = watchPace(staggerMs, () => world.elapsed())
  const parts = partsOf(lanes)
  let done = 0
  let last = ''
  const tell = (what: string) => {
    last = what
    const scenarios = [...parts.values()].map((part) => ({ ...part }))
    onProgress({ round, done, total, what, leftMs: pace.leftMs(lanes) * timeScale, scenarios })
  }
  const reader = createSalesReader()
  const scenarioOf = (entry: Entry) => {
    const order = reader.orders.get(reader.orderOf(entry) ?? '')
    return order && reader.saleOf(order)?.entry.scenario
  }
  const stop = world.listen((entry) => {
    reader.add(entry)
    if (entry.kind === 'fault') tell(`${scenarioOf(entry) ?? 'all'}: ${entry.fault}`)
  })
  return {
    begin: (lane) => {
      pace.begin(lane)
      for (const { scenario } of lane.sales) {
        const part = parts.get(scenario)
        if (part) part.isBegun = true
      }
      tell(last)
    },
    end: (sale, name) => {
      pace.end(sale)
      done += 1
      const part = parts.get(sale.scenario)
      if (part) part.done += 1
      tell(`${sale.scenario} ${name}`)
    },
    stop,
  }
}

/** By scenario, in the order in which they are played. */
function partsOf(lanes: readonly Lane[]): Map<string, ScenarioProgress> {
  const parts = new Map<string, ScenarioProgress>()
  for (const { scenario: id } of lanes.flatMap(({ sales }) => sales)) {
    const part = parts.get(id) ?? { id, sales: 0, done: 0, isBegun: false }
    parts.set(id, { ...part, sales: part.sales + 1 })
  }
  return parts
}

/** Measures how long sales take, and says what that means for those that are still to be played. */
function watchPace(staggerMs: number, elapsed: () => number) {
  const begun = new Map<Lane, number>()
  const endedMs = new Map<Sale, number>()
  const starts = new Map<Sale, number>()
  const startOf = (lane: Lane, sale: Sale): number => {
    const startMs = starts.get(sale) ?? latestStartMs(lane, sale, staggerMs)
    starts.set(sale, startMs)
    return startMs
  }

  /** What sales took against what they usually take; of those only that should be over by now. */
  const paceNow = () => {
    let tookMs = USUAL_MS
    let usualMs = USUAL_MS
    for (const [lane, beganMs] of begun) {
      // When a scenario begins that waits for its outage is not known beforehand.
      if (lane.sharesOutage) continue
      for (const sale of lane.sales) {
        const startMs = beganMs + startOf(lane, sale)
        const usual = sale.wallMs * SHARE_OF_A_SALE
        if (elapsed() - startMs < usual) continue
        tookMs += Math.max(0, (endedMs.get(sale) ?? elapsed()) - startMs)
        usualMs += usual
      }
    }
    return tookMs / usualMs
  }
  const expectedEndMs = (lane: Lane, sale: Sale, pace: number) => {
    const startMs = startOf(lane, sale)
    const share = Math.min(1, SHARE_OF_A_LANE * pace)
    return lane.sharesOutage ? (startMs + sale.wallMs) * share : startMs + sale.wallMs * share
  }
  const leftOfMs = (lane: Lane, pace: number) => {
    const beganMs = begun.get(lane)
    const passedMs = beganMs === undefined ? 0 : elapsed() - beganMs
    const open = lane.sales.filter((sale) => !endedMs.has(sale))
    const leftMs = open.map((sale) => {
      const latestMs = startOf(lane, sale) + sale.wallMs
      const endMs = Math.max(expectedEndMs(lane, sale, pace), passedMs * OVERDUE)
      return Math.max(0, Math.min(latestMs, endMs) - passedMs)
    })
    return Math.max(0, ...leftMs)
  }
  return {
    begin: (lane: Lane) => void begun.set(lane, elapsed()),
    end: (sale: Sale) => void endedMs.set(sale, elapsed()),
    /** Gateway ms until all of these lanes, played one after another, are over. */
    leftMs: (lanes: readonly Lane[]) => {
      const pace = paceNow()
      return lanes.reduce((sum, lane) => sum + leftOfMs(lane, pace), 0)
    },
  }
}
