// How far a run is, told while it runs: sales at rest, what the gateway has just done to whom, and
// after how long all is over at the latest.
import type { Entry } from '../../server/journal/entry.ts'
import type { OnProgress } from './drive.ts'
import type { Sale } from './stage.ts'
import type { World } from './world.ts'

interface Lane {
  sales: readonly Sale[]
}

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
  const wallOf = (sales: readonly Sale[]) =>
    Math.max(0, ...sales.map(({ wallMs }, place) => wallMs + place * staggerMs))
  const ended = new Set<Sale>()
  let current = 0
  let startedMs = world.elapsed()
  let last = ''

  const atMostMs = () => {
    const open = lanes[current]?.sales.map((sale) => (ended.has(sale) ? undefined : sale)) ?? []
    const walls = open.map((sale, place) => (sale ? sale.wallMs + place * staggerMs : 0))
    const left = Math.max(0, Math.max(0, ...walls) - (world.elapsed() - startedMs))
    const later = lanes.slice(current + 1).map(({ sales }) => wallOf(sales))
    return later.reduce((sum, wall) => sum + wall, left) * timeScale
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
