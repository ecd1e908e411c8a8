// How far a run is, told while it runs: sales at rest, what the gateway has just done to whom, and
// after how long all is over at the latest.
import type { Entry } from '../../server/journal/entry.ts'
import type { OnProgress } from './drive.ts'
import { latestStartMs, type Lane } from './lanes.ts'
import type { Sale } from './stage.ts'
import type { World } from './world.ts'

interface Run {
  world: World
  lanes: readonly Lane[]
  /** Gateway ms between the starts of two sales. */
  staggerMs: number
  timeScale: number
  onProgress: OnProgress | undefined
}

export interface Progress {
  begin(lane: Lane): void
  end(sale: Sale, name: string): void
  stop(): void
}

export function followProgress({ world, lanes, staggerMs, timeScale, onProgress }: Run): Progress {
  if (onProgress === undefined) return { begin: () => {}, end: () => {}, stop: () => {} }
  const total = lanes.reduce((sum, { sales }) => sum + sales.length, 0)
  const latestEndMs = (lane: Lane, sales: readonly Sale[]) =>
    Math.max(0, ...sales.map((sale) => latestStartMs(lane, sale, staggerMs) + sale.wallMs))
  const ended = new Set<Sale>()
  let current = 0
  let startedMs = world.elapsed()
  let last = ''

  const atMostMs = () => {
    const [lane, ...later] = lanes.slice(current)
    const open = lane?.sales.filter((sale) => !ended.has(sale)) ?? []
    const endMs = lane ? latestEndMs(lane, open) : 0
    const leftMs = Math.max(0, endMs - (world.elapsed() - startedMs))
    const laterMs = later.map((one) => latestEndMs(one, one.sales))
    return laterMs.reduce((sum, one) => sum + one, leftMs) * timeScale
  }
  const tell = (what: string) => {
    last = what
    onProgress(ended.size, total, what, { atMostMs: atMostMs() })
  }
  const scenarios = readScenarios()
  const stop = world.listen((entry) => {
    scenarios.read(entry)
    if (entry.kind === 'fault') tell(`${scenarios.of(entry) ?? 'all'}: ${entry.fault}`)
  })
  return {
    begin: (lane) => {
      current = lanes.indexOf(lane)
      startedMs = world.elapsed()
      if (ended.size > 0) tell(last)
    },
    end: (sale, name) => {
      ended.add(sale)
      tell(`${sale.scenario} ${name}`)
    },
    stop,
  }
}

/** Knows the scenario of a fault by the sale that the call or the notification was about. */
function readScenarios() {
  const byAmount = new Map<number, string>()
  const byNumber = new Map<string, string>()
  return {
    read: (entry: Entry) => {
      if (entry.kind === 'sale') byAmount.set(entry.amountFen, entry.scenario)
      if (entry.kind !== 'request' || entry.amountFen === undefined) return
      const scenario = byAmount.get(entry.amountFen)
      const { outTradeNo } = entry.ids
      if (scenario !== undefined && outTradeNo !== undefined && entry.op !== 'REFUND')
        byNumber.set(outTradeNo, scenario)
    },
    of: ({ outTradeNo }: { outTradeNo?: string }) => byNumber.get(outTradeNo ?? ''),
  }
}
